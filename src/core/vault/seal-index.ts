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

export async function sealRoot(root: IndexRoot, keys: VaultKeys, outside: Outside): Promise<Bytes> {
  const plaintext = encodeIndexPart(root);
  // One value that the schema refuses would make the whole vault unreadable: better no commit than such a one.
  if (decodeRoot(plaintext) === undefined) throw new RangeError('a root that could not be read back');
  return sealEnvelope(keys.root, header('root', keys, ROOT_ID, root.seq), plaintext, outside);
}

export async function openRoot(
  seq: number,
  envelope: Bytes,
  keys: VaultKeys,
  outside: Outside,
): Promise<IndexRoot | undefined> {
  const opened = await openEnvelope(keys.root, header('root', keys, ROOT_ID, seq), envelope, outside);
  return opened.ok ? decodeRoot(opened.plaintext) : undefined;
}

export async function sealShard(
  shard: IndexShard,
  place: { readonly id: string; readonly version: number },
  keys: VaultKeys,
  outside: Outside,
): Promise<{ envelope: Bytes; reference: ShardReference }> {
  const fields = { ...header('shard', keys, place.id, place.version), schemaVersion: schemaVersionOf(shard) };
  const plaintext = encodeIndexPart(shard);
  if (decodeShard(plaintext) === undefined) throw new RangeError('a shard that could not be read back');
  const envelope = await sealEnvelope(keys.shard, fields, plaintext, outside);
  return {
    envelope,
    reference: { ...place, hash: encodeHex(hashOf(envelope)), count: listedIn(shard).length },
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
