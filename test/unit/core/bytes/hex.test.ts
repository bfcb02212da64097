import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../../../../src/core/bytes/hex.ts';

describe('hex', () => {
  test('bytes are written as two lower-case digits each', () => {
    expect(encodeHex(new Uint8Array([0, 1, 0xab, 0xff]))).toBe('0001abff');
  });

  test('either case is read', () => {
    expect(decodeHex('00aBfF')).toEqual(new Uint8Array([0, 0xab, 0xff]));
  });

  test.each(['0', 'abc', '0g', '0x10', ' 00', '+1'])('%j is refused', (text) => {
    expect(decodeHex(text)).toBeUndefined();
  });

  test('encoding then decoding gives back the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeHex(encodeHex(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });
});
