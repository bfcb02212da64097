import type { Bytes } from '../bytes/bytes.ts';
import type { Random } from '../vault/outside.ts';

/** A random source that fails silently gives too little or the same byte over and over (fault F28). */
export function freshRandom(random: Random, length: number): Bytes {
  const bytes = random.bytes(length);
  if (bytes.length !== length || bytes.every((byte) => byte === bytes[0])) {
    throw new RangeError('the random source returned no randomness');
  }
  return bytes;
}
