import { beforeEach, expect, test } from 'vitest';
import { pageRequests } from '../../../src/messaging/page-requests.ts';
import { createRouter, type OfferHandlers, type PageHandlers } from '../../../src/messaging/router.ts';
import type { MessageSender } from '../../../src/messaging/sender.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const ORIGIN = `chrome-extension://${ID}`;
const OWN = {
  extensionId: ID,
  origin: ORIGIN,
  paths: ['/src/popup/index.html'],
  offerPath: '/src/offer/index.html',
};
const SITE = 'https://example.com';
const OFFER: MessageSender = {
  id: ID,
  origin: ORIGIN,
  url: `${ORIGIN}/src/offer/index.html`,
  frameId: 4,
  tab: { id: 3, url: `${SITE}/` },
};
const BAD_REQUEST = { ok: false, error: 'bad-request' };
const ACCOUNT = '0'.repeat(32);

let called: unknown[];
beforeEach(() => {
  called = [];
});
const note = async (request: object, sender?: object) => void called.push([request, sender]);
const noting = (verbs: readonly string[]) => Object.fromEntries(verbs.map((verb) => [verb, note])) as unknown;
const router = createRouter(
  OWN,
  noting(Object.keys(pageRequests)) as PageHandlers,
  {
    content: noting(['autofill/code', 'autofill/report']) as never,
    offer: noting([
      'offer/open',
      'offer/fill',
      'offer/answer',
      'offer/unlock',
      'offer/dismiss',
      'offer/passkeys',
      'offer/passkey',
    ]) as OfferHandlers,
  },
  () => 'internal',
);

test.each(Object.keys(pageRequests))('the offer in a page may not ask %s', async (verb) => {
  for (const message of [{ verb }, { verb, request: {} }, { verb, request: { id: ACCOUNT, tabId: 3 } }])
    expect(await router.route(message, OFFER)).toEqual(BAD_REQUEST);
  expect(called).toEqual([]);
});

test('the offer may ask its own seven things, as the frame of the tab that the browser names', async () => {
  const requests = [
    { verb: 'offer/open' },
    { verb: 'offer/fill', accountId: ACCOUNT, gives: 'recovery-code' },
    { verb: 'offer/answer', accountId: ACCOUNT, sheetId: ACCOUNT, position: 3, as: 'used' },
    { verb: 'offer/unlock' },
    { verb: 'offer/dismiss', forGood: true },
    { verb: 'offer/passkeys' },
    { verb: 'offer/passkey', passkeyId: ACCOUNT },
  ];
  for (const request of requests)
    await router.route({ ...request, tabId: 99, topOrigin: 'https://evil.example' }, OFFER);
  const sender = { kind: 'offer', tabId: 3, topOrigin: SITE };
  expect(called).toEqual(requests.map((request) => [request, sender]));
});

test.each([
  { verb: 'autofill/code', ticket: ACCOUNT, page: '' },
  { verb: 'autofill/report', page: '' },
  { verb: 'offer/fill' },
  { verb: 'offer/fill', accountId: 7, gives: 'app-code' },
  { verb: 'offer/fill', accountId: ACCOUNT },
  { verb: 'offer/fill', accountId: ACCOUNT, gives: 'all' },
  { verb: 'offer/answer', accountId: ACCOUNT, sheetId: ACCOUNT, position: -1, as: 'used' },
  { verb: 'offer/answer', accountId: ACCOUNT, sheetId: ACCOUNT, position: 0.5, as: 'used' },
  { verb: 'offer/answer', accountId: ACCOUNT, sheetId: ACCOUNT, position: 0, as: 'copied' },
  { verb: 'offer/answer', accountId: ACCOUNT, sheetId: 'all', position: 0, as: 'used' },
  { verb: 'offer/fill', accountId: `${ACCOUNT}0`, gives: 'app-code' },
  { verb: 'offer/dismiss', forGood: 'yes' },
  { verb: 'offer/passkey' },
  { verb: 'offer/passkey', passkeyId: 'all' },
  { verb: 'offer/everything' },
  { verb: ['offer/open'] },
  null,
  'offer/open',
])('the offer is told bad-request for %j', async (message) => {
  expect(await router.route(message, OFFER)).toEqual(BAD_REQUEST);
  expect(called).toEqual([]);
});

test('neither a content script nor a page of ours may ask what the offer asks', async () => {
  const content = { id: ID, origin: SITE, url: `${SITE}/`, frameId: 0, tab: { id: 3, url: `${SITE}/` } };
  const popup = { id: ID, origin: ORIGIN, url: `${ORIGIN}/src/popup/index.html` };
  for (const sender of [content, popup])
    for (const message of [
      { verb: 'offer/open', request: {} },
      { verb: 'offer/fill', accountId: ACCOUNT, gives: 'app-code' },
    ])
      expect(await router.route(message, sender)).toEqual(BAD_REQUEST);
  expect(called).toEqual([]);
});
