import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, TruncatedError } from '../../../../src/core/bytes/byte-reader.ts';
import { ByteWriter } from '../../../../src/core/bytes/byte-writer.ts';

describe('a byte reader', () => {
  test('reads big-endian numbers and bytes in order', () => {
    const reader = new ByteReader(
      new Uint8Array([1, 0x02, 0x03, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 1, 0, 7, 8]),
    );
    expect([reader.u8(), reader.u16(), reader.u32(), reader.u64()]).toEqual([1, 0x0203, 0x8000_0004, 256]);
    expect([reader.offset, reader.remaining]).toEqual([15, 2]);
    expect(reader.bytes(2)).toEqual(new Uint8Array([7, 8]));
    expect(reader.remaining).toBe(0);
  });

  test('gives bytes that own their memory', () => {
    const whole = new Uint8Array([1, 2, 3]);
    const part = new ByteReader(whole).bytes(2);
    part[0] = 9;
    expect(whole[0]).toBe(1);
    expect(part.buffer.byteLength).toBe(2);
  });

  test('reads a part of a larger buffer from its own beginning', () => {
    expect(new ByteReader(new Uint8Array([9, 9, 0, 5]).subarray(2)).u16()).toBe(5);
  });

  test.each(['u8', 'u16', 'u32', 'u64'] as const)(
    'throws TruncatedError where %s would read past the end',
    (read) => {
      const size = { u8: 1, u16: 2, u32: 4, u64: 8 }[read];
      const reader = new ByteReader(new Uint8Array(size - 1));
      expect(() => reader[read]()).toThrow(TruncatedError);
      expect(reader.offset).toBe(0);
    },
  );

  test('throws TruncatedError for more bytes than are left, without taking memory for them', () => {
    expect(() => new ByteReader(new Uint8Array(3)).bytes(0xffff_ffff)).toThrow(TruncatedError);
  });

  test('throws TruncatedError for an integer that a number does not hold exactly', () => {
    const largest = new ByteWriter().u64(Number.MAX_SAFE_INTEGER).finish();
    expect(new ByteReader(largest).u64()).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => new ByteReader(new Uint8Array([0, 0x20, 0, 0, 0, 0, 0, 0])).u64()).toThrow(TruncatedError);
    expect(() => new ByteReader(new Uint8Array(8).fill(0xff)).u64()).toThrow(TruncatedError);
  });

  test('reads what a byte writer wrote, whatever it is', () => {
    const field = fc.oneof(
      fc.tuple(fc.constant('u8' as const), fc.nat({ max: 0xff })),
      fc.tuple(fc.constant('u16' as const), fc.nat({ max: 0xffff })),
      fc.tuple(fc.constant('u32' as const), fc.nat({ max: 0xffff_ffff })),
      fc.tuple(fc.constant('u64' as const), fc.maxSafeNat()),
    );
    fc.assert(
      fc.property(fc.array(field), fc.uint8Array(), (fields, tail) => {
        const writer = new ByteWriter();
        for (const [kind, value] of fields) writer[kind](value);
        const reader = new ByteReader(writer.bytes(tail).finish());
        expect(fields.map(([kind]) => reader[kind]())).toEqual(fields.map(([, value]) => value));
        expect(reader.bytes(reader.remaining)).toEqual(new Uint8Array(tail));
      }),
    );
  });
});
