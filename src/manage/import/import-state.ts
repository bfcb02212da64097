// The preview and the import itself. Kept beside the components: another place of the page may be looked at in between.
import { batch, type Signal, signal } from '@preact/signals';
import type { FailureCode } from '../../messaging/failure.ts';
import type { PageResponse } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { status } from '../state.ts';
import { type AccountRow, accountRow, chosenRows, type ImportRow, inOrder, keyed } from './import-rows.ts';
import { chosenPasskeys, comparedPasskeys, passkeyRows } from './import-passkeys.ts';
import { addFiles, addText, dropFailed, dropSources, sources } from './import-sources.ts';

export const rows: Signal<readonly ImportRow[]> = signal([]);
export const failure: Signal<FailureCode | undefined> = signal(undefined);
/** While the accounts are added: how many are sealed. */
export const saving: Signal<{ readonly done: number; readonly total: number } | undefined> =
  signal(undefined);
export const saved: Signal<(PageResponse<'import/add'> & { readonly isUndone: boolean }) | undefined> =
  signal(undefined);

/** Thousands take some seconds to go. */
export const isUndoing: Signal<boolean> = signal(false);

/** Often enough to be seen moving, seldom enough to cost nothing. */
const PROGRESS_EVERY_MS = 200;

let comparison = 0;

/** What came of the files before is no longer said: it would seem to be about these. */
export function takeFiles(files: readonly File[]): Promise<void> {
  forgetResults();
  return addFiles(files);
}

export function takeText(text: string): Promise<void> {
  forgetResults();
  return addText(text);
}

function forgetResults(): void {
  batch(() => {
    dropFailed();
    saved.value = undefined;
    failure.value = undefined;
  });
}

/** Compares again whatever is read; what was edited or chosen in the rows that stay, stays. */
export async function compareAll(): Promise<void> {
  comparison += 1;
  const mine = comparison;
  const files = sources.value.flatMap(({ id, parsed }) => (parsed === null ? [] : [{ id, parsed }]));
  const before = new Map(rows.value.map((row) => [row.key, row]));
  const { accounts, unreadable } = keyed(files);
  const named = accounts.map((found) => {
    const row = before.get(found.key);
    return row?.is === 'account' ? { key: found.key, account: row.account } : found;
  });
  const preview =
    named.length === 0
      ? undefined
      : await ask('import/preview', {
          accounts: named.map(({ account }) => account),
        });
  const passkeys = await comparedPasskeys(files);
  if (mine !== comparison) return;
  batch(() => {
    passkeyRows.value = passkeys;
    failure.value = preview?.ok === false ? preview.error : undefined;
    const items = preview?.ok === true ? preview.value : [];
    const compared = named.flatMap((found, index): ImportRow[] => {
      const item = items[index];
      return item === undefined ? [] : [keepChoice(accountRow(found, item), before.get(found.key))];
    });
    rows.value = inOrder([...compared, ...unreadable]);
  });
}

/** Another name may mean something else. Undefined where it was compared. */
export async function rename(
  row: AccountRow,
  names: { readonly issuer: string; readonly accountName: string },
): Promise<FailureCode | undefined> {
  const account = { ...row.account, ...names };
  const preview = await ask('import/preview', { accounts: [account] });
  if (!preview.ok) return preview.error;
  const [item] = preview.value;
  if (item === undefined) return undefined;
  // It stays where it is: what moves away under the hand is lost sight of.
  rows.value = rows.value.map((other) =>
    other.key === row.key ? keepChoice(accountRow({ key: row.key, account }, item), row) : other,
  );
  return undefined;
}

export async function addChosen(): Promise<void> {
  const chosen = chosenRows(rows.value);
  const passkeys = chosenPasskeys(passkeyRows.value);
  failure.value = undefined;
  saving.value = { done: 0, total: chosen.length + passkeys.length };
  const timer = setInterval(() => void followProgress(), PROGRESS_EVERY_MS);
  const added = await ask('import/add', {
    passkeys: [...passkeys],
    additions: chosen.map(({ account, choice, item }) => ({
      account,
      choice,
      existing: item.existing?.id ?? null,
    })),
  });
  clearInterval(timer);
  batch(() => {
    saving.value = undefined;
    // Locked meanwhile: all of it is gone already.
    if (status.value?.state !== 'unlocked') return;
    if (!added.ok) {
      failure.value = added.error;
      return;
    }
    saved.value = { ...added.value, isUndone: false };
    dropPreview();
  });
  // Somebody else's change is why: the preview says what is true now.
  if (!added.ok && added.error === 'changed-since') await compareAgainAfter(added.error);
}

export function cancelAdding(): void {
  void ask('import/cancel', {});
}

export async function undoAdding(): Promise<void> {
  const last = saved.value;
  if (last === undefined || isUndoing.value) return;
  isUndoing.value = true;
  const undone = await ask('import/undo', { seq: last.seq });
  isUndoing.value = false;
  // Locked meanwhile: what is said of it is gone already.
  if (status.value?.state !== 'unlocked') return;
  failure.value = undone.ok ? undefined : undone.error;
  if (undone.ok) saved.value = { ...last, isUndone: true };
}

export function dropPreview(): void {
  comparison += 1;
  dropSources();
  rows.value = [];
  passkeyRows.value = [];
}

status.subscribe((current) => {
  if (current?.state === 'unlocked') return;
  batch(() => {
    dropPreview();
    saved.value = undefined;
    failure.value = undefined;
  });
});

function keepChoice(row: AccountRow, before: ImportRow | undefined): AccountRow {
  const isKept =
    before?.is === 'account' && before.item.kind === row.item.kind && row.item.offers.includes(before.choice);
  return isKept ? { ...row, choice: before.choice } : row;
}

async function compareAgainAfter(error: FailureCode): Promise<void> {
  await compareAll();
  failure.value = error;
}

async function followProgress(): Promise<void> {
  const asked = await ask('import/progress', {});
  if (asked.ok && asked.value !== null && saving.value !== undefined) saving.value = asked.value;
}
