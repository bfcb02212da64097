// What changed about recovery sheets between two states, by the account they belong to.
import type { SheetEntry } from '../vault-index.ts';
import { entriesOf, type HistoryState, sheetsOf } from './history.ts';

const KINDS = ['kept', 'trashed', 'spent', 'changed'] as const;
type SheetChange = (typeof KINDS)[number];

/**
 * Ids of accounts, each under what says most of its sheets: one that takes the place of another changes that too.
 * - `spent`: a code was used or filled. - `changed`: anything else about the marks.
 */
export type SheetDifference = { readonly [Kind in SheetChange]: readonly string[] };

/** Sheets that went for good with their account are told by it. */
export function compareSheets(before: HistoryState, after: HistoryState): SheetDifference {
  const was = new Map(sheetsOf(before).map((entry) => [entry.id, entry]));
  const is = new Map(sheetsOf(after).map((entry) => [entry.id, entry]));
  const owners = new Set(entriesOf(after).map(({ id }) => id));
  const found = new Map<string, SheetChange>();
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const change = changeOf(was.get(id), is.get(id));
    const accountId = (is.get(id) ?? was.get(id))?.sheet.accountId;
    if (change === undefined || accountId === undefined || !owners.has(accountId)) continue;
    const known = found.get(accountId);
    if (known === undefined || KINDS.indexOf(change) < KINDS.indexOf(known)) found.set(accountId, change);
  }
  const under = (kind: SheetChange) => [...found].filter(([, one]) => one === kind).map(([id]) => id);
  return { kept: under('kept'), trashed: under('trashed'), spent: under('spent'), changed: under('changed') };
}

function changeOf(was: SheetEntry | undefined, is: SheetEntry | undefined): SheetChange | undefined {
  const [wasThere, isThere] = [was?.deletedAt === null, is?.deletedAt === null];
  if (isThere && !wasThere) return 'kept';
  if (wasThere && !isThere) return 'trashed';
  if (was === undefined || is === undefined || was.version === is.version) return undefined;
  return is.sheet.left < was.sheet.left ? 'spent' : 'changed';
}
