import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import {
  type HashAlgorithm,
  isCounter,
  isDigits,
  isSecretLength,
  MAX_DIGITS,
  MAX_SECRET_BYTES,
  MIN_DIGITS,
  MIN_SECRET_BYTES,
} from './otp-parameters.ts';

export interface HotpOptions {
  readonly algorithm: HashAlgorithm;
  readonly digits: number;
}

/** A secret that is already hashed into its HMAC state, so that each further code costs two hash blocks, not four. */
export interface KeyedHmac {
  /** HMAC of the counter as eight bytes, most significant first (RFC 4226 section 5.2). */
  macOf(counter: number): Uint8Array;
}

const HASHES = { SHA1: sha1, SHA256: sha256, SHA512: sha512 } as const;

/**
 * An HOTP value (RFC 4226 section 5.3), with the hash functions of RFC 6238 section 1.2.
 *
 * @throws RangeError where the secret is not 1 to 1024 bytes, the counter no whole number below 2^53, or the digits
 * not 6 to 10. Ten digits begin with 0, 1 or 2, because the truncated value has 31 bits.
 */
export function hotp(secret: Uint8Array, counter: number, options: HotpOptions): string {
  // Not by `keyedHmac`: of a state that serves one code no copy is made.
  const mac = hmac(
    HASHES[options.algorithm],
    checkedSecret(secret),
    writeCounter(new Uint8Array(8), counter),
  );
  return decimalCode(mac, options.digits);
}

/** @throws RangeError where the secret is not 1 to 1024 bytes. */
export function keyedHmac(secret: Uint8Array, algorithm: HashAlgorithm): KeyedHmac {
  const keyed = hmac.create(HASHES[algorithm], checkedSecret(secret));
  // One copy that every code begins in anew: another object for each takes longer than its two hash blocks.
  const copy = keyed.clone();
  const message = new Uint8Array(8);
  return {
    macOf: (counter) => keyed._cloneInto(copy).update(writeCounter(message, counter)).digest(),
  };
}

function checkedSecret(secret: Uint8Array): Uint8Array {
  if (isSecretLength(secret.length)) return secret;
  throw new RangeError(
    `secret of ${secret.length} bytes, expected ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES}`,
  );
}

function writeCounter(message: Uint8Array, counter: number): Uint8Array {
  if (!isCounter(counter)) {
    throw new RangeError(`counter ${counter}, expected a whole number from 0 to 2^53 - 1`);
  }
  const view = new DataView(message.buffer, message.byteOffset);
  view.setUint32(0, Math.floor(counter / 2 ** 32));
  view.setUint32(4, counter % 2 ** 32);
  return message;
}

/** Steps 2 and 3 of RFC 4226 section 5.3: the truncated MAC as decimal digits, padded with zeros. */
export function decimalCode(mac: Uint8Array, digits: number): string {
  if (!isDigits(digits)) throw new RangeError(`${digits} digits, expected ${MIN_DIGITS} to ${MAX_DIGITS}`);
  return String(truncate(mac) % 10 ** digits).padStart(digits, '0');
}

/** Dynamic truncation (RFC 4226 section 5.3): the low four bits of the last byte choose which 31 bits to read. */
export function truncate(mac: Uint8Array): number {
  const view = new DataView(mac.buffer, mac.byteOffset, mac.byteLength);
  const offset = view.getUint8(mac.byteLength - 1) & 0x0f;
  // The top bit is cleared so that signed and unsigned readings agree (step 2).
  return view.getUint32(offset) & 0x7fff_ffff;
}
