import { expect, test } from 'vitest';
import { isLongEnough, strengthOf } from '../../../../src/manage/security/passphrase-strength.ts';

test('eight characters are enough to go on, seven are not', () => {
  expect([isLongEnough('1234567'), isLongEnough('12345678')]).toEqual([false, true]);
});

test.each([
  ['aaaaaaaaaaaaaaaa', 0],
  ['abcdefghijklmnop', 0],
  ['password', 0],
  ['tr0ub4dor&3', 1],
  ['correct horse battery staple', 2],
])('%s is rated %i', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});
