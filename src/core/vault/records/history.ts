// What changed, and the way back. A past state is still there with all that it named; going back to it is a new commit,
// so that going back can be undone too. Counters and spent recovery codes never move back.
import { equalBytes } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import type { Account } from './account.ts';
import type { VaultChange } from '../commit.ts';
import { recordKey, shardKey, type StoreKey } from '../store.ts';
import type { Random } from '../outside.ts';
import type { VaultRecord } from './record.ts';
import type {
  IndexEntry,
  IndexRoot,
  IndexShard,
  ListedEntry,
  PasskeyEntry,
  SheetEntry,
} from '../vault-index.ts';

export interface HistoryState {
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<string, IndexShard>;
}

export interface StateDifference {
  readonly added: readonly IndexEntry[];
  readonly edited: readonly IndexEntry[];
  readonly trashed: readonly IndexEntry[];
  readonly restored: readonly IndexEntry[];
  /** Removed for good: as they were before. */
  readonly removed: readonly IndexEntry[];
  /** Used for the first time, or its counter moved, and nothing else. */
  readonly used: readonly IndexEntry[];
}

export function entriesOf({ root, shards }: HistoryState): readonly IndexEntry[] {
  return root.shards.flatMap(({ id }) => shards.get(id)?.entries ?? []);
}

export function sheetsOf({ root, shards }: HistoryState): readonly SheetEntry[] {
  return root.shards.flatMap(({ id }) => shards.get(id)?.sheets ?? []);
}

export function passkeysOf({ root, shards }: HistoryState): readonly PasskeyEntry[] {
  return root.shards.flatMap(({ id }) => shards.get(id)?.passkeys ?? []);
}

/** All that a state names, of whatever type. */
export function recordsOf(state: HistoryState): readonly ListedEntry[] {
  return [...entriesOf(state), ...sheetsOf(state), ...passkeysOf(state)];
}

/** The shards and records of one state. */
export function keysNamedBy({ root, shards }: HistoryState): readonly StoreKey[] {
  return [
    ...root.shards.map(({ id, version }) => shardKey(id, version)),
    ...recordsOf({ root, shards }).map(({ id, version }) => recordKey(id, version)),
  ];
}

export function compareStates(before: HistoryState, after: HistoryState): StateDifference {
  const old = new Map(entriesOf(before).map((entry) => [entry.id, entry]));
  const current = entriesOf(after);
  const kept = new Set(current.map(({ id }) => id));
  const changed = current.flatMap((entry) => {
    const was = old.get(entry.id);
    return was !== undefined && was.version !== entry.version ? [{ was, entry }] : [];
  });
  const pick = (test: (was: IndexEntry, is: IndexEntry) => boolean) =>
    changed.filter(({ was, entry }) => test(was, entry)).map(({ entry }) => entry);
  return {
    added: current.filter(({ id }) => !old.has(id)),
    trashed: pick((was, is) => was.deletedAt === null && is.deletedAt !== null),
    restored: pick((was, is) => was.deletedAt !== null && is.deletedAt === null),
    edited: pick((was, is) => was.deletedAt === is.deletedAt && !isOnlyUse(was.account, is.account)),
    used: pick((was, is) => was.deletedAt === is.deletedAt && isUse(was.account, is.account)),
    removed: [...old.values()].filter(({ id }) => !kept.has(id)),
  };
}

export interface WayBack {
  readonly changes: readonly VaultChange[];
  /** Accounts of the past state whose record does not open any more. */
  readonly lost: readonly IndexEntry[];
  /** The new ids of accounts that were removed for good and come back. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * The changes that make the accounts those of `target` again: what was added since goes to the trash, what was edited,
 * trashed or removed comes back. `later` are the states after it, the current one last; `recordOf` opens the record of an
 * entry of any of them.
 */
export async function wayBackTo(
  target: HistoryState,
  later: readonly HistoryState[],
  recordOf: (entry: IndexEntry) => Promise<VaultRecord | undefined>,
  { random, now }: { readonly random: Random; readonly now: number },
): Promise<WayBack> {
  const current = later.at(-1) ?? target;
  const present = new Map(entriesOf(current).map((entry) => [entry.id, entry]));
  const seenLater = new Map<string, Account[]>();
  for (const { id, account } of later.flatMap(entriesOf)) {
    seenLater.set(id, [...(seenLater.get(id) ?? []), account]);
  }
  const past = entriesOf(target);
  const known = new Set(past.map(({ id }) => id));
  const differing = past.filter(({ id, version }) => present.get(id)?.version !== version);
  const addedSince = [...present.values()].filter(
    ({ id, deletedAt }) => !known.has(id) && deletedAt === null,
  );
  const changes: VaultChange[] = [];
  const lost: IndexEntry[] = [];
  const renamed = new Map<string, string>();
  for (const entry of [...differing, ...addedSince]) {
    const record = await recordOf(entry);
    if (record === undefined) {
      lost.push(entry);
      continue;
    }
    // The id of a removed record is never used again.
    const id = present.has(entry.id) ? entry.id : encodeHex(random.bytes(16));
    if (id !== entry.id) renamed.set(entry.id, id);
    const related = [...(seenLater.get(entry.id) ?? []), ...(await sharingCounter(record, later, recordOf))];
    const account = related.reduce(neverBack, record.account);
    const deletedAt = known.has(entry.id) ? entry.deletedAt : now;
    changes.push({ kind: 'put', id, record: { ...record, account }, deletedAt });
  }
  return { changes, lost, renamed };
}

/** An account that came back under a new id goes on with the counter of the one before: they share the secret. */
async function sharingCounter(
  record: VaultRecord,
  later: readonly HistoryState[],
  recordOf: (entry: IndexEntry) => Promise<VaultRecord | undefined>,
): Promise<readonly Account[]> {
  if (record.account.parameters.type !== 'hotp') return [];
  const counted = new Map(
    later
      .flatMap(entriesOf)
      .filter(({ account }) => account.parameters.type === 'hotp')
      .map((entry) => [`${entry.id}/${entry.version}`, entry]),
  );
  const records = await Promise.all([...counted.values()].map(recordOf));
  return records.flatMap((other) =>
    other !== undefined && equalBytes(other.secret, record.secret) ? [other.account] : [],
  );
}

/** `past` with what must not move back taken from `present`: a counter that was used, recovery codes that are spent. */
function neverBack(past: Account, present: Account): Account {
  const { parameters } = past;
  const counter = present.parameters.type === 'hotp' ? present.parameters.counter : 0;
  const left = [past.recoveryCodesLeft, present.recoveryCodesLeft].filter((count) => count !== null);
  return {
    ...past,
    parameters:
      parameters.type === 'hotp'
        ? { ...parameters, counter: Math.max(parameters.counter, counter) }
        : parameters,
    recoveryCodesLeft: left.length === 0 ? null : Math.min(...left),
    firstUsedAt: past.firstUsedAt ?? present.firstUsedAt,
  };
}

/** How many recovery codes are left is no use of the account: what became of them is told by their sheets. */
function isUse(was: Account, is: Account): boolean {
  const counter = ({ parameters }: Account) => (parameters.type === 'hotp' ? parameters.counter : 0);
  return isOnlyUse(was, is) && (was.firstUsedAt !== is.firstUsedAt || counter(was) !== counter(is));
}

function isOnlyUse(was: Account, is: Account): boolean {
  const withoutUse = (account: Account) =>
    JSON.stringify({
      ...account,
      firstUsedAt: null,
      // Spent or kept: no edit of the account itself.
      recoveryCodesLeft: null,
      parameters:
        account.parameters.type === 'hotp' ? { ...account.parameters, counter: 0 } : account.parameters,
    });
  return withoutUse(was) === withoutUse(is);
}
