// Whole ceremonies, judged by @simplewebauthn/server and again by plain WebCrypto.
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../../../src/core/bytes/base64.ts';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { encodeClientData } from '../../../../src/core/passkeys/client-data.ts';
import {
  createPasskey,
  type PasskeyRequest,
  type Registration,
} from '../../../../src/core/passkeys/create-passkey.ts';
import { COSE_ALGORITHMS, type Passkey } from '../../../../src/core/passkeys/passkey.ts';
import { type Assertion, signAssertion } from '../../../../src/core/passkeys/sign-assertion.ts';
import { webCryptoPasskeys } from '../../../../src/platform/crypto/webcrypto-passkeys.ts';
import { passkeyOutside } from '../../../support/passkeys/outside.ts';
import { independentlyVerified } from './support/independent-verifier.ts';

const ORIGIN = 'https://login.example.org';
const REQUEST: PasskeyRequest = {
  rp: { id: 'example.org', name: 'Example' },
  user: { id: encodeUtf8('user-1'), name: 'ada@example.org', displayName: 'Ada' },
  algorithms: [-7],
  userVerified: true,
  backedUp: false,
};
const CHALLENGE = encodeUtf8('a challenge of the site');

const CREATE = { type: 'webauthn.create', challenge: CHALLENGE, origin: ORIGIN, crossOrigin: false } as const;
const GET = { ...CREATE, type: 'webauthn.get' } as const;

describe.each(COSE_ALGORITHMS.map((algorithm) => ({ algorithm })))(
  'algorithm $algorithm',
  ({ algorithm }) => {
    test('a registration and an authentication verify at the site, and independently', async () => {
      const created = await create({ algorithms: [algorithm] });
      const registered = await register(created);
      expect(registered).toMatchObject({
        verified: true,
        registrationInfo: {
          fmt: 'none',
          aaguid: '8c016e7a-fd67-4626-ae93-71d941c64e35',
          userVerified: true,
          credentialDeviceType: 'multiDevice',
          credentialBackedUp: false,
          credential: { id: encodeBase64Url(created.passkey.credentialId), counter: 0 },
        },
      });
      const assertion = await assert(created.passkey, { userVerified: true, backedUp: true });
      const publicKey = registered.registrationInfo?.credential.publicKey ?? new Uint8Array();
      expect(await authenticate(created.passkey, assertion, publicKey)).toMatchObject({
        verified: true,
        authenticationInfo: { newCounter: 0, userVerified: true, credentialBackedUp: true },
      });
      expect(await independentlyVerified(algorithm, created, assertion, encodeClientData(GET))).toEqual({
        bySpki: true,
        byCoseKey: true,
      });
    });

    test('an authentication of which one bit changed is refused by both', async () => {
      const created = await create({ algorithms: [algorithm] });
      const registered = await register(created);
      const assertion = await assert(created.passkey, { userVerified: true, backedUp: true });
      const publicKey = registered.registrationInfo?.credential.publicKey ?? new Uint8Array();
      const signature = new Uint8Array(assertion.signature);
      signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
      const forged = { ...assertion, signature };
      const judged = await authenticate(created.passkey, forged, publicKey).catch(() => ({
        verified: false,
      }));
      expect(judged.verified).toBe(false);
      expect(await independentlyVerified(algorithm, created, forged, encodeClientData(GET))).toEqual({
        bySpki: false,
        byCoseKey: false,
      });
    });
  },
);

test('the flags say what was told: present and backup eligible always, verified and backed up as told', async () => {
  const { passkey } = await create();
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.boolean(), async (userVerified, backedUp) => {
      const expected = 0x01 | 0x08 | (userVerified ? 0x04 : 0) | (backedUp ? 0x10 : 0);
      const { authenticatorData } = await assert(passkey, { userVerified, backedUp });
      expect(authenticatorData[32]).toBe(expected);
      expect(authenticatorData.slice(33)).toEqual(new Uint8Array(4));
      const created = await create({ userVerified, backedUp });
      expect(created.authenticatorData[32]).toBe(expected | 0x40);
    }),
    { numRuns: 20 },
  );
});

test('the first of the algorithms that both sides know is taken, in the order of the site', async () => {
  const pick = async (algorithms: readonly number[]) => {
    const created = await createPasskey({ ...REQUEST, algorithms }, passkeyOutside());
    return created?.passkey.algorithm;
  };
  expect(await pick([-35, -8, -7])).toBe(-8);
  expect(await pick([-7, -8])).toBe(-7);
  expect(await pick([-35, -36, -65_535, 7, 257])).toBeUndefined();
  expect(await pick([])).toBeUndefined();
});

test('extensions are answered only where they were asked for, and PRF results only for a verified user', async () => {
  const prf = { eval: { first: encodeUtf8('a'), second: encodeUtf8('b') } };
  expect((await create()).extensions).toEqual({});
  expect((await create({ credProps: true })).extensions).toEqual({ credProps: { rk: true } });
  expect((await create({ prf: {} })).extensions).toEqual({ prf: { enabled: true } });
  expect((await create({ prf, userVerified: false })).extensions).toEqual({ prf: { enabled: true } });
  const { passkey, extensions } = await create({ prf });
  const assertion = await assert(passkey, { userVerified: true, backedUp: false }, prf.eval);
  expect(assertion.prf).toEqual(extensions.prf?.results);
  expect(assertion.prf?.first).toHaveLength(32);
  expect(assertion.prf?.first).not.toEqual(assertion.prf?.second);
  expect(await assert(passkey, { userVerified: false, backedUp: false }, prf.eval)).not.toHaveProperty('prf');
});

test('the user handle comes back whole, from one byte to 64, and another length is a mistake of the caller', async () => {
  for (const length of [1, 64]) {
    const id = new Uint8Array(length).fill(7);
    const { passkey } = await create({ user: { ...REQUEST.user, id } });
    expect((await assert(passkey, REQUEST)).userHandle).toEqual(id);
  }
  for (const length of [0, 65]) {
    const id = new Uint8Array(length);
    await expect(create({ user: { ...REQUEST.user, id } })).rejects.toThrow(RangeError);
  }
});

test('names over 256 units are cut, never within a character', async () => {
  const user = { ...REQUEST.user, name: `${'a'.repeat(255)}😀`, displayName: 'b'.repeat(300) };
  const { passkey } = await create({ user, rp: { id: 'example.org', name: 'c'.repeat(256) } });
  expect(passkey.userName).toBe('a'.repeat(255));
  expect(passkey.displayName).toBe('b'.repeat(256));
  expect(passkey.rpName).toBe('c'.repeat(256));
});

test('no two passkeys share an id, a key or a PRF secret', async () => {
  const outside = passkeyOutside();
  const made = await Promise.all([1, 2].map(() => createPasskey(REQUEST, outside)));
  const [one, other] = made.map((registration) => registration?.passkey);
  expect(one?.credentialId).not.toEqual(other?.credentialId);
  expect(one?.privateKey).not.toEqual(other?.privateKey);
  expect(one?.prfSecret).not.toEqual(other?.prfSecret);
});

test('a browser without the algorithm makes the ceremony fail, and so does a key that is none', async () => {
  const crypto = { ...webCryptoPasskeys, generateKeyPair: () => Promise.reject(new TypeError('none')) };
  await expect(createPasskey(REQUEST, { ...passkeyOutside(), crypto })).rejects.toThrow('none');
  const { passkey } = await create();
  const broken = { ...passkey, privateKey: new Uint8Array(10) };
  await expect(assert(broken, REQUEST)).rejects.toThrow();
});

async function create(changes: Partial<PasskeyRequest> = {}): Promise<Registration> {
  const created = await createPasskey({ ...REQUEST, ...changes }, passkeyOutside());
  if (created === undefined) throw new TypeError('No algorithm.');
  return created;
}

async function assert(
  passkey: Passkey,
  { userVerified, backedUp }: { userVerified: boolean; backedUp: boolean },
  prf?: { first: Bytes; second: Bytes },
): Promise<Assertion> {
  const clientDataHash = new Uint8Array(await crypto.subtle.digest('SHA-256', encodeClientData(GET)));
  return signAssertion(
    passkey,
    { clientDataHash, userVerified, backedUp, prf },
    { crypto: webCryptoPasskeys },
  );
}

function register({ passkey, attestationObject }: Registration) {
  const id = encodeBase64Url(passkey.credentialId);
  return verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: encodeBase64Url(encodeClientData(CREATE)),
        attestationObject: encodeBase64Url(attestationObject),
      },
    },
    expectedChallenge: encodeBase64Url(CHALLENGE),
    expectedOrigin: ORIGIN,
    expectedRPID: 'example.org',
    supportedAlgorithmIDs: [...COSE_ALGORITHMS],
  });
}

function authenticate(
  { credentialId }: Passkey,
  { authenticatorData, signature, userHandle }: Assertion,
  publicKey: Uint8Array,
) {
  const id = encodeBase64Url(credentialId);
  return verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: encodeBase64Url(encodeClientData(GET)),
        authenticatorData: encodeBase64Url(authenticatorData),
        signature: encodeBase64Url(signature),
        userHandle: encodeBase64Url(userHandle),
      },
    },
    expectedChallenge: encodeBase64Url(CHALLENGE),
    expectedOrigin: ORIGIN,
    expectedRPID: 'example.org',
    credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
  });
}
