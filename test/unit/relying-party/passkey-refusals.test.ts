import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readAssertion, readRegistration } from '../../../src/relying-party/flows/passkeys/passkey-answer.ts';
import type { PasskeyRefusal } from '../../../src/relying-party/flows/passkeys/passkey-checks.ts';
import {
  verifyAssertion,
  verifyRegistration,
} from '../../../src/relying-party/flows/passkeys/passkey-verification.ts';
import { type Deviations, SoftwareAuthenticator } from './support/software-authenticator.ts';

// The pages answer every lie alike. Here each is refused for its own reason, so that no check stands in for another.

const ORIGIN = 'http://ankra.localhost:8787';
const CHALLENGE = Buffer.alloc(32, 7).toString('base64url');
const OPTIONS = {
  challenge: CHALLENGE,
  rp: { id: 'ankra.localhost' },
  rpId: 'ankra.localhost',
  user: { id: 'AQ' },
};
const EXPECTED = {
  challenge: CHALLENGE,
  origin: ORIGIN,
  rpId: 'ankra.localhost',
  requireUserVerification: true,
};
const authenticator = new SoftwareAuthenticator(ORIGIN);
const registered = await verifyRegistration(readRegistration(authenticator.create(OPTIONS))!, EXPECTED);

const REFUSALS: readonly (readonly [PasskeyRefusal, Deviations])[] = [
  ['wrong-challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
  ['wrong-origin', { origin: 'http://evil.localhost:8787' }],
  ['wrong-origin', { origin: 'http://ankra.localhost:8788' }],
  ['wrong-origin', { origin: 'https://ankra.localhost:8787' }],
  ['cross-origin', { crossOrigin: true }],
  ['cross-origin', { topOrigin: ORIGIN }],
  ['wrong-rp-id', { rpId: 'localhost' }],
  ['user-absent', { flags: 0x04 }],
  ['user-not-verified', { flags: 0x01 }],
  ['backup-flags', { flags: 0x15 }],
];

test.each(REFUSALS)('a registration is refused as %s where it says %o', async (error, deviations) => {
  const answer = readRegistration(authenticator.create(OPTIONS, deviations))!;
  expect(await verifyRegistration(answer, EXPECTED)).toEqual({ ok: false, error });
});

test.each([
  ...REFUSALS,
  ['wrong-type', { type: 'webauthn.create' }],
  ['signature', { signWith: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
] as const satisfies readonly (readonly [PasskeyRefusal, Deviations])[])(
  'an assertion is refused as %s where it says %o',
  async (error, deviations) => {
    if (!registered.ok) throw new TypeError(registered.error);
    const answer = readAssertion(authenticator.get(OPTIONS, deviations))!;
    expect(await verifyAssertion(answer, registered.value.publicKey, EXPECTED)).toEqual({ ok: false, error });
  },
);
