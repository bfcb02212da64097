import type { Clock } from '../../core/vault/outside.ts';
import type { Unfilled } from '../../messaging/fill-responses.ts';

/**
 * From the command to the popup that it opened, on a machine that stands still meanwhile too. Later the user opened the popup
 * for something else.
 */
const LIFE_MS = 30_000;

/** Why a fill that was asked for outside of the popup came to nothing: said once, by the popup that opens for it. */
export class UnfilledNotes {
  readonly #clock: Clock;
  #last: { readonly tabId: number; readonly why: Unfilled; readonly until: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(tabId: number, why: Unfilled): void {
    this.#last = { tabId, why, until: this.#clock.now() + LIFE_MS };
  }

  take(tabId: number): Unfilled | null {
    const last = this.#last;
    this.#last = undefined;
    return last?.tabId === tabId && this.#clock.now() < last.until ? last.why : null;
  }
}
