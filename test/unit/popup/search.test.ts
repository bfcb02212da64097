import { expect, test } from 'vitest';
import type { AccountView } from '../../../src/messaging/page-responses.ts';
import { searchAccounts } from '../../../src/popup/search.ts';

const views = [
  view('Café Olé', 'ada', 'https://cafe.example'),
  view('GitHub', 'grace@example.com', 'https://github.com'),
];

test.each([
  ['', ['Café Olé', 'GitHub']],
  ['  ', ['Café Olé', 'GitHub']],
  ['OLE', ['Café Olé']],
  ['github grace', ['GitHub']],
  ['github ada', []],
  ['example', ['Café Olé', 'GitHub']],
])('the query “%s” finds %j', (query, found) => {
  expect(searchAccounts(views, query).map(({ account }) => account.issuer)).toEqual(found);
});

function view(issuer: string, accountName: string, origin: string): AccountView {
  return {
    id: issuer,
    deletedAt: null,
    onThisSite: false,
    account: {
      issuer,
      accountName,
      parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
      sites: [{ origin, match: 'origin' }],
      tags: [],
      pinned: false,
      createdAt: 0,
      firstUsedAt: null,
      recoveryCodesLeft: null,
      unknownParameters: [],
    },
  };
}
