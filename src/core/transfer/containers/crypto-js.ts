import { md5 } from '@noble/hashes/legacy.js';
import { decodeBase64 } from '../../bytes/base64.ts';
import { type Bytes, concatBytes } from '../../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { openCbc } from './cipher.ts';

const MAGIC: Bytes = encodeUtf8('Salted__');
const SALT_LENGTH = 8;

/**
 * `CryptoJS.AES.encrypt(text, passphrase).toString()`, which is what `openssl enc -md md5` writes: the key and the iv
 * come from one round of MD5 (EVP_BytesToKey). Undefined where it does not open. Its passphrase is a strong one here.
 */
export function openCryptoJs(text: string, passphrase: string): Bytes | undefined {
  const bytes = decodeBase64(text.replace(/\s+/g, ''));
  const start = MAGIC.length + SALT_LENGTH;
  if (bytes === undefined || bytes.length <= start) return undefined;
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  const material = evpBytesToKey(encodeUtf8(passphrase), bytes.slice(MAGIC.length, start), 32 + 16);
  return openCbc(material.slice(0, 32), material.slice(32), bytes.slice(start));
}

export function openCryptoJsText(text: string, passphrase: string): string | undefined {
  const opened = openCryptoJs(text, passphrase);
  return opened && decodeUtf8(opened);
}

function evpBytesToKey(passphrase: Bytes, salt: Bytes, length: number): Bytes {
  let material = new Uint8Array();
  let block = new Uint8Array();
  while (material.length < length) {
    block = new Uint8Array(md5(concatBytes(block, passphrase, salt)));
    material = concatBytes(material, block);
  }
  return material.slice(0, length);
}
