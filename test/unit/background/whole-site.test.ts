import { beforeEach, expect, test } from 'vitest';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from '../../support/vault/background.ts';
import { FakePage } from '../../support/vault/fake-page.ts';

const TAB = 7;
let browser: FakeBrowser;
let page: FakePage;
let worker: Worker;
let id: string;

beforeEach(async () => {
  browser = new FakeBrowser();
  page = new FakePage();
  worker = await createUnlocked(browser, { reach: page });
  id = await addAccount(worker, newAccount('alice'));
  page.onFill = async (ticket) => {
    const origin = page.origin ?? '';
    const sender = { kind: 'content', origin, topOrigin: origin, tabId: TAB } as const;
    await worker.autofill.cash(ticket, { ...sender, frameId: 0, documentId: 'doc-1' }, page.report);
    return 'filled';
  };
});

async function remember(origin: string, match: 'origin' | 'site') {
  page.origin = origin;
  const agreed = {
    pageOrigin: origin,
    fieldOrigin: origin,
    cautions: ['other-site' as const],
    remember: match,
  };
  expect(await worker.autofill.fill(TAB, id, { agreed })).toEqual({ filled: true });
  browser.outside.clock.advance(60_000);
}

test('a site that is remembered as a whole is filled at its other addresses without a question', async () => {
  await remember('https://login.other.example', 'site');
  page.origin = 'https://www.other.example';
  expect(await worker.autofill.fill(TAB, id)).toEqual({ filled: true });
});

test('one that is remembered by itself is asked about at its other addresses', async () => {
  await remember('https://login.other.example', 'origin');
  page.origin = 'https://www.other.example';
  expect(await worker.autofill.fill(TAB, id)).toMatchObject({
    filled: false,
    question: { wholeSite: 'other.example' },
  });
});

test('neighbours at a host that gives out names are no part of a whole site', async () => {
  await remember('https://you.github.io', 'site');
  page.origin = 'https://evil.github.io';
  expect(await worker.autofill.fill(TAB, id)).toMatchObject({
    filled: false,
    question: { wholeSite: 'evil.github.io' },
  });
});
