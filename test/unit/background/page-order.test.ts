import { describe, expect, test } from 'vitest';
import { inPopupOrder, namesOnPage } from '../../../src/background/page-order.ts';
import type { AccountView } from '../../../src/messaging/page-responses.ts';

function view(
  accountName: string,
  more: Partial<AccountView> & { readonly pinned?: boolean } = {},
): AccountView {
  const { pinned = false, ...rest } = more;
  return {
    id: accountName,
    account: {
      issuer: 'Example',
      accountName,
      parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
      sites: [],
      tags: [],
      pinned,
      createdAt: 0,
      firstUsedAt: null,
      recoveryCodesLeft: null,
      unknownParameters: [],
    },
    deletedAt: null,
    onThisSite: true,
    ...rest,
  };
}

describe('the name of an account stands on the page', () => {
  test.each([
    ['ada@example.com', 'Signed in as ADA@example.com.', true],
    ['ada@example.com', 'Hello, ada@example.com!', true],
    ['ada@example.com', 'ada@example.com', true],
    ['ada', 'Welcome back, Ada', true],
    ['ada', 'Made in Canada', false],
    ['ada@example.com', 'bada@example.com', false],
    ['ada@example.com', 'ada@example.community', false],
    ['ada', 'ada@example.com', false],
    ['me', 'Remember me', false],
    ['', 'anything', false],
    ['ada', 'Canada, and then Ada', true],
  ])('%j on %j: %s', (name, text, stands) => {
    expect(namesOnPage([view(name)], text).has(name)).toBe(stands);
  });
});

describe('the order', () => {
  const parts = (text: string, lastUsed: readonly (readonly [string, number])[] = []) => {
    const asked: number[] = [];
    return {
      asked,
      autofill: {
        namedOnPage: async (tabId: number, views: readonly AccountView[]) => {
          asked.push(tabId);
          return namesOnPage(views, text);
        },
      },
      uses: { lastUsed: () => Promise.resolve(new Map(lastUsed)) },
      inTime: <Value>(work: Promise<Value>, _otherwise: Value) => work,
    };
  };
  const order = async (views: readonly AccountView[], given: ReturnType<typeof parts>) =>
    (await inPopupOrder(views, 7, given)).map(({ id }) => id);

  test('puts the account that the page names first, then the one used last, then the others as they are', async () => {
    const views = [
      view('elsewhere', { onThisSite: false, pinned: true }),
      view('first'),
      view('pinned', { pinned: true }),
      view('old'),
      view('recent'),
      view('named'),
    ];
    const given = parts('Hello named', [
      ['old', 1],
      ['recent', 2],
      ['elsewhere', 3],
    ]);
    expect(await order(views, given)).toEqual(['named', 'recent', 'old', 'pinned', 'first', 'elsewhere']);
  });

  test('asks no page for the sake of one account', async () => {
    const given = parts('b');
    expect(await order([view('b', { onThisSite: false }), view('a')], given)).toEqual(['a', 'b']);
    expect(given.asked).toEqual([]);
  });

  test('puts accounts that the page could be after by its address before the others', async () => {
    const resembles = { kind: 'letters', origin: 'https://example.com' } as const;
    const views = [
      view('a', { onThisSite: false, pinned: true }),
      view('b', { onThisSite: false, resembles }),
    ];
    expect(await order(views, parts(''))).toEqual(['b', 'a']);
  });

  test('does not wait for a page that does not answer', async () => {
    const given = {
      ...parts('b'),
      inTime: <Value>(_work: Promise<Value>, otherwise: Value) => Promise.resolve(otherwise),
    };
    expect(await order([view('aaa'), view('bbb')], given)).toEqual(['aaa', 'bbb']);
  });
});
