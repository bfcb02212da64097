import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../../src/content/passkeys/options-members.ts';
import { createAsk, declinedAtCreate, getAsk } from '../../../src/content/passkeys/read-options.ts';

const CREATION = {
  rp: { name: 'Ankra' },
  user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
  challenge: Uint8Array.of(1, 2, 3),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};

function creationOf(more: object) {
  const copy = OPTIONS.create({ publicKey: { ...CREATION, ...more } }) as CredentialCreationOptions;
  return createAsk(copy.publicKey!);
}

function requestOf(more: object) {
  const copy = OPTIONS.get({ publicKey: { challenge: Uint8Array.of(1), ...more } });
  return getAsk((copy as CredentialRequestOptions).publicKey!);
}

describe('what a page hands over', () => {
  test('is read once, in the order of the browser', () => {
    const reads: string[] = [];
    const watched = (value: object, path: string): object =>
      new Proxy(value, {
        get(target, name) {
          if (typeof name === 'string') reads.push(`${path}${name}`);
          return Reflect.get(target, name);
        },
      });
    const rp = watched({ name: 'Ankra', id: 'ankra.example' }, 'rp.');
    const copy = OPTIONS.create(
      watched({ publicKey: watched({ ...CREATION, rp }, ''), signal: undefined }, 'options.'),
    );
    const before = [...reads];
    expect(createAsk((copy as CredentialCreationOptions).publicKey!)).toMatchObject({
      rpId: 'ankra.example',
      algorithms: [-7],
    });
    expect(reads).toEqual(before);
    expect(before.filter((name) => name.startsWith('rp.'))).toEqual(['rp.name', 'rp.id']);
    expect(new Set(before).size).toBe(before.length);
    expect(before.indexOf('challenge')).toBeLessThan(before.indexOf('rp'));
  });

  test('is its bytes of that moment', () => {
    const challenge = Uint8Array.of(7);
    const copy = OPTIONS.create({ publicKey: { ...CREATION, challenge } }) as CredentialCreationOptions;
    challenge[0] = 8;
    expect(createAsk(copy.publicKey!)?.challenge).toBe('Bw');
  });

  test('throws nothing before the browser comes to it', () => {
    const broken = {
      get publicKey(): object {
        throw new RangeError('mine');
      },
    };
    const copy = OPTIONS.get(broken) as CredentialRequestOptions;
    expect(() => copy.publicKey).toThrow(new RangeError('mine'));
  });

  test.each([undefined, 1, 'text', Symbol('one')])(
    'stays what it is, where it is no dictionary: %s',
    (given) => {
      expect(OPTIONS.create(given)).toBe(given);
      expect((OPTIONS.create({ publicKey: given }) as CredentialCreationOptions).publicKey).toBe(given);
    },
  );

  test('keeps members that we do not know', () => {
    expect(OPTIONS.get({ invented: 1, publicKey: { future: 2 } })).toMatchObject({
      publicKey: expect.objectContaining({ future: 2 }) as unknown,
    });
  });
});

describe('what is asked of the background', () => {
  test.each([
    ['the extension of a creation', { credProps: true }],
    ['inputs for what is not allowed', { prf: { evalByCredential: { AQ: { first: Uint8Array.of(1) } } } }],
  ])('is nothing for a sign-in with %s', (_what, extensions) => {
    expect(requestOf({})).toBeDefined();
    expect(requestOf({ extensions })).toBeUndefined();
  });

  test('says of what was asked for and is not there that it is not', () => {
    expect(declinedAtCreate({})).toEqual({});
    const extensions = { largeBlob: { support: 'preferred' }, credBlob: Uint8Array.of(1) };
    expect(declinedAtCreate({ extensions })).toEqual({ largeBlob: { supported: false }, credBlob: false });
  });

  test.each([
    ['a user handle of no bytes', { user: { ...CREATION.user, id: new Uint8Array() } }],
    ['a user handle of 65 bytes', { user: { ...CREATION.user, id: new Uint8Array(65) } }],
    ['a security key', { authenticatorSelection: { authenticatorAttachment: 'cross-platform' } }],
    ['a hint at another device', { hints: ['security-key'] }],
    ['a large blob', { extensions: { largeBlob: { support: 'required' } } }],
    ['the extension of a sign-in', { extensions: { appid: 'https://ankra.example' } }],
    ['inputs for credentials that are not there yet', { extensions: { prf: { evalByCredential: {} } } }],
  ])('is nothing for %s', (_what, more) => {
    expect(creationOf({})).toBeDefined();
    expect(creationOf(more)).toBeUndefined();
  });

  test('has numbers as the browser reads them: of 32 bits', () => {
    expect(
      creationOf({ pubKeyCredParams: [{ type: 'public-key', alg: 2 ** 32 - 7 }], timeout: -1 }),
    ).toMatchObject({
      algorithms: [-7],
      timeoutMs: 2 ** 32 - 1,
    });
  });

  test('leaves out credentials of kinds that do not exist, and asks nothing where none is left', () => {
    const unknown = { type: 'invented', id: Uint8Array.of(1) };
    const known = { type: 'public-key', id: Uint8Array.of(2) };
    expect(requestOf({ allowCredentials: [unknown, known] })?.type).toBe('get');
    expect(requestOf({ allowCredentials: [unknown, known] })).toMatchObject({ allow: ['Ag'] });
    expect(requestOf({ allowCredentials: [unknown] })).toBeUndefined();
    expect(requestOf({ allowCredentials: [] })).toMatchObject({ allow: [] });
    expect(creationOf({ excludeCredentials: [unknown, known] })).toMatchObject({ exclude: ['Ag'] });
  });
});
