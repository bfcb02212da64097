import type { Bytes } from '../bytes/bytes.ts';
import type { EngineAnswer } from './start-up.ts';

/** `head/A`, `root/<seq>`, `shard/<id>/<version>` or `record/<id>/<version>`; numbers as 16 hexadecimal digits. */
export type StoreKey = `${'head' | 'root' | 'shard' | 'record'}/${string}`;

export const HEAD_KEYS = ['head/A', 'head/B'] as const;

/**
 * - `conflict`: somebody else committed in between.
 * - `full`: no space left; what was acknowledged before stays.
 * - `unavailable`: the engine failed; nothing of this change is stored.
 * - `timeout`: the engine did not answer in time.
 * - `read-only`: this store takes no changes.
 */
export type StoreErrorCode = 'conflict' | 'full' | 'unavailable' | 'timeout' | 'read-only';

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

/**
 * Where sealed bytes are kept. Every method throws `StoreError`; `commit` returns only when the change is durable.
 * A value that cannot be read although the engine works is undefined, as a missing one: one bad page of the engine's
 * file must not hide the other accounts.
 */
export interface VaultStore {
  /** In the order of `keys`; undefined where nothing is stored. */
  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]>;
  latestRoot(): Promise<{ readonly seq: number; readonly envelope: Bytes } | undefined>;
  /** Every key there is, in no order. */
  keys(): Promise<readonly StoreKey[]>;
  commit(change: StoreChange): Promise<void>;
}

/** What a key names: a root's version is its `seq`, and it has no id. Undefined for a key of no known form. */
export function parseStoreKey(
  key: string,
): { readonly kind: 'root' | 'shard' | 'record'; readonly id: string; readonly version: number } | undefined {
  const [, kind, id = '', version] =
    /^(root|shard|record)\/(?:([0-9a-f]{32})\/)?([0-9a-f]{16})$/.exec(key) ?? [];
  if (version === undefined || (kind === 'root') !== (id === '')) return undefined;
  const parsed = Number.parseInt(version, 16);
  // A damaged key: no counter of ours comes that far, and nothing can be sealed under it.
  if (!Number.isSafeInteger(parsed)) return undefined;
  return { kind: kind as 'root' | 'shard' | 'record', id, version: parsed };
}

/** The newest key of each shard and record, and the newest root: what a reader of the current state needs. */
export function newestKeys(keys: Iterable<StoreKey>): readonly StoreKey[] {
  const newest = new Map<string, { readonly key: StoreKey; readonly version: number }>();
  for (const key of keys) {
    const parsed = parseStoreKey(key);
    if (parsed === undefined) continue;
    const name = `${parsed.kind}/${parsed.id}`;
    if (parsed.version >= (newest.get(name)?.version ?? 0))
      newest.set(name, { key, version: parsed.version });
  }
  return [...newest.values()].map(({ key }) => key);
}

export function rootKey(seq: number): StoreKey {
  return `root/${number16(seq)}`;
}

/** Undefined for what is no key of a root: damage in a store reaches its keys too. */
export function seqOfRootKey(key: string): number | undefined {
  const parsed = parseStoreKey(key);
  return parsed?.kind === 'root' ? parsed.version : undefined;
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

/** A store that can be looked at without being created. */
export interface Engine extends VaultStore {
  probe(): Promise<EngineAnswer>;
  create(): Promise<void>;
}

/**
 * The stores of this browser, one a generation: what is written as a whole goes into a new one. Numbers below 0 are a
 * shelf for copies that are kept and are not the vault.
 */
export interface Generations {
  list(): Promise<readonly number[]>;
  at(generation: number): Engine;
  remove(generation: number): Promise<void>;
}
