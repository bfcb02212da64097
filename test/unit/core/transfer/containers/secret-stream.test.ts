import * as fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { beforeAll, expect, test } from 'vitest';
import {
  openSecretStream,
  peekSecretStream,
} from '../../../../../src/core/transfer/containers/secret-stream.ts';

beforeAll(() => sodium.ready);

function push(key: Uint8Array, message: Uint8Array) {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const tag = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, message, null, tag);
  return { header: new Uint8Array(header), sealed: new Uint8Array(sealed) };
}

const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes));

test('what libsodium seals opens, of every length', () => {
  fc.assert(
    fc.property(key32, fc.uint8Array({ maxLength: 300 }), (key, message) => {
      const { header, sealed } = push(key, message);
      expect(openSecretStream(key, header, sealed)).toEqual(new Uint8Array(message));
      if (message.length >= 16) {
        expect(peekSecretStream(key, header, sealed)).toEqual(new Uint8Array(message.slice(0, 16)));
      }
    }),
  );
});

test('a changed bit anywhere, another key or a missing byte opens nothing', () => {
  const key = new Uint8Array(32).fill(7);
  const { header, sealed } = push(key, Buffer.from('otpauth://totp/a?secret=AA'));
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x80;
    expect(openSecretStream(key, header, changed)).toBeUndefined();
    expect(openSecretStream(key, header, sealed.slice(0, at))).toBeUndefined();
  }
  for (let at = 0; at < header.length; at += 1) {
    const changed = header.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(openSecretStream(key, changed, sealed)).toBeUndefined();
  }
  expect(openSecretStream(new Uint8Array(32).fill(8), header, sealed)).toBeUndefined();
});

test('a key or header of another length is a mistake of the caller', () => {
  expect(() => openSecretStream(new Uint8Array(31), new Uint8Array(24), new Uint8Array(40))).toThrow(
    RangeError,
  );
  expect(() => openSecretStream(new Uint8Array(32), new Uint8Array(23), new Uint8Array(40))).toThrow(
    RangeError,
  );
});
