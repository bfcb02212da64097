// An unlocked vault: reads through the sealed index, changes it one commit at a time.
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import {
  buildCommit,
  type CommitOptions,
  type IndexState,
  onlyAfter,
  seqAfter,
  type VaultChange,
} from './commit.ts';
import { openEnvelope } from './envelope.ts';
import { entriesOf, type HistoryState, keysNamedBy, passkeysOf, sheetsOf } from './records/history.ts';
import { hashOf, type VaultKeys } from './keys/keys.ts';
import type { Outside } from './outside.ts';
import {
  decodePasskey,
  decodeRecord,
  decodeSheet,
  type RecordType,
  type VaultRecord,
} from './records/record.ts';
import type { PasskeyRecord } from './records/passkey-record.ts';
import type { SheetRecord } from './records/recovery-sheet.ts';
import { salvageState } from './mirror/salvage.ts';
import { LeavingHistory } from './leaving-history.ts';
import { openRoot, openShards, recordHeader } from './seal-index.ts';
import { HEAD_KEYS, recordKey, rootKey, type StoreKey, type VaultStore } from './store.ts';
import {
  HISTORY_LENGTH,
  type IndexEntry,
  type IndexRoot,
  type IndexShard,
  type ShardReference,
  type PasskeyEntry,
  type SheetEntry,
} from './vault-index.ts';

export type VaultErrorCode = 'index-damaged' | 'read-only';

/**
 * The engine below did what it was asked. `index-damaged`: the vault's own data is wrong. `read-only`: no change is stored
 * before the user decided what to do about damage.
 */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode) {
    super(`the vault failed: ${code}`);
    this.code = code;
  }
}

export type RecordError = 'missing' | 'damaged';

export type ReadRecord<Kept> =
  | { readonly ok: true; readonly record: Kept }
  | { readonly ok: false; readonly error: RecordError };

/** Some screens of the popup: what is looked at often is shown without asking the engine, also while it fails. */
const MAX_KEPT_ENVELOPES = 256;

export interface VaultMode {
  /** True where nothing may be written. */
  readonly isReadOnly: boolean;
  /** True where the index is not asked: every record that opens by itself is shown. */
  readonly isSalvaged: boolean;
}

const NORMAL: VaultMode = { isReadOnly: false, isSalvaged: false };

/**
 * The index is kept opened between calls: the service worker is the single writer, and a commit made from a stale
 * copy is refused by the store. Nothing secret is kept here; records are opened when asked for.
 */
export class Vault {
  readonly keys: VaultKeys;
  readonly #store: VaultStore;
  readonly #outside: Outside;
  readonly #mode: VaultMode;
  /** Replaced as a whole: a reader that was overtaken by a commit never mixes two states, nor brings the old one back. */
  #state: Promise<IndexState> | undefined;
  readonly #envelopes = new Map<StoreKey, Bytes>();
  /** What the commits of the work that is under way wait for; see `commitAfter`. */
  #permitted: Promise<unknown> | undefined;
  readonly #leaving: LeavingHistory;

  constructor(keys: VaultKeys, store: VaultStore, outside: Outside, mode: VaultMode = NORMAL) {
    this.keys = keys;
    this.#store = store;
    this.#outside = outside;
    this.#mode = mode;
    this.#leaving = new LeavingHistory(keys, store, outside);
  }

  async root(): Promise<IndexRoot> {
    return (await this.#open()).root;
  }

  /** The opened index. Never changed, only followed by the next. */
  state(): Promise<IndexState> {
    return this.#open();
  }

  /** Whether the index is open already, or being opened. */
  get isOpened(): boolean {
    return this.#state !== undefined;
  }

  /** What the store has, unopened: its number, and the SHA-256 of its envelope in hexadecimal. */
  async latestRoot(): Promise<{ readonly seq: number; readonly hash: string } | undefined> {
    const latest = await this.#store.latestRoot();
    return latest && { seq: latest.seq, hash: encodeHex(hashOf(latest.envelope)) };
  }

  /** These parts of the index and no others; undefined where one of them does not open. */
  async shardsOf(references: readonly ShardReference[]): Promise<readonly IndexShard[] | undefined> {
    if (references.length === 0) return [];
    const opened = await this.#openShards(references);
    return opened && [...opened.values()];
  }

  /** Entries in list order, those in the trash included. */
  async entries(): Promise<readonly IndexEntry[]> {
    return entriesOf(await this.#open());
  }

  /** What was removed for good: its id, and when. A backup carries them, and a restore never brings an id back. */
  async tombstones(): Promise<IndexShard['tombstones']> {
    const { root, shards } = await this.#open();
    return root.shards.flatMap(({ id }) => shards.get(id)?.tombstones ?? []);
  }

  async entry(id: string): Promise<IndexEntry | undefined> {
    return (await this.entries()).find((entry) => entry.id === id);
  }

  /** The recovery sheets, those in the trash included. */
  async sheets(): Promise<readonly SheetEntry[]> {
    return sheetsOf(await this.#open());
  }

  /** The passkeys, those in the trash and those that a site disowned included. */
  async passkeys(): Promise<readonly PasskeyEntry[]> {
    return passkeysOf(await this.#open());
  }

  /** The records of these entries, each with its own answer: one damaged record leaves the others usable. */
  readRecords(entries: readonly IndexEntry[]): Promise<readonly ReadRecord<VaultRecord>[]> {
    return this.#readEach(entries, 'account', (bytes) => decodeRecord('account', bytes));
  }

  readSheets(entries: readonly SheetEntry[]): Promise<readonly ReadRecord<SheetRecord>[]> {
    return this.#readEach(entries, 'recovery-sheet', decodeSheet);
  }

  readPasskeys(entries: readonly PasskeyEntry[]): Promise<readonly ReadRecord<PasskeyRecord>[]> {
    return this.#readEach(entries, 'passkey', decodePasskey);
  }

  async #readEach<Kept>(
    entries: readonly Pick<IndexEntry, 'id' | 'version' | 'hash'>[],
    type: RecordType,
    decode: (bytes: Bytes) => Kept | undefined,
  ): Promise<readonly ReadRecord<Kept>[]> {
    const envelopes = await this.#readEnvelopes(entries.map((entry) => recordKey(entry.id, entry.version)));
    return Promise.all(
      entries.map(async (entry, index): Promise<ReadRecord<Kept>> => {
        const envelope = envelopes[index];
        if (envelope === undefined) return { ok: false, error: 'missing' };
        const key = recordKey(entry.id, entry.version);
        const isKnown = this.#envelopes.get(key) === envelope;
        if (!isKnown && encodeHex(hashOf(envelope)) !== entry.hash) return { ok: false, error: 'damaged' };
        this.#keep(key, envelope);
        const expected = recordHeader(this.keys, entry.id, entry.version, type);
        const opened = await openEnvelope(this.keys.record, expected, envelope, this.#outside);
        const record = opened.ok ? decode(opened.plaintext) : undefined;
        return record ? { ok: true, record } : { ok: false, error: 'damaged' };
      }),
    );
  }

  /**
   * Runs `work`, whose commits are stored, and whose value is returned, once `permitted` is kept. What that throws goes
   * before what `work` throws. The caller holds the writer's lock.
   */
  async commitAfter<Value>(permitted: Promise<unknown>, work: () => Promise<Value>): Promise<Value> {
    this.#permitted = permitted;
    try {
      const value = await work();
      await permitted;
      return value;
    } catch (error) {
      await permitted;
      throw error;
    } finally {
      this.#permitted = undefined;
    }
  }

  /** Stores all the changes or none. The caller holds the writer's lock. */
  async commit(changes: readonly VaultChange[], onSealed?: CommitOptions['onSealed']): Promise<void> {
    await this.#commit(changes, { onSealed }, (seq) => this.#leaving.keysToDelete(seq));
  }

  /**
   * As `commit`, and nothing of any earlier state is kept: what was removed is gone from this store. With `aboveSeq` the
   * new state counts above that one too.
   */
  async commitAndForgetHistory(changes: readonly VaultChange[], aboveSeq = 0): Promise<void> {
    await this.#commit(changes, { aboveSeq }, async (seq, building) => {
      const keys = await this.#store.keys();
      const kept = new Set<StoreKey>([...HEAD_KEYS, rootKey(seq), ...keysNamedBy(await building)]);
      return keys.filter((key) => !kept.has(key));
    });
    this.#envelopes.clear();
  }

  /** Removes records with every envelope that they ever had here: no past state brings them back. The others keep theirs. */
  async erase(ids: readonly string[]): Promise<void> {
    const ownIn = (keys: readonly StoreKey[]) =>
      keys.filter((key) => ids.some((id) => key.startsWith(`record/${id}/`)));
    const changes = ids.map((id): VaultChange => ({ kind: 'remove', id }));
    await this.#commit(changes, {}, async (seq) => {
      const [expiring, keys] = await Promise.all([this.#leaving.keysToDelete(seq), this.#store.keys()]);
      return [...new Set([...expiring, ...ownIn(keys)])];
    });
    this.forgetEnvelopes(ownIn([...this.#envelopes.keys()]));
  }

  /** Reads what leaves the history with the next commit, so that it is not read while somebody waits for that. */
  async readAhead(): Promise<void> {
    await this.#leaving.readAhead(seqAfter(await this.#open()));
  }

  /** The states that are kept, the current one first; a damaged one ends the list, since its predecessors may lack parts. */
  async history(): Promise<readonly HistoryState[]> {
    const current = await this.#open();
    const states: HistoryState[] = [current];
    for (let seq = current.root.seq - 1; seq > 0 && states.length < HISTORY_LENGTH; seq -= 1) {
      const state = await this.#stateAt(seq);
      if (state === undefined) break;
      states.push(state);
    }
    return states;
  }

  /** The index of this vault, opened from this store a moment ago: it need not be read and opened again. */
  adopt(state: IndexState): void {
    this.#state ??= Promise.resolve(state);
  }

  /** Forgets the opened index, for instance after the store refused a commit. */
  forget(): void {
    this.#state = undefined;
  }

  /** These were damaged and were put right in the store. */
  forgetEnvelopes(keys: readonly StoreKey[]): void {
    for (const key of keys) this.#envelopes.delete(key);
  }

  /** An envelope never changes under its key, so one that was read once need not be read again; it stays sealed. */
  async #readEnvelopes(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    const unread = keys.filter((key) => !this.#envelopes.has(key));
    const read = unread.length === 0 ? [] : await this.#store.read(unread);
    const found = new Map(unread.map((key, index) => [key, read[index]]));
    return keys.map((key) => this.#envelopes.get(key) ?? found.get(key));
  }

  #keep(key: StoreKey, envelope: Bytes): void {
    this.#envelopes.set(key, envelope);
    const [oldest] = this.#envelopes.keys();
    if (this.#envelopes.size > MAX_KEPT_ENVELOPES && oldest !== undefined) this.#envelopes.delete(oldest);
  }

  async #commit(
    changes: readonly VaultChange[],
    options: CommitOptions,
    deletesFor: (seq: number, building: Promise<HistoryState>) => Promise<readonly StoreKey[]>,
  ): Promise<void> {
    // Taken before anything is waited for: it belongs to the work that asked for this commit.
    const permitted = this.#permitted;
    if (this.#mode.isReadOnly) throw new VaultError('read-only');
    const state = await this.#open();
    const building = buildCommit(changes, state, this.#outside, onlyAfter(permitted, options));
    // What leaves the history is read while the new state is sealed.
    const [{ root, shards, puts }, deletes] = await Promise.all([
      building,
      deletesFor(seqAfter(state, options), building),
      permitted,
    ]);
    await this.#store.commit({ expectedSeq: state.root.seq, puts, deletes });
    this.#state = Promise.resolve({ root, shards, keys: this.keys });
  }

  async #stateAt(seq: number): Promise<HistoryState | undefined> {
    const [envelope] = await this.#store.read([rootKey(seq)]);
    const root = envelope && (await openRoot(seq, envelope, this.keys, this.#outside));
    const shards = root && (await this.#openShards(root.shards));
    return root && shards && { root, shards };
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
    if (this.#mode.isSalvaged) return salvageState(this.#store, this.keys, this.#outside);
    const latest = await this.#store.latestRoot();
    const root = latest && (await openRoot(latest.seq, latest.envelope, this.keys, this.#outside));
    const shards = root && (await this.#openShards(root.shards));
    if (root === undefined || shards === undefined) throw new VaultError('index-damaged');
    return { root, shards, keys: this.keys };
  }

  #openShards(references: readonly ShardReference[]): Promise<ReadonlyMap<string, IndexShard> | undefined> {
    return openShards(references, this.#store, this.keys, this.#outside);
  }
}
