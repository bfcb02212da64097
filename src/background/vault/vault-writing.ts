// One change after another: who may make it, and what follows when it fails.
import type { UnlockedSession } from '../../core/vault/lock.ts';
import { mayWrite } from '../../core/vault/start-up.ts';
import { StoreError } from '../../core/vault/store.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { ChangeMark } from './change-mark.ts';
import { type EngineTrouble, mayHaveStopped } from './engine-trouble.ts';
import { isKnownUnstored } from './known-unstored.ts';
import type { OpenedVault } from './session-place.ts';

export interface VaultWritingParts {
  /** Runs `work` alone among writers. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** What this worker opened last: whether it is still unlocked is for the session to say. */
  readonly known: () => Vault | undefined;
  /** Asks the session. Throws `RequestFailure` `locked`. */
  readonly opened: () => Promise<OpenedVault>;
  readonly isLeftBehind: (session: UnlockedSession) => Promise<boolean>;
  readonly lock: () => Promise<void>;
  readonly changing: () => Promise<void>;
  readonly mark: Pick<ChangeMark, 'beside'>;
  readonly trouble: EngineTrouble;
  readonly lookAtEngine: () => Promise<void>;
}

/** The session moved to another vault while a change was worked out on the one before; nothing of it was stored. */
class OtherVaultError extends Error {
  override readonly name = 'OtherVaultError';
}

export class VaultWriting {
  readonly #parts: VaultWritingParts;
  #isGenerationKnown = false;

  constructor(parts: VaultWritingParts) {
    this.#parts = parts;
  }

  /**
   * What this worker has opened is worked on while the session is asked for: no commit is stored, and nothing is returned,
   * before its answer. `work` stores by the vault's commits alone, and may be run a second time.
   */
  change<Value>(work: (vault: Vault) => Promise<Value>): Promise<Value> {
    return this.#parts.exclusively(async () => {
      const writable = this.#writable();
      const known = this.#parts.known() ?? (await writable).vault;
      const isStillIt = writable.then(({ vault }) => {
        if (vault !== known) throw new OtherVaultError();
      });
      try {
        return await this.#parts.mark.beside(() =>
          this.#run(known, isStillIt, () => known.commitAfter(isStillIt, () => work(known))),
        );
      } catch (error) {
        if (!(error instanceof OtherVaultError)) throw error;
        const { vault } = await writable;
        return this.#run(vault, writable, () => work(vault));
      }
    });
  }

  /** As `change`, once the session has answered. */
  changeOpened<Value>(work: (opened: OpenedVault) => Promise<Value>): Promise<Value> {
    return this.#parts.exclusively(async () => {
      const writable = this.#writable();
      const opened = await writable;
      return this.#run(opened.vault, writable, () => work(opened));
    });
  }

  async #writable(): Promise<OpenedVault> {
    const opened = await this.#parts.opened();
    if (!mayWrite(opened.session.decision)) throw new RequestFailure('read-only');
    await this.#mustBeCurrent(opened.session);
    return opened;
  }

  async #mustBeCurrent(session: UnlockedSession): Promise<void> {
    if (this.#isGenerationKnown) return;
    if (await this.#parts.isLeftBehind(session)) {
      await this.#parts.lock();
      throw new RequestFailure('locked');
    }
    this.#isGenerationKnown = true;
  }

  async #run<Value>(vault: Vault, permitted: Promise<unknown>, work: () => Promise<Value>): Promise<Value> {
    const { changing, trouble, lookAtEngine } = this.#parts;
    // Once the session has answered: in the browser, taking away what was prepared would stand before it.
    const taken = permitted.then(changing, () => undefined);
    try {
      return await work();
    } catch (error) {
      // Where the commit may have been stored, or somebody else's was, the next reader asks the store. After any
      // other failure the opened index is still the current one, and shows what is there while the engine is down.
      if (!isKnownUnstored(error)) vault.forget();
      if (error instanceof StoreError && error.code !== 'conflict') await trouble.note();
      // Nobody waits for it: an engine that stopped is opened again several times first.
      if (mayHaveStopped(error)) void lookAtEngine().catch(() => undefined);
      throw error;
    } finally {
      await taken;
      // What was prepared in between may be of before or after.
      await changing();
    }
  }
}
