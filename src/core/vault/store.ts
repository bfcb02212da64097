import type { Bytes } from '../bytes/bytes.ts';

/** `head/A`, `root/<seq>`, `shard/<id>/<version>` or `record/<id>/<version>`; numbers as 16 hexadecimal digits. */
export type StoreKey = `${'head' | 'root' | 'shard' | 'record'}/${string}`;

export const HEAD_KEYS = ['head/A', 'head/B'] as const;

/**
 * - `conflict`: somebody else committed in between.
 * - `full`: no space left; what was acknowledged before stays.
 * - `unavailable`: the engine failed; nothing of this change is stored.
 * - `timeout`: the engine did not answer in time.
 */
export type StoreErrorCode = 'conflict' | 'full' | 'unavailable' | 'timeout';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, options?: { cause: unknown }) {
    super(`the vault store failed: ${code}`, options);
    this.code = code;
  }
}

/** One change: all of it is stored or nothing, and only on top of the root the writer has seen. */
export interface StoreChange {
  /** The `seq` of the root that this change was made from; null where there must be none yet. */
  readonly expectedSeq: number | null;
  readonly puts: readonly (readonly [StoreKey, Bytes])[];
  readonly deletes: readonly StoreKey[];
}

/** Where sealed bytes are kept. Every method throws `StoreError`; `commit` returns only when the change is durable. */
export interface VaultStore {
  /** In the order of `keys`; undefined where nothing is stored. */
  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]>;
  latestRoot(): Promise<{ readonly seq: number; readonly envelope: Bytes } | undefined>;
  commit(change: StoreChange): Promise<void>;
}

export function rootKey(seq: number): StoreKey {
  return `root/${number16(seq)}`;
}

export function seqOfRootKey(key: string): number {
  return Number.parseInt(key.slice('root/'.length), 16);
}

export function shardKey(idHex: string, version: number): StoreKey {
  return `shard/${idHex}/${number16(version)}`;
}

export function recordKey(idHex: string, version: number): StoreKey {
  return `record/${idHex}/${number16(version)}`;
}

function number16(value: number): string {
  return value.toString(16).padStart(16, '0');
}
