import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../../src/core/bytes/hex.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { decimalCode, hotp, keyedHmac, truncate } from '../../../../src/core/otp/hotp.ts';
import rfc4226 from '../../../vectors/otp/rfc4226.json' with { type: 'json' };
import { anyAlgorithm, anyCounter, anyDigits, anySecret, referenceHotp } from './reference.ts';

const SECRET = encodeUtf8(rfc4226.secret);
const SIX_DIGITS = { algorithm: 'SHA1', digits: 6 } as const;

describe('HOTP', () => {
  test.each(rfc4226.vectors)(
    'counter $counter gives the HMAC, truncation and code of RFC 4226 appendix D',
    (vector) => {
      const mac = keyedHmac(SECRET, 'SHA1').macOf(vector.counter);
      expect(encodeHex(mac)).toBe(vector.hmac);
      expect(truncate(mac)).toBe(vector.truncated);
      expect(hotp(SECRET, vector.counter, SIX_DIGITS)).toBe(vector.code);
    },
  );

  test('a keyed state gives the same MAC each time it is asked, in any order', () => {
    const keyed = keyedHmac(SECRET, 'SHA1');
    for (const index of [3, 0, 3, 9, 0]) {
      expect(encodeHex(keyed.macOf(index))).toBe(rfc4226.vectors[index]!.hmac);
    }
  });

  test('a code agrees with the HMAC of Node for any secret, counter, hash and number of digits', () => {
    fc.assert(
      fc.property(anySecret, anyCounter, anyAlgorithm, anyDigits, (secret, counter, algorithm, digits) => {
        expect(hotp(secret, counter, { algorithm, digits })).toBe(
          referenceHotp(secret, counter, { algorithm, digits }),
        );
      }),
    );
  });

  test('a code of fewer digits is the end of the code of more digits', () => {
    fc.assert(
      fc.property(anySecret, anyCounter, anyAlgorithm, (secret, counter, algorithm) => {
        const ten = hotp(secret, counter, { algorithm, digits: 10 });
        expect(ten).toMatch(/^[0-2]\d{9}$/);
        for (const digits of [6, 7, 8, 9]) {
          expect(hotp(secret, counter, { algorithm, digits })).toBe(ten.slice(-digits));
        }
      }),
    );
  });

  test('a truncated value with leading zeros keeps them', () => {
    // The last byte points at offset 0, where the value 7 is read.
    const mac = new Uint8Array(20);
    mac[3] = 7;
    expect(decimalCode(mac, 6)).toBe('000007');
    expect(decimalCode(mac, 10)).toBe('0000000007');
  });

  test('truncation reads at the offset the last four bits name and clears the top bit', () => {
    const mac = new Uint8Array(64).fill(0xff);
    expect(truncate(mac)).toBe(0x7fff_ffff);
    mac.set([0x81, 2, 3, 4], 15);
    expect(truncate(mac)).toBe(0x0102_0304);
  });

  test('truncation of a view into a larger buffer reads that view alone', () => {
    const buffer = new Uint8Array(40).fill(0xff);
    const mac = buffer.subarray(10, 30);
    mac.fill(0);
    mac[3] = 9;
    expect(truncate(mac)).toBe(9);
  });

  test.each([
    ['a negative counter', 1, -1, 6],
    ['a fractional counter', 1, 0.5, 6],
    ['a counter of 2^53', 1, 2 ** 53, 6],
    ['a counter that is no number', 1, Number.NaN, 6],
    ['five digits', 1, 0, 5],
    ['eleven digits', 1, 0, 11],
    ['a fraction of a digit', 1, 0, 6.5],
    ['an empty secret', 0, 0, 6],
    ['a secret of 1025 bytes', 1025, 0, 6],
  ])('%s is a RangeError', (_name, length, counter, digits) => {
    expect(() => hotp(new Uint8Array(length), counter, { algorithm: 'SHA1', digits })).toThrow(RangeError);
  });

  test('the largest counter and the longest secret are accepted', () => {
    const secret = new Uint8Array(1024).fill(7);
    expect(hotp(secret, 2 ** 53 - 1, SIX_DIGITS)).toBe(referenceHotp(secret, 2 ** 53 - 1, SIX_DIGITS));
  });
});
