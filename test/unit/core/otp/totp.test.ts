import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { hotp } from '../../../../src/core/otp/hotp.ts';
import { HASH_ALGORITHMS, type TotpParameters } from '../../../../src/core/otp/otp-parameters.ts';
import { timeStepAt } from '../../../../src/core/otp/time-step.ts';
import { codeAt, totp } from '../../../../src/core/otp/totp.ts';
import rfc6238 from '../../../vectors/otp/rfc6238.json' with { type: 'json' };
import { anyAlgorithm, anyDigits, anyPeriod, anySecret, anyTimeMs } from './reference.ts';

const SECRET = encodeUtf8(rfc6238.secrets.SHA1);
const TOTP: TotpParameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 };

describe('TOTP', () => {
  for (const algorithm of HASH_ALGORITHMS) {
    test.each(rfc6238.vectors)(
      `second $seconds gives the ${algorithm} code of RFC 6238 appendix B`,
      (vector) => {
        const timeMs = vector.seconds * 1000;
        const secret = encodeUtf8(rfc6238.secrets[algorithm]);
        expect(timeStepAt(timeMs, rfc6238.period)).toBe(vector.timeStep);
        expect(totp(secret, timeMs, { algorithm, digits: rfc6238.digits, period: rfc6238.period })).toBe(
          vector[algorithm],
        );
      },
    );
  }

  test('a code is constant within its time step and expires at the boundary', () => {
    fc.assert(
      fc.property(anySecret, anyAlgorithm, anyDigits, anyPeriod, anyTimeMs, (...drawn) => {
        const [secret, algorithm, digits, period, timeMs] = drawn;
        const parameters: TotpParameters = { type: 'totp', algorithm, digits, period };
        const view = codeAt(secret, parameters, timeMs);
        const startsAt = view.expiresAt - period * 1000;
        expect(startsAt).toBeLessThanOrEqual(timeMs);
        expect(view.expiresAt).toBeGreaterThan(timeMs);
        expect(codeAt(secret, parameters, startsAt)).toEqual(view);
        expect(codeAt(secret, parameters, view.expiresAt - 1)).toEqual(view);
        expect(codeAt(secret, parameters, view.expiresAt).code).toBe(view.nextCode);
        expect(totp(secret, timeMs, parameters)).toBe(view.code);
        expect(hotp(secret, startsAt / (period * 1000), parameters)).toBe(view.code);
      }),
    );
  });

  test.each([
    [0, 0],
    [29_999, 0],
    [29_999.9, 0],
    [30_000, 1],
    [59_999, 1],
    [60_000, 2],
  ])('at %d ms the time step is %d', (timeMs, timeStep) => {
    expect(timeStepAt(timeMs, 30)).toBe(timeStep);
  });

  test('the first code lasts from the epoch to the end of the first period', () => {
    expect(codeAt(SECRET, TOTP, 0)).toEqual({ code: '755224', nextCode: '287082', expiresAt: 30_000 });
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('the time %d is a RangeError', (timeMs) => {
    expect(() => codeAt(SECRET, TOTP, timeMs)).toThrow(RangeError);
    expect(() => totp(SECRET, timeMs, TOTP)).toThrow(RangeError);
  });

  test.each([0, -30, 0.5, 3601, Number.NaN])('the period %d is a RangeError', (period) => {
    expect(() => codeAt(SECRET, { ...TOTP, period }, 0)).toThrow(RangeError);
  });

  test('the shortest and the longest period have codes up to the end of time', () => {
    for (const period of [1, 3600]) {
      const { expiresAt } = codeAt(SECRET, { ...TOTP, period }, 2 ** 53 - 1);
      expect(expiresAt).toBeGreaterThanOrEqual(2 ** 53 - 1);
    }
  });
});
