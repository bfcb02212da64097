import type { Clock } from '../../core/vault/outside.ts';
import type { Survey } from './vault-survey.ts';

/** Longer than a passphrase takes by default; after a stronger derivation the engines are asked again. */
const RECENT_MS = 2_000;

type Exclusively = <Value>(work: () => Promise<Value>) => Promise<Value>;

/**
 * What the engines answered when the status was asked for, for the unlocking that follows: a page asks as its derivation
 * begins, so that nobody waits for the engines after it. Good for one unlocking, and for none once something is written.
 */
export class RecentSurvey {
  readonly #clock: Clock;
  #last: { readonly at: number; readonly survey: Survey } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note(survey: Survey): Survey {
    this.#last = { at: this.#clock.now(), survey };
    return survey;
  }

  /** The recent one, or else what `ask` finds. */
  async takeOr(ask: () => Promise<Survey>): Promise<Survey> {
    const last = this.#last;
    this.#last = undefined;
    const age = this.#clock.now() - (last?.at ?? 0);
    return last !== undefined && age >= 0 && age <= RECENT_MS ? last.survey : ask();
  }

  /** The same lock of the writers, behind which nothing is recent any more: neither during the work nor after it. */
  writing(exclusively: Exclusively): Exclusively {
    const forget = () => {
      this.#last = undefined;
    };
    return (work) =>
      exclusively(() => {
        forget();
        return work();
      }).finally(forget);
  }
}
