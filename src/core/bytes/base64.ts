import type { Bytes } from './bytes.ts';
import { decodeDigits } from './digits.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Map([...ALPHABET].map((character, value) => [character, value]));

/** RFC 4648 section 4, with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.subarray(index, index + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += b === undefined ? '=' : ALPHABET.charAt((group >> 6) & 63);
    text += c === undefined ? '=' : ALPHABET.charAt(group & 63);
  }
  return text;
}

/** RFC 4648 section 5, without padding, as WebAuthn writes bytes in JSON. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * The bytes of base64 or base64url text, padded or not, or undefined where it is neither. Bits left over in the last
 * character must be zero (RFC 4648 section 3.5), so that one value has one spelling.
 */
export function decodeBase64(text: string): Bytes | undefined {
  const digits = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={0,2}$/, '');
  if (digits.length % 4 === 1) return undefined;
  const decoded = decodeDigits(digits, 6, VALUE_OF);
  return decoded?.leftOver === 0 ? decoded.bytes : undefined;
}
