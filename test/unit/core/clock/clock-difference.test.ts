import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrees, differenceOf } from '../../../../src/core/clock/clock-difference.ts';

const NOON = 1_700_000_000_000;

describe('the difference to a site', () => {
  test.each([
    // What the site's clock is ahead by, how long the question and the answer travel, and what comes out.
    [0, 20, 20, { differenceSeconds: 0, uncertaintySeconds: 1 }],
    [125_000, 20, 20, { differenceSeconds: 125, uncertaintySeconds: 1 }],
    [-3_600_000, 50, 50, { differenceSeconds: -3600, uncertaintySeconds: 1 }],
    [86_400_000, 2_400, 2_400, { differenceSeconds: 86_400, uncertaintySeconds: 3 }],
  ])('of %d ms, asked in %d and %d ms, is found', (ahead, out, back, expected) => {
    const dateMs = Math.floor((NOON + out + ahead) / 1000) * 1000;
    expect(differenceOf({ sentAt: NOON, receivedAt: NOON + out + back, dateMs })).toEqual(expected);
  });

  test('is never farther from the truth than it says, however long either way takes', () => {
    const ms = (max: number) => fc.integer({ min: 0, max });
    const ahead = fc.integer({ min: -400_000_000_000, max: 400_000_000_000 });
    fc.assert(
      fc.property(ahead, ms(5_000), ms(5_000), ms(999), (difference, out, back, fraction) => {
        const sentAt = NOON + fraction;
        const dateMs = Math.floor((sentAt + out + difference) / 1000) * 1000;
        const found = differenceOf({ sentAt, receivedAt: sentAt + out + back, dateMs });
        const error = Math.abs((found?.differenceSeconds ?? Number.NaN) * 1000 - difference);
        expect(error).toBeLessThanOrEqual((found?.uncertaintySeconds ?? 0) * 1000);
        // A second for the header, half of the way, and the rounding to whole seconds.
        expect(found?.uncertaintySeconds).toBeLessThanOrEqual(Math.ceil((2_000 + out + back) / 2_000) + 1);
      }),
    );
  });

  test('is unknown where this clock was set back while waiting', () => {
    expect(differenceOf({ sentAt: NOON, receivedAt: NOON - 1, dateMs: NOON })).toBeUndefined();
  });

  test('that may well be none is none', () => {
    expect(agrees({ differenceSeconds: -1, uncertaintySeconds: 1 })).toBe(true);
    expect(agrees({ differenceSeconds: 2, uncertaintySeconds: 1 })).toBe(false);
    expect(agrees({ differenceSeconds: -2, uncertaintySeconds: 1 })).toBe(false);
  });
});
