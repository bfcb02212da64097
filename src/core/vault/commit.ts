// From a list of changes to the envelopes of the next index state: each record, each touched shard, the root.
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { withMoved } from './records/arrange.ts';
import { sealEnvelope } from './envelope.ts';
import { hashOf, type VaultKeys } from './keys/keys.ts';
import type { Outside } from './outside.ts';
import { encodeRecord, type StoredRecord } from './records/record.ts';
import { recordHeader, sealRoot, sealShard } from './seal-index.ts';
import { entryOf, listedIn, mapListed, withListed, withoutListed } from './shard-entries.ts';
import { recordKey, rootKey, type StoreKey, shardKey } from './store.ts';
import {
  type IndexRoot,
  type IndexShard,
  type ListedEntry,
  MAX_SHARD_ENTRIES,
  type ShardReference,
} from './vault-index.ts';

/**
 * `put` writes a record, new or as the next version of the one with that id; `remove` leaves only a tombstone; `move` puts
 * an entry before another one in the list, or at its end, and writes no record. `isUse`: what changed is only that it was
 * used, so that no backup falls behind by it.
 */
export type VaultChange =
  | {
      readonly kind: 'put';
      readonly id: string;
      readonly record: StoredRecord;
      readonly deletedAt: number | null;
      readonly isUse?: true;
    }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'move'; readonly id: string; readonly before: string | null };

/** One opened index state; never changed, only followed by the next. */
export interface IndexState {
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<string, IndexShard>;
  readonly keys: VaultKeys;
}

interface BuiltCommit {
  readonly root: IndexRoot;
  /** All shards of the new state. */
  readonly shards: ReadonlyMap<string, IndexShard>;
  readonly puts: readonly (readonly [StoreKey, Bytes])[];
}

/** The plan of one commit while it is made; nothing of it is shared with the state before. */
interface Draft {
  readonly order: string[];
  readonly shards: Map<string, IndexShard>;
  readonly touched: Set<string>;
  readonly shardOf: Map<string, string>;
  readonly removed: Set<string>;
  readonly superseded: StoreKey[];
  readonly puts: (readonly [StoreKey, Bytes])[];
}

/** WebCrypto works beside this thread: waiting for each record by itself took twice as long for ten thousand. */
const SEALED_AT_ONCE = 128;

export interface CommitOptions {
  /** The new state counts above this one too, so that a copy which was ahead is behind afterwards. */
  readonly aboveSeq?: number;
  /** Told how many of the changes are sealed, and waited for. What it throws ends the commit before anything is stored. */
  readonly onSealed?: ((done: number) => void | Promise<void>) | undefined;
}

/** What says how far it is seals thousands: it goes on sealing once that is permitted, and not beside a second try. */
export function onlyAfter(permitted: Promise<unknown> | undefined, options: CommitOptions): CommitOptions {
  const { onSealed } = options;
  if (onSealed === undefined || permitted === undefined) return options;
  return {
    ...options,
    onSealed: async (done) => {
      await permitted;
      await onSealed(done);
    },
  };
}

/** The number of the state that follows. */
export function seqAfter({ root }: IndexState, { aboveSeq = 0 }: CommitOptions = {}): number {
  return Math.max(root.seq, aboveSeq) + 1;
}

export async function buildCommit(
  changes: readonly VaultChange[],
  state: IndexState,
  outside: Outside,
  options: CommitOptions = {},
): Promise<BuiltCommit> {
  const { onSealed } = options;
  const draft = draftFrom(state, changes);
  for (let done = 0; done < changes.length; done += SEALED_AT_ONCE) {
    const sealing: Promise<readonly [StoreKey, Bytes]>[] = [];
    for (const change of changes.slice(done, done + SEALED_AT_ONCE)) {
      if (change.kind === 'remove') removeEntry(draft, change.id, outside.clock.now());
      else if (change.kind === 'move') moveEntry(draft, change.id, change.before);
      else sealing.push(putRecord(draft, change, state.keys, outside));
    }
    draft.puts.push(...(await Promise.all(sealing)));
    await onSealed?.(Math.min(done + SEALED_AT_ONCE, changes.length));
  }
  const references = await sealTouched(draft, state, outside);
  const root: IndexRoot = {
    seq: seqAfter(state, options),
    committedAt: outside.clock.now(),
    shards: references,
    superseded: draft.superseded,
  };
  const puts: (readonly [StoreKey, Bytes])[] = [
    ...draft.puts,
    [rootKey(root.seq), await sealRoot(root, state.keys, outside, state.root)],
  ];
  return { root, shards: draft.shards, puts };
}

function draftFrom({ root, shards }: IndexState, changes: readonly VaultChange[]): Draft {
  const removed = new Set<string>();
  for (const { tombstones } of shards.values()) for (const { id } of tombstones) removed.add(id);
  const order = root.shards.map(({ id }) => id);
  return {
    order,
    shards: new Map(shards),
    touched: new Set(),
    shardOf: placesOf(changes, shards),
    removed,
    superseded: [],
    puts: [],
  };
}

/** Up to so many are looked for in one shard after another. */
const FEW_CHANGES = 8;

/** Which shards what is changed is in; of many changes where everything is. */
function placesOf(
  changes: readonly VaultChange[],
  shards: ReadonlyMap<string, IndexShard>,
): Map<string, string> {
  const places = new Map<string, string>();
  if (changes.length > FEW_CHANGES) {
    for (const [shardId, shard] of shards) for (const { id } of listedIn(shard)) places.set(id, shardId);
    return places;
  }
  for (const { id } of changes) {
    for (const [shardId, shard] of shards) if (idsIn(shard).has(id)) places.set(id, shardId);
  }
  return places;
}

/** A shard never changes, so one account more beside ten thousand costs the ids of one shard. */
const idsByShard = new WeakMap<IndexShard, ReadonlySet<string>>();

function idsIn(shard: IndexShard): ReadonlySet<string> {
  const known = idsByShard.get(shard);
  if (known !== undefined) return known;
  const ids = new Set(listedIn(shard).map(({ id }) => id));
  idsByShard.set(shard, ids);
  return ids;
}

/** Takes its place in the index before anything is awaited, so that the next one finds it there; its hash comes later. */
async function putRecord(
  draft: Draft,
  change: VaultChange & { kind: 'put' },
  keys: VaultKeys,
  outside: Outside,
): Promise<readonly [StoreKey, Bytes]> {
  // Its versions would start again at 1, under store keys that the history still names and later deletes.
  if (draft.removed.has(change.id)) throw new RangeError('the id of a removed record is never used again');
  const shardId = draft.shardOf.get(change.id) ?? shardWithRoom(draft, outside);
  const shard = shardIn(draft, shardId);
  const before = listedIn(shard).find((entry) => entry.id === change.id);
  if (before !== undefined && before.type !== change.record.type)
    throw new RangeError('a record of another type');
  const version = (before?.version ?? 0) + 1;
  const entry = entryOf(change.record, {
    id: change.id,
    version,
    hash: '',
    updatedAt: (change.isUse && before?.updatedAt) ?? outside.clock.now(),
    deletedAt: change.deletedAt,
  });
  replaceShard(draft, shardId, withListed(shard, entry));
  draft.shardOf.set(entry.id, shardId);
  if (before) draft.superseded.push(recordKey(before.id, before.version));
  const fields = recordHeader(keys, change.id, version, change.record.type);
  const envelope = await sealEnvelope(keys.record, fields, encodeRecord(change.record), outside);
  setHash(draft, shardId, entry, encodeHex(hashOf(envelope)));
  return [recordKey(entry.id, version), envelope];
}

/** Where the same commit changed or removed the record again meanwhile, there is no such entry any more. */
function setHash(draft: Draft, shardId: string, { id, version }: Versioned, hash: string): void {
  const hashed = <Entry extends ListedEntry>(entry: Entry): Entry =>
    entry.id === id && entry.version === version ? { ...entry, hash } : entry;
  replaceShard(draft, shardId, mapListed(shardIn(draft, shardId), hashed));
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

function removeEntry(draft: Draft, id: string, removedAt: number): void {
  const shardId = draft.shardOf.get(id);
  if (shardId === undefined) return;
  const shard = shardIn(draft, shardId);
  const removed = listedIn(shard).find((entry) => entry.id === id);
  const left = withoutListed(shard, id);
  replaceShard(draft, shardId, { ...left, tombstones: [...left.tombstones, { id, removedAt }] });
  draft.shardOf.delete(id);
  draft.removed.add(id);
  if (removed) draft.superseded.push(recordKey(id, removed.version));
}

function moveEntry(draft: Draft, id: string, before: string | null): void {
  const groups = draft.order.map((shardId) => shardIn(draft, shardId).entries);
  for (const [index, entries] of withMoved(groups, id, before).entries()) {
    const shardId = draft.order[index];
    if (shardId === undefined || entries === groups[index]) continue;
    replaceShard(draft, shardId, { ...shardIn(draft, shardId), entries });
    for (const entry of entries) draft.shardOf.set(entry.id, shardId);
  }
}

/** New accounts go to the end of the list. Tombstones count too, so that a shard cannot grow without bound. */
function shardWithRoom(draft: Draft, { random }: Outside): string {
  const last = draft.order.at(-1);
  const shard = last === undefined ? undefined : draft.shards.get(last);
  if (last !== undefined && shard && listedIn(shard).length + shard.tombstones.length < MAX_SHARD_ENTRIES)
    return last;
  const id = encodeHex(random.bytes(16));
  draft.order.push(id);
  draft.shards.set(id, { entries: [], tombstones: [] });
  return id;
}

async function sealTouched(
  draft: Draft,
  state: IndexState,
  outside: Outside,
): Promise<readonly ShardReference[]> {
  const before = new Map(state.root.shards.map((reference) => [reference.id, reference]));
  return Promise.all(
    draft.order.map(async (id) => {
      const old = before.get(id);
      if (old !== undefined && !draft.touched.has(id)) return old;
      const place = { id, version: (old?.version ?? 0) + 1, before: state.shards.get(id) };
      const { envelope, reference } = await sealShard(shardIn(draft, id), place, state.keys, outside);
      draft.puts.push([shardKey(id, place.version), envelope]);
      if (old) draft.superseded.push(shardKey(id, old.version));
      return reference;
    }),
  );
}

function shardIn(draft: Draft, id: string): IndexShard {
  const shard = draft.shards.get(id);
  if (shard === undefined) throw new RangeError('the root names a shard that was not opened');
  return shard;
}

function replaceShard(draft: Draft, id: string, shard: IndexShard): void {
  draft.shards.set(id, shard);
  draft.touched.add(id);
}
