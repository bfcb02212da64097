import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hotp } from '../../../../src/core/otp/hotp.ts';
import { totp } from '../../../../src/core/otp/totp.ts';
import {
  type HotpVerification,
  type TotpVerification,
  verifyHotp,
  verifyTotp,
} from '../../../../src/core/otp/verification.ts';
import { anySecret } from './reference.ts';

const SECRET = new Uint8Array(20).fill(3);
const NOW = 1_700_000_010_000;
const STEP = Math.floor(NOW / 30_000);
const TOTP: TotpVerification = {
  timeMs: NOW,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  driftSteps: 1,
  lastUsedTimeStep: undefined,
};
const HOTP: HotpVerification = { counter: 10, algorithm: 'SHA1', digits: 6, lookAheadWindow: 3 };

function codeOf(timeStep: number): string {
  return totp(SECRET, timeStep * 30_000, TOTP);
}

describe('verification of TOTP', () => {
  test.each([-1, 0, 1])('the code %d steps from now is accepted with one step of drift', (offset) => {
    expect(verifyTotp(SECRET, codeOf(STEP + offset), TOTP)).toEqual({ timeStep: STEP + offset });
  });

  test.each([-2, 2])('the code %d steps from now is refused with one step of drift', (offset) => {
    expect(verifyTotp(SECRET, codeOf(STEP + offset), TOTP)).toBeUndefined();
  });

  test('without drift only the present code is accepted', () => {
    const strict = { ...TOTP, driftSteps: 0 };
    expect(verifyTotp(SECRET, codeOf(STEP), strict)).toEqual({ timeStep: STEP });
    expect(verifyTotp(SECRET, codeOf(STEP - 1), strict)).toBeUndefined();
  });

  test('a code is accepted once, and no earlier one afterwards', () => {
    const used = { ...TOTP, lastUsedTimeStep: STEP };
    expect(verifyTotp(SECRET, codeOf(STEP), used)).toBeUndefined();
    expect(verifyTotp(SECRET, codeOf(STEP - 1), used)).toBeUndefined();
    expect(verifyTotp(SECRET, codeOf(STEP + 1), used)).toEqual({ timeStep: STEP + 1 });
  });

  test('a code that two steps of the window share is good for one use', () => {
    // Found by search: with this secret the steps 0 to 100 hold one code twice within fifty steps of each other.
    const { secret, first, second } = sharedCode();
    const options = { ...TOTP, timeMs: second * 30_000, driftSteps: 100 };
    const code = totp(secret, first * 30_000, TOTP);
    expect(verifyTotp(secret, code, options)).toEqual({ timeStep: second });
    expect(verifyTotp(secret, code, { ...options, lastUsedTimeStep: second })).toBeUndefined();
  });

  test('at the epoch there is no step before the first', () => {
    expect(verifyTotp(SECRET, codeOf(0), { ...TOTP, timeMs: 0, driftSteps: 2 })).toEqual({ timeStep: 0 });
  });

  test.each(['', '12345', '1234567', ' 123456', '١٢٣٤٥٦', '\0\0\0\0\0\0', '0'.repeat(1_000_000)])(
    'a text that is no code of six digits is refused (%#)',
    (code) => {
      expect(verifyTotp(SECRET, code, TOTP)).toBeUndefined();
    },
  );

  test('a code followed by anything is refused', () => {
    expect(verifyTotp(SECRET, `${codeOf(STEP)}0`, TOTP)).toBeUndefined();
  });

  test('any code is accepted in its own step, whatever the parameters', () => {
    fc.assert(
      fc.property(
        anySecret,
        fc.integer({ min: 6, max: 10 }),
        fc.integer({ min: 1, max: 3600 }),
        (...drawn) => {
          const [secret, digits, period] = drawn;
          const options = { ...TOTP, digits, period, driftSteps: 0 };
          expect(verifyTotp(secret, totp(secret, NOW, options), options)).toEqual({
            timeStep: Math.floor(NOW / (period * 1000)),
          });
        },
      ),
    );
  });

  test.each([-1, 0.5, 101, Number.NaN])('a drift of %d steps is a RangeError', (driftSteps) => {
    expect(() => verifyTotp(SECRET, '000000', { ...TOTP, driftSteps })).toThrow(RangeError);
  });
});

describe('verification of HOTP', () => {
  test.each([10, 11, 12, 13])(
    'the code of counter %d is accepted and moves the counter past it',
    (counter) => {
      expect(verifyHotp(SECRET, hotp(SECRET, counter, HOTP), HOTP)).toEqual({ nextCounter: counter + 1 });
    },
  );

  test.each([0, 9, 14])('the code of counter %d is refused: it is outside the window', (counter) => {
    expect(verifyHotp(SECRET, hotp(SECRET, counter, HOTP), HOTP)).toBeUndefined();
  });

  test('an accepted code is refused the second time', () => {
    const code = hotp(SECRET, 11, HOTP);
    const accepted = verifyHotp(SECRET, code, HOTP);
    expect(verifyHotp(SECRET, code, { ...HOTP, counter: accepted!.nextCounter })).toBeUndefined();
  });

  test('the last counter of all is never accepted', () => {
    const counter = 2 ** 53 - 1;
    expect(verifyHotp(SECRET, hotp(SECRET, counter, HOTP), { ...HOTP, counter })).toBeUndefined();
    expect(verifyHotp(SECRET, hotp(SECRET, counter - 1, HOTP), { ...HOTP, counter: counter - 1 })).toEqual({
      nextCounter: counter,
    });
  });

  test.each([-1, 0.5, 101])('a look-ahead window of %d is a RangeError', (lookAheadWindow) => {
    expect(() => verifyHotp(SECRET, '000000', { ...HOTP, lookAheadWindow })).toThrow(RangeError);
  });
});

/** A secret with the same six digits at two of its first steps, found by counting secrets up. */
function sharedCode(): { secret: Uint8Array; first: number; second: number } {
  for (let seed = 0; ; seed += 1) {
    const secret = new Uint8Array([seed >> 8, seed & 255, 1]);
    const seen = new Map<string, number>();
    for (let step = 0; step <= 100; step += 1) {
      const code = totp(secret, step * 30_000, TOTP);
      const first = seen.get(code);
      if (first !== undefined) return { secret, first, second: step };
      seen.set(code, step);
    }
  }
}
