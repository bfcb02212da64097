import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAssertion, readRegistration } from '../../../src/relying-party/flows/passkeys/passkey-answer.ts';
import {
  verifyAssertion,
  verifyRegistration,
} from '../../../src/relying-party/flows/passkeys/passkey-verification.ts';
import { beginCeremony } from './support/passkey-steps.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { TestBrowser } from './support/test-browser.ts';
import { createTestSite } from './support/test-site.ts';

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
const REGISTRATION = readRegistration(authenticator.create(OPTIONS))!;
const ASSERTION = readAssertion(authenticator.get(OPTIONS))!;

const base64url = fc
  .uint8Array({ minLength: 1, maxLength: 300 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

/** The bytes with some of them changed, and the end cut off or something added. */
function damaged(text: string): fc.Arbitrary<string> {
  const bytes = Buffer.from(text, 'base64url');
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  return fc
    .tuple(
      fc.array(change, { maxLength: 4 }),
      fc.integer({ min: 1, max: bytes.length }),
      fc.uint8Array({ maxLength: 9 }),
    )
    .map(([changes, length, tail]) => {
      const copy = Buffer.from(bytes);
      for (const [at, by] of changes) copy[at] = (copy[at] ?? 0) ^ by;
      return Buffer.concat([copy.subarray(0, length), tail]).toString('base64url');
    });
}

function isPrefix(start: string, whole: string): boolean {
  const bytes = Buffer.from(start, 'base64url');
  return Buffer.from(whole, 'base64url').subarray(0, bytes.length).equals(bytes);
}

test('the answers that are damaged below are accepted as they were', async () => {
  const registered = await verifyRegistration(REGISTRATION, EXPECTED);
  expect(registered.ok).toBe(true);
  if (registered.ok)
    expect((await verifyAssertion(ASSERTION, registered.value.publicKey, EXPECTED)).ok).toBe(true);
});

test('any text where an answer should be is read or refused, never stumbled over', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify({ response: value })),
  );
  fc.assert(
    fc.property(anything, (text) => {
      for (const read of [readRegistration, readAssertion]) expect(read(text)).toBeUndefined();
    }),
  );
});

test('any bytes in place of the attestation or of the client data are refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      base64url,
      fc.constantFrom('attestationObject', 'clientDataJSON'),
      async (bytes, part) => {
        const answer = { ...REGISTRATION, response: { ...REGISTRATION.response, [part]: bytes } };
        expect((await verifyRegistration(answer, EXPECTED)).ok).toBe(false);
      },
    ),
  );
});

test('a damaged attestation never makes a credential of another name', async () => {
  await fc.assert(
    fc.asyncProperty(damaged(REGISTRATION.response.attestationObject), async (attestationObject) => {
      const answer = { ...REGISTRATION, response: { ...REGISTRATION.response, attestationObject } };
      const verified = await verifyRegistration(answer, EXPECTED);
      // Bytes that say nothing (the counter, the kind of device) may change; what they name may not.
      if (verified.ok) expect(verified.value.credentialId).toBe(REGISTRATION.id);
    }),
  );
});

test('an assertion with any byte of its signed parts changed is refused', async () => {
  const registered = await verifyRegistration(REGISTRATION, EXPECTED);
  if (!registered.ok) throw new TypeError(registered.error);
  const parts = ['authenticatorData', 'clientDataJSON', 'signature'] as const;
  const change = fc
    .constantFrom(...parts)
    .chain((part) => fc.tuple(fc.constant(part), damaged(ASSERTION.response[part])));
  await fc.assert(
    fc.asyncProperty(change, async ([part, bytes]) => {
      // What follows a whole signature is left unread: it says nothing, and nothing is signed by it.
      const isLonger = part === 'signature' && isPrefix(ASSERTION.response[part], bytes);
      fc.pre(bytes !== ASSERTION.response[part] && !isLonger);
      const answer = { ...ASSERTION, response: { ...ASSERTION.response, [part]: bytes } };
      expect((await verifyAssertion(answer, registered.value.publicKey, EXPECTED)).ok).toBe(false);
    }),
  );
});

test('damaged answers sent to the page are 4xx, never 500', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  await fc.assert(
    fc.asyncProperty(damaged(REGISTRATION.response.attestationObject), async (attestationObject) => {
      await beginCeremony(browser, 'registration');
      const credential = JSON.stringify({
        ...REGISTRATION,
        response: { ...REGISTRATION.response, attestationObject },
      });
      expect((await browser.post('/passkeys/new', { name: 'Key', credential })).status).toBe(400);
    }),
    { numRuns: 50 },
  );
});
