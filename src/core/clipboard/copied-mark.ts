// What is remembered of a text that was copied: enough to tell it again, too little to read it from.
import { equalBytes, type Bytes, concatBytes } from '../bytes/bytes.ts';
import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { hashOf } from '../vault/keys/keys.ts';

export const MARK_SALT_LENGTH = 16;

/**
 * `<salt>.<hash>` in hexadecimal digits. A code of six digits can be guessed from it by trying all, so it is kept in
 * memory only; the salt makes that a search of its own for each copy.
 */
export function markOf(text: string, salt: Bytes): string {
  return `${encodeHex(salt)}.${encodeHex(saltedHash(text, salt))}`;
}

/** False for another text, and for a mark that is none. */
export function isMarked(text: string, mark: string): boolean {
  const [salt, hash, ...more] = mark.split('.').map((part) => decodeHex(part));
  if (salt === undefined || hash === undefined || more.length > 0) return false;
  return salt.length === MARK_SALT_LENGTH && equalBytes(saltedHash(text, salt), hash);
}

/** Some systems hand lines back with other ends than they were copied with. */
function saltedHash(text: string, salt: Bytes): Bytes {
  return hashOf(concatBytes(salt, encodeUtf8(text.replaceAll(/\r\n?/g, '\n'))));
}
