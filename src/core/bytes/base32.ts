import type { Bytes } from './bytes.ts';
import { decodeDigits } from './digits.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Both cases are listed because folding would also admit the long s, whose upper case is S. */
const VALUE_OF = new Map(
  [...ALPHABET, ...ALPHABET.toLowerCase()].map((character, index) => [character, index % 32]),
);

/** Lengths (modulo 8) that no whole number of bytes encodes to: a character was lost or added (RFC 4648 section 6). */
const IMPOSSIBLE_LENGTHS: ReadonlySet<number> = new Set([1, 3, 6]);

/** RFC 4648 section 6 in upper case without padding, as otpauth secrets are written. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((buffer >> (bits - 5)) & 31);
  }
  return bits === 0 ? text : text + ALPHABET.charAt((buffer << (5 - bits)) & 31);
}

/**
 * The bytes of base32 text as people and sites write it: either case, grouped by white space or dashes, padded or not;
 * undefined where it is no base32.
 *
 * Bits left over in the last character are dropped even if they are not zero: sites that draw random characters
 * instead of random bytes leave them set, and every decoder in use ignores them.
 */
export function decodeBase32(text: string): Bytes | undefined {
  const digits = text.replace(/[\s-]+/g, '').replace(/={0,6}$/, '');
  if (IMPOSSIBLE_LENGTHS.has(digits.length % 8)) return undefined;
  return decodeDigits(digits, 5, VALUE_OF)?.bytes;
}
