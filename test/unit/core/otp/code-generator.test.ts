import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCodeGenerator } from '../../../../src/core/otp/code-generator.ts';
import { hotp } from '../../../../src/core/otp/hotp.ts';
import {
  type HotpParameters,
  STEAM_PARAMETERS,
  type TotpParameters,
} from '../../../../src/core/otp/otp-parameters.ts';
import { steamCode } from '../../../../src/core/otp/steam.ts';
import { codeAt } from '../../../../src/core/otp/totp.ts';
import { anyAlgorithm, anyDigits, anyPeriod, anySecret, anyTimeMs } from './reference.ts';

const SECRET = new Uint8Array(20).fill(1);

describe('a code generator', () => {
  test('gives the same codes at any times, in any order, as keying the secret afresh', () => {
    fc.assert(
      fc.property(anySecret, anyAlgorithm, anyDigits, anyPeriod, fc.array(anyTimeMs), (...drawn) => {
        const [secret, algorithm, digits, period, times] = drawn;
        const parameters: TotpParameters = { type: 'totp', algorithm, digits, period };
        const generator = createCodeGenerator(secret, parameters);
        for (const timeMs of times)
          expect(generator.codeAt(timeMs)).toEqual(codeAt(secret, parameters, timeMs));
      }),
    );
  });

  test('gives the code of a counter', () => {
    const parameters: HotpParameters = { type: 'hotp', algorithm: 'SHA256', digits: 7, counter: 5 };
    expect(createCodeGenerator(SECRET, parameters).codeFor(5)).toBe(hotp(SECRET, 5, parameters));
  });

  test('gives Steam Guard codes', () => {
    expect(createCodeGenerator(SECRET, STEAM_PARAMETERS).codeFor(5)).toBe(steamCode(SECRET, 5));
  });

  test('has no code at a time for a counter-based account', () => {
    const generator = createCodeGenerator(SECRET, { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 0 });
    expect(() => generator.codeAt(0)).toThrow(TypeError);
  });

  test('is not affected when the secret is overwritten afterwards', () => {
    const secret = SECRET.slice();
    const generator = createCodeGenerator(secret, STEAM_PARAMETERS);
    secret.fill(0);
    expect(generator.codeFor(1)).toBe(steamCode(SECRET, 1));
  });
});
