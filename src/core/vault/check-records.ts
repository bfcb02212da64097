// Whether every record that the index lists is there with the version and hash that it names, in the database and in the
// mirror. No record is opened: the hash in the sealed index says all.
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { type HistoryState, recordsOf } from './records/history.ts';
import { hashOf } from './keys/keys.ts';
import { recordKey, type StoreKey, shardKey } from './store.ts';

export interface RecordTrouble {
  readonly id: string;
  readonly key: StoreKey;
  /** What the index names: hexadecimal SHA-256 of the envelope. */
  readonly hash: string;
  readonly problem: 'missing' | 'damaged';
  readonly isGoodInMirror: boolean;
}

export interface CheckOutcome {
  readonly checked: number;
  readonly troubles: readonly RecordTrouble[];
  /** Keys of the mirror under which there is not what the index names, or nothing. */
  readonly damagedInMirror: readonly StoreKey[];
  /**
   * Those of them that are good in the database. The others are left as they are in the mirror: one that did not answer
   * a moment ago may well hold the last good copy of what the database lost.
   */
  readonly mendable: readonly StoreKey[];
}

/** A place where envelopes are kept; a value that cannot be read is undefined. */
export interface Readable {
  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]>;
}

/** Read in parts, so that a vault of any size holds neither the engine nor the memory for long. */
const CHUNK = 128;

interface Expected {
  readonly id: string;
  readonly key: StoreKey;
  readonly hash: string;
}

export async function checkRecords(
  state: HistoryState,
  database: Readable,
  mirror: Readable | undefined,
): Promise<CheckOutcome> {
  const expected = recordsOf(state).map(
    ({ id, version, hash }): Expected => ({ id, key: recordKey(id, version), hash }),
  );
  const troubles: RecordTrouble[] = [];
  const shards = await damagedShards(state, database, mirror);
  const damagedInMirror = shards.map(({ key }) => key);
  const mendable = shards.filter(({ isGoodInDatabase }) => isGoodInDatabase).map(({ key }) => key);
  for (let start = 0; start < expected.length; start += CHUNK) {
    const chunk = expected.slice(start, start + CHUNK);
    const keys = chunk.map(({ key }) => key);
    const [own, copies] = await Promise.all([database.read(keys), mirror?.read(keys) ?? []]);
    for (const [index, { id, key, hash }] of chunk.entries()) {
      const copy = copies[index];
      const isGoodInMirror = isExpected(copy, hash);
      const isGoodInDatabase = isExpected(own[index], hash);
      if (mirror !== undefined && !isGoodInMirror) {
        damagedInMirror.push(key);
        if (isGoodInDatabase) mendable.push(key);
      }
      if (isGoodInDatabase) continue;
      troubles.push({
        id,
        key,
        hash,
        problem: own[index] === undefined ? 'missing' : 'damaged',
        isGoodInMirror,
      });
    }
  }
  return { checked: expected.length, troubles, damagedInMirror, mendable };
}

async function damagedShards(
  { root }: HistoryState,
  database: Readable,
  mirror: Readable | undefined,
): Promise<readonly { readonly key: StoreKey; readonly isGoodInDatabase: boolean }[]> {
  if (mirror === undefined) return [];
  const keys = root.shards.map(({ id, version }) => shardKey(id, version));
  const hashes = root.shards.map(({ hash }) => hash);
  const copies = await mirror.read(keys);
  const damaged = keys.flatMap((key, at) => (isExpected(copies[at], hashes[at] ?? '') ? [] : [{ key, at }]));
  const own = damaged.length === 0 ? [] : await database.read(damaged.map(({ key }) => key));
  return damaged.map(({ key, at }, index) => ({
    key,
    isGoodInDatabase: isExpected(own[index], hashes[at] ?? ''),
  }));
}

/** Whether this is the envelope that the index names. */
export function isExpected(envelope: Bytes | undefined, hash: string): envelope is Bytes {
  return envelope !== undefined && encodeHex(hashOf(envelope)) === hash;
}
