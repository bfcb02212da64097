import { isPeriod, MAX_PERIOD, MIN_PERIOD } from './otp-parameters.ts';

/**
 * The number of whole periods since the epoch (RFC 6238 section 4.2, T0 = 0).
 *
 * @throws RangeError where `timeMs` is before the epoch or beyond 2^53, or the period is not 1 to 3600 whole seconds.
 */
export function timeStepAt(timeMs: number, period: number): number {
  if (!(timeMs >= 0 && timeMs <= Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`time ${timeMs} ms, expected 0 to 2^53 - 1 ms since the epoch`);
  }
  if (!isPeriod(period)) {
    throw new RangeError(`period ${period}, expected ${MIN_PERIOD} to ${MAX_PERIOD} whole seconds`);
  }
  return Math.floor(timeMs / (period * 1000));
}
