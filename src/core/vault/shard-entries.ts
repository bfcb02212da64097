// What a shard lists, by the type of its records: every list is changed in the same way.
import type { StoredRecord } from './records/record.ts';
import { summaryOf } from './records/recovery-sheet.ts';
import type { IndexShard, ListedEntry } from './vault-index.ts';

/** All that it lists, of whatever type. */
export function listedIn({ entries, sheets = [], passkeys = [] }: IndexShard): readonly ListedEntry[] {
  return [...entries, ...sheets, ...passkeys];
}

export function entryOf(record: StoredRecord, listed: Omit<ListedEntry, 'type'>): ListedEntry {
  // The order in which members are written is part of what the golden vaults hold.
  const { id, version, hash, updatedAt, deletedAt } = listed;
  const rest = { version, hash, updatedAt, deletedAt };
  switch (record.type) {
    case 'account':
      return { id, type: record.type, ...rest, account: record.account };
    case 'recovery-sheet':
      return { id, type: record.type, ...rest, sheet: summaryOf(record.sheet) };
    case 'passkey':
      return { id, type: record.type, ...rest, passkey: record.passkey };
  }
}

/** In its own place; a new one at the end of its list. */
export function withListed(shard: IndexShard, entry: ListedEntry): IndexShard {
  switch (entry.type) {
    case 'account':
      return { ...shard, entries: withPut(shard.entries, entry) };
    case 'recovery-sheet':
      return { ...shard, sheets: withPut(shard.sheets ?? [], entry) };
    case 'passkey':
      return { ...shard, passkeys: withPut(shard.passkeys ?? [], entry) };
  }
}

/** Lists of sheets and passkeys that become empty are left out, as where there never was one. */
export function withoutListed({ entries, sheets, passkeys, tombstones }: IndexShard, id: string): IndexShard {
  const others = <Entry extends { readonly id: string }>(list: readonly Entry[] = []) =>
    list.filter((entry) => entry.id !== id);
  return shardOf({
    entries: others(entries),
    sheets: others(sheets),
    passkeys: others(passkeys),
    tombstones,
  });
}

/** Each entry changed in itself, its place and type kept. */
export function mapListed(
  shard: IndexShard,
  change: <Entry extends ListedEntry>(entry: Entry) => Entry,
): IndexShard {
  const { entries, sheets = [], passkeys = [], tombstones } = shard;
  return shardOf({
    entries: entries.map(change),
    sheets: sheets.map(change),
    passkeys: passkeys.map(change),
    tombstones,
  });
}

function shardOf({ entries, sheets = [], passkeys = [], tombstones }: IndexShard): IndexShard {
  return {
    entries,
    ...(sheets.length === 0 ? {} : { sheets }),
    ...(passkeys.length === 0 ? {} : { passkeys }),
    tombstones,
  };
}

function withPut<Entry extends { readonly id: string }>(
  entries: readonly Entry[],
  entry: Entry,
): readonly Entry[] {
  return entries.some(({ id }) => id === entry.id)
    ? entries.map((other) => (other.id === entry.id ? entry : other))
    : [...entries, entry];
}
