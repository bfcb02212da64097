import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import type { CoseAlgorithm } from '../../../../../src/core/passkeys/passkey.ts';

/** The private key of a registration among the W3C's vectors, which give a scalar, a seed or two primes. */
export function privateKeyOf(algorithm: CoseAlgorithm, block: Readonly<Record<string, string>>): KeyObject {
  switch (algorithm) {
    case -7:
      return ecKey(Buffer.from(block['credential_private_key'] ?? '', 'hex'));
    case -8: {
      // PrivateKeyInfo of RFC 8410 section 7, with the seed at its end.
      const der = Buffer.from(`302e020100300506032b657004220420${block['private_key']}`, 'hex');
      return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    }
    case -257:
      return rsaKey(primeOf(block['private_key_p']), primeOf(block['private_key_q']));
  }
}

function ecKey(d: Buffer): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  return jwkKey({ kty: 'EC', crv: 'P-256', x: base64url(x), y: base64url(y), d: base64url(d) });
}

function rsaKey(p: bigint, q: bigint): KeyObject {
  const e = 65_537n;
  const d = inverse(e, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const members = Object.entries(numbers).map(([name, value]) => [name, base64url(bytesOf(value))]);
  return jwkKey({ kty: 'RSA', ...Object.fromEntries(members) });
}

/** Written as a formula, and then its bytes. */
function primeOf(text = ''): bigint {
  const hex = /h'([0-9a-f]+)'$/.exec(text)?.[1];
  if (hex === undefined) throw new TypeError('The vector has no prime.');
  return BigInt(`0x${hex}`);
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [before, rest] = [modulus, value % modulus];
  let [x, y] = [0n, 1n];
  while (rest !== 0n) {
    const times = before / rest;
    [before, rest] = [rest, before - times * rest];
    [x, y] = [y, x - times * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function jwkKey(key: Readonly<Record<string, string>>): KeyObject {
  return createPrivateKey({ key, format: 'jwk' });
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
