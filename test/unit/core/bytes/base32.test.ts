import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../../../src/core/bytes/base32.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';

/** RFC 4648 section 10. */
const RFC_VECTORS = [
  ['', ''],
  ['f', 'MY======'],
  ['fo', 'MZXQ===='],
  ['foo', 'MZXW6==='],
  ['foob', 'MZXW6YQ='],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI======'],
] as const;

describe('base32', () => {
  test.each(RFC_VECTORS)(
    'the bytes of %j are encoded and decoded as RFC 4648 section 10 says',
    (text, base32) => {
      expect(encodeBase32(encodeUtf8(text))).toBe(base32.replaceAll('=', ''));
      expect(decodeBase32(base32)).toEqual(encodeUtf8(text));
      expect(decodeBase32(base32.replaceAll('=', ''))).toEqual(encodeUtf8(text));
    },
  );

  test.each(['mzxw6ytb', 'MZXW 6YTB', 'mzxw-6ytb', ' M Z-x\tW6\nYTB ', 'MZXW\u00a06YTB'])(
    'the spelling %j is read as MZXW6YTB',
    (text) => {
      expect(decodeBase32(text)).toEqual(encodeUtf8('fooba'));
    },
  );

  test.each(['M', 'MZX', 'MZXW6Y', 'MZXW6YTBO'])('%j is refused: no bytes have that length', (text) => {
    expect(decodeBase32(text)).toBeUndefined();
  });

  test.each(['MZXW6YT1', '0000', 'MZXW6Y8B', 'MZ=W', 'ÄÖÜß', 'ſſ', 'MY=======', 'MZXW_6YT'])(
    '%j is refused: it holds a character that is no base32',
    (text) => {
      expect(decodeBase32(text)).toBeUndefined();
    },
  );

  test('bits left over in the last character are ignored', () => {
    expect(decodeBase32('MZ')).toEqual(encodeUtf8('f'));
  });

  test('encoding then decoding gives back the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase32(encodeBase32(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test('arbitrary text never throws', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ maxLength: 200 }).map((units) => String.fromCharCode(...units)),
        (text) => {
          decodeBase32(text);
        },
      ),
    );
  });
});
