/** A clock that is off by more than this is to be set right, not corrected: ten years. */
export const MAX_CLOCK_OFFSET_SECONDS: number = 10 * 366 * 86_400;

/**
 * The time that codes follow, in ms since the epoch: what this computer's clock says, plus the user's correction. Never
 * before the epoch, where there are no time steps (RFC 6238 section 4.2).
 */
export function correctedTime(now: number, offsetSeconds: number): number {
  return Math.max(0, now + offsetSeconds * 1000);
}
