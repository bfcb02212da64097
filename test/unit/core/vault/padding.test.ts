import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addPadding, removePadding } from '../../../../src/core/vault/padding.ts';
import { flipped } from '../../../support/vault/flips.ts';

describe('padding', () => {
  test('fills up to a multiple of 128 bytes and is taken off again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
        const padded = addPadding(new Uint8Array(bytes));
        expect(padded.length % 128).toBe(0);
        expect(padded.length - bytes.length).toBeLessThan(128 + 4);
        expect(removePadding(padded)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each([
    [0, 128],
    [124, 128],
    [125, 256],
    [252, 256],
  ])('makes %i bytes %i', (length, padded) => {
    expect(addPadding(new Uint8Array(length)).length).toBe(padded);
  });

  test('that is not zeros is refused', () => {
    const padded = addPadding(new Uint8Array([1, 2, 3]));
    for (let index = 7; index < 128; index += 1)
      expect(removePadding(flipped(padded, index))).toBeUndefined();
  });

  test('with a length that says too much or too little is refused', () => {
    const padded = addPadding(new Uint8Array(200).fill(1));
    for (const length of [0, 1, 123, 199, 253, 0xffff_ffff]) {
      const changed = new Uint8Array(padded);
      new DataView(changed.buffer).setUint32(0, length);
      expect(removePadding(changed), `${length}`).toBeUndefined();
    }
  });

  test('of a whole bucket too many is refused', () => {
    expect(removePadding(new Uint8Array(256))).toBeUndefined();
  });

  test.each([0, 1, 127, 129])('of %i bytes is refused', (length) => {
    expect(removePadding(new Uint8Array(length))).toBeUndefined();
  });

  test('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 128, maxLength: 128 }), (bytes) => {
        expect(() => removePadding(new Uint8Array(bytes))).not.toThrow();
      }),
    );
  });
});
