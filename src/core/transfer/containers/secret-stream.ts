import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20, hchacha } from '@noble/ciphers/chacha.js';
import { type Bytes, concatBytes, equalBytes } from '../../bytes/bytes.ts';

export const SECRET_STREAM_HEADER_LENGTH = 24;
const OVERHEAD = 1 + 16;
const BLOCK = 64;

/**
 * The first message of libsodium's crypto_secretstream_xchacha20poly1305, without associated data; undefined where
 * its tag does not fit. Ente seals the whole export as one message. Rekeying and further messages are left out.
 *
 * @throws RangeError where the key is not 32 bytes, or the header not 24.
 */
export function openSecretStream(key: Bytes, header: Bytes, message: Bytes): Bytes | undefined {
  const stream = keyStream(key, header);
  if (message.length < OVERHEAD) return undefined;
  const tagBlock = new Uint8Array(BLOCK);
  tagBlock[0] = message[0] ?? 0;
  const plainTag = chacha20(stream.key, stream.nonce, tagBlock, undefined, 1);
  // The block that is authenticated is the encrypted one, whose first byte is the one in the message.
  const macBlock = new Uint8Array(plainTag);
  macBlock[0] = message[0] ?? 0;
  const ciphertext = message.subarray(1, -16);
  const macKey = chacha20(stream.key, stream.nonce, new Uint8Array(BLOCK)).subarray(0, 32);
  const expected = poly1305(authenticated(macBlock, ciphertext), macKey);
  if (!equalBytes(expected, message.subarray(-16))) return undefined;
  return new Uint8Array(chacha20(stream.key, stream.nonce, ciphertext, undefined, 2));
}

/** What the first bytes would be, unauthenticated: only to tell a wrong passphrase from damage. */
export function peekSecretStream(key: Bytes, header: Bytes, message: Bytes): Bytes {
  const stream = keyStream(key, header);
  return new Uint8Array(chacha20(stream.key, stream.nonce, message.slice(1, 17), undefined, 2));
}

/** The key is HChaCha20 of the header's first 16 bytes; the nonce is the message counter, from 1, and the other 8. */
function keyStream(key: Bytes, header: Bytes): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  if (key.length !== 32 || header.length !== SECRET_STREAM_HEADER_LENGTH) {
    throw new RangeError(`key of ${key.length} and header of ${header.length} bytes, expected 32 and 24`);
  }
  const subkey = new Uint32Array(8);
  hchacha(SIGMA, words(key), words(header.slice(0, 16)), subkey);
  return {
    key: new Uint8Array(subkey.buffer),
    nonce: concatBytes(Uint8Array.of(1, 0, 0, 0), header.subarray(16)),
  };
}

/** "expand 32-byte k" (RFC 8439 section 2.3). */
const SIGMA: Uint32Array = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);

function words(bytes: Bytes): Uint32Array {
  return new Uint32Array(bytes.slice().buffer);
}

function authenticated(macBlock: Uint8Array, ciphertext: Uint8Array): Bytes {
  // libsodium pads by the length modulo 16, not up to a multiple of 16; every stream in use has it so.
  const padding = new Uint8Array(ciphertext.length & 15);
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setBigUint64(8, BigInt(BLOCK + ciphertext.length), true);
  return concatBytes(macBlock, ciphertext, padding, new Uint8Array(lengths.buffer));
}
