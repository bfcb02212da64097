import { expect, test } from 'vitest';
import type { Account } from '../../../../../src/core/vault/records/account.ts';
import { createSearch } from '../../../../../src/core/vault/records/account-search.ts';

interface Shown {
  readonly id: string;
  readonly account: Account;
}

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
  expect(namesOf(createSearch<Shown>()(views, query))).toEqual(found);
});

test('what was typed before changes nothing of what is found now', () => {
  const search = createSearch<Shown>();
  for (const query of [
    'g',
    'git',
    'gi',
    'git grace',
    'git grace ',
    'git grace e',
    'git grace exa',
    'git gracex',
    'git',
    'ole',
    '',
    'e',
    'ex',
    'x',
  ]) {
    expect(namesOf(search(views, query)), query).toEqual(namesOf(createSearch<Shown>()(views, query)));
  }
  expect(namesOf(search(views.slice(0, 1), 'zq'))).toEqual([]);
  expect(namesOf(search(views.slice(0, 1), 'ole'))).toEqual(['Café Olé']);
});

test('of 10 000 accounts each is read once, and each further letter looks only through what was found', () => {
  let reads = 0;
  const many = Array.from({ length: 10_000 }, (_, index) => {
    const { account, ...rest } = view(`Service ${index}`, 'ada', 'https://service.example');
    return {
      ...rest,
      get account() {
        reads += 1;
        return account;
      },
    };
  });
  const looked = countingFilter(many);
  const search = createSearch<Shown>();
  const counts = ['s', 'se', 'service 99', 'service 999', 'service 9999'].map((query) => {
    const before = looked.count;
    const { length } = search(many, query);
    return [looked.count - before, length];
  });
  expect(counts.map(([, length]) => length)).toEqual([10_000, 10_000, 280, 19, 1]);
  // The first ones go through all of them, since all were found; after that a letter costs hundreds, then tens.
  expect(counts[0]?.[0]).toBe(10_000);
  expect(reads).toBe(10_000);
});

function countingFilter(of: readonly Shown[]): { readonly count: number } {
  const counted = { count: 0 };
  const { filter } = Array.prototype;
  Object.defineProperty(of, 'filter', {
    value: (fits: (one: Shown) => boolean) =>
      filter.call(of, (one: Shown) => {
        counted.count += 1;
        return fits(one);
      }),
  });
  return counted;
}

function namesOf(found: readonly Shown[]): readonly string[] {
  return found.map(({ account }) => account.issuer);
}

function view(issuer: string, accountName: string, origin: string): Shown {
  return {
    id: issuer,
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
