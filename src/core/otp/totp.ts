import { type CodeView, createCodeGenerator } from './code-generator.ts';
import { type HotpOptions, hotp } from './hotp.ts';
import type { TimeBasedParameters } from './otp-parameters.ts';
import { timeStepAt } from './time-step.ts';

export interface TotpOptions extends HotpOptions {
  /** Seconds. */
  readonly period: number;
}

/**
 * A TOTP value (RFC 6238 section 4).
 *
 * @throws RangeError as `hotp` and `timeStepAt` do.
 */
export function totp(secret: Uint8Array, timeMs: number, options: TotpOptions): string {
  return hotp(secret, timeStepAt(timeMs, options.period), options);
}

/**
 * The code of a time-based account now and next; a counter-based one has no time, its code is `hotp`.
 *
 * @throws RangeError as `hotp` and `timeStepAt` do.
 */
export function codeAt(secret: Uint8Array, parameters: TimeBasedParameters, timeMs: number): CodeView {
  return createCodeGenerator(secret, parameters).codeAt(timeMs);
}
