// The offer on a page that asks for a recovery code, and what a fill leaves behind.
import { beforeEach, expect, test } from 'vitest';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { FakePage } from '../../support/vault/fake-page.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from '../../support/vault/background.ts';

const ORIGIN = 'https://example.com';
const TAB = 7;
const SENDER = { kind: 'content', origin: ORIGIN, topOrigin: ORIGIN, tabId: TAB, frameId: 0 } as const;
const CODES = ['aaaa-1111', 'bbbb-2222', 'cccc-3333'];
const ASKS = { page: 'recovery', roles: ['recovery-code'] };

let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;
let sheetId: string;

beforeEach(async () => {
  browser = new FakeBrowser();
  page = new FakePage();
  page.look = ASKS;
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  sheetId = await worker.recovery.keep({
    accountId: id,
    label: '',
    site: ORIGIN,
    source: 'page',
    codes: CODES.map((text) => ({ text, isUsed: false })),
    expiresAt: null,
    replaces: null,
  });
  page.onFill = async (ticket) => {
    await worker.autofill.cash(ticket, { ...SENDER, documentId: 'doc-1' }, page.report);
    return 'filled';
  };
});

const states = async () => (await worker.recovery.list())[0]?.marks.map(({ state }) => state);

const OFFER = { kind: 'offer', tabId: TAB, topOrigin: ORIGIN } as const;
const request = () => ({ verb: 'offer/fill', accountId: id, gives: 'recovery-code' }) as const;
const click = () => worker.offers.fill(request(), OFFER);

test('offers the next code, asks about the last one, and takes the answer', async () => {
  const account = { id, issuer: 'Example', accountName: 'alice', gives: 'recovery-code' };
  expect(await worker.offers.open(OFFER)).toEqual({
    state: 'ready',
    accounts: [{ ...account, left: 3, question: null }],
  });
  expect(await click()).toEqual({ filled: true });
  const question = { sheetId, position: 0 };
  expect(await worker.offers.open(OFFER)).toEqual({
    state: 'ready',
    accounts: [{ ...account, left: 2, question }],
  });
  await worker.offers.answer({ verb: 'offer/answer', accountId: id, ...question, as: 'refused' }, OFFER);
  expect(await states()).toEqual(['refused', 'unused', 'unused']);
});

test('fills no recovery code into a field of another kind, and answers for no other site', async () => {
  page.look = { roles: ['app-code'] };
  await expect(click()).rejects.toEqual(new RequestFailure('no-field'));
  page.look = ASKS;
  await click();
  const elsewhere = { ...OFFER, topOrigin: 'https://evil.example' };
  const answer = { verb: 'offer/answer', accountId: id, sheetId, position: 0, as: 'unused' } as const;
  await expect(worker.offers.answer(answer, elsewhere)).rejects.toEqual(new RequestFailure('not-this-site'));
  expect(await states()).toEqual(['filled', 'unused', 'unused']);
});

test('a private window leaves the mark and nothing else', async () => {
  page.isInPrivateWindow = true;
  const usage = structuredClone(browser.local.usage);
  await click();
  expect(await states()).toEqual(['filled', 'unused', 'unused']);
  expect(browser.local.usage).toEqual(usage);
  expect(await browser.useStore.readLastFill()).toBeUndefined();
  expect((await worker.accounts.list(null))[0]?.account.firstUsedAt).toBeNull();
});
