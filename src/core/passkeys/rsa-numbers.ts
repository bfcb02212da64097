import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import { type Bytes, equalBytes } from '../bytes/bytes.ts';

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const INTEGER = 0x02;
/** rsaEncryption, with its parameters NULL (RFC 3279, section 2.3.1). */
const ALGORITHM = Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0);

/** Modulus and exponent without leading zeros, of an RSA key in SubjectPublicKeyInfo (DER). Throws RangeError where it is none. */
export function rsaNumbers(publicKey: Bytes): { readonly modulus: Bytes; readonly exponent: Bytes } {
  try {
    const [algorithm, bits] = elements(only(publicKey, SEQUENCE), [SEQUENCE, BIT_STRING]);
    // The first byte of a bit string counts the bits that its last byte leaves unused.
    if (!equalBytes(algorithm, ALGORITHM) || bits[0] !== 0) throw wrong();
    const [modulus, exponent] = elements(only(bits.slice(1), SEQUENCE), [INTEGER, INTEGER]);
    return { modulus: withoutZeros(modulus), exponent: withoutZeros(exponent) };
  } catch (error) {
    throw error instanceof TruncatedError ? wrong() : error;
  }
}

function only(bytes: Bytes, tag: number): Bytes {
  const reader = new ByteReader(bytes);
  const content = readElement(reader, tag);
  if (reader.remaining > 0) throw wrong();
  return content;
}

function elements(bytes: Bytes, [first, second]: readonly [number, number]): readonly [Bytes, Bytes] {
  const reader = new ByteReader(bytes);
  const contents = [readElement(reader, first), readElement(reader, second)] as const;
  if (reader.remaining > 0) throw wrong();
  return contents;
}

function readElement(reader: ByteReader, tag: number): Bytes {
  if (reader.u8() !== tag) throw wrong();
  const length = reader.u8();
  if (length < 0x80) return reader.bytes(length);
  if (length === 0x81) return reader.bytes(reader.u8());
  if (length === 0x82) return reader.bytes(reader.u16());
  throw wrong();
}

function withoutZeros(integer: Bytes): Bytes {
  const start = integer.findIndex((byte) => byte !== 0);
  if (start === -1) throw wrong();
  return integer.slice(start);
}

function wrong(): RangeError {
  return new RangeError('a public key of another kind than its algorithm');
}
