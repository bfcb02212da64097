import type { Bytes } from './bytes.ts';

export interface DecodedDigits {
  readonly bytes: Bytes;
  /** The bits after the last whole byte. */
  readonly leftOver: number;
}

/** Bytes out of digits of five or six bits each (RFC 4648), most significant first; undefined where one is no digit. */
export function decodeDigits(
  digits: string,
  bitsOfDigit: number,
  valueOf: ReadonlyMap<string, number>,
): DecodedDigits | undefined {
  const bytes = new Uint8Array(Math.floor((digits.length * bitsOfDigit) / 8));
  let buffer = 0;
  let bits = 0;
  let offset = 0;
  for (const digit of digits) {
    const value = valueOf.get(digit);
    if (value === undefined) return undefined;
    // What is above the bits that are still to be written no longer counts.
    buffer = ((buffer << bitsOfDigit) | value) & 0xffff;
    bits += bitsOfDigit;
    if (bits >= 8) {
      bits -= 8;
      bytes[offset] = (buffer >> bits) & 0xff;
      offset += 1;
    }
  }
  return { bytes, leftOver: buffer & ((1 << bits) - 1) };
}
