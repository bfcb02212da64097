// The database with the copy behind it: while the database does not answer (a full disk, an engine that gave up) what is
// read comes from the copy, so that codes are still shown. Everything that is read is compared with the sealed index by
// whoever reads; changes go to the database alone.
import type { Bytes } from '../../bytes/bytes.ts';
import { type StoreChange, StoreError, type StoreKey, type VaultStore } from '../store.ts';

export class FallbackStore implements VaultStore {
  readonly #database: VaultStore;
  readonly #copy: VaultStore;
  readonly #isLatest: (seq: number) => Promise<boolean>;

  /** `isLatest`: whether the state with this number is the latest that was stored. The copy may lag, and is then not used. */
  constructor(database: VaultStore, copy: VaultStore, isLatest: (seq: number) => Promise<boolean>) {
    this.#database = database;
    this.#copy = copy;
    this.#isLatest = isLatest;
  }

  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    return this.#orElse(
      () => this.#database.read(keys),
      () => this.#copy.read(keys),
    );
  }

  async latestRoot(): ReturnType<VaultStore['latestRoot']> {
    return this.#orElse(
      () => this.#database.latestRoot(),
      async () => {
        const latest = await this.#copy.latestRoot();
        if (latest === undefined || !(await this.#isLatest(latest.seq))) throw new StoreError('unavailable');
        return latest;
      },
    );
  }

  keys(): Promise<readonly StoreKey[]> {
    return this.#database.keys();
  }

  commit(change: StoreChange): Promise<void> {
    return this.#database.commit(change);
  }

  async #orElse<Value>(first: () => Promise<Value>, second: () => Promise<Value>): Promise<Value> {
    try {
      return await first();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return second().catch(() => {
        throw error;
      });
    }
  }
}
