import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';

describe('UTF-8', () => {
  test('well-formed text comes back unchanged, a byte-order mark included', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ maxLength: 200 }).map((units) => String.fromCharCode(...units)),
        (text) => {
          fc.pre(text.isWellFormed());
          expect(decodeUtf8(encodeUtf8(text))).toBe(text);
        },
      ),
      { examples: [['\ufeffé\u{1f511}']] },
    );
  });

  test('a lone surrogate is written as the replacement character', () => {
    expect(encodeUtf8('\ud800')).toEqual(new Uint8Array([0xef, 0xbf, 0xbd]));
  });

  test.each([
    ['a stray continuation byte', [0x80]],
    ['a truncated character', [0xe2, 0x82]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
  ])('%s is refused', (_name, bytes) => {
    expect(decodeUtf8(new Uint8Array(bytes))).toBeUndefined();
  });
});
