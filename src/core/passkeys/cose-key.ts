// Public keys: from SubjectPublicKeyInfo (RFC 5480, RFC 8410, RFC 3279), as WebCrypto gives them, to COSE (RFC 9052).
import { encodeCBOR } from '@levischuck/tiny-cbor';
import { type Bytes, equalBytes } from '../bytes/bytes.ts';
import type { CoseAlgorithm } from './passkey.ts';
import { rsaNumbers } from './rsa-numbers.ts';

// What stands before the numbers: of these two kinds every key has one length.
/** id-ecPublicKey on prime256v1, and the mark of an uncompressed point. */
const P256 = new Uint8Array([
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
  0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
]);
/** id-Ed25519. */
const ED25519 = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/**
 * The COSE_Key in CTAP2's canonical CBOR: members ordered by type, then length, then bytes. Throws RangeError where
 * `publicKey` is no key of that algorithm and curve.
 */
export function encodeCoseKey(algorithm: CoseAlgorithm, publicKey: Bytes): Bytes {
  return new Uint8Array(encodeCBOR(new Map(parametersOf(algorithm, publicKey))));
}

type Parameters = readonly (readonly [number, number | Bytes])[];

function parametersOf(algorithm: CoseAlgorithm, publicKey: Bytes): Parameters {
  switch (algorithm) {
    case -7: {
      const point = behind(P256, publicKey, 64);
      return [
        [1, 2],
        [3, algorithm],
        [-1, 1],
        [-2, point.slice(0, 32)],
        [-3, point.slice(32)],
      ];
    }
    case -8:
      return [
        [1, 1],
        [3, algorithm],
        [-1, 6],
        [-2, behind(ED25519, publicKey, 32)],
      ];
    case -257: {
      const { modulus, exponent } = rsaNumbers(publicKey);
      return [
        [1, 3],
        [3, algorithm],
        [-1, modulus],
        [-2, exponent],
      ];
    }
  }
}

function behind(prefix: Bytes, publicKey: Bytes, length: number): Bytes {
  const numbers = publicKey.slice(prefix.length);
  if (!equalBytes(prefix, publicKey.slice(0, prefix.length)) || numbers.length !== length)
    throw new RangeError('a public key of another kind than its algorithm');
  return numbers;
}
