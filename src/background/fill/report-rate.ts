// How often the pages of a tab may report themselves: each report is read and judged here, and a page that has taken its
// process over can send as many as it likes.
import type { Clock } from '../../core/vault/outside.ts';

/** A script of ours looks at its page at most every 0.4 s; a page with frames loads all of them at once. */
const A_SECOND = 4;
const AT_ONCE = 8;

interface Bucket {
  left: number;
  filledAt: number;
}

export class ReportRate {
  readonly #clock: Clock;
  /** One for the page at the top, and one for all frames in it, so that they cannot silence it. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False where this tab has to wait. */
  take({ tabId, frameId }: { readonly tabId: number; readonly frameId: number }): boolean {
    const now = this.#clock.now();
    const key = `${tabId} ${frameId === 0}`;
    const bucket = this.#buckets.get(key) ?? this.#fresh(key, now);
    // A clock that was set back gives nothing.
    const seconds = Math.max(0, now - bucket.filledAt) / 1000;
    bucket.left = Math.min(AT_ONCE, bucket.left + seconds * A_SECOND);
    bucket.filledAt = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  #fresh(key: string, now: number): Bucket {
    // Those of tabs that are closed or quiet are full again, and say no more than none.
    for (const [old, { left, filledAt }] of this.#buckets)
      if (left + ((now - filledAt) / 1000) * A_SECOND >= AT_ONCE) this.#buckets.delete(old);
    const bucket = { left: AT_ONCE, filledAt: now };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
