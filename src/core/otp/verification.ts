import { equalBytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { decimalCode, type HotpOptions, keyedHmac } from './hotp.ts';
import { MAX_COUNTER } from './otp-parameters.ts';
import { timeStepAt } from './time-step.ts';
import type { TotpOptions } from './totp.ts';

export interface TotpVerification extends TotpOptions {
  readonly timeMs: number;
  /** How many time steps before and after the present one are accepted (RFC 6238 section 5.2 recommends one). */
  readonly driftSteps: number;
  /** The step of the last code accepted from this secret; undefined where none was yet. */
  readonly lastUsedTimeStep: number | undefined;
}

export interface HotpVerification extends HotpOptions {
  /** The counter expected next. */
  readonly counter: number;
  /** How many further counters are tried, for codes shown but never sent (RFC 4226 section 7.4). */
  readonly lookAheadWindow: number;
}

/** Each step more is one more code that a guess may hit. */
const MAX_WINDOW = 100;

/**
 * The time step whose code `code` is, to be stored as the next `lastUsedTimeStep`; undefined where it is refused.
 * A step is accepted once (RFC 6238 section 5.2), and no step before it afterwards.
 *
 * @throws RangeError for a window over 100 steps, and as `totp` does.
 */
export function verifyTotp(
  secret: Uint8Array,
  code: string,
  options: TotpVerification,
): { readonly timeStep: number } | undefined {
  const now = timeStepAt(options.timeMs, options.period);
  const drift = checkedWindow(options.driftSteps);
  const timeStep = lastMatch(secret, code, {
    ...options,
    first: Math.max(0, now - drift),
    last: now + drift,
  });
  if (timeStep === undefined || timeStep <= (options.lastUsedTimeStep ?? -1)) return undefined;
  return { timeStep };
}

/**
 * The counter to expect after `code` was accepted; undefined where it is refused.
 *
 * @throws RangeError for a window over 100 counters, and as `hotp` does.
 */
export function verifyHotp(
  secret: Uint8Array,
  code: string,
  options: HotpVerification,
): { readonly nextCounter: number } | undefined {
  const first = options.counter;
  // The last counter of all is not accepted: nothing could be expected after it.
  const last = Math.min(MAX_COUNTER - 1, first + checkedWindow(options.lookAheadWindow));
  const counter = lastMatch(secret, code, { ...options, first, last });
  return counter === undefined ? undefined : { nextCounter: counter + 1 };
}

/**
 * The last counter from `first` to `last` whose code is `code`. All are computed and compared whatever matches, so
 * that the time taken tells nothing; the last one wins so that the same six digits, should they come up twice in one
 * window, are not good for a second use.
 */
function lastMatch(
  secret: Uint8Array,
  code: string,
  range: HotpOptions & { readonly first: number; readonly last: number },
): number | undefined {
  const keyed = keyedHmac(secret, range.algorithm);
  // Only the length may be told early: it is no secret.
  const given = encodeUtf8(code.slice(0, range.digits + 1));
  let match: number | undefined;
  for (let counter = range.first; counter <= range.last; counter += 1) {
    const expected = encodeUtf8(decimalCode(keyed.macOf(counter), range.digits));
    match = equalBytes(expected, given) ? counter : match;
  }
  return match;
}

function checkedWindow(steps: number): number {
  if (Number.isInteger(steps) && steps >= 0 && steps <= MAX_WINDOW) return steps;
  throw new RangeError(`window of ${steps} steps, expected 0 to ${MAX_WINDOW}`);
}
