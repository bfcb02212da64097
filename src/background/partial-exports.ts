// The parts of an export of which others are still to be scanned, or which is not saved yet. They are in the memory of the
// browser only, go with the lock and after a while, and are given to nobody while the vault is locked: each of them holds
// secrets.
import * as v from 'valibot';
import type { Clock } from '../core/vault/outside.ts';
import { partTextsSchema } from '../messaging/scan-requests.ts';
import type { VaultService } from './vault/vault-service.ts';

export interface PartialExportsParts {
  readonly store: {
    read(): Promise<unknown>;
    write(kept: object): Promise<void>;
    delete(): Promise<void>;
  };
  readonly clock: Clock;
  /** Asks for `dropExpired` at this time, though the worker was stopped by then. */
  readonly schedule: (at: number) => void;
  readonly vaults: Pick<VaultService, 'read'>;
}

/** From the last part that was scanned: enough to turn over the codes on a phone, and to make a picture of each. */
const LIFE_MS = 10 * 60_000;

const EARLY_MS = 1000;

const keptSchema = v.object({ texts: partTextsSchema, expiresAt: v.number() });

export class PartialExports {
  readonly #parts: PartialExportsParts;

  constructor(parts: PartialExportsParts) {
    this.#parts = parts;
  }

  /** Throws `RequestFailure` `locked`. */
  texts(): Promise<readonly string[]> {
    const { store, vaults } = this.#parts;
    return vaults.read(async () => {
      const read = v.safeParse(keptSchema, await store.read());
      const { clock } = this.#parts;
      return read.success && clock.now() < read.output.expiresAt ? read.output.texts : [];
    });
  }

  /** In place of those of before; none where nothing is waited for. Throws `RequestFailure` `locked`. */
  async keep(texts: readonly string[]): Promise<null> {
    const { store, clock, schedule, vaults } = this.#parts;
    await vaults.read(async () => {
      if (texts.length === 0) return store.delete();
      const expiresAt = clock.now() + LIFE_MS;
      await store.write({ texts, expiresAt });
      // An alarm may be a little early, and nobody asks again.
      schedule(expiresAt + EARLY_MS);
    });
    // A lock that came meanwhile may have emptied the place before this was written there.
    try {
      await vaults.read(async () => undefined);
    } catch (error) {
      await store.delete();
      throw error;
    }
    return null;
  }

  drop(): Promise<void> {
    return this.#parts.store.delete();
  }

  async dropExpired(): Promise<void> {
    const read = v.safeParse(keptSchema, await this.#parts.store.read());
    if (!read.success || this.#parts.clock.now() >= read.output.expiresAt) await this.drop();
  }
}
