import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAppearance } from '../../../../src/platform/storage/appearance.ts';

const DEFAULTS = { theme: 'system', hidesCodes: false, hasLargeText: false, vaultName: '' };

test('what was chosen is read back', () => {
  const chosen = { theme: 'dark', hidesCodes: true, hasLargeText: true, vaultName: 'Work' };
  expect(decodeAppearance(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
});

test('a field that cannot be read costs no other one', () => {
  expect(decodeAppearance({ theme: 'sepia', hidesCodes: true, vaultName: 7 })).toEqual({
    ...DEFAULTS,
    hidesCodes: true,
  });
});

test('a name is never longer than the page has room for', () => {
  expect(decodeAppearance({ vaultName: 'x'.repeat(500) }).vaultName).toHaveLength(40);
});

test('any stored value is some appearance', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      expect(Object.keys(decodeAppearance(stored))).toEqual(Object.keys(DEFAULTS));
    }),
  );
});
