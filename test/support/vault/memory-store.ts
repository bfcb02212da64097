import { encodeHex } from '../../../src/core/bytes/hex.ts';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import type { EngineAnswer } from '../../../src/core/vault/start-up.ts';
import type { MirrorMedium } from '../../../src/core/vault/mirror/mirror-store.ts';
import {
  type Engine,
  type Generations,
  seqOfRootKey,
  type StoreChange,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../../../src/core/vault/store.ts';

/** A vault store in memory that obeys the same contract as the one in the browser; `values` may be looked at and damaged. */
export class MemoryStore implements VaultStore {
  readonly values = new Map<StoreKey, Bytes>();
  #exists: boolean;

  constructor({ exists = true }: { readonly exists?: boolean } = {}) {
    this.#exists = exists;
  }

  probe(): Promise<EngineAnswer> {
    return Promise.resolve(this.#exists ? 'opened' : 'absent');
  }

  create(): Promise<void> {
    this.#exists = true;
    return Promise.resolve();
  }

  get exists(): boolean {
    return this.#exists;
  }

  /** What the browser does to a damaged database: it is gone, and nothing says so. */
  vanish(): void {
    this.values.clear();
    this.#exists = false;
  }

  async read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    await this.#open();
    return keys.map((key) => copyOf(this.values.get(key)));
  }

  async latestRoot(): Promise<{ seq: number; envelope: Bytes } | undefined> {
    await this.#open();
    const key = this.#latestRootKey();
    const envelope = key && copyOf(this.values.get(key));
    const seq = key && seqOfRootKey(key);
    return seq !== undefined && envelope ? { seq, envelope } : undefined;
  }

  async keys(): Promise<readonly StoreKey[]> {
    await this.#open();
    return [...this.values.keys()];
  }

  async commit({ expectedSeq, puts, deletes }: StoreChange): Promise<void> {
    await this.#open();
    const latest = this.#latestRootKey();
    const seq = (latest && seqOfRootKey(latest)) ?? null;
    if (seq !== expectedSeq) throw new StoreError('conflict');
    for (const [key, value] of puts) this.values.set(key, new Uint8Array(value));
    for (const key of deletes) this.values.delete(key);
  }

  /** The database is removed by somebody who was asked to. */
  destroy(): void {
    this.vanish();
  }

  /** As an engine does: an answer never comes in the turn of the question. */
  async #open(): Promise<void> {
    await Promise.resolve();
    if (!this.#exists) throw new StoreError('unavailable');
  }

  #latestRootKey(): StoreKey | undefined {
    return [...this.values.keys()]
      .filter((key) => seqOfRootKey(key) !== undefined)
      .toSorted()
      .at(-1);
  }
}

function copyOf(bytes: Bytes | undefined): Bytes | undefined {
  return bytes && new Uint8Array(bytes);
}

/** The databases of one browser, in memory. */
export class MemoryGenerations implements Generations {
  readonly stores = new Map<number, MemoryStore>();
  /** Put in the place of a store, for instance one that fails. */
  readonly engines = new Map<number, Engine>();

  list(): Promise<readonly number[]> {
    return Promise.resolve(
      [...this.stores].filter(([, store]) => store.exists).map(([generation]) => generation),
    );
  }

  at(generation: number): Engine {
    return this.engines.get(generation) ?? this.memoryAt(generation);
  }

  memoryAt(generation: number): MemoryStore {
    const known = this.stores.get(generation) ?? new MemoryStore({ exists: false });
    this.stores.set(generation, known);
    return known;
  }

  remove(generation: number): Promise<void> {
    this.memoryAt(generation).destroy();
    return Promise.resolve();
  }
}

/** storage.local as the mirror sees it. */
export class MemoryMirror implements MirrorMedium {
  readonly headers: (Bytes | undefined)[] = [undefined, undefined];
  readonly values = new Map<StoreKey, Bytes>();
  /** How many calls are still answered; the others fail. */
  callsLeft = Number.POSITIVE_INFINITY;

  async readHeaders(): Promise<readonly (Bytes | undefined)[]> {
    await this.#answer();
    return this.headers.map(copyOf);
  }

  async writeHeader(slot: 0 | 1, header: Bytes): Promise<void> {
    await this.#answer();
    this.headers[slot] = new Uint8Array(header);
  }

  async keys(): Promise<readonly StoreKey[]> {
    await this.#answer();
    return [...this.values.keys()];
  }

  async read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    await this.#answer();
    return keys.map((key) => copyOf(this.values.get(key)));
  }

  async write(envelopes: readonly (readonly [StoreKey, Bytes])[]): Promise<void> {
    await this.#answer();
    for (const [key, bytes] of envelopes) this.values.set(key, new Uint8Array(bytes));
  }

  async remove(keys: readonly StoreKey[]): Promise<void> {
    await this.#answer();
    for (const key of keys) this.values.delete(key);
  }

  async clear(): Promise<void> {
    await this.#answer();
    this.headers.fill(undefined);
    this.values.clear();
  }

  async #answer(): Promise<void> {
    await Promise.resolve();
    if (this.callsLeft <= 0) throw new StoreError('unavailable');
    this.callsLeft -= 1;
  }
}

export function storeText(store: MemoryStore): string {
  return [...store.values].map(([key, value]) => `${key} ${encodeHex(value)}`).join('\n');
}
