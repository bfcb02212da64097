// The last resort: an index that does not open, and no copy of it. What opens by itself is shown, read-only. Without the
// index nobody can say whether a record is the newest one, so its age is unknown.
import type { Bytes } from '../../bytes/bytes.ts';
import type { IndexState } from '../commit.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { openEnvelope, readEnvelopeHeader } from '../envelope.ts';
import { hashOf, type VaultKeys } from '../keys/keys.ts';
import type { Outside } from '../outside.ts';
import { decodeStored, RECORD_TYPES, type RecordType } from '../records/record.ts';
import { recordHeader } from '../seal-index.ts';
import { entryOf } from '../shard-entries.ts';
import { parseStoreKey, type StoreKey, type VaultStore } from '../store.ts';
import type { ListedEntry } from '../vault-index.ts';

/** One shard, in no list of the store's, that holds an entry for each record that opens: its highest such version. */
const SALVAGED_SHARD = '0'.repeat(32);
const CHUNK = 256;

export async function salvageState(
  store: VaultStore,
  keys: VaultKeys,
  outside: Outside,
): Promise<IndexState> {
  const versions = versionsById(await store.keys());
  const found: ListedEntry[] = [];
  const ids = [...versions.keys()].toSorted();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const opened = await Promise.all(
      chunk.map((id) => newestThatOpens(id, versions.get(id) ?? [], { store, keys, outside })),
    );
    found.push(...opened.filter((entry) => entry !== undefined));
  }
  const entries = found.filter((entry) => entry.type === 'account');
  const sheets = found.filter((entry) => entry.type === 'recovery-sheet');
  const passkeys = found.filter((entry) => entry.type === 'passkey');
  const reference = { id: SALVAGED_SHARD, version: 1, hash: '0'.repeat(64), count: found.length };
  return {
    root: { seq: 0, committedAt: 0, shards: [reference], superseded: [] },
    shards: new Map([[SALVAGED_SHARD, { entries, sheets, passkeys, tombstones: [] }]]),
    keys,
  };
}

interface Reading {
  readonly store: VaultStore;
  readonly keys: VaultKeys;
  readonly outside: Outside;
}

async function newestThatOpens(
  id: string,
  versions: readonly { readonly key: StoreKey; readonly version: number }[],
  { store, keys, outside }: Reading,
): Promise<ListedEntry | undefined> {
  for (const { key, version } of versions.toSorted((a, b) => b.version - a.version)) {
    const [envelope] = await store.read([key]);
    if (envelope === undefined) continue;
    const type = recordTypeOf(envelope);
    const expected = recordHeader(keys, id, version, type);
    const opened = await openEnvelope(keys.record, expected, envelope, outside);
    const record = opened.ok ? decodeStored(type, opened.plaintext) : undefined;
    if (record === undefined) continue;
    const listed = { id, version, hash: encodeHex(hashOf(envelope)), updatedAt: 0, deletedAt: null };
    return entryOf(record, listed);
  }
  return undefined;
}

/** As the envelope says in clear; what it says is bound to the ciphertext, so a wrong type does not open. */
export function recordTypeOf(envelope: Bytes): RecordType {
  const header = readEnvelopeHeader(envelope);
  const named = typeof header === 'string' ? undefined : header.recordType;
  const types = Object.keys(RECORD_TYPES) as RecordType[];
  return types.find((type) => RECORD_TYPES[type] === named) ?? 'account';
}

function versionsById(keys: readonly StoreKey[]): ReadonlyMap<string, { key: StoreKey; version: number }[]> {
  const versions = new Map<string, { key: StoreKey; version: number }[]>();
  for (const key of keys) {
    const parsed = parseStoreKey(key);
    if (parsed?.kind !== 'record') continue;
    const known = versions.get(parsed.id) ?? [];
    known.push({ key, version: parsed.version });
    versions.set(parsed.id, known);
  }
  return versions;
}
