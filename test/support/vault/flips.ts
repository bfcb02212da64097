import type { Bytes } from '../../../src/core/bytes/bytes.ts';

/** The same bytes with one bit of one byte changed. */
export function flipped(bytes: Uint8Array, index: number, bit = 0): Bytes {
  const copy = new Uint8Array(bytes);
  copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
}

/** Copies with each byte flipped in turn, all eight bits in turn with the position. */
export function* everyByteFlipped(bytes: Uint8Array): Generator<readonly [number, Bytes]> {
  for (let index = 0; index < bytes.length; index += 1) yield [index, flipped(bytes, index, index % 8)];
}

/** Every beginning that is shorter than the whole. */
export function* everyTruncation(bytes: Uint8Array): Generator<Bytes> {
  for (let length = 0; length < bytes.length; length += 1) yield new Uint8Array(bytes.subarray(0, length));
}
