import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import { type PageVerb, pageRequests } from '../../../src/messaging/page-requests.ts';
import {
  type ContentHandlers,
  createRouter,
  type OfferHandlers,
  type PageHandlers,
} from '../../../src/messaging/router.ts';
import { GOOD_PASSKEY_LISTS, GOOD_PASSKEY_PROMPTS } from '../../support/passkeys/requests.ts';
import { GOOD_RECOVERY } from '../../support/recovery-requests.ts';
import type { MessageSender } from '../../../src/messaging/sender.ts';
import { GOOD_SCAN_REQUESTS, GOOD_TRANSFER_REQUESTS } from './good-transfer-requests.ts';

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
const VERBS = Object.keys(pageRequests) as PageVerb[];

const NATIVE = { kind: 'native' } as const;
const NO_ID = '0'.repeat(32);
const KEY = `${'A'.repeat(43)}=`;
const ACCOUNT = {
  issuer: 'Example',
  accountName: 'alice',
  secret: 'AQID',
  parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
  sites: [{ origin: 'https://example.com', match: 'origin' }],
  unknownParameters: [],
};
const PASSPHRASE = {
  derivedKey: KEY,
  salt: KEY,
  kdf: { memoryKib: 65_536, iterations: 3, parallelism: 4 },
};
const PRESENTED = { slotId: NO_ID, secret: KEY };
const GIVEN = { ...PRESENTED, file: KEY };
/** One good request for every verb: a verb that is added without one fails the test below. */
const GOOD: { readonly [Verb in PageVerb]: object } = {
  'popup/open': {},
  'vault/status': {},
  'vault/create': PASSPHRASE,
  'vault/unlock': { slotId: NO_ID, derivedKey: KEY },
  'vault/lock': {},
  'vault/start-fresh': PASSPHRASE,
  'vault/erase': { presented: PRESENTED },
  'slots/list': {},
  'slots/check': { presented: PRESENTED },
  'slots/change-passphrase': { presented: PRESENTED, next: PASSPHRASE },
  'slots/set-recovery-key': { presented: PRESENTED, secret: KEY, salt: KEY },
  'slots/add-passkey': {
    presented: PRESENTED,
    secret: KEY,
    prfInput: KEY,
    credentialId: 'AAEC',
    label: 'This laptop',
  },
  'slots/remove': { presented: PRESENTED, slotId: NO_ID },
  'slots/rotate': { presented: [PRESENTED] },
  'storage/check': {},
  'storage/repair-records': {},
  'storage/repair-heads': {},
  'storage/take-copy': {},
  'storage/keep-database': {},
  'storage/keep-salvaged': {},
  'storage/raw': { from: 0 },
  'storage/set-aside': {},
  'storage/bring-back': { name: 'vault-0' },
  'storage/remove-set-aside': { name: 'vault-0' },
  ...GOOD_RECOVERY,
  ...GOOD_PASSKEY_LISTS,
  ...GOOD_PASSKEY_PROMPTS,
  ...GOOD_SCAN_REQUESTS,
  ...GOOD_TRANSFER_REQUESTS,
  'history/list': {},
  'history/undo': { seq: 1 },
  'trash/empty': {},
  'diagnostics/read': {},
  'accounts/list': { tabId: null },
  'accounts/preview': { accounts: [ACCOUNT] },
  'accounts/add': { additions: [{ account: ACCOUNT, replaces: null }] },
  'accounts/edit': { id: NO_ID, issuer: 'a', accountName: 'b', sites: [] },
  'accounts/many': { ids: [NO_ID], change: { kind: 'tag', tag: 'work' } },
  'accounts/arrange': { id: NO_ID, before: null },
  'accounts/trash': { id: NO_ID },
  'accounts/restore': { id: NO_ID },
  'accounts/erase': { id: NO_ID },
  'backup/state': {},
  'backup/make': { presented: PRESENTED, next: PASSPHRASE },
  'backup/confirm': { file: KEY },
  'backup/compare': { given: GIVEN },
  'backup/preview': { given: GIVEN },
  'backup/restore': { given: GIVEN, choices: [{ id: NO_ID, choice: 'add' }] },
  'codes/list': { ids: [NO_ID] },
  'codes/next': { id: NO_ID },
  'codes/used': { id: NO_ID },
  'autofill/look': { tabId: 3 },
  'autofill/fill': { tabId: 3, accountId: NO_ID },
  'autofill/continue': { tabId: 3 },
  'sites/whole': { origins: ['https://example.com'] },
  'sites/choices': {},
  'sites/choose': { pattern: 'https://a.b/*', offers: true, submits: true, passkeys: true, noPasskeys: true },
  'clock/read': {},
  'clock/check': { tabId: null },
  'clock/correct': { offsetSeconds: 90 },
  'clipboard/copied': { text: '123456' },
  'policy/read': {},
  'settings/read': {},
  'settings/lock': { choice: 'screen' },
};

let called: [string, unknown][];
let failWith: Error | undefined;

const pages = Object.fromEntries(
  VERBS.map((verb) => [
    verb,
    async (request: unknown) => {
      called.push([verb, request]);
      if (failWith !== undefined) throw failWith;
      return verb;
    },
  ]),
) as unknown as PageHandlers;
const note = async (request: { readonly verb: string }, sender: unknown) => {
  called.push([request.verb, sender]);
};
const content: ContentHandlers = {
  'autofill/code': (request, sender) =>
    note(request, sender).then(() => ({ code: '123456', fields: [0], submits: false })),
  'autofill/report': (request, sender) => note(request, sender).then(() => null),
  'scan/link': (request, sender) => note(request, sender).then(() => null),
  'passkeys/known': (request, sender) => note(request, sender).then(() => null),
  'passkeys/begin': (request, sender) => note(request, sender).then(() => NATIVE),
  'passkeys/outcome': (request, sender) => note(request, sender).then(() => NATIVE),
  'passkeys/abort': (request, sender) => note(request, sender).then(() => null),
  'passkeys/signal': (request, sender) => note(request, sender).then(() => null),
  'passkeys/wait': (request, sender) => note(request, sender).then(() => NATIVE),
  'passkeys/stop': (request, sender) => note(request, sender).then(() => null),
  'passkeys/offered': (request, sender) => note(request, sender).then(() => null),
};
const router = createRouter(OWN, pages, { content, offer: {} as OfferHandlers }, () => 'internal');

beforeEach(() => {
  called = [];
  failWith = undefined;
});

describe('a page of ours', () => {
  test.each(VERBS)('may ask %s', async (verb) => {
    expect(await router.route({ verb, request: GOOD[verb] }, PAGE)).toEqual({ ok: true, value: verb });
    expect(called.map(([name]) => name)).toEqual([verb]);
  });

  test.each(VERBS)('is told bad-request for %s in a wrong shape, and no handler runs', async (verb) => {
    const wrong = [undefined, null, 7, 'text', []];
    const fields = Object.keys(GOOD[verb]);
    const requests = [
      ...wrong.filter((value) => !(fields.length === 0 && Array.isArray(value))),
      ...fields.flatMap((field) =>
        [undefined, {}, -0.5, field === 'offsetSeconds' ? 1e12 : -1, '!'.repeat(5000)].map((value) => ({
          ...GOOD[verb],
          [field]: value,
        })),
      ),
    ];
    for (const request of requests) expect(await router.route({ verb, request }, PAGE)).toEqual(BAD_REQUEST);
    expect(called).toEqual([]);
  });

  test.each([
    '',
    'vault',
    'toString',
    '__proto__',
    'constructor',
    'vault/destroy',
    'autofill/code',
    7,
    null,
    ['vault/lock'],
  ])('is told bad-request for the verb %j', async (verb) => {
    expect(await router.route({ verb, request: {} }, PAGE)).toEqual(BAD_REQUEST);
  });

  test.each([undefined, null, 7, 'vault/lock', [], {}])(
    'is told bad-request for the message %j',
    async (message) => {
      expect(await router.route(message, PAGE)).toEqual(BAD_REQUEST);
    },
  );

  test('never reaches a handler with more than its request has', async () => {
    await router.route({ verb: 'accounts/trash', request: { id: NO_ID, admin: true }, sender: 'x' }, PAGE);
    expect(called).toEqual([['accounts/trash', { id: NO_ID }]]);
  });

  test.each<[string, object]>([
    ['a period of 0', { parameters: { ...ACCOUNT.parameters, period: 0 } }],
    ['eleven digits', { parameters: { ...ACCOUNT.parameters, digits: 11 } }],
    [
      'a counter beyond 2^53',
      { parameters: { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 2 ** 53 } },
    ],
    ['an unknown hash function', { parameters: { ...ACCOUNT.parameters, algorithm: 'MD5' } }],
    ['no secret', { secret: '' }],
    ['a secret that is no base64', { secret: '&&&&' }],
    ['a secret too long', { secret: 'A'.repeat(1400) }],
    ['a site with a path', { sites: [{ origin: 'https://example.com/', match: 'origin' }] }],
    ['a site of another kind', { sites: [{ origin: 'https://example.com', match: 'everywhere' }] }],
    ['a name too long', { issuer: 'x'.repeat(257) }],
  ])('may not add an account with %s', async (_what, change) => {
    const request = { additions: [{ account: { ...ACCOUNT, ...change }, replaces: null }] };
    expect(await router.route({ verb: 'accounts/add', request }, PAGE)).toEqual(BAD_REQUEST);
  });

  test('hears of a failure its code and nothing else', async () => {
    const message = { verb: 'vault/lock', request: {} };
    failWith = new RequestFailure('storage-full', { cause: new Error('secret detail') });
    expect(await router.route(message, PAGE)).toEqual({ ok: false, error: 'storage-full' });
    failWith = new Error('secret detail');
    expect(await router.route(message, PAGE)).toEqual({ ok: false, error: 'internal' });
  });
});

describe('a content script', () => {
  test.each(VERBS)('may not ask %s', async (verb) => {
    for (const message of [
      { verb, request: GOOD[verb] },
      { verb, ...GOOD[verb] },
    ]) {
      expect(await router.route(message, CONTENT)).toEqual(BAD_REQUEST);
    }
    expect(called).toEqual([]);
  });
});

test('strangers are not answered at all', () => {
  const message = { verb: 'vault/status', request: {} };
  for (const sender of [
    {},
    { ...PAGE, frameId: 2 },
    { ...PAGE, id: 'other' },
    { ...CONTENT, origin: 'null' },
  ]) {
    expect(router.route(message, sender)).toBeUndefined();
  }
  expect(called).toEqual([]);
});
