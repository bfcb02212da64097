// An unlocked vault: reads through the sealed index, changes it one commit at a time.
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { buildCommit, type IndexState, type VaultChange } from './commit.ts';
import { openEnvelope } from './envelope.ts';
import { hashOf, type VaultKeys } from './keys.ts';
import type { Outside } from './outside.ts';
import { decodeRecord, type VaultRecord } from './record.ts';
import { openRoot, openShard, recordHeader } from './seal-index.ts';
import { recordKey, rootKey, type StoreKey, shardKey, type VaultStore } from './store.ts';
import { HISTORY_LENGTH, type IndexEntry, type IndexRoot, type IndexShard } from './vault-index.ts';

export type VaultErrorCode = 'index-damaged';

/** The vault's own data is wrong; the engine below it did what it was asked. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode) {
    super(`the vault cannot be read: ${code}`);
    this.code = code;
  }
}

export type RecordError = 'missing' | 'damaged';

/** Some screens of the popup: what is looked at often is shown without asking the engine, also while it fails. */
const MAX_KEPT_ENVELOPES = 256;

/**
 * The index is kept opened between calls: the service worker is the single writer, and a commit made from a stale
 * copy is refused by the store. Nothing secret is kept here; records are opened when asked for.
 */
export class Vault {
  readonly keys: VaultKeys;
  readonly #store: VaultStore;
  readonly #outside: Outside;
  /** Replaced as a whole: a reader that was overtaken by a commit never mixes two states, nor brings the old one back. */
  #state: Promise<IndexState> | undefined;
  readonly #envelopes = new Map<StoreKey, Bytes>();

  constructor(keys: VaultKeys, store: VaultStore, outside: Outside) {
    this.keys = keys;
    this.#store = store;
    this.#outside = outside;
  }

  async root(): Promise<IndexRoot> {
    return (await this.#open()).root;
  }

  /** Entries in list order, those in the trash included. */
  async entries(): Promise<readonly IndexEntry[]> {
    const { root, shards } = await this.#open();
    return root.shards.flatMap(({ id }) => shards.get(id)?.entries ?? []);
  }

  /** What was removed for good: its id, and when. A backup carries them, and a restore never brings an id back. */
  async tombstones(): Promise<IndexShard['tombstones']> {
    const { root, shards } = await this.#open();
    return root.shards.flatMap(({ id }) => shards.get(id)?.tombstones ?? []);
  }

  async entry(id: string): Promise<IndexEntry | undefined> {
    return (await this.entries()).find((entry) => entry.id === id);
  }

  /** The records of these entries, each with its own answer: one damaged record leaves the others usable. */
  async readRecords(
    entries: readonly IndexEntry[],
  ): Promise<readonly ({ ok: true; record: VaultRecord } | { ok: false; error: RecordError })[]> {
    const envelopes = await this.#readEnvelopes(entries.map((entry) => recordKey(entry.id, entry.version)));
    return Promise.all(
      entries.map(async (entry, index) => {
        const envelope = envelopes[index];
        if (envelope === undefined) return { ok: false, error: 'missing' };
        const key = recordKey(entry.id, entry.version);
        const isKnown = this.#envelopes.get(key) === envelope;
        if (!isKnown && encodeHex(hashOf(envelope)) !== entry.hash) return { ok: false, error: 'damaged' };
        this.#keep(key, envelope);
        const expected = recordHeader(this.keys, entry.id, entry.version);
        const opened = await openEnvelope(this.keys.record, expected, envelope, this.#outside);
        const record = opened.ok ? decodeRecord(entry.type, opened.plaintext) : undefined;
        return record ? { ok: true, record } : { ok: false, error: 'damaged' };
      }),
    );
  }

  /** Stores all the changes or none. The caller holds the writer's lock. */
  async commit(changes: readonly VaultChange[]): Promise<void> {
    const state = await this.#open();
    const deletes = await this.#expiring(state.root.seq + 1);
    const { root, shards, puts } = await buildCommit(changes, state, this.#outside);
    await this.#store.commit({ expectedSeq: state.root.seq, puts, deletes });
    this.#state = Promise.resolve({ root, shards, keys: this.keys });
  }

  /** Forgets the opened index, for instance after the store refused a commit. */
  forget(): void {
    this.#state = undefined;
  }

  /** An envelope never changes under its key, so one that was read once need not be read again; it stays sealed. */
  async #readEnvelopes(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    const unread = keys.filter((key) => !this.#envelopes.has(key));
    const read = await this.#store.read(unread);
    const found = new Map(unread.map((key, index) => [key, read[index]]));
    return keys.map((key) => this.#envelopes.get(key) ?? found.get(key));
  }

  #keep(key: StoreKey, envelope: Bytes): void {
    this.#envelopes.set(key, envelope);
    const [oldest] = this.#envelopes.keys();
    if (this.#envelopes.size > MAX_KEPT_ENVELOPES && oldest !== undefined) this.#envelopes.delete(oldest);
  }

  #open(): Promise<IndexState> {
    if (this.#state !== undefined) return this.#state;
    const loading = this.#load();
    this.#state = loading;
    // A failure is not remembered: the next call asks the store again.
    loading.catch(() => {
      if (this.#state === loading) this.#state = undefined;
    });
    return loading;
  }

  async #load(): Promise<IndexState> {
    const latest = await this.#store.latestRoot();
    const root = latest && (await openRoot(latest.seq, latest.envelope, this.keys, this.#outside));
    if (root === undefined) throw new VaultError('index-damaged');
    const envelopes = await this.#store.read(root.shards.map(({ id, version }) => shardKey(id, version)));
    const shards = await Promise.all(
      root.shards.map(async (reference, index): Promise<readonly [string, IndexShard]> => {
        const shard = await openShard(reference, envelopes[index], this.keys, this.#outside);
        if (shard === undefined) throw new VaultError('index-damaged');
        return [reference.id, shard];
      }),
    );
    return { root, shards: new Map(shards), keys: this.keys };
  }

  /** What leaves the history with the next commit: its oldest root, and what only that state still named. */
  async #expiring(nextSeq: number): Promise<readonly ReturnType<typeof rootKey>[]> {
    const leaving = nextSeq - HISTORY_LENGTH;
    if (leaving < 1) return [];
    const [successor] = await this.#store.read([rootKey(leaving + 1)]);
    const root = successor && (await openRoot(leaving + 1, successor, this.keys, this.#outside));
    // Where the history is damaged its envelopes stay: an orphan costs space, a wrong deletion costs an account.
    return [rootKey(leaving), ...(root?.superseded ?? [])];
  }
}
