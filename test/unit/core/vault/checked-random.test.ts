import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { checkedRandom, RandomError } from '../../../../src/core/vault/checked-random.ts';

const of = (bytes: (length: number) => Bytes) => checkedRandom({ bytes });

describe('a checked random source', () => {
  test('gives what its source gives', () => {
    expect(of((length) => new Uint8Array(length).fill(7)).bytes(12)).toEqual(new Uint8Array(12).fill(7));
    const oneBit = (length: number) => new Uint8Array(length).fill(1, length - 1);
    expect(of(oneBit).bytes(32)).toEqual(oneBit(32));
    expect(of((length) => new Uint8Array(length)).bytes(7)).toEqual(new Uint8Array(7));
  });

  test.each([8, 12, 16, 32])('throws for %d zeros in a row', (length) => {
    expect(() => of((wanted) => new Uint8Array(wanted)).bytes(length)).toThrow(RandomError);
  });

  test('throws where its source throws, and where it gives fewer bytes', () => {
    const broken = of(() => {
      throw new DOMException('no', 'OperationError');
    });
    expect(() => broken.bytes(1)).toThrow(RandomError);
    expect(() => of(() => new Uint8Array(3).fill(1)).bytes(4)).toThrow(RandomError);
  });
});
