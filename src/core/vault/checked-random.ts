import type { Bytes } from '../bytes/bytes.ts';
import type { Random } from './outside.ts';

/** There is no chance to be had. Whoever meets it writes nothing. */
export class RandomError extends Error {
  override readonly name = 'RandomError';

  constructor(options?: { cause: unknown }) {
    super('the random source failed or gave nothing but zeros', options);
  }
}

/** So many zeros in a row come by chance once in 2^64 times; shorter draws are left alone. */
const LEAST_LENGTH = 8;

/** The same source, which throws `RandomError` where it fails, or answers zeros as a broken one would. */
export function checkedRandom(source: Random): Random {
  return { bytes: (length) => checked(draw(source, length), length) };
}

function draw(source: Random, length: number): Bytes {
  try {
    return source.bytes(length);
  } catch (error) {
    throw new RandomError({ cause: error });
  }
}

function checked(bytes: Bytes, length: number): Bytes {
  if (bytes.length !== length) throw new RandomError();
  if (length >= LEAST_LENGTH && bytes.every((byte) => byte === 0)) throw new RandomError();
  return bytes;
}
