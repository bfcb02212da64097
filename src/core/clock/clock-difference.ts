/** One question to a site, by this computer's clock in ms since the epoch, and the `Date` header of the answer. */
export interface SiteTime {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly dateMs: number;
}

export interface ClockDifference {
  /** The site's time minus this computer's, so what to add to this computer's clock. */
  readonly differenceSeconds: number;
  /** The true difference is at most this far from it. */
  readonly uncertaintySeconds: number;
}

/**
 * The header names the whole second in which the answer was made, somewhere between sending and receiving: the site's
 * clock stood at `dateMs` to `dateMs + 1000` while ours went from `sentAt` to `receivedAt`. Undefined where our clock was
 * set in between.
 */
export function differenceOf({ sentAt, receivedAt, dateMs }: SiteTime): ClockDifference | undefined {
  if (receivedAt < sentAt) return undefined;
  const least = dateMs - receivedAt;
  const most = dateMs + 1000 - sentAt;
  // Adding zero takes the sign off a zero that was rounded from below.
  const differenceSeconds = Math.round((least + most) / 2 / 1000) + 0;
  const farthest = Math.max(most - differenceSeconds * 1000, differenceSeconds * 1000 - least);
  return { differenceSeconds, uncertaintySeconds: Math.ceil(farthest / 1000) };
}

/** Whether the two clocks may well be the same. */
export function agrees({ differenceSeconds, uncertaintySeconds }: ClockDifference): boolean {
  return Math.abs(differenceSeconds) <= uncertaintySeconds;
}
