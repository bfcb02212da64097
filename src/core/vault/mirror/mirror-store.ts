// The mirror read as a vault store: where the database is lost or damaged, codes come from here, read-only.
import type { Bytes } from '../../bytes/bytes.ts';
import { bestMirrorHeader } from './mirror.ts';
import { HEAD_KEYS, rootKey, StoreError, type StoreKey, type VaultStore } from '../store.ts';

/** The engine under the mirror. Every method throws `StoreError`; a value that is no bytes is undefined. */
export interface MirrorMedium {
  readHeaders(): Promise<readonly (Bytes | undefined)[]>;
  writeHeader(slot: 0 | 1, header: Bytes): Promise<void>;
  keys(): Promise<readonly StoreKey[]>;
  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]>;
  write(envelopes: readonly (readonly [StoreKey, Bytes])[]): Promise<void>;
  remove(keys: readonly StoreKey[]): Promise<void>;
  /** Removes headers and envelopes. Only for a user who asked for it. */
  clear(): Promise<void>;
}

/**
 * What the browser before left: nothing, a change that was under way, or one behind which this browser has written since, so
 * that the next one will know whether the database is whole.
 */
export type FoundMark = 'none' | 'left' | 'behind';

/** Where it is said that a change is under way which the mirror has not yet. */
export interface MarkStore {
  /** As `keepFound` was told in this browser, or what is found at its first look. */
  look(): Promise<FoundMark>;
  keepFound(found: FoundMark): Promise<void>;
  set(): Promise<void>;
  clear(): Promise<void>;
}

export class MirrorStore implements VaultStore {
  readonly #medium: MirrorMedium;

  constructor(medium: MirrorMedium) {
    this.#medium = medium;
  }

  async read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    const isHead = (key: StoreKey) => HEAD_KEYS.some((head) => head === key);
    const envelopes = keys.filter((key) => !isHead(key));
    const found = await this.#medium.read(envelopes);
    const byKey = new Map(envelopes.map((key, index) => [key, found[index]]));
    const head = keys.some(isHead) ? (await this.#header())?.head : undefined;
    return keys.map((key) => (isHead(key) ? head : byKey.get(key)));
  }

  async latestRoot(): Promise<{ seq: number; envelope: Bytes } | undefined> {
    const header = await this.#header();
    if (header === undefined) return undefined;
    const [envelope] = await this.#medium.read([rootKey(header.seq)]);
    return envelope && { seq: header.seq, envelope };
  }

  async keys(): Promise<readonly StoreKey[]> {
    return [...((await this.#header()) === undefined ? [] : HEAD_KEYS), ...(await this.#medium.keys())];
  }

  commit(): Promise<void> {
    return Promise.reject(new StoreError('read-only'));
  }

  async #header() {
    return bestMirrorHeader(await this.#medium.readHeaders()).header;
  }
}
