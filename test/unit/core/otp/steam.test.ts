import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STEAM_PARAMETERS } from '../../../../src/core/otp/otp-parameters.ts';
import { steamCode, steamCodeOf } from '../../../../src/core/otp/steam.ts';
import { codeAt } from '../../../../src/core/otp/totp.ts';
import { anyCounter, anySecret, anyTimeMs, referenceTruncation } from './reference.ts';

const DIGITS = '23456789BCDFGHJKMNPQRTVWXY';

describe('Steam Guard', () => {
  test('a code is the truncated value in base 26, least significant digit first', () => {
    fc.assert(
      fc.property(anySecret, anyCounter, (secret, timeStep) => {
        const code = steamCode(secret, timeStep);
        expect(code).toHaveLength(5);
        const value = [...code].reduceRight((sum, digit) => sum * 26 + DIGITS.indexOf(digit), 0);
        expect(value).toBe(referenceTruncation(secret, timeStep, 'SHA1') % 26 ** 5);
      }),
    );
  });

  test.each([
    [0, '22222'],
    [1, '32222'],
    [25, 'Y2222'],
    [26, '23222'],
    [26 ** 5 - 1, 'YYYYY'],
    [26 ** 5, '22222'],
  ])('the truncated value %d is written %s', (value, code) => {
    const mac = new Uint8Array(20);
    new DataView(mac.buffer).setUint32(0, value);
    expect(steamCodeOf(mac)).toBe(code);
  });

  test('codes change every thirty seconds', () => {
    fc.assert(
      fc.property(anySecret, anyTimeMs, (secret, timeMs) => {
        const view = codeAt(secret, STEAM_PARAMETERS, timeMs);
        expect(view.code).toBe(steamCode(secret, Math.floor(timeMs / 30_000)));
        expect(view.nextCode).toBe(steamCode(secret, Math.floor(timeMs / 30_000) + 1));
        expect(view.expiresAt % 30_000).toBe(0);
      }),
    );
  });
});
