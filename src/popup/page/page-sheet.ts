// A page that shows recovery codes: found while the popup shows its rows, and kept with one button.
import type { AccountView } from '../../messaging/page-responses.ts';
import type { PageSheet } from '../../messaging/recovery-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { sheetToReplace } from '../../ui/sheet-to-replace.ts';
import { countText } from '../../ui/text.ts';
import { pageSheet } from './page-sheet-state.ts';
import { accounts, announcement, isPrivate, loadAll, tabId } from '../state.ts';

/** Without a word where there is nothing: nobody has asked for anything yet. */
export async function lookForSheet(): Promise<void> {
  if (tabId.value === null || !accounts.value.some(({ onThisSite }) => onThisSite)) return;
  const read = await ask('recovery/read-page', { tabId: tabId.value });
  if (read.ok && read.value.found.verdict !== 'none' && !read.value.isKept) pageSheet.value = read.value;
}

/** In the place of the sheets that the account has, where the site gave it new codes: those are struck through. */
export async function keepPageSheet(
  sheet: PageSheet,
  { id, account }: AccountView,
  isReplacing: boolean,
): Promise<void> {
  const replaces = isReplacing ? await latestSheetOf(id) : null;
  const kept = await ask('recovery/keep', {
    accountId: id,
    label: account.issuer,
    site: isPrivate.value ? null : sheet.origin,
    source: 'page',
    codes: sheet.found.codes.map((code) => ({ text: code.text, isUsed: code.isUsed })),
    expiresAt: null,
    replaces,
  });
  if (!kept.ok) {
    announcement.value = { text: failureText(kept.error), isError: true };
    return;
  }
  pageSheet.value = undefined;
  const count = sheet.found.codes.length;
  announcement.value = { text: countText(count, ['sheetKept', 'sheetKeptOne']), isError: false };
  await loadAll();
}

async function latestSheetOf(accountId: string): Promise<string | null> {
  const sheets = await ask('recovery/list', {});
  return sheets.ok ? sheetToReplace(sheets.value, accountId) : null;
}
