import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../../../src/core/bytes/byte-writer.ts';

describe('a byte writer', () => {
  test('writes big-endian numbers and bytes in the order of the calls', () => {
    const bytes = new ByteWriter()
      .u8(1)
      .u16(0x0203)
      .u32(0x8000_0004)
      .u64(256)
      .bytes(new Uint8Array([7]))
      .finish();
    expect(bytes).toEqual(new Uint8Array([1, 2, 3, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 1, 0, 7]));
  });

  test('copies what it is given', () => {
    const given = new Uint8Array([1, 2]);
    const writer = new ByteWriter().bytes(given);
    given[0] = 9;
    expect(writer.finish()).toEqual(new Uint8Array([1, 2]));
  });

  test('of nothing gives nothing', () => {
    expect(new ByteWriter().finish()).toEqual(new Uint8Array(0));
  });

  test.each([
    ['u8', 0x100],
    ['u16', 0x1_0000],
    ['u32', 0x1_0000_0000],
    ['u64', Number.MAX_SAFE_INTEGER + 1],
  ] as const)('refuses in %s what does not fit, and no other number is bent to fit', (write, tooLarge) => {
    for (const value of [tooLarge, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => new ByteWriter()[write](value)).toThrow(RangeError);
    }
    expect(() => new ByteWriter()[write](tooLarge - 1)).not.toThrow();
  });
});
