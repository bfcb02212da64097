import { NO_POLICY, type Policy, readPolicy } from '../core/policy/policy.ts';
import { inTime, withDeadline } from '../platform/deadline.ts';

export interface PolicyServiceParts {
  /** What the browser says, as it comes: an object, empty where nothing is set. */
  readonly told: () => Promise<unknown>;
  /** What it said the last time, also before it was closed; undefined where it never did. */
  readonly memory: {
    readonly read: () => Promise<unknown>;
    readonly write: (managed: unknown) => Promise<void>;
  };
  /** What was done on the word of before, or as if nothing were set, is looked at again. */
  readonly onLate: () => void;
}

/** After that a browser that has never said anything counts as one in which nothing is set. */
const DEADLINE_MS = 10_000;

/**
 * What an organisation has set. Chromium says it two to eight seconds after its start, on a busy machine where a popup and
 * another tab were opened before that only after three minutes. Until then what it said the last time counts.
 */
export class PolicyService {
  readonly #parts: PolicyServiceParts;
  #isAwaited = false;

  constructor(parts: PolicyServiceParts) {
    this.#parts = parts;
  }

  /** For what can be mended once the browser has said it: nobody waits. */
  async soon(): Promise<Policy> {
    return (await this.#known()) ?? NO_POLICY;
  }

  /** For what must not happen at all: the first session after the installation waits. */
  async sure(): Promise<Policy> {
    const known = await this.#known();
    if (known !== undefined) return known;
    const told = this.#parts.told().then(readPolicy);
    return withDeadline(told, DEADLINE_MS, () => new Error('nothing is said')).catch(() => NO_POLICY);
  }

  /** Keeps what was said for the next start of the browser. That it fails costs that start, and nothing else. */
  async remember(): Promise<void> {
    const { told, memory } = this.#parts;
    try {
      const managed = await told();
      if (JSON.stringify(await memory.read()) !== JSON.stringify(managed)) await memory.write(managed);
    } catch {
      // As if it had never been said.
    }
  }

  async #known(): Promise<Policy | undefined> {
    if (!this.#isAwaited) {
      const told = this.#parts.told();
      const answer = await inTime(
        told.then((managed) => ({ managed })),
        undefined,
      );
      if (answer !== undefined) return readPolicy(answer.managed);
      this.#await(told);
    }
    const remembered = await this.#parts.memory.read().catch(() => undefined);
    return remembered === undefined ? undefined : readPolicy(remembered);
  }

  #await(told: Promise<unknown>): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    void told.then(() => {
      this.#isAwaited = false;
      this.#parts.onLate();
    });
  }
}
