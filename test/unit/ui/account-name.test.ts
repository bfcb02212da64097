import { expect, test } from 'vitest';
import { groupedCode, monogramOf, subtitleOf, titleOf, visibleName } from '../../../src/ui/account-name.ts';

test('an account without a service is called by its own name, once', () => {
  const account = { issuer: '', accountName: 'ada' };
  expect([titleOf(account), subtitleOf(account)]).toEqual(['ada', '']);
});

test.each([
  ['Amazon Web Services', 'AW'],
  ['GitHub', 'GI'],
  ['x', 'X'],
  ['→', '?'],
  ['日本 銀行', '日銀'],
])('the monogram of %s is %s', (issuer, monogram) => {
  expect(monogramOf({ issuer, accountName: '' })).toBe(monogram);
});

test.each([
  ['123456', '123\u2009456'],
  ['1234567', '1234\u2009567'],
  ['2B5K9', '2B5K9'],
])('the code %s is shown as %s', (code, shown) => {
  expect(groupedCode(code)).toBe(shown);
});

test('characters that turn the direction of writing are shown as marks', () => {
  expect(visibleName('pay\u202epal\u200b')).toBe('pay\ufffdpal\ufffd');
});
