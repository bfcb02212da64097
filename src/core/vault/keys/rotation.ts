// A vault under a new vault key: everything is sealed again for a new store. The old one is not touched, so that a crash
// leaves the old vault or the new one, never neither. History does not come along: it is under the old key.
import type { Bytes } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { sealEnvelope } from '../envelope.ts';
import { encodeHeader, type VaultHeader } from '../header.ts';
import type { OpenKeys } from '../head.ts';
import { deriveVaultKeys, hashOf, VAULT_KEY_LENGTH } from './keys.ts';
import { makeSlot, type NewSlot } from './key-slots.ts';
import type { Outside } from '../outside.ts';
import { encodeRecord, type StoredRecord } from '../records/record.ts';
import { recordHeader, sealRoot, sealShard } from '../seal-index.ts';
import { HEAD_KEYS, recordKey, rootKey, type StoreKey, shardKey } from '../store.ts';
import { listedIn, mapListed } from '../shard-entries.ts';
import type { IndexRoot, IndexShard, ListedEntry, ShardReference } from '../vault-index.ts';

export interface RotationSource {
  readonly header: VaultHeader;
  readonly root: IndexRoot;
  readonly shards: ReadonlyMap<string, IndexShard>;
  /** The record of every entry; a vault with an unreadable one is repaired before it is rotated. */
  readonly records: ReadonlyMap<string, StoredRecord>;
}

export interface RotatedVault {
  readonly open: OpenKeys;
  readonly head: Bytes;
  readonly seq: number;
  /** The whole content of the new store. */
  readonly puts: readonly (readonly [StoreKey, Bytes])[];
}

/**
 * Only the slots that are given here open the new vault. Versions go on counting, so that no store key of the old
 * vault is used again: the mirror holds both for a moment.
 */
export async function sealRotated(
  source: RotationSource,
  slots: readonly NewSlot[],
  outside: Outside,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<RotatedVault> {
  const { vaultId } = source.header;
  const epoch = source.header.epoch + 1;
  const vaultKey = outside.random.bytes(VAULT_KEY_LENGTH);
  const open: OpenKeys = { vaultKey, keys: deriveVaultKeys(vaultKey, vaultId, epoch) };
  const made = await Promise.all(slots.map((slot) => makeSlot(slot, open, outside)));
  const headerSeq = source.header.headerSeq + 1;
  const head = encodeHeader({ ...source.header, epoch, headerSeq, slots: made }, open.keys.headerMac);
  const puts: (readonly [StoreKey, Bytes])[] = HEAD_KEYS.map((key) => [key, head]);
  const references: ShardReference[] = [];
  let done = 0;
  for (const { id, version } of source.root.shards) {
    const shard = source.shards.get(id);
    if (shard === undefined) throw new RangeError('the root names a shard that was not opened');
    const again = await Promise.all(listedIn(shard).map((entry) => sealAgain(entry, source, open, outside)));
    puts.push(...again.map(({ put }) => put));
    const place = { id, version: version + 1 };
    const renewals = new Map(again.map((sealed) => [sealed.id, sealed.renewed]));
    const renewed = mapListed(shard, (entry) => ({ ...entry, ...renewals.get(entry.id) }));
    const { envelope, reference } = await sealShard(renewed, place, open.keys, outside);
    puts.push([shardKey(id, place.version), envelope]);
    references.push(reference);
    done += again.length;
    onProgress(done, source.records.size);
  }
  const seq = source.root.seq + 1;
  const root: IndexRoot = { seq, committedAt: outside.clock.now(), shards: references, superseded: [] };
  puts.push([rootKey(seq), await sealRoot(root, open.keys, outside)]);
  return { open, head, seq, puts };
}

async function sealAgain(
  entry: ListedEntry,
  { records }: RotationSource,
  { keys }: OpenKeys,
  outside: Outside,
): Promise<{
  readonly id: string;
  readonly renewed: Pick<ListedEntry, 'version' | 'hash'>;
  readonly put: readonly [StoreKey, Bytes];
}> {
  const record = records.get(entry.id);
  if (record === undefined) throw new RangeError('an entry whose record was not opened');
  const version = entry.version + 1;
  const fields = recordHeader(keys, entry.id, version, record.type);
  const envelope = await sealEnvelope(keys.record, fields, encodeRecord(record), outside);
  const hash = encodeHex(hashOf(envelope));
  return { id: entry.id, renewed: { version, hash }, put: [recordKey(entry.id, version), envelope] };
}
