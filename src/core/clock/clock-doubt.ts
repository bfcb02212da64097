import { correctedTime } from './corrected-time.ts';
import { RELEASED_AT } from './release-date.ts';

/**
 * Why a clock cannot be right, without asking anybody:
 * - `before-release`: this program did not exist then.
 * - `far-ahead`: nobody runs a program that old.
 * - `behind-records`: the vault was changed at a later time than it is now.
 */
export type ClockDoubt = 'before-release' | 'far-ahead' | 'behind-records';

/** Clocks are set back by a little when they are synchronised; codes of the same few minutes are often accepted. */
const BEHIND_TOLERANCE_MS = 5 * 60_000;

const FAR_AHEAD_MS = 30 * 366 * 86_400_000;

export interface ClockFacts {
  /** What this computer's clock says, in ms since the epoch: the time zone has no part in it. */
  readonly now: number;
  readonly offsetSeconds: number;
  /** When the vault was changed last, by the clock of that moment; null where that is not known. */
  readonly newestRecordAt: number | null;
}

/** Null where nothing speaks against the clock, which may still be wrong. */
export function doubtClock({ now, offsetSeconds, newestRecordAt }: ClockFacts): ClockDoubt | null {
  const corrected = correctedTime(now, offsetSeconds);
  if (corrected < RELEASED_AT) return 'before-release';
  if (corrected > RELEASED_AT + FAR_AHEAD_MS) return 'far-ahead';
  // Records were stamped by the uncorrected clock: one that runs ahead and is corrected back is not behind them.
  const latest = Math.max(now, corrected);
  return newestRecordAt !== null && latest < newestRecordAt - BEHIND_TOLERANCE_MS ? 'behind-records' : null;
}
