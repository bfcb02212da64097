// The rows of the preview: what the files gave, what it would mean for the vault, and what the user chose.
import { encodeBase64 } from '../../core/bytes/base64.ts';
import { isOrigin } from '../../core/sites/origin.ts';
import type { ImportChoice } from '../../core/transfer/import-plan.ts';
import type { ImportedAccount, ParsedExport, SkippedRow } from '../../core/transfer/parsed-export.ts';
import type { PageResponse } from '../../messaging/page-responses.ts';
import type { ImportedAccountMessage } from '../../messaging/transfer-requests.ts';

export type PreviewItem = PageResponse<'import/preview'>[number];

export interface AccountRow {
  readonly is: 'account';
  readonly key: string;
  readonly account: ImportedAccountMessage;
  readonly item: PreviewItem;
  readonly choice: ImportChoice;
}

export interface UnreadableRow extends SkippedRow {
  readonly is: 'unreadable';
  readonly key: string;
}

export type ImportRow = AccountRow | UnreadableRow;

/** What is chosen of all the rows together. */
export type RowGroup = ImportRow['is'] | PreviewItem['kind'];

/** What asks for a decision comes first, and what was there already last. */
export const GROUP_ORDER: readonly RowGroup[] = [
  'conflicting',
  'new',
  'other-name',
  'unreadable',
  'repeated',
  'same',
];

/** Enough of a note; the messages take no more. */
const MAX_NOTE = 20_000;
const MAX_CODES = 100;
const MAX_CODE = 256;
const MAX_SITES = 50;

export function groupOf(row: ImportRow): RowGroup {
  return row.is === 'unreadable' ? 'unreadable' : row.item.kind;
}

function messageOf(account: ImportedAccount): ImportedAccountMessage {
  const origins = [...new Set(account.sites)].filter(isOrigin).slice(0, MAX_SITES);
  return {
    issuer: account.issuer,
    accountName: account.accountName,
    secret: encodeBase64(account.secret),
    parameters: account.parameters,
    sites: origins.map((origin) => ({ origin, match: 'origin' })),
    tags: [...account.tags],
    pinned: account.pinned,
    notes: account.notes.slice(0, MAX_NOTE),
    recoveryCodes: account.recoveryCodes.filter(({ length }) => length <= MAX_CODE).slice(0, MAX_CODES),
    unknownParameters: account.unknownParameters.map(([name, value]) => [name, value]),
  };
}

/** Of each file its accounts and what it had that is none; every row with a key of its own. */
export function keyed(files: readonly { readonly id: number; readonly parsed: ParsedExport }[]): {
  readonly accounts: readonly KeyedAccount[];
  readonly unreadable: readonly UnreadableRow[];
} {
  return {
    accounts: files.flatMap(({ id, parsed }) =>
      parsed.accounts.map((account, index) => ({ key: `${id}/${index}`, account: messageOf(account) })),
    ),
    unreadable: files.flatMap(({ id, parsed }) =>
      parsed.skipped.map(
        (row, index): UnreadableRow => ({
          ...row,
          is: 'unreadable',
          key: `${id}/skipped/${index}`,
        }),
      ),
    ),
  };
}

export interface KeyedAccount {
  readonly key: string;
  readonly account: ImportedAccountMessage;
}

export function accountRow({ key, account }: KeyedAccount, item: PreviewItem): AccountRow {
  return { is: 'account', key, account, item, choice: item.offers[0] ?? 'leave' };
}

export function inOrder(rows: readonly ImportRow[]): readonly ImportRow[] {
  const rank = new Map(GROUP_ORDER.map((group, index) => [group, index]));
  return rows.toSorted((a, b) => (rank.get(groupOf(a)) ?? 0) - (rank.get(groupOf(b)) ?? 0));
}

/** Where anything else than leaving it is offered. */
export function isChoosable(row: ImportRow): row is AccountRow {
  return row.is === 'account' && row.item.offers.length > 1;
}

/** Taking an account means the mildest way of it: nothing is replaced by a tick. */
export function takenBy(row: AccountRow): ImportChoice {
  return row.item.offers.find((offer) => offer === 'add' || offer === 'advance') ?? 'leave';
}

export function withChoice(
  rows: readonly ImportRow[],
  isMeant: (row: AccountRow) => boolean,
  choiceOf: (row: AccountRow) => ImportChoice,
): readonly ImportRow[] {
  return rows.map((row) => (isChoosable(row) && isMeant(row) ? { ...row, choice: choiceOf(row) } : row));
}

export function chosenRows(rows: readonly ImportRow[]): readonly AccountRow[] {
  return rows.filter((row): row is AccountRow => isChoosable(row) && row.choice !== 'leave');
}
