import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { encodeCoseKey } from '../../../../src/core/passkeys/cose-key.ts';
import { encodeEcdsaSignature } from '../../../../src/core/passkeys/ecdsa-signature.ts';

const OTHERS = {
  'P-384': spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })),
  secp256k1: spkiOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })),
  Ed448: spkiOf(generateKeyPairSync('ed448')),
  X25519: spkiOf(generateKeyPairSync('x25519')),
  'RSA-PSS': spkiOf(generateKeyPairSync('rsa-pss', { modulusLength: 1024 })),
};

test.each(Object.entries(OTHERS))('a key of another kind is refused for each algorithm: %s', (_kind, key) => {
  for (const algorithm of [-7, -8, -257] as const)
    expect(() => encodeCoseKey(algorithm, key)).toThrow(RangeError);
});

test('a key with a byte too few or too many is refused', () => {
  const key = spkiOf(generateKeyPairSync('ed25519'));
  expect(encodeCoseKey(-8, key)).toHaveLength(42);
  expect(() => encodeCoseKey(-8, key.slice(0, -1))).toThrow(RangeError);
  expect(() => encodeCoseKey(-8, new Uint8Array([...key, 0]))).toThrow(RangeError);
});

test('an RSA key of which any one byte before its numbers changed is refused, and so is one that is cut short', () => {
  const key = spkiOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const numbersAt = 33;
  expect(encodeCoseKey(-257, key)).toHaveLength(272);
  for (let at = 0; at < numbersAt - 1; at += 1) {
    const changed = new Uint8Array(key);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => encodeCoseKey(-257, changed), `byte ${at}`).toThrow(RangeError);
  }
  for (let length = 0; length < key.length; length += 1)
    expect(() => encodeCoseKey(-257, key.slice(0, length))).toThrow(RangeError);
});

test('arbitrary bytes are refused with a RangeError and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(-7, -8, -257), (bytes, algorithm) => {
      expect(() => encodeCoseKey(algorithm as -7, new Uint8Array(bytes))).toThrow(RangeError);
    }),
  );
});

test('a number of a signature has as few bytes as hold it, and a zero before a first bit that is set', () => {
  const signature = new Uint8Array(64);
  signature[31] = 0x7f;
  signature[32] = 0x80;
  expect(Buffer.from(encodeEcdsaSignature(signature)).toString('hex')).toBe(
    `302602017f02210080${'00'.repeat(31)}`,
  );
  expect(Buffer.from(encodeEcdsaSignature(new Uint8Array(64))).toString('hex')).toBe('3006020100020100');
  expect(() => encodeEcdsaSignature(new Uint8Array(63))).toThrow(RangeError);
});

function spkiOf({ publicKey }: { readonly publicKey: KeyObject }): Bytes {
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
}
