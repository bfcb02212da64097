import { decimalCode, keyedHmac } from './hotp.ts';
import type { OtpParameters } from './otp-parameters.ts';
import { steamCodeOf } from './steam.ts';
import { timeStepAt } from './time-step.ts';

/** What is shown of one account at one moment. */
export interface CodeView {
  readonly code: string;
  readonly nextCode: string;
  /** When `code` gives way to `nextCode`, in ms since the epoch. */
  readonly expiresAt: number;
}

/** The codes of one account whose secret is hashed into its HMAC state once, for as long as it is on screen. */
export interface CodeGenerator {
  /** The code of a counter, or of a time step. */
  codeFor(counter: number): string;
  /** The code of a time-based account now and next. @throws TypeError for a counter-based account. */
  codeAt(timeMs: number): CodeView;
}

/** @throws RangeError as `hotp` does; its methods too, as `hotp` and `timeStepAt` do. */
export function createCodeGenerator(secret: Uint8Array, parameters: OtpParameters): CodeGenerator {
  const keyed = keyedHmac(secret, parameters.algorithm);

  function codeFor(counter: number): string {
    const mac = keyed.macOf(counter);
    return parameters.type === 'steam' ? steamCodeOf(mac) : decimalCode(mac, parameters.digits);
  }

  return {
    codeFor,
    codeAt(timeMs) {
      if (parameters.type === 'hotp') throw new TypeError('A counter-based account has no code at a time.');
      const timeStep = timeStepAt(timeMs, parameters.period);
      return {
        code: codeFor(timeStep),
        nextCode: codeFor(timeStep + 1),
        expiresAt: (timeStep + 1) * parameters.period * 1000,
      };
    },
  };
}
