// A click counts only on what the user could see. The browser says whether this frame is covered, faded, clipped or
// transformed, however the page around it does it (Intersection Observer version 2).

/** As long as it takes to see what one is about to click. */
export const SEEN_MS = 500;
/** The shortest that the browser allows. */
const DELAY_MS = 100;
const WHOLE = 0.99;

interface VisibilityEntry {
  readonly isVisible: boolean;
  readonly intersectionRatio: number;
}

/** Since when the whole frame has been visible without a break. */
export class SeenSince {
  #since: number | undefined;

  /** What the browser reports, in order; the last one counts. */
  note(entries: readonly VisibilityEntry[], now: number): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    const isSeen = last.isVisible && last.intersectionRatio >= WHOLE;
    this.#since = isSeen ? (this.#since ?? now) : undefined;
    // Hidden in between, and visible again before it could be told.
    if (isSeen && entries.some(({ isVisible }) => !isVisible)) this.#since = now;
  }

  isLongEnough(now: number): boolean {
    return this.#since !== undefined && now - this.#since >= SEEN_MS;
  }
}

export function watchVisibility(element: Element): SeenSince {
  const seen = new SeenSince();
  const options = { threshold: [0, WHOLE, 1], trackVisibility: true, delay: DELAY_MS };
  new IntersectionObserver(
    (entries) => seen.note(entries as unknown as readonly VisibilityEntry[], performance.now()),
    options,
  ).observe(element);
  return seen;
}
