// What leaves the history with a commit: its oldest root, and what only that state still named.
import type { VaultKeys } from './keys/keys.ts';
import type { Outside } from './outside.ts';
import { openSuperseded } from './seal-index.ts';
import { rootKey, type StoreKey, type VaultStore } from './store.ts';
import { HISTORY_LENGTH } from './vault-index.ts';

export class LeavingHistory {
  readonly #keys: VaultKeys;
  readonly #store: Pick<VaultStore, 'read'>;
  readonly #outside: Outside;
  /** What only the state that leaves with the commit of this number still named. */
  #ahead: { readonly seq: number; readonly superseded: readonly StoreKey[] } | undefined;

  constructor(keys: VaultKeys, store: Pick<VaultStore, 'read'>, outside: Outside) {
    this.#keys = keys;
    this.#store = store;
    this.#outside = outside;
  }

  /** So that it is not read while somebody waits for that commit. What cannot be read now is asked for again then. */
  async readAhead(nextSeq: number): Promise<void> {
    const superseded = await this.#superseded(nextSeq);
    if (superseded !== undefined) this.#ahead = { seq: nextSeq, superseded };
  }

  /** The keys to delete with the commit of this number. */
  async keysToDelete(nextSeq: number): Promise<readonly StoreKey[]> {
    const leaving = nextSeq - HISTORY_LENGTH;
    if (leaving < 1) return [];
    // A root never changes under its key, so one that was read is as good as read again.
    const superseded =
      this.#ahead?.seq === nextSeq ? this.#ahead.superseded : await this.#superseded(nextSeq);
    // Where the history is damaged its envelopes stay: an orphan costs space, a wrong deletion costs an account.
    return [rootKey(leaving), ...(superseded ?? [])];
  }

  /** Undefined where the root that says it cannot be read. */
  async #superseded(nextSeq: number): Promise<readonly StoreKey[] | undefined> {
    const successor = nextSeq - HISTORY_LENGTH + 1;
    if (successor < 2) return undefined;
    const [envelope] = await this.#store.read([rootKey(successor)]);
    return envelope && (await openSuperseded(successor, envelope, this.#keys, this.#outside));
  }
}
