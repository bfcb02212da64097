/** A clock that is off by more than this is to be set right, not corrected: ten years. */
export const MAX_CLOCK_OFFSET_SECONDS: number = 10 * 366 * 86_400;
