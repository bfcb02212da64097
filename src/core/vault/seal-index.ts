// Roots and shards into envelopes and back.
import type { Bytes } from '../bytes/bytes.ts';
import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { type EnvelopeHeader, openEnvelope, sealEnvelope } from './envelope.ts';
import { hashOf, type VaultKeys } from './keys/keys.ts';
import type { Outside } from './outside.ts';
import { RECORD_SCHEMA_VERSION, RECORD_TYPES, type RecordType } from './records/record.ts';
import { shardKey, type VaultStore } from './store.ts';
import {
  decodeRoot,
  decodeShard,
  decodeSuperseded,
  encodeIndexPart,
  INDEX_SCHEMA_VERSION,
  type IndexRoot,
  type IndexShard,
  PASSKEYS_SCHEMA_VERSION,
  type ShardReference,
  SHEETS_SCHEMA_VERSION,
} from './vault-index.ts';
import { listedIn } from './shard-entries.ts';

/** A root has no id of its own: its version is the `seq`. */
const ROOT_ID = '0'.repeat(32);

/**
 * `before` is the root that it follows. A part that is the same object there was read back when it was read or written, and
 * since nothing of an index state is ever changed in place, it still can be.
 */
export async function sealRoot(
  root: IndexRoot,
  keys: VaultKeys,
  outside: Outside,
  before?: IndexRoot,
): Promise<Bytes> {
  // One value that the schema refuses would make the whole vault unreadable: better no commit than such a one.
  const fresh = { ...root, shards: newIn(root.shards, before?.shards) };
  if (decodeRoot(encodeIndexPart(fresh)) === undefined)
    throw new RangeError('a root that could not be read back');
  const fields = header('root', keys, ROOT_ID, root.seq);
  return sealEnvelope(keys.root, fields, encodeIndexPart(root), outside);
}

/** Reading back what is new costs as much for ten thousand accounts as for ten. */
function newIn<Part>(parts: readonly Part[] = [], before: readonly Part[] = []): readonly Part[] {
  const known = new Set(before);
  return parts.filter((part) => !known.has(part));
}

export async function openRoot(
  seq: number,
  envelope: Bytes,
  keys: VaultKeys,
  outside: Outside,
): Promise<IndexRoot | undefined> {
  const plaintext = await openRootEnvelope(seq, envelope, keys, outside);
  return plaintext && decodeRoot(plaintext);
}

/** What the root of this number no longer named. */
export async function openSuperseded(
  seq: number,
  envelope: Bytes,
  keys: VaultKeys,
  outside: Outside,
): Promise<IndexRoot['superseded'] | undefined> {
  const plaintext = await openRootEnvelope(seq, envelope, keys, outside);
  return plaintext && decodeSuperseded(plaintext);
}

async function openRootEnvelope(
  seq: number,
  envelope: Bytes,
  keys: VaultKeys,
  outside: Outside,
): Promise<Bytes | undefined> {
  const opened = await openEnvelope(keys.root, header('root', keys, ROOT_ID, seq), envelope, outside);
  return opened.ok ? opened.plaintext : undefined;
}

interface ShardPlace {
  readonly id: string;
  readonly version: number;
  /** What the shard was, as it was read or written; as for a root, the same objects are not read back again. */
  readonly before?: IndexShard | undefined;
}

export async function sealShard(
  shard: IndexShard,
  { id, version, before }: ShardPlace,
  keys: VaultKeys,
  outside: Outside,
): Promise<{ envelope: Bytes; reference: ShardReference }> {
  const fields = { ...header('shard', keys, id, version), schemaVersion: schemaVersionOf(shard) };
  const fresh: { readonly [List in keyof Required<IndexShard>]: IndexShard[List] } = {
    entries: newIn(shard.entries, before?.entries),
    sheets: newIn(shard.sheets, before?.sheets),
    passkeys: newIn(shard.passkeys, before?.passkeys),
    tombstones: newIn(shard.tombstones, before?.tombstones),
  };
  if (decodeShard(encodeIndexPart(fresh)) === undefined)
    throw new RangeError('a shard that could not be read back');
  const envelope = await sealEnvelope(keys.shard, fields, encodeIndexPart(shard), outside);
  return {
    envelope,
    reference: { id, version, hash: encodeHex(hashOf(envelope)), count: listedIn(shard).length },
  };
}

/** As low as what it lists allows: a vault without passkeys stays readable for a program that knows none. */
function schemaVersionOf({ sheets = [], passkeys = [] }: IndexShard): number {
  if (passkeys.length > 0) return PASSKEYS_SCHEMA_VERSION;
  return sheets.length > 0 ? SHEETS_SCHEMA_VERSION : INDEX_SCHEMA_VERSION;
}

/** By id; undefined where one of them does not open. */
export async function openShards(
  references: readonly ShardReference[],
  store: Pick<VaultStore, 'read'>,
  keys: VaultKeys,
  outside: Outside,
): Promise<ReadonlyMap<string, IndexShard> | undefined> {
  const envelopes = await store.read(references.map(({ id, version }) => shardKey(id, version)));
  const shards = await Promise.all(
    references.map((reference, index) => openShard(reference, envelopes[index], keys, outside)),
  );
  const opened = new Map<string, IndexShard>();
  for (const [index, { id }] of references.entries()) {
    const shard = shards[index];
    if (shard === undefined) return undefined;
    opened.set(id, shard);
  }
  return opened;
}

/** Undefined where the envelope is missing, is not the one that the root names, or does not open. */
export async function openShard(
  reference: ShardReference,
  envelope: Bytes | undefined,
  keys: VaultKeys,
  outside: Outside,
): Promise<IndexShard | undefined> {
  if (envelope === undefined || encodeHex(hashOf(envelope)) !== reference.hash) return undefined;
  const newest = header('shard', keys, reference.id, reference.version);
  const fields = { ...newest, schemaVersion: PASSKEYS_SCHEMA_VERSION };
  const opened = await openEnvelope(keys.shard, fields, envelope, outside);
  return opened.ok ? decodeShard(opened.plaintext) : undefined;
}

export function recordHeader(
  keys: VaultKeys,
  id: string,
  version: number,
  type: RecordType = 'account',
): EnvelopeHeader {
  return {
    ...header('record', keys, id, version),
    recordType: RECORD_TYPES[type],
    schemaVersion: RECORD_SCHEMA_VERSION,
  };
}

function header(
  kind: EnvelopeHeader['kind'],
  { vaultId, epoch }: VaultKeys,
  idHex: string,
  version: number,
): EnvelopeHeader {
  const id = decodeHex(idHex);
  if (id?.length !== 16) throw new RangeError('an id has 32 hexadecimal digits');
  return { kind, recordType: 0, schemaVersion: INDEX_SCHEMA_VERSION, vaultId, epoch, id, version };
}
