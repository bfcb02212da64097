import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBitwardenPasskey } from '../../../../src/core/transfer/bitwarden-passkey.ts';
import { bitwardenPasskey } from '../../../support/passkeys/bitwarden-passkeys.ts';

const read = (more: Readonly<Record<string, unknown>> = {}) =>
  readBitwardenPasskey({ name: 'The item', raw: bitwardenPasskey(more) });

test('a passkey of Bitwarden is read whole', () => {
  const raw = bitwardenPasskey();
  expect(readBitwardenPasskey({ name: 'The item', raw })).toEqual({
    ok: true,
    value: {
      credentialId: Buffer.from('0f6a3a2e5b1c4d7e9f80112233445566', 'hex').toString('base64url'),
      rpId: 'example.com',
      rpName: 'Example',
      userHandle: Buffer.from('user-1').toString('base64url'),
      userName: 'ada@example.com',
      displayName: 'Ada',
      algorithm: -7,
      privateKey: new Uint8Array(Buffer.from(String(raw['keyValue']), 'base64url')),
      createdAt: '2024-05-06T07:08:09.123Z',
    },
  });
});

test('a credential id from elsewhere stands after "b64."', () => {
  expect(read({ credentialId: 'b64.AAECAwQF_-8' })).toMatchObject({ value: { credentialId: 'AAECAwQF_-8' } });
});

test('one without a name of its site is called as the item that it is in', () => {
  expect(read({ rpName: null })).toMatchObject({ value: { rpName: 'The item' } });
});

test('names are cleaned, and cut to what is kept', () => {
  expect(read({ userName: 'a'.repeat(300) })).toMatchObject({ value: { userName: 'a'.repeat(256) } });
});

test.each([
  ['no credential id', { credentialId: '' }, 'damaged'],
  ['a credential id that is no id', { credentialId: 'f3f4…' }, 'damaged'],
  ['an empty credential id from elsewhere', { credentialId: 'b64.' }, 'damaged'],
  ['a credential id of 1024 bytes', { credentialId: `b64.${'A'.repeat(1366)}` }, 'damaged'],
  ['no key', { keyValue: null }, 'damaged'],
  ['a key of 5000 bytes', { keyValue: 'A'.repeat(6668) }, 'damaged'],
  ['no rp id', { rpId: null }, 'damaged'],
  ['an rp id that is an address', { rpId: 'https://example.com' }, 'damaged'],
  ['a user handle that is no base64', { userHandle: '!' }, 'damaged'],
  ['a user handle of 65 bytes', { userHandle: Buffer.alloc(65).toString('base64url') }, 'damaged'],
  ['no user handle', { userHandle: null }, 'unsupported'],
  ['another curve', { keyCurve: 'P-384' }, 'unsupported'],
  ['another algorithm', { keyAlgorithm: 'RSASSA-PKCS1-v1_5' }, 'unsupported'],
  ['another type', { keyType: 'private' }, 'unsupported'],
  ['a counter that was used', { counter: '7' }, 'unsupported'],
  ['a counter that is a number', { counter: 7 }, 'unsupported'],
])('a passkey with %s is not taken', (_what, more, error) => {
  expect(read(more)).toEqual({ ok: false, error });
});

test('whatever a file has in its place never throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (raw, name) => {
      expect(readBitwardenPasskey({ name, raw })).toMatchObject({ ok: false });
    }),
  );
});
