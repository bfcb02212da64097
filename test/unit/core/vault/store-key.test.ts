import { expect, test } from 'vitest';
import { parseStoreKey, recordKey, rootKey, seqOfRootKey } from '../../../../src/core/vault/store.ts';

const ID = '0123456789abcdef0123456789abcdef';

test('a key says what it names', () => {
  expect(parseStoreKey(recordKey(ID, 2 ** 53 - 1))).toEqual({ kind: 'record', id: ID, version: 2 ** 53 - 1 });
  expect(seqOfRootKey(rootKey(7))).toBe(7);
});

test.each([
  `record/${ID}/0020000000000000`,
  `record/${ID}/8000000000000001`,
  `record/${ID}/000000000000000q`,
  `record/${ID.toUpperCase()}/0000000000000001`,
  `record/0000000000000001`,
  `root/${ID}/0000000000000001`,
  'root/1',
  '',
])('what damage made of a key names nothing: %s', (key) => {
  expect(parseStoreKey(key)).toBeUndefined();
  expect(seqOfRootKey(key)).toBeUndefined();
});
