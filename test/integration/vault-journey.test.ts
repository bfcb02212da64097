// The background as the browser runs it, but for the browser: messages in, answers out, IndexedDB below.
import type { PartialExports } from '../../src/background/partial-exports.ts';
import type { PasskeyService } from '../../src/background/passkeys/passkey-service.ts';
import type { PasskeyWaits } from '../../src/background/passkeys/passkey-waits.ts';
import { PageSigns } from '../../src/background/fill/page-signs.ts';
import { UnfilledNotes } from '../../src/background/fill/unfilled-notes.ts';
import { reportWith } from '../support/vault/fake-page.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { siteHandlers, failureOf, pageHandlers } from '../../src/background/routes.ts';
import { encodeBase64 } from '../../src/core/bytes/base64.ts';
import type { Result } from '../../src/core/result.ts';
import type { FailureCode } from '../../src/messaging/failure.ts';
import { type Ask, createPageClient } from '../../src/messaging/page-client.ts';
import { createRouter } from '../../src/messaging/router.ts';
import { IndexedDbStore } from '../../src/platform/storage/indexeddb-store.ts';
import { fakeScans } from '../support/fake-scans.ts';
import { FakeBrowser } from '../support/fake-browser.ts';
import { startWorker } from '../support/vault/background.ts';
import { PASSPHRASE, RFC_SECRET, TOTP } from '../support/vault/fixture.ts';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const OWN = {
  extensionId: 'tallystick',
  origin: ORIGIN,
  paths: ['/src/manage/index.html'],
  offerPath: '/src/offer/index.html',
};
const MANAGE = { id: 'tallystick', origin: ORIGIN, url: `${ORIGIN}/src/manage/index.html`, frameId: 0 };
const SITE = 'https://example.com';
const CONTENT = {
  id: 'tallystick',
  origin: SITE,
  url: SITE,
  frameId: 0,
  documentId: 'doc',
  tab: { id: 3, url: SITE },
};
const CREATE = {
  derivedKey: encodeBase64(PASSPHRASE.derivedKey),
  salt: encodeBase64(PASSPHRASE.salt),
  kdf: PASSPHRASE.kdf,
};
const ALICE = {
  issuer: 'Example',
  accountName: 'alice',
  secret: encodeBase64(RFC_SECRET),
  parameters: TOTP,
  sites: [{ origin: SITE, match: 'origin' as const }],
  unknownParameters: [],
};

let browser: FakeBrowser;
let badges: string[];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  browser = new FakeBrowser();
  badges = [];
});

/** Starts the worker anew and gives the two ways of talking to it: as our page, and as a script in the site's page. */
function start() {
  let inPage: (message: unknown) => Promise<unknown> = () => Promise.resolve(undefined);
  const reach = {
    inject: () => Promise.resolve([{ frameId: 0, documentId: 'doc' }]),
    originOf: () => Promise.resolve(SITE),
    isPrivate: () => Promise.resolve(false),
    send: (_tabId: number, _frame: unknown, message: unknown) => inPage(message),
  };
  const worker = startWorker(browser, { engine: new IndexedDbStore({ name: 'tallystick-vault' }), reach });
  const services = {
    ...worker,
    scans: fakeScans().scans,
    partialExports: {} as PartialExports,
    originOfTab: reach.originOf,
    activeTab: () => Promise.resolve({ tabId: 3, origin: SITE, isPrivate: false }),
    inTime: <Value>(work: Promise<Value>) => work,
    onUnlocked: () => undefined,
    provider: {
      service: {} as PasskeyService,
      waits: {} as PasskeyWaits,
      followSites: () => Promise.resolve(),
      followVault: () => Promise.resolve(),
      takeBackLeft: async () => undefined,
    },
    unfilled: new UnfilledNotes(browser.outside.clock),
    signs: new PageSigns({
      accounts: worker.accounts,
      enrolments: { follow: () => Promise.resolve() },
      setBadge: async (_tabId: number, text: string) => void badges.push(text),
    }),
  };
  const router = createRouter(
    OWN,
    pageHandlers(services),
    siteHandlers(services, browser.outside.clock),
    failureOf,
  );
  const ask = createPageClient({ send: async (message) => router.route(message, MANAGE) });
  const askAsContent = (message: unknown) => router.route(message, CONTENT);
  const onMessageInPage = (listener: typeof inPage) => void (inPage = listener);
  return { ask, askAsContent, onMessageInPage };
}

async function value<Value>(result: Promise<Result<Value, FailureCode>>): Promise<Value> {
  const answer = await result;
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

async function unlock(ask: Ask) {
  const status = await value(ask('vault/status', {}));
  if (status.state !== 'locked') throw new Error(status.state);
  await value(ask('vault/unlock', { slotId: status.slots[0]?.slotId ?? '', derivedKey: CREATE.derivedKey }));
}

test('an account goes from a message into the vault, through a restart, and its code to the page of its site', async () => {
  const first = start();
  expect(await value(first.ask('vault/status', {}))).toEqual({ state: 'first-run' });
  await value(first.ask('vault/create', CREATE));
  const { ids } = await value(first.ask('accounts/add', { additions: [{ account: ALICE, replaces: null }] }));
  await value(first.ask('vault/lock', {}));

  const { ask, askAsContent, onMessageInPage } = start();
  expect(await ask('accounts/list', { tabId: 3 })).toEqual({ ok: false, error: 'locked' });
  await unlock(ask);
  expect(await value(ask('accounts/list', { tabId: 3 }))).toMatchObject([{ id: ids[0], onThisSite: true }]);
  const [shown] = await value(ask('codes/list', { ids: [...ids] }));

  let filled: unknown;
  onMessageInPage(async (message) => {
    const { do: command, ticket } = message as { do: string; ticket: string };
    if (command === 'look') return { report: reportWith(['app-code']) };
    filled = await askAsContent({ verb: 'autofill/code', ticket, page: reportWith(['app-code']) });
    return 'filled';
  });
  await value(ask('autofill/fill', { tabId: 3, accountId: ids[0] ?? '' }));
  expect(filled).toEqual({
    ok: true,
    value: { code: shown?.kind === 'time' ? shown.code : '', fields: [0], submits: false },
  });
});

test('a page of an allowed site gets its number on the button, whatever it asks for, only while the vault is unlocked', async () => {
  const { ask, askAsContent } = start();
  await value(ask('vault/create', CREATE));
  await value(ask('accounts/add', { additions: [{ account: ALICE, replaces: null }] }));
  await askAsContent({ verb: 'autofill/report', page: reportWith(['app-code']) });
  await askAsContent({ verb: 'autofill/report', page: '' });
  await value(ask('vault/lock', {}));
  await askAsContent({ verb: 'autofill/report', page: reportWith(['app-code']) });
  expect(badges).toEqual(['1', '1', '']);
});

test('a database that is gone after a restart is never a first run', async () => {
  const first = start();
  await value(first.ask('vault/create', CREATE));
  await value(first.ask('vault/lock', {}));
  globalThis.indexedDB = new IDBFactory();
  const { ask } = start();
  expect(await value(ask('vault/status', {}))).toEqual({ state: 'emptied' });
  expect(await ask('vault/create', CREATE)).toEqual({ ok: false, error: 'vault-exists' });
  expect(await indexedDB.databases()).toEqual([]);
});

test('no answer and no stored value holds the secret, the passphrase key or the vault key', async () => {
  const { ask } = start();
  const answers: unknown[] = [await ask('vault/create', CREATE)];
  const added = await value(ask('accounts/add', { additions: [{ account: ALICE, replaces: null }] }));
  const ids = [...added.ids];
  answers.push(added, await ask('vault/status', {}), await ask('accounts/list', { tabId: 3 }));
  answers.push(
    await value(ask('popup/open', {})),
    await ask('codes/list', { ids }),
    await ask('settings/read', {}),
  );
  const told = JSON.stringify(answers);
  const vaultKey = browser.session?.vaultKey ?? '';
  expect(vaultKey).toHaveLength(44);
  const stored = await storedText();
  for (const secret of [RFC_SECRET, PASSPHRASE.derivedKey, Buffer.from(vaultKey, 'base64')]) {
    for (const encoding of ['latin1', 'hex', 'base64'] as const) {
      const needle = Buffer.from(secret).toString(encoding).slice(0, 16);
      expect(told).not.toContain(needle);
      expect(stored).not.toContain(needle);
    }
  }
  // The search finds what is there in clear.
  expect(stored).toContain('TLYH');
  expect(told).toContain('alice');
});

/** All that IndexedDB holds, one character a byte. */
async function storedText(): Promise<string> {
  const { result: database } = await settled(indexedDB.open('tallystick-vault'));
  const values: Uint8Array[] = [];
  for (const name of ['head', 'records', 'index']) {
    const { result } = await settled(database.transaction(name).objectStore(name).getAll());
    values.push(...(result as Uint8Array[]));
  }
  database.close();
  return Buffer.concat(values).toString('latin1');
}

function settled<Request extends IDBRequest>(request: Request): Promise<Request> {
  return new Promise((resolve) => {
    request.addEventListener('success', () => resolve(request));
  });
}
