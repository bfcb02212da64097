import type { Bytes } from '../../src/core/bytes/bytes.ts';
import type { EngineAnswer } from '../../src/core/vault/start-up.ts';
import {
  seqOfRootKey,
  type StoreChange,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../../src/core/vault/store.ts';

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
    return key && envelope && { seq: seqOfRootKey(key), envelope };
  }

  async commit({ expectedSeq, puts, deletes }: StoreChange): Promise<void> {
    await this.#open();
    const latest = this.#latestRootKey();
    const seq = latest === undefined ? null : seqOfRootKey(latest);
    if (seq !== expectedSeq) throw new StoreError('conflict');
    for (const [key, value] of puts) this.values.set(key, new Uint8Array(value));
    for (const key of deletes) this.values.delete(key);
  }

  /** As an engine does: an answer never comes in the turn of the question. */
  async #open(): Promise<void> {
    await Promise.resolve();
    if (!this.#exists) throw new StoreError('unavailable');
  }

  #latestRootKey(): StoreKey | undefined {
    return [...this.values.keys()]
      .filter((key) => key.startsWith('root/'))
      .toSorted()
      .at(-1);
  }
}

function copyOf(bytes: Bytes | undefined): Bytes | undefined {
  return bytes && new Uint8Array(bytes);
}
