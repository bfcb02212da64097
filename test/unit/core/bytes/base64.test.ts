import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../../src/core/bytes/base64.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';

/** RFC 4648 section 10. */
const RFC_VECTORS = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const;

describe('base64', () => {
  test.each(RFC_VECTORS)(
    'the bytes of %j are encoded and decoded as RFC 4648 section 10 says',
    (text, base64) => {
      expect(encodeBase64(encodeUtf8(text))).toBe(base64);
      expect(decodeBase64(base64)).toEqual(encodeUtf8(text));
    },
  );

  test('encoding agrees with the runtime for arbitrary bytes, and decoding inverts it in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const whole = Buffer.from(bytes);
        expect(encodeBase64(bytes)).toBe(whole.toString('base64'));
        expect(decodeBase64(whole.toString('base64'))).toEqual(new Uint8Array(bytes));
        expect(decodeBase64(whole.toString('base64url'))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each(['A', 'AAAAA', 'Zg===', 'Z=g=', 'Zm9v Zg', 'Zm9!', 'Zé=='])('%j is refused', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  test.each(['Zh==', 'Zm9='])('%j is refused: its left-over bits are not zero', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
