import { NO_POLICY, type Policy, readPolicy } from '../core/policy/policy.ts';
import { inTime } from '../platform/deadline.ts';

export interface PolicyServiceParts {
  /** What the browser says, as it comes: an object, empty where nothing is set; undefined where it refuses to say. */
  readonly told: () => Promise<unknown>;
  /** What it said the last time, also before it was closed; undefined where it never did. */
  readonly memory: {
    readonly read: () => Promise<unknown>;
    readonly write: (managed: unknown) => Promise<void>;
  };
  /** Something else is set than what counted until now. */
  readonly onChange: () => void;
}

const LATE = Symbol('late');

/** After that a browser that has never said anything counts as one in which nothing is set. */
const DEADLINE_MS = 10_000;

/**
 * What an organisation has set. Chromium says it two to eight seconds after its start, on a busy machine where a popup and
 * another tab were opened before that only after three minutes. Until then what it said the last time counts.
 */
export class PolicyService {
  readonly #parts: PolicyServiceParts;
  /** The answer that did not come in time, as long as it does not. */
  #late: Promise<void> | undefined;
  #memory: Promise<unknown> | undefined;
  /** One for all who wait: the second does not wait as long again. */
  #deadline: Promise<Policy> | undefined;

  constructor(parts: PolicyServiceParts) {
    this.#parts = parts;
  }

  /** Nobody waits. Where nothing is known yet, what an organisation may have set does not count. */
  async soon(): Promise<Policy> {
    return (await this.#known()) ?? NO_POLICY;
  }

  /** For what must not happen at all: where nothing is known yet, it is waited for, but not without end. */
  async sure(): Promise<Policy> {
    const known = await this.#known();
    if (known !== undefined) return known;
    this.#deadline ??= inTime(this.#parts.told().then(readPolicy), NO_POLICY, DEADLINE_MS);
    return this.#deadline;
  }

  /** Keeps what was said for the next start of the browser, and passes it on where it is news. */
  async remember(): Promise<void> {
    const { told, memory, onChange } = this.#parts;
    const managed = await told();
    const before = await this.#remembered();
    if (managed === undefined || JSON.stringify(before) === JSON.stringify(managed)) return;
    // That it is not kept costs the next start of the browser, and nothing else.
    await inTime(memory.write(managed), undefined);
    this.#memory = Promise.resolve(managed);
    // Where nothing was known, nothing counted as set.
    if (JSON.stringify(readPolicy(before)) !== JSON.stringify(readPolicy(managed))) onChange();
  }

  /** The store was emptied with the vault, which was the user's; what an organisation has set is not. */
  async keepAgain(): Promise<void> {
    const managed = await this.#remembered();
    if (managed !== undefined) await inTime(this.#parts.memory.write(managed), undefined);
  }

  async #known(): Promise<Policy | undefined> {
    if (this.#late === undefined) {
      const told = this.#parts.told();
      const managed = await inTime(told, LATE);
      if (managed === LATE)
        this.#late ??= told.then(() => {
          this.#late = undefined;
          return this.remember();
        });
      // Where it refused, nothing more will come.
      else if (managed !== undefined) return readPolicy(managed);
    }
    const remembered = await this.#remembered();
    return remembered === undefined ? undefined : readPolicy(remembered);
  }

  /**
   * Read once: a change that asks for this goes on in the same turn, or it would be stored after what was asked for later. A
   * store that hangs must not keep the vault shut.
   */
  #remembered(): Promise<unknown> {
    this.#memory ??= inTime(this.#parts.memory.read(), undefined);
    return this.#memory;
  }
}
