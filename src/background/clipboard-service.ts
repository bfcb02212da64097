// Takes a copied code off the clipboard again, also when the worker was stopped in between: what was copied is known by
// a salted hash in storage.session, and the time by an alarm.
import { MARK_SALT_LENGTH, markOf } from '../core/clipboard/copied-mark.ts';
import type { Clock, Random } from '../core/vault/outside.ts';

export interface CopiedText {
  /** See `markOf`. */
  readonly mark: string;
  readonly clearAt: number;
  /** How often clearing it has failed. */
  readonly failures: number;
}

export interface ClipboardServiceParts {
  readonly store: {
    read(): Promise<CopiedText | undefined>;
    write(copied: CopiedText): Promise<void>;
    delete(): Promise<void>;
  };
  /** Whether the user allowed us to read the clipboard; nothing is remembered otherwise. */
  readonly mayRead: () => Promise<boolean>;
  /** Clears the clipboard if it still holds the marked text. */
  readonly clear: (mark: string) => Promise<void>;
  readonly schedule: (at: number) => void;
  readonly random: Random;
  readonly clock: Clock;
}

/** Also the shortest time of an alarm in Chrome. */
const CLEAR_AFTER_MS = 30_000;
const MAX_FAILURES = 3;

export class ClipboardService {
  readonly #parts: ClipboardServiceParts;

  constructor(parts: ClipboardServiceParts) {
    this.#parts = parts;
  }

  /** A page of ours copied this. True where it will be cleared. */
  async copied(text: string): Promise<boolean> {
    const { store, mayRead, schedule, random, clock } = this.#parts;
    if (!(await mayRead())) {
      // What was copied before has gone from the clipboard by this copy.
      await store.delete();
      return false;
    }
    const clearAt = clock.now() + CLEAR_AFTER_MS;
    await store.write({ mark: markOf(text, random.bytes(MARK_SALT_LENGTH)), clearAt, failures: 0 });
    schedule(clearAt);
    return true;
  }

  /** Called by the alarm and at every start of the worker, which may be the first after the alarm was missed. */
  async clearIfDue(): Promise<void> {
    const { store, mayRead, clear, schedule, clock } = this.#parts;
    const copied = await store.read();
    if (copied === undefined) return;
    const now = clock.now();
    // A clock that was set back must not keep it there for longer.
    if (now < copied.clearAt && copied.clearAt - now <= CLEAR_AFTER_MS) return schedule(copied.clearAt);
    if (!(await mayRead())) return store.delete();
    try {
      await clear(copied.mark);
    } catch {
      return this.#afterFailure(copied);
    }
    return this.#forget(copied);
  }

  async #afterFailure(copied: CopiedText): Promise<void> {
    const { store, schedule, clock } = this.#parts;
    const failures = copied.failures + 1;
    if (failures >= MAX_FAILURES) return this.#forget(copied);
    const clearAt = clock.now() + CLEAR_AFTER_MS;
    await store.write({ ...copied, clearAt, failures });
    return schedule(clearAt);
  }

  /** Unless something else was copied meanwhile, whose time has not come. */
  async #forget({ mark }: CopiedText): Promise<void> {
    const { store } = this.#parts;
    if ((await store.read())?.mark === mark) await store.delete();
  }
}
