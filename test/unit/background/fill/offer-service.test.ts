import { beforeEach, describe, expect, test } from 'vitest';
import { readPage } from '../../../../src/background/fill/page-reading.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { FilledCode } from '../../../../src/messaging/fill-responses.ts';
import type { ContentSender } from '../../../../src/messaging/router.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { FakePage, reportWith } from '../../../support/vault/fake-page.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';

const ORIGIN = 'https://example.com';
const PATTERN = `${ORIGIN}/*`;
const TAB = 7;
const OFFER = { kind: 'offer', tabId: TAB, topOrigin: ORIGIN } as const;
const PAGE: ContentSender = {
  kind: 'content',
  origin: ORIGIN,
  topOrigin: ORIGIN,
  tabId: TAB,
  frameId: 0,
  documentId: 'doc-1',
};

const click = (accountId: string, gives: FilledCode = 'app-code') =>
  ({ verb: 'offer/fill', accountId, gives }) as const;

let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;
let codes: string[];

beforeEach(async () => {
  browser = new FakeBrowser();
  page = new FakePage();
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  codes = [];
  page.onFill = async (ticket) => {
    codes.push((await worker.autofill.cash(ticket, PAGE, page.report)).code);
    return 'filled';
  };
});

const invite = (report = reportWith(['app-code']), sender: Partial<ContentSender> = {}) => {
  const read = readPage(report);
  if (read === undefined) throw new Error('the report cannot be read');
  return worker.offers.invite(read, { ...PAGE, ...sender });
};

describe('an offer is shown', () => {
  test('beside the field of a page that has accounts, with room for them', async () => {
    expect(await invite()).toEqual({ fields: [0], rows: 1 });
    for (const name of ['bob', 'carol', 'dave', 'eve']) await addAccount(worker, newAccount(name));
    expect(await invite(reportWith(['delivered-code', 'app-code']))).toEqual({ fields: [1], rows: 4 });
  });

  test('while the vault is locked, without a name', async () => {
    await worker.vaults.lock();
    expect(await invite()).toEqual({ fields: [0], rows: 1 });
    expect(await worker.offers.open(OFFER)).toEqual({ state: 'locked' });
  });

  test.each<[string, string, Partial<ContentSender>]>([
    ['that asks for no code', reportWith([]), {}],
    ['that asks for a code that was sent', reportWith(['delivered-code']), {}],
    ['that asks for a recovery code', reportWith(['recovery-code']), {}],
    ['in a frame', reportWith(['app-code']), { frameId: 3 }],
    ['in a foreign page', reportWith(['app-code']), { topOrigin: 'https://evil.example' }],
    [
      'without an account',
      reportWith(['app-code']),
      { origin: 'https://other.example', topOrigin: 'https://other.example' },
    ],
  ])('on no page %s', async (_what, report, sender) => {
    expect(await invite(report, sender)).toBeNull();
  });

  test('no more on a site where the user does not want it', async () => {
    await worker.offers.dismiss(true, OFFER);
    expect(await invite()).toBeNull();
    expect(browser.told).toEqual([
      [TAB, 'close-offer'],
      [TAB, 'end-passkey-offer'],
    ]);
    await worker.offers.choose(PATTERN, { offers: true });
    expect(await invite()).not.toBeNull();
  });
});

describe('the offer', () => {
  test('names the accounts of the site and holds neither code nor secret', async () => {
    await addAccount(
      worker,
      newAccount('bob', { sites: [{ origin: 'https://other.example', match: 'origin' }] }),
    );
    expect(await worker.offers.open(OFFER)).toEqual({
      state: 'ready',
      accounts: [
        { id, issuer: 'Example', accountName: 'alice', gives: 'app-code', left: null, question: null },
      ],
    });
    expect(browser.told).toEqual([[TAB, 'show-offer']]);
  });

  test('that has nothing to say is taken away', async () => {
    await worker.accounts.trash(id);
    expect(await worker.offers.open(OFFER)).toEqual({ state: 'none' });
    expect(browser.told).toEqual([[TAB, 'close-offer']]);
  });

  test('fills the account that was clicked, and goes', async () => {
    expect(await worker.offers.fill(click(id), OFFER)).toEqual({ filled: true });
    expect(codes).toHaveLength(1);
    expect(browser.told).toEqual([[TAB, 'close-offer']]);
  });

  test('fills no account of another site, none from the trash, and none that it was not told of', async () => {
    const sites = [{ origin: 'https://other.example', match: 'origin' as const }];
    const other = await addAccount(worker, newAccount('bob', { sites }));
    await worker.accounts.trash(id);
    for (const account of [other, id, '0'.repeat(32)])
      await expect(worker.offers.fill(click(account), OFFER)).rejects.toEqual(
        new RequestFailure('not-this-site'),
      );
    expect(codes).toEqual([]);
  });

  test('fills the page at the top of the tab and no frame in it', async () => {
    page.frames = [{ frameId: 5, documentId: 'ad' }];
    await expect(worker.offers.fill(click(id), OFFER)).rejects.toEqual(new RequestFailure('no-field'));
    expect(codes).toEqual([]);
  });

  test('on a locked vault opens the popup, which goes on with the fill', async () => {
    await worker.vaults.lock();
    await expect(worker.offers.fill(click(id), OFFER)).rejects.toEqual(new RequestFailure('locked'));
    await worker.offers.unlock(OFFER);
    expect(browser.told).toEqual([[0, 'popup']]);
    await unlock(worker);
    expect(await worker.autofill.continueFill(TAB)).toBe('filled');
    expect(codes).toHaveLength(1);
  });
});

test('a form is sent after filling only on sites where the user chose that', async () => {
  const given: boolean[] = [];
  page.onFill = async (ticket) => {
    given.push((await worker.autofill.cash(ticket, PAGE, page.report)).submits);
    return 'filled';
  };
  await worker.offers.fill(click(id), OFFER);
  await Promise.all([
    worker.offers.choose(PATTERN, { submits: true, passkeys: false }),
    worker.offers.choose('https://other.example/*', { offers: false }),
  ]);
  browser.outside.clock.advance(60_000);
  await worker.offers.fill(click(id), OFFER);
  expect(given).toEqual([false, true]);
  expect(await worker.offers.choices()).toEqual([
    { pattern: PATTERN, offers: true, submits: true, passkeys: false, noPasskeys: false },
    { pattern: 'https://other.example/*', offers: false, submits: false, passkeys: false, noPasskeys: false },
  ]);
});
