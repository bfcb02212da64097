// Changes that touch recovery sheets, completed so that each account says in the same commit how many codes it has left.
import { caughtUp } from '../../recovery/same-codes.ts';
import type { VaultChange } from '../commit.ts';
import { type HistoryState, sheetsOf } from './history.ts';
import type { VaultRecord } from './record.ts';
import {
  isCounted,
  type SheetRecord,
  type SheetSummary,
  summaryOf,
  withAccountIds,
} from './recovery-sheet.ts';
import type { IndexEntry, SheetEntry } from '../vault-index.ts';

interface Present {
  readonly entries: readonly IndexEntry[];
  readonly sheets: readonly SheetEntry[];
  /** Undefined for a record that does not open: its count is then left as it is. */
  readonly readAccount: (entry: IndexEntry) => Promise<VaultRecord | undefined>;
}

/** The same changes, and a put for each account whose count they change. */
export async function withTrueCounts(
  changes: readonly VaultChange[],
  { entries, sheets, readAccount }: Present,
): Promise<readonly VaultChange[]> {
  const after = sheetsAfter(changes, sheets);
  const puts = new Map(changes.flatMap((change) => (change.kind === 'put' ? [[change.id, change]] : [])));
  const removed = new Set(changes.flatMap(({ kind, id }) => (kind === 'remove' ? [id] : [])));
  const completed = changes.map((change): VaultChange => {
    if (change.kind !== 'put' || change.record.type !== 'account') return change;
    const count = leftFor(change.id, after);
    const isTouched = count !== null || sheets.some(({ sheet }) => sheet.accountId === change.id);
    return isTouched ? { ...change, record: withCount(change.record, count) } : change;
  });
  for (const accountId of touchedAccounts(changes, sheets)) {
    const entry = entries.find(({ id }) => id === accountId);
    if (entry === undefined || puts.has(accountId) || removed.has(accountId)) continue;
    const count = leftFor(accountId, after);
    if (entry.account.recoveryCodesLeft === count) continue;
    const record = await readAccount(entry);
    if (record === undefined) continue;
    completed.push({
      kind: 'put',
      id: accountId,
      record: withCount(record, count),
      deletedAt: entry.deletedAt,
    });
  }
  return completed;
}

/** Null where no sheet is kept with the account. */
function leftFor(accountId: string, sheets: Iterable<KnownSheet>): number | null {
  const own = [...sheets].filter(
    ({ sheet, deletedAt }) => sheet.accountId === accountId && deletedAt === null && isCounted(sheet),
  );
  return own.length === 0 ? null : own.reduce((sum, { sheet }) => sum + sheet.left, 0);
}

interface KnownSheet {
  readonly sheet: SheetSummary;
  readonly deletedAt: number | null;
}

function sheetsAfter(changes: readonly VaultChange[], sheets: readonly SheetEntry[]): readonly KnownSheet[] {
  const known = new Map<string, KnownSheet>(sheets.map((entry) => [entry.id, entry]));
  for (const change of changes) {
    if (change.kind === 'remove') known.delete(change.id);
    else if (change.kind === 'put' && change.record.type === 'recovery-sheet')
      known.set(change.id, { sheet: summaryOf(change.record.sheet), deletedAt: change.deletedAt });
  }
  return [...known.values()];
}

function touchedAccounts(
  changes: readonly VaultChange[],
  sheets: readonly SheetEntry[],
): ReadonlySet<string> {
  const owner = new Map(sheets.map(({ id, sheet }) => [id, sheet.accountId]));
  return new Set(
    changes.flatMap((change) => {
      const now =
        change.kind === 'put' && change.record.type === 'recovery-sheet'
          ? [change.record.sheet.accountId]
          : [];
      return [...now, ...[owner.get(change.id)].filter((id) => id !== undefined)];
    }),
  );
}

function withCount(record: VaultRecord, recoveryCodesLeft: number | null): VaultRecord {
  return { ...record, account: { ...record.account, recoveryCodesLeft } };
}

type SheetPut = Extract<VaultChange, { readonly kind: 'put' }> & { readonly record: SheetRecord };

export interface SheetsBack {
  readonly changes: readonly SheetPut[];
  readonly lost: number;
}

/**
 * The changes that make the sheets those of `target` again. What was spent since stays spent, on whichever sheet the
 * code is now; a sheet that was kept since goes to the trash. `renamed`: the accounts that are under another id afterwards.
 */
export async function sheetsBackTo(
  target: HistoryState,
  later: readonly HistoryState[],
  readSheet: (entry: SheetEntry) => Promise<SheetRecord | undefined>,
  { now, newId, renamed }: { now: number; newId: () => string; renamed: ReadonlyMap<string, string> },
): Promise<SheetsBack> {
  const present = new Map(sheetsOf(later.at(-1) ?? target).map((entry) => [entry.id, entry]));
  const past = sheetsOf(target);
  const known = new Set(past.map(({ id }) => id));
  // Of one that is what it was, only its record tells whether it knows an account that has another id.
  const isSame = ({ id, version }: SheetEntry) => known.has(id) && present.get(id)?.version === version;
  const differing = past.filter((entry) => renamed.size > 0 || !isSame(entry));
  const since = [...present.values()].filter(({ id, deletedAt }) => !known.has(id) && deletedAt === null);
  if (differing.length + since.length === 0) return { changes: [], lost: 0 };
  const seen = new Map(later.flatMap(sheetsOf).map((entry) => [`${entry.id}/${entry.version}`, entry]));
  const read = await Promise.all([...seen.values()].map(readSheet));
  const others = read.filter((record) => record !== undefined).map(markedCodesOf);
  const changes: SheetPut[] = [];
  let lost = 0;
  for (const entry of [...differing, ...since]) {
    const record = await readSheet(entry);
    if (record === undefined) {
      if (!isSame(entry) || renamed.has(entry.sheet.accountId)) lost += 1;
      continue;
    }
    const marks = caughtUp(markedCodesOf(record), others);
    const sheet = withAccountIds({ ...record.sheet, marks }, (id) => renamed.get(id) ?? id);
    if (isSame(entry) && JSON.stringify(sheet) === JSON.stringify(record.sheet)) continue;
    const id = present.has(entry.id) ? entry.id : newId();
    const deletedAt = known.has(entry.id) ? entry.deletedAt : now;
    changes.push({ kind: 'put', id, record: { ...record, sheet }, deletedAt });
  }
  return { changes, lost };
}

export function markedCodesOf({ sheet, codes }: SheetRecord): {
  readonly codes: SheetRecord['codes'];
  readonly marks: SheetRecord['sheet']['marks'];
} {
  return { codes, marks: sheet.marks };
}
