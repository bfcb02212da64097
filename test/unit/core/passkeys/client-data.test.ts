import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeClientData } from '../../../../src/core/passkeys/client-data.ts';

const GET = { type: 'webauthn.get', challenge: Uint8Array.of(251, 255, 0), crossOrigin: false } as const;
const textOf = (data: Parameters<typeof encodeClientData>[0]) =>
  Buffer.from(encodeClientData(data)).toString();

test('the challenge is base64url without padding, and the members stand in the order of the specification', () => {
  expect(textOf({ ...GET, challenge: Uint8Array.of(251, 255), origin: 'https://a.example' })).toBe(
    '{"type":"webauthn.get","challenge":"-_8","origin":"https://a.example","crossOrigin":false}',
  );
});

test('the top origin is named for a cross-origin frame alone', () => {
  const origins = { origin: 'https://a.example', topOrigin: 'https://b.example' };
  expect(textOf({ ...GET, ...origins })).not.toContain('topOrigin');
  expect(textOf({ ...GET, ...origins, crossOrigin: true })).toMatch(
    /"crossOrigin":true,"topOrigin":"https:\/\/b\.example"\}$/,
  );
});

test('quotes, backslashes and control characters are escaped as CCDToString has it, others are not', () => {
  expect(textOf({ ...GET, origin: 'a"b\\c\n\u0000\u001f\u007f é😀' })).toContain(
    String.raw`"origin":"a\"b\\c\u000a\u0000\u001f` + '\u007f é😀"',
  );
});

test('whatever the origin, JSON reads the same members back', () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      (bytes, origin, crossOrigin) => {
        const challenge = new Uint8Array(bytes);
        const read: unknown = JSON.parse(textOf({ type: 'webauthn.create', challenge, origin, crossOrigin }));
        const text = Buffer.from(challenge).toString('base64url');
        expect(read).toEqual({ type: 'webauthn.create', challenge: text, origin, crossOrigin });
      },
    ),
  );
});
