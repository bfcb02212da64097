import { ByteWriter } from '../bytes/byte-writer.ts';
import { type Bytes, concatBytes } from '../bytes/bytes.ts';

/**
 * Ecdsa-Sig-Value in DER (RFC 3279, section 2.2.3), as WebAuthn has it, of the signature that WebCrypto gives: r and s on
 * P-256, 32 bytes each. Throws RangeError for another length.
 */
export function encodeEcdsaSignature(signature: Bytes): Bytes {
  if (signature.length !== 64) throw new RangeError('expected a signature of 64 bytes');
  const numbers = concatBytes(encodeInteger(signature.slice(0, 32)), encodeInteger(signature.slice(32)));
  return new ByteWriter().u8(0x30).u8(numbers.length).bytes(numbers).finish();
}

/** As few bytes as hold it; a first bit that is set would make it negative, so that a zero byte comes before it. */
function encodeInteger(bytes: Bytes): Bytes {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Uint8Array.of(0) : bytes.slice(start);
  const padded = (digits[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), digits) : digits;
  return new ByteWriter().u8(0x02).u8(padded.length).bytes(padded).finish();
}
