import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, equalBytes } from '../../../../src/core/bytes/bytes.ts';

describe('bytes', () => {
  test('concatenation keeps order and every byte', () => {
    expect(concatBytes()).toEqual(new Uint8Array());
    expect(concatBytes(new Uint8Array([1, 2]), new Uint8Array(), new Uint8Array([3]))).toEqual(
      new Uint8Array([1, 2, 3]),
    );
  });

  test('bytes are equal exactly when length and every byte agree', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), fc.uint8Array({ maxLength: 8 }), (a, b) => {
        expect(equalBytes(a, a.slice())).toBe(true);
        expect(equalBytes(a, b)).toBe(a.join() === b.join());
      }),
    );
  });

  test.each([0, 1, 2])('a difference in byte %i alone is seen', (index) => {
    const other = new Uint8Array([1, 2, 3]);
    other[index]! ^= 0x80;
    expect(equalBytes(new Uint8Array([1, 2, 3]), other)).toBe(false);
  });
});
