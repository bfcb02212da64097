import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Expected, PasskeyRefusal } from '../../../src/relying-party/flows/passkeys/passkey-checks.ts';
import {
  verifyAssertion,
  verifyRegistration,
} from '../../../src/relying-party/flows/passkeys/passkey-verification.ts';
import { beginCeremony } from './support/passkey-steps.ts';
import { TestBrowser } from './support/test-browser.ts';
import { createTestSite } from './support/test-site.ts';

interface Pair {
  readonly id: string;
  readonly blocks: readonly Readonly<Record<string, string>>[];
}

interface Registration {
  readonly group: string;
  readonly name: string;
  readonly clientDataJSON: string;
  readonly attestationObjectHex: string;
  readonly attestationObjectDefiniteHex: string;
}

const W3C = (readVectors('w3c-webauthn-l3-test-vectors.json') as readonly Pair[]).filter(
  ({ blocks }) => blocks[0]?.['attestationObject'] !== undefined,
);
const YUBICO = readVectors('yubico-registration-test-data.json') as readonly Registration[];

type Answer = 'accepted' | PasskeyRefusal;

/** What is said to each pair of the W3C. The frames, ES384, ES512 and Ed448 are not asked for, nor is any attestation. */
const W3C_ANSWERS: Readonly<Record<string, Answer>> = {
  'none-es256': 'accepted',
  'packed-self-es256': 'accepted',
  'none-es256-crossOrigin': 'cross-origin',
  'none-es256-topOrigin': 'cross-origin',
  'none-es256-long-credential-id': 'accepted',
  'packed-es256': 'accepted',
  'packed-es384': 'algorithm',
  'packed-es512': 'algorithm',
  'packed-rs256': 'accepted',
  'packed-eddsa': 'accepted',
  'packed-ed448': 'algorithm',
  'tpm-es256': 'attestation',
  'android-key-es256': 'attestation',
  'apple-es256': 'attestation',
  'fido-u2f-es256': 'attestation',
};

const nameOf = ({ id }: Pair) => id.replace('sctn-test-vectors-', '');

test('each pair of the W3C has its answer in the table', () => {
  expect(W3C.map(nameOf)).toEqual(Object.keys(W3C_ANSWERS));
});

for (const pair of W3C) {
  const answer = W3C_ANSWERS[nameOf(pair)];
  const [registration = {}, authentication = {}] = pair.blocks;

  test(`the registration ${nameOf(pair)} of the W3C is ${answer === 'accepted' ? '' : 'refused: '}${answer}`, async () => {
    expect(await registerPair(registration)).toMatchObject(
      answer === 'accepted' ? { ok: true } : { ok: false, error: answer },
    );
  });

  if (answer === 'accepted') {
    test(`the authentication ${nameOf(pair)} of the W3C is accepted, and refused with one bit changed`, async () => {
      const registered = await registerPair(registration);
      if (!registered.ok) throw new TypeError(registered.error);
      const { publicKey } = registered.value;
      const given = assertionOf(registration, authentication);
      const expected = expectedOf(authentication['challenge'] ?? '');
      expect(await verifyAssertion(given, publicKey, expected)).toMatchObject({ ok: true });
      const signature = flipLastBit(authentication['signature'] ?? '');
      const forged = assertionOf(registration, { ...authentication, signature });
      expect(await verifyAssertion(forged, publicKey, expected)).toEqual({ ok: false, error: 'signature' });
    });
  }
}

test.each(['none-es256-crossOrigin', 'none-es256-topOrigin'])(
  'the authentication %s of the W3C is refused, whatever key it is for',
  async (name) => {
    const [registration = {}, authentication = {}] = W3C.find((pair) => nameOf(pair) === name)?.blocks ?? [];
    const given = assertionOf(registration, authentication);
    const expected = expectedOf(authentication['challenge'] ?? '');
    const refused = await verifyAssertion(given, new Uint8Array(1), expected);
    expect(refused).toEqual({ ok: false, error: 'cross-origin' });
  },
);

/** With definite lengths the bytes can be read; these two then have no certificate that would have to be trusted. */
const YUBICO_ACCEPTED: ReadonlySet<string> = new Set(['NoneAttestation Default', 'Packed SelfAttestation']);

test.each(YUBICO.map((vector) => [`${vector.group} ${vector.name}`, vector] as const))(
  'the registration %s of Yubico is refused as it stands, and with definite lengths gets its answer',
  async (name, { clientDataJSON, attestationObjectHex, attestationObjectDefiniteHex }) => {
    const { challenge, origin } = JSON.parse(clientDataJSON) as Pick<Expected, 'challenge' | 'origin'>;
    const expected = { challenge, origin, rpId: 'localhost', requireUserVerification: false };
    const outcomes = [attestationObjectHex, attestationObjectDefiniteHex].map((attestation) =>
      verifyRegistration(yubicoAnswer(clientDataJSON, attestation), expected),
    );
    const [asItStands, definite] = await Promise.all(outcomes);
    expect(asItStands?.ok).toBe(false);
    expect(definite?.ok).toBe(YUBICO_ACCEPTED.has(name));
  },
);

test('the registrations of Yubico, sent to the page, are refused with 4xx', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  for (const { clientDataJSON, attestationObjectHex, attestationObjectDefiniteHex } of YUBICO) {
    for (const attestation of [attestationObjectHex, attestationObjectDefiniteHex]) {
      await beginCeremony(browser, 'registration');
      const credential = JSON.stringify(yubicoAnswer(clientDataJSON, attestation));
      const { status } = await browser.post('/passkeys/new', { name: 'Key', credential });
      expect([400, 413]).toContain(status);
    }
  }
  expect((await browser.get('/profile/authentication')).text).not.toContain('/passkeys/1/remove');
});

function registerPair(registration: Readonly<Record<string, string>>) {
  return verifyRegistration(
    {
      id: toBase64url(registration['credential_id']),
      type: 'public-key',
      response: {
        clientDataJSON: toBase64url(registration['clientDataJSON']),
        attestationObject: toBase64url(registration['attestationObject']),
        transports: [],
      },
    },
    expectedOf(registration['challenge'] ?? ''),
  );
}

function assertionOf(
  registration: Readonly<Record<string, string>>,
  authentication: Readonly<Record<string, string>>,
): Parameters<typeof verifyAssertion>[0] {
  return {
    id: toBase64url(registration['credential_id']),
    type: 'public-key',
    response: {
      clientDataJSON: toBase64url(authentication['clientDataJSON']),
      authenticatorData: toBase64url(authentication['authenticatorData']),
      signature: toBase64url(authentication['signature']),
    },
  };
}

function expectedOf(challengeHex: string): Expected {
  return {
    challenge: toBase64url(challengeHex),
    origin: 'https://example.org',
    rpId: 'example.org',
    requireUserVerification: false,
  };
}

/** The credential's id stands in the attested data, behind the hash of the rp id, five bytes and the AAGUID. */
function yubicoAnswer(clientDataJSON: string, attestation: string): Parameters<typeof verifyRegistration>[0] {
  const rpIdHash = '49960de5880e8c687434170f6476605b8fe4aeb9a28632c7995cf3ba831d9763';
  const idAt = attestation.indexOf(rpIdHash) + 2 * (32 + 5 + 16);
  const idLength = Number.parseInt(attestation.slice(idAt, idAt + 4), 16);
  return {
    id: toBase64url(attestation.slice(idAt + 4, idAt + 4 + 2 * idLength)),
    type: 'public-key',
    response: {
      clientDataJSON: Buffer.from(clientDataJSON).toString('base64url'),
      attestationObject: toBase64url(attestation),
      transports: [],
    },
  };
}

function toBase64url(hex = ''): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

function flipLastBit(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  const last = bytes.length - 1;
  bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
  return bytes.toString('hex');
}

function readVectors(name: string): readonly unknown[] {
  const file = new URL(`../../vectors/webauthn/${name}`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly unknown[] }).vectors;
}
