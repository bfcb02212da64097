import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHttpDate } from '../../../../src/core/clock/http-date.ts';

describe('the time in a Date header', () => {
  test.each([
    // RFC 9110 section 5.6.7.
    ['Sun, 06 Nov 1994 08:49:37 GMT', 784_111_777_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Thu, 29 Feb 2024 23:59:59 GMT', 1_709_251_199_000],
    ['Sat, 31 Dec 2016 23:59:60 GMT', 1_483_228_800_000],
    ['Sun, 07 Feb 2106 06:28:15 GMT', 4_294_967_295_000],
  ])('%s is %d ms since the epoch', (text, time) => {
    expect(parseHttpDate(text)).toBe(time);
  });

  test('is read as the platform writes it, for every second of four-digit years', () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(parseHttpDate(new Date(second * 1000).toUTCString())).toBe(second * 1000);
      }),
    );
  });

  test.each([
    '',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 CET',
    'Sun, 06 Nov 1994 08:49:37 GMT ',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 31 Nov 1994 08:49:37 GMT',
    'Sun, 29 Feb 2026 08:49:37 GMT',
    'Sun, 29 Feb 2100 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:37 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 06 Nov 19945 08:49:37 GMT',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
  ])('is not read from %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });

  test('is a time or nothing for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseHttpDate(text)).toBeUndefined();
      }),
    );
  });
});
