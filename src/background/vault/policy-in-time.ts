import { NO_POLICY, type Policy } from '../../core/policy/policy.ts';
import { inTime } from '../../platform/deadline.ts';

interface PolicyInTimeParts {
  /** What the browser says, however long it takes. */
  readonly current: () => Promise<Policy>;
  /** What was done as if nothing were set is looked at again. */
  readonly onLate: () => void;
}

/**
 * What an organisation has set, for whoever must not wait for it. Chromium answers no question about policies in its first
 * seconds (two on a fast machine, eight have been reported), and in those the popup has to open the vault. Only for what
 * can be mended afterwards: what must not happen at all waits for the answer itself.
 */
export class PolicyInTime {
  readonly #parts: PolicyInTimeParts;
  #isAwaited = false;

  constructor(parts: PolicyInTimeParts) {
    this.#parts = parts;
  }

  async read(): Promise<Policy> {
    if (this.#isAwaited) return NO_POLICY;
    const asked = this.#parts.current();
    const answer = await inTime<Policy | undefined>(asked, undefined);
    if (answer === undefined) this.#await(asked);
    return answer ?? NO_POLICY;
  }

  #await(asked: Promise<Policy>): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    const over = () => {
      this.#isAwaited = false;
      this.#parts.onLate();
    };
    asked.then(over, over);
  }
}
