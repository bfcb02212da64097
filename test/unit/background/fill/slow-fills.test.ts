// What becomes of a code whose page takes its time, or has gone before it could say what it did.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { ContentSender } from '../../../../src/messaging/router.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from '../../../support/vault/background.ts';
import { FakePage } from '../../../support/vault/fake-page.ts';

const TAB = 7;
const SENDER: ContentSender = {
  kind: 'content',
  origin: 'https://example.com',
  topOrigin: 'https://example.com',
  tabId: TAB,
  frameId: 0,
  documentId: 'doc-1',
};
const REFUSED = new RequestFailure('page-refused');

let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;

beforeEach(async () => {
  browser = new FakeBrowser();
  page = new FakePage();
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
});
afterEach(() => vi.useRealTimers());

const cash = (ticket: string) => worker.autofill.cash(ticket, SENDER, page.report);

test('a page that had the code and was left, as by a form that went off, has not refused it', async () => {
  page.onFill = async (ticket) => {
    await cash(ticket);
    throw new Error('The message port closed before a response was received.');
  };
  expect(await worker.autofill.fill(TAB, id)).toEqual({ filled: true });
});

test('a page that got no code and was left counts as one that refused', async () => {
  page.onFill = () => Promise.reject(new Error('The message port closed before a response was received.'));
  await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(REFUSED);
});

test('a ticket that expires on the way to its code gets none, and spends none', async () => {
  page.onFill = async (ticket) => {
    browser.outside.clock.advance(9_900);
    const cashed = cash(ticket);
    browser.outside.clock.advance(200);
    await expect(cashed).rejects.toEqual(REFUSED);
    return 'refused';
  };
  await expect(worker.autofill.fill(TAB, id)).rejects.toEqual(REFUSED);
  expect(await worker.codes.waitsUntil(id)).toBeUndefined();
});

test('a page is waited for some seconds longer than its ticket lives', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isTold = false;
  page.onFill = async (ticket) => {
    await cash(ticket);
    isTold = true;
    return new Promise((done) => setTimeout(() => done('refused'), 14_000));
  };
  const said = vi.fn<(outcome: unknown) => void>();
  void worker.autofill.fill(TAB, id).then(said, said);
  await vi.waitUntil(() => isTold);
  await vi.advanceTimersByTimeAsync(13_000);
  expect(said).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitUntil(() => said.mock.calls.length > 0);
  expect(said).toHaveBeenCalledWith(REFUSED);
});
