import { describe, expect, test } from 'vitest';
import { namedHere, namesOnPage } from '../../../../src/background/fill/page-order.ts';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';

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

describe('the page is asked', () => {
  const asking = (text: string, inTime = <Value>(work: Promise<Value>, _otherwise: Value) => work) => {
    const asked: number[] = [];
    const namedOnPage = async (tabId: number, views: readonly AccountView[]) => {
      asked.push(tabId);
      return namesOnPage(views, text);
    };
    return { asked, autofill: { namedOnPage }, inTime };
  };

  test('which of the accounts of its site it names', async () => {
    const given = asking('Hello named');
    const views = [view('first'), view('named'), view('elsewhere', { onThisSite: false })];
    expect([...(await namedHere(views, 7, given))]).toEqual(['named']);
    expect(given.asked).toEqual([7]);
  });

  test('not for the sake of one account', async () => {
    const given = asking('bbb');
    expect(await namedHere([view('bbb', { onThisSite: false }), view('aaa')], 7, given)).toEqual(new Set());
    expect(given.asked).toEqual([]);
  });

  test('and not waited for where it does not answer', async () => {
    const given = asking('bbb', <Value>(_work: Promise<Value>, otherwise: Value) =>
      Promise.resolve(otherwise),
    );
    expect(await namedHere([view('aaa'), view('bbb')], 7, given)).toEqual(new Set());
  });
});
