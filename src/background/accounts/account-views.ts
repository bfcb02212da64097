// From the entries of the index to what a page shows of them.
import { siteMatcher } from '../../core/sites/site.ts';
import { isCounted } from '../../core/vault/records/recovery-sheet.ts';
import type { IndexEntry, SheetEntry } from '../../core/vault/vault-index.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import { resemblanceFinder } from '../fill/fill-policy.ts';

/** An entry as it stands to the page in the tab; nothing is made of it yet that could be shown. */
interface PlacedEntry extends Pick<IndexEntry, 'id' | 'account'> {
  readonly entry: IndexEntry;
  readonly onThisSite: boolean;
  readonly resembles: AccountView['resembles'] | undefined;
}

export function placedOn(entries: readonly IndexEntry[], pageOrigin: string | null): readonly PlacedEntry[] {
  const matches = pageOrigin === null ? () => false : siteMatcher(pageOrigin);
  const placed = entries.map((entry): PlacedEntry => {
    const { id, account } = entry;
    return { id, account, entry, onThisSite: account.sites.some(matches), resembles: undefined };
  });
  // A page that is a site of one account is what it seems to be, however much it resembles that of another.
  if (pageOrigin === null || placed.some(({ onThisSite }) => onThisSite)) return placed;
  const find = resemblanceFinder(pageOrigin);
  return placed.map((place) => {
    const resembles = find(place.account.sites);
    return resembles === undefined ? place : { ...place, resembles };
  });
}

/** Makes of an entry what a page shows of it. */
export function createViewer(sheets: readonly SheetEntry[]): (placed: PlacedEntry) => AccountView {
  const counts = countsByAccount(sheets);
  const ends = endsByAccount(sheets);
  return ({ entry: { id, account, deletedAt }, onThisSite, resembles }) => ({
    id,
    // Notes and recovery codes of another application may be among them: no list shows those.
    account: { ...account, unknownParameters: [] },
    deletedAt,
    recoveryCodes: counts.get(id),
    temporaryUntil: ends.get(id),
    onThisSite,
    ...(resembles === undefined ? {} : { resembles }),
  });
}

export function viewsOf(
  entries: readonly IndexEntry[],
  pageOrigin: string | null,
  sheets: readonly SheetEntry[] = [],
): readonly AccountView[] {
  return placedOn(entries, pageOrigin).map(createViewer(sheets));
}

function countsByAccount(
  sheets: readonly SheetEntry[],
): ReadonlyMap<string, NonNullable<AccountView['recoveryCodes']>> {
  const counts = new Map<string, NonNullable<AccountView['recoveryCodes']>>();
  for (const { sheet, deletedAt } of sheets) {
    if (deletedAt !== null || !isCounted(sheet)) continue;
    const { left, total } = counts.get(sheet.accountId) ?? { left: 0, total: 0 };
    counts.set(sheet.accountId, { left: left + sheet.left, total: total + sheet.total });
  }
  return counts;
}

/** When the temporary code that lasts longest ends, of those that are left. */
function endsByAccount(sheets: readonly SheetEntry[]): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const { sheet, deletedAt } of sheets) {
    const { accountId, expiresAt, replacedAt, left } = sheet;
    if (expiresAt === null || deletedAt !== null || replacedAt !== null || left === 0) continue;
    ends.set(accountId, Math.max(expiresAt, ends.get(accountId) ?? 0));
  }
  return ends;
}
