// "Test Vectors" of Web Authentication Level 3: every pair has its answer here.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodePartialCBOR } from '@levischuck/tiny-cbor';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { AAGUID, encodeAuthenticatorData } from '../../../../src/core/passkeys/authenticator-data.ts';
import { encodeClientData } from '../../../../src/core/passkeys/client-data.ts';
import { encodeCoseKey } from '../../../../src/core/passkeys/cose-key.ts';
import { createPasskey } from '../../../../src/core/passkeys/create-passkey.ts';
import type { CoseAlgorithm } from '../../../../src/core/passkeys/passkey.ts';
import { evaluatePrf } from '../../../../src/core/passkeys/prf.ts';
import { webCryptoPasskeys } from '../../../../src/platform/crypto/webcrypto-passkeys.ts';
import { passkeyOutside } from '../../../support/passkeys/outside.ts';
import { privateKeyOf } from './support/w3c-keys.ts';

type Block = Readonly<Record<string, string>>;
interface Pair {
  readonly id: string;
  readonly blocks: readonly Block[];
}

const PAIRS = (readVectors('w3c-webauthn-l3-test-vectors.json')['vectors'] as readonly Pair[]).filter(
  ({ blocks }) => blocks[0]?.['attestationObject'] !== undefined,
);
const nameOf = ({ id }: Pair) => id.replace('sctn-test-vectors-', '');

/** The algorithm with which the same bytes come out, or why this authenticator makes no such credential. */
const ANSWERS: Readonly<Record<string, CoseAlgorithm | 'no algorithm'>> = {
  'none-es256': -7,
  'packed-self-es256': -7,
  'none-es256-crossOrigin': -7,
  'none-es256-topOrigin': -7,
  'none-es256-long-credential-id': -7,
  'packed-es256': -7,
  'packed-es384': 'no algorithm',
  'packed-es512': 'no algorithm',
  'packed-rs256': -257,
  'packed-eddsa': -8,
  'packed-ed448': 'no algorithm',
  'tpm-es256': -7,
  'android-key-es256': -7,
  'apple-es256': -7,
  'fido-u2f-es256': -7,
};

const UV = 0x04;
const BE = 0x08;
const BS = 0x10;
const COMMON_LENGTH = 37;
const AAGUID_LENGTH = 16;

test('each pair of the W3C has its answer in the table', () => {
  expect(PAIRS.map(nameOf)).toEqual(Object.keys(ANSWERS));
});

for (const pair of PAIRS) {
  const name = nameOf(pair);
  const answer = ANSWERS[name];
  const [registration = {}, authentication = {}] = pair.blocks;

  test(`the client data of ${name} is made byte for byte, but for members that a client may add`, () => {
    for (const [type, block] of [
      ['webauthn.create', registration],
      ['webauthn.get', authentication],
    ] as const) {
      const theirs = bytesOf(block, 'clientDataJSON').toString();
      const { crossOrigin, topOrigin } = JSON.parse(theirs) as { crossOrigin: boolean; topOrigin?: string };
      const challenge = new Uint8Array(bytesOf(block, 'challenge'));
      const origin = 'https://example.org';
      const ours = Buffer.from(
        encodeClientData({ type, challenge, origin, crossOrigin, topOrigin }),
      ).toString();
      if (block['extraData_random'] === undefined) expect(ours).toBe(theirs);
      else expect(theirs.startsWith(`${ours.slice(0, -1)},"extraData":"`)).toBe(true);
    }
  });

  if (answer === 'no algorithm' || answer === undefined) {
    test(`${name} uses an algorithm for which no passkey is made`, async () => {
      const algorithm = coseKeyOf(registration).get(3);
      const request = {
        rp: { id: 'example.org', name: 'Example' },
        user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
        algorithms: [Number(algorithm)],
        userVerified: true,
        backedUp: false,
      };
      expect(await createPasskey(request, passkeyOutside())).toBeUndefined();
    });
    continue;
  }

  test(`the registration ${name} is made byte for byte, but for the AAGUID and the flag BE`, () => {
    const theirs = authenticatorDataOf(registration);
    const flags = theirs.readUInt8(32);
    theirs.writeUInt8(flags | BE, 32);
    theirs.set(AAGUID, COMMON_LENGTH);
    const credentialId = new Uint8Array(bytesOf(registration, 'credential_id'));
    const publicKey = encodeCoseKey(answer, spkiOf(privateKeyOf(answer, registration)));
    const state = { userVerified: (flags & UV) !== 0, backedUp: (flags & BS) !== 0 };
    const ours = encodeAuthenticatorData('example.org', state, { credentialId, publicKey });
    expect(Buffer.from(ours).toString('hex')).toBe(theirs.toString('hex'));
  });

  test(`the authentication ${name} is signed as the W3C has it`, async () => {
    const key = privateKeyOf(answer, registration);
    const theirs = bytesOf(authentication, 'authenticatorData');
    const clientDataHash = createHash('sha256').update(bytesOf(authentication, 'clientDataJSON')).digest();
    const data = new Uint8Array(Buffer.concat([theirs, clientDataHash]));
    const pkcs8 = new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }));
    const signature = await webCryptoPasskeys.sign(answer, pkcs8, data);
    const published = bytesOf(authentication, 'signature');
    const check = (bytes: Uint8Array) =>
      verify(answer === -8 ? null : 'sha256', data, createPublicKey(key), bytes);
    expect(check(published)).toBe(true);
    expect(check(signature)).toBe(true);
    // ECDSA takes a random number with every signature; the two others have one answer only.
    if (answer !== -7) expect(Buffer.from(signature).toString('hex')).toBe(published.toString('hex'));

    const flags = theirs.readUInt8(32);
    theirs.writeUInt8(flags | BE, 32);
    const state = { userVerified: (flags & UV) !== 0, backedUp: (flags & BS) !== 0 };
    const ours = encodeAuthenticatorData('example.org', state);
    expect(Buffer.from(ours).toString('hex')).toBe(theirs.toString('hex'));
  });
}

test('the PRF vectors of the W3C match exactly, with one input and with two', () => {
  const vectors = readVectors('w3c-prf-vectors.json');
  const bytes = (name: string) => new Uint8Array(Buffer.from(String(vectors[name]), 'hex'));
  const secret = bytes('authenticator_cred_random');
  const first = bytes('prf_eval_first');
  const second = bytes('prf_eval_second');
  expect(evaluatePrf(secret, { first })).toEqual({ first: bytes('prf_results_first') });
  expect(evaluatePrf(secret, { first, second })).toEqual({
    first: bytes('prf_results_first'),
    second: bytes('prf_results_second'),
  });
});

function authenticatorDataOf(registration: Block): Buffer {
  const [attestation] = decodePartialCBOR(new Uint8Array(bytesOf(registration, 'attestationObject')), 0);
  return Buffer.from((attestation as Map<string, Uint8Array>).get('authData') ?? []);
}

function coseKeyOf(registration: Block): ReadonlyMap<unknown, unknown> {
  const data = authenticatorDataOf(registration);
  const at = COMMON_LENGTH + AAGUID_LENGTH;
  const [key] = decodePartialCBOR(new Uint8Array(data), at + 2 + data.readUInt16BE(at));
  return key as ReadonlyMap<unknown, unknown>;
}

function spkiOf(key: KeyObject): Bytes {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
}

function bytesOf(block: Block, name: string): Buffer {
  const hex = block[name];
  if (hex === undefined) throw new TypeError(`The vector has no ${name}.`);
  return Buffer.from(hex, 'hex');
}

function readVectors(name: string): Readonly<Record<string, unknown>> {
  const file = new URL(`../../../vectors/webauthn/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
}
