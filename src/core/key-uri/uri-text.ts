import { decodeHex } from '../bytes/hex.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

/** The text without what cannot be seen in it: control characters (NUL, line breaks) and white space around it. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cc}+/gu, '').trim();
}

/** Bytes that are no UTF-8 are read as Latin-1, the other encoding such names were ever written in. */
export function decodeTextBytes(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Percent-decoding that never fails: a stray `%` stands for itself. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = decodeHex(run.replaceAll('%', ''));
    return bytes === undefined ? run : decodeTextBytes(bytes);
  });
}

/**
 * A part of a key URI as its writer meant it. The format's own document asks for percent-encoding, yet many libraries
 * form-encode, some only the query: Go's url.Values writes `otpauth://totp/Test%20Issuer:me?issuer=Test+Issuer`. So
 * each part is judged by itself:
 *
 * - with `%2B` in it, its writer encodes plus signs, and a bare one is a space;
 * - with `%20` or a space in it, its writer does not write spaces as plus signs, and one stands for itself;
 * - otherwise its shape decides, see `readPlusSigns`.
 */
export function decodeUriText(text: string): string {
  if (/%2b/i.test(text)) return cleanText(decodePercent(text.replaceAll('+', ' ')));
  const decoded = cleanText(decodePercent(text));
  return / |%20/.test(text) ? decoded : readPlusSigns(decoded);
}

/**
 * A plus sign between two other characters is a space, as in `Test+Issuer`. It stands for itself in an e-mail address
 * (`me+work@example.com` has no room for a space), in a telephone number, and where it doubles or ends a name (`C++`,
 * `Disney+`), because nobody's name ends with a space.
 */
function readPlusSigns(text: string): string {
  if (!text.includes('+')) return text;
  const colon = text.indexOf(':') + 1;
  const name = text.slice(colon);
  const plain = text.slice(0, colon).replace(SPACE_PLUS, ' ');
  if (/^[^\s@]+@[^\s@+]+$/.test(name)) return plain + name;
  return plain + name.replace(/^\+(?!\d)/, '').replace(SPACE_PLUS, ' ');
}

const SPACE_PLUS = /(?<=[^\s+:])\+(?=[^\s+:])/g;
