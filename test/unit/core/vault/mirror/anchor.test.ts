import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAnchor, encodeAnchor } from '../../../../../src/core/vault/mirror/anchor.ts';
import { deriveVaultKeys } from '../../../../../src/core/vault/keys/keys.ts';
import { flipped } from '../../../../support/vault/flips.ts';

const VAULT_KEY = new Uint8Array(32).fill(7);
const VAULT_ID = new Uint8Array(16).fill(3);
const KEYS = deriveVaultKeys(VAULT_KEY, VAULT_ID, 2);
const ANCHOR = { seq: 2 ** 40, rootHash: new Uint8Array(32).fill(9) };

test('an anchor comes back under its own key', () => {
  expect(decodeAnchor(encodeAnchor(ANCHOR, KEYS), KEYS)).toEqual(ANCHOR);
});

test('an anchor with any byte flipped, or cut, says nothing', () => {
  const bytes = encodeAnchor(ANCHOR, KEYS);
  for (let at = 0; at < bytes.length; at += 1) {
    expect(decodeAnchor(flipped(bytes, at), KEYS)).toBeUndefined();
    expect(decodeAnchor(bytes.slice(0, at), KEYS)).toBeUndefined();
  }
});

test('an anchor of another key, vault or epoch says nothing', () => {
  const bytes = encodeAnchor(ANCHOR, KEYS);
  for (const other of [
    deriveVaultKeys(new Uint8Array(32).fill(8), VAULT_ID, 2),
    deriveVaultKeys(VAULT_KEY, new Uint8Array(16), 2),
    deriveVaultKeys(VAULT_KEY, VAULT_ID, 3),
  ]) {
    expect(decodeAnchor(bytes, other)).toBeUndefined();
  }
});

test('arbitrary bytes are no anchor and never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeAnchor(new Uint8Array(bytes), KEYS)).toBeUndefined();
    }),
  );
});
