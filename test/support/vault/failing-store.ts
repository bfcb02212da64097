import type { EngineAnswer } from '../../../src/core/vault/start-up.ts';
import {
  type StoreChange,
  StoreError,
  type StoreErrorCode,
  type StoreKey,
} from '../../../src/core/vault/store.ts';
import type { MemoryStore } from './memory-store.ts';

/**
 * - `refused`: the call does nothing and fails, as on a full disk.
 * - `unanswered`: the call does its work and its answer is lost, as when time runs out.
 */
export type FailureMode = 'refused' | 'unanswered';

/** Fails one call of the store below, the one with number `failAt` (from 1); `calls` counts them. */
export class FailingStore {
  calls = 0;
  failAt = 0;
  mode: FailureMode = 'refused';
  readonly #below: MemoryStore;

  constructor(below: MemoryStore) {
    this.#below = below;
  }

  probe(): Promise<EngineAnswer> {
    return this.#below.probe();
  }

  create(): Promise<void> {
    return this.#call(() => this.#below.create());
  }

  read(keys: readonly StoreKey[]): ReturnType<MemoryStore['read']> {
    return this.#call(() => this.#below.read(keys));
  }

  latestRoot(): ReturnType<MemoryStore['latestRoot']> {
    return this.#call(() => this.#below.latestRoot());
  }

  keys(): ReturnType<MemoryStore['keys']> {
    return this.#call(() => this.#below.keys());
  }

  commit(change: StoreChange): Promise<void> {
    return this.#call(() => this.#below.commit(change));
  }

  async #call<Value>(work: () => Promise<Value>): Promise<Value> {
    this.calls += 1;
    if (this.calls !== this.failAt) return work();
    if (this.mode === 'unanswered') await work();
    throw new StoreError(CODE_OF[this.mode]);
  }
}

const CODE_OF: { readonly [Mode in FailureMode]: StoreErrorCode } = {
  refused: 'full',
  unanswered: 'timeout',
};
