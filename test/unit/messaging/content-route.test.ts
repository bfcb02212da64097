import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createRouter } from '../../../src/messaging/router.ts';
import type { MessageSender } from '../../../src/messaging/sender.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const ORIGIN = `chrome-extension://${ID}`;
const OWN = {
  extensionId: ID,
  origin: ORIGIN,
  paths: ['/src/popup/index.html'],
  offerPath: '/src/offer/index.html',
};
const PAGE: MessageSender = { id: ID, origin: ORIGIN, url: `${ORIGIN}/src/popup/index.html` };
const CONTENT: MessageSender = {
  id: ID,
  origin: 'https://example.com',
  url: 'https://example.com/',
  frameId: 0,
  tab: { id: 3, url: 'https://example.com/' },
};
const BAD_REQUEST = { ok: false, error: 'bad-request' };
const TICKET = '0'.repeat(32);

let called: [string, unknown][];
beforeEach(() => {
  called = [];
});
const note = async ({ verb }: { verb: string }, sender: unknown) => {
  called.push([verb, sender]);
  return null as never;
};
const content = {
  'autofill/code': note,
  'autofill/report': note,
  'scan/link': note,
  'passkeys/known': note,
  'passkeys/begin': note,
  'passkeys/outcome': note,
  'passkeys/abort': note,
  'passkeys/signal': note,
  'passkeys/wait': note,
  'passkeys/stop': note,
  'passkeys/offered': note,
};
const router = createRouter(OWN, {} as never, { content, offer: {} as never }, () => 'internal');

test('a content script may cash a ticket and report its page, as the sender that the browser names', async () => {
  const claims = { sender: PAGE, origin: 'https://evil.example', tabId: 99, kind: 'page' };
  await router.route({ verb: 'autofill/code', ticket: TICKET, page: '', ...claims }, CONTENT);
  await router.route({ verb: 'autofill/report', page: '', ...claims }, CONTENT);
  const sender = {
    kind: 'content',
    origin: 'https://example.com',
    tabId: 3,
    frameId: 0,
    topOrigin: 'https://example.com',
  };
  expect(called).toEqual([
    ['autofill/code', { ...sender, documentId: undefined }],
    ['autofill/report', { ...sender, documentId: undefined }],
  ]);
});

test.each([
  { verb: 'autofill/code', page: '' },
  { verb: 'autofill/code', ticket: TICKET },
  { verb: 'autofill/code', page: '', ticket: TICKET.slice(1) },
  { verb: 'autofill/code', page: '', ticket: TICKET.toUpperCase().replace('0', 'G') },
  { verb: 'autofill/code', page: '', ticket: [TICKET] },
  { verb: 'autofill/report' },
  { verb: 'autofill/report', page: ['challenge'] },
  { verb: 'autofill/report', page: 'x'.repeat(500_001) },
  { verb: ['autofill/report'], page: '' },
  { verb: 'passkeys/outcome' },
  { verb: 'passkeys/abort', id: TICKET.slice(1) },
  { verb: 'passkeys/confirm', id: TICKET },
  { verb: 'passkeys/sign-in', id: TICKET, tabId: 3 },
  { verb: 'offer/passkey', passkeyId: TICKET },
  { verb: 'passkey-prompt/confirm', id: TICKET, passkeyId: null, presented: null },
  null,
  'autofill/report',
])('a content script is told bad-request for %j', async (message) => {
  expect(await router.route(message, CONTENT)).toEqual(BAD_REQUEST);
  expect(called).toEqual([]);
});

test('a content script reaches no handler with arbitrary messages, and they never throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (message) => {
      expect(await router.route(message, CONTENT)).toEqual(BAD_REQUEST);
    }),
  );
});
