// What changed about passkeys between two states, and the way back.
import type { VaultChange } from '../commit.ts';
import { type HistoryState, passkeysOf } from './history.ts';
import { isSamePasskey, type PasskeyDescription, type PasskeyRecord } from './passkey-record.ts';
import type { PasskeyEntry } from '../vault-index.ts';

export interface PasskeyDifference {
  readonly added: readonly PasskeyEntry[];
  readonly edited: readonly PasskeyEntry[];
  readonly trashed: readonly PasskeyEntry[];
  readonly restored: readonly PasskeyEntry[];
  /** Removed for good: as they were before. */
  readonly removed: readonly PasskeyEntry[];
  /** Signed in with, and nothing else. */
  readonly used: readonly PasskeyEntry[];
}

export function comparePasskeys(before: HistoryState, after: HistoryState): PasskeyDifference {
  const old = new Map(passkeysOf(before).map((entry) => [entry.id, entry]));
  const current = passkeysOf(after);
  const kept = new Set(current.map(({ id }) => id));
  const changed = current.flatMap((entry) => {
    const was = old.get(entry.id);
    return was !== undefined && was.version !== entry.version ? [{ was, entry }] : [];
  });
  const pick = (test: (was: PasskeyEntry, is: PasskeyEntry) => boolean) =>
    changed.filter(({ was, entry }) => test(was, entry)).map(({ entry }) => entry);
  return {
    added: current.filter(({ id }) => !old.has(id)),
    trashed: pick((was, is) => was.deletedAt === null && is.deletedAt !== null),
    restored: pick((was, is) => was.deletedAt !== null && is.deletedAt === null),
    edited: pick((was, is) => was.deletedAt === is.deletedAt && !isOnlyUse(was.passkey, is.passkey)),
    used: pick((was, is) => was.deletedAt === is.deletedAt && isOnlyUse(was.passkey, is.passkey)),
    removed: [...old.values()].filter(({ id }) => !kept.has(id)),
  };
}

/**
 * The changes that make the passkeys those of `target` again: one that was made since goes to the trash, one that was
 * renamed, trashed or removed comes back. `later` are the states after it, the current one last. When it was used is not
 * taken back.
 */
export async function passkeysBackTo(
  target: HistoryState,
  later: readonly HistoryState[],
  readPasskey: (entry: PasskeyEntry) => Promise<PasskeyRecord | undefined>,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Promise<{ readonly changes: readonly VaultChange[]; readonly lost: number }> {
  const present = new Map(passkeysOf(later.at(-1) ?? target).map((entry) => [entry.id, entry]));
  const past = passkeysOf(target);
  const known = new Set(past.map(({ id }) => id));
  const differing = past.filter((entry) => {
    const is = present.get(entry.id);
    return is === undefined || is.deletedAt !== entry.deletedAt || !isOnlyUse(entry.passkey, is.passkey);
  });
  const since = [...present.values()].filter(({ id, deletedAt }) => !known.has(id) && deletedAt === null);
  const changes: VaultChange[] = [];
  let lost = 0;
  for (const entry of [...differing, ...since]) {
    const record = await readPasskey(entry);
    if (record === undefined) {
      lost += 1;
      continue;
    }
    const seen = later.flatMap(passkeysOf).filter(({ id }) => id === entry.id);
    const passkey = { ...record.passkey, lastUsedAt: lastUseOf([entry, ...seen]) };
    // The id of a removed record is never used again.
    const id = present.has(entry.id) ? entry.id : newId();
    const deletedAt = known.has(entry.id) ? entry.deletedAt : now;
    changes.push({ kind: 'put', id, record: { ...record, passkey }, deletedAt });
  }
  return { changes, lost };
}

function lastUseOf(entries: readonly PasskeyEntry[]): number | null {
  const times = entries.flatMap(({ passkey }) => passkey.lastUsedAt ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

function isOnlyUse(was: PasskeyDescription, is: PasskeyDescription): boolean {
  return isSamePasskey(was, is, ['lastUsedAt']);
}
