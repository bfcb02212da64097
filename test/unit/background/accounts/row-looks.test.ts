import { expect, test } from 'vitest';
import { looksOf, searchHint } from '../../../../src/background/accounts/row-looks.ts';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';
import { wordsOf } from '../../../support/fake-browser.ts';
import { newAccount } from '../../../support/vault/background.ts';

const viewOf = (more: Partial<AccountView['account']>, counted?: AccountView['recoveryCodes']) =>
  ({
    id: 'id',
    account: { ...newAccount('ada'), issuer: 'GitHub', firstUsedAt: 1, ...more },
    deletedAt: null,
    recoveryCodes: counted,
    onThisSite: false,
  }) as AccountView;

test('a row is called by what is seen of its names', () => {
  const { label, title, subtitle, monogram } = looksOf(viewOf({ accountName: 'a\u202eb' }), false, wordsOf);
  expect([label, title, subtitle]).toEqual(['copyCodeOf GitHub, a\ufffdb', 'GitHub', 'a\ufffdb']);
  expect(monogram).toBe('GI');
  expect(looksOf(viewOf({ issuer: '' }), false, wordsOf)).toMatchObject({ title: 'ada', subtitle: '' });
});

test.each<[string, Parameters<typeof viewOf>, boolean, object]>([
  ['used before', [{}], false, { note: '', level: 'fine', period: 30 }],
  ['never used', [{ firstUsedAt: null }], false, { note: 'notUsedYet', level: 'fine' }],
  [
    'with codes',
    [{ firstUsedAt: null }, { left: 8, total: 10 }],
    false,
    { note: 'codesLeft 8 10', level: 'fine' },
  ],
  ['with few codes', [{}, { left: 2, total: 10 }], false, { note: 'codesLeft 2 10', level: 'low' }],
  ['with one code', [{}, { left: 1, total: 10 }], false, { note: 'codesLeft 1 10', level: 'out' }],
  ['unreadable', [{}, { left: 8, total: 10 }], true, { note: 'damagedShort', level: 'out' }],
  [
    'counter-based',
    [{ firstUsedAt: null, parameters: { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 0 } }],
    false,
    { note: '', period: 0 },
  ],
])('the note of an account that is %s', (_what, view, isUnreadable, looks) => {
  expect(looksOf(viewOf(...view), isUnreadable, wordsOf)).toMatchObject(looks);
});

test('the field of the search says how many there are', () => {
  expect([searchHint(1, wordsOf), searchHint(0, wordsOf), searchHint(12, wordsOf)]).toEqual([
    'searchOne',
    'searchNone',
    'search 12',
  ]);
});
