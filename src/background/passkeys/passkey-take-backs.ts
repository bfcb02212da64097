// Passkeys that are to be taken back although the vault was locked in the moment in which their page gave up: ids only,
// kept while the browser runs, and done after the next unlock.
import * as v from 'valibot';
import type { KeptPasskey, PasskeyRecords } from './passkey-records.ts';

interface PasskeyTakeBacksParts {
  readonly records: Pick<PasskeyRecords, 'takeBack'>;
  /** Kept while the worker is stopped, in no file; what it holds is read here. */
  readonly store: { read(): Promise<unknown>; write(left: unknown): Promise<void> };
}

const leftSchema: v.GenericSchema<readonly KeptPasskey[]> = v.array(
  v.object({ id: v.string(), replaced: v.array(v.string()), replacedAt: v.number() }),
);
const MOST = 50;

export class PasskeyTakeBacks {
  readonly #parts: PasskeyTakeBacksParts;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(parts: PasskeyTakeBacksParts) {
    this.#parts = parts;
  }

  /** At once where that is possible. */
  async takeBack(kept: KeptPasskey): Promise<void> {
    if (await this.#isDone(kept)) return;
    await this.#change(async (left) => [...left, kept].slice(-MOST));
  }

  /** After unlocking. What fails again is left for the next time. */
  catchUp(): Promise<void> {
    return this.#change(async (left) => {
      const failed: KeptPasskey[] = [];
      for (const kept of left) if (!(await this.#isDone(kept))) failed.push(kept);
      return failed.length === left.length ? left : failed;
    });
  }

  #isDone(kept: KeptPasskey): Promise<boolean> {
    return this.#parts.records.takeBack(kept).then(
      () => true,
      () => false,
    );
  }

  /** One after another, and nothing is written where nothing was left. */
  #change(change: (left: readonly KeptPasskey[]) => Promise<readonly KeptPasskey[]>): Promise<void> {
    const result = this.#changing.then(async () => {
      const read = v.safeParse(leftSchema, await this.#parts.store.read());
      const left = read.success ? read.output : [];
      const changed = await change(left);
      if (changed !== left) await this.#parts.store.write(changed);
    });
    this.#changing = result.catch(() => undefined);
    return result;
  }
}
