import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { askBrowser, openPopup } from '../../../../src/background/accounts/popup-opening.ts';
import type { Engine } from '../../../../src/core/vault/store.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { createUnlocked, newAccount, startWorker, type Worker } from '../../../support/vault/background.ts';

const ORIGIN = 'https://here.example';

test('a worker that was stopped reads as little of a thousand accounts as of a hundred', async () => {
  const asked: string[][] = [];
  for (const size of [100, 1000]) {
    const browser = await browserWith(size);
    const notes: string[] = [];
    const { list } = await open(startWorker(browser, { engine: noting(browser, notes) }), null);
    expect(list).toMatchObject({ total: size });
    expect(list?.codes).toHaveLength(8);
    asked.push(notes);
  }
  expect(asked).toEqual([
    ['latestRoot', 'read 8'],
    ['latestRoot', 'read 8'],
  ]);
});

test('on the site of an account the part of the index that has it is read too', async () => {
  const browser = await browserWith(300, async (worker) => {
    await worker.accounts.add([
      { account: newAccount('ada', { sites: [{ origin: ORIGIN, match: 'origin' }] }), replaces: null },
    ]);
  });
  const notes: string[] = [];
  const { list } = await open(startWorker(browser, { engine: noting(browser, notes) }), ORIGIN);
  expect(list?.rows[0]).toMatchObject({ onThisSite: true, account: { accountName: 'ada' } });
  expect(notes).toEqual(['latestRoot', 'read 1', 'read 8']);
});

test('the first screen by the outline is the one by the whole index, whatever is pinned, used, trashed and wherever', async () => {
  const anyAccount = fc.record({
    pinned: fc.boolean(),
    trashed: fc.boolean(),
    used: fc.boolean(),
    site: fc.constantFrom(ORIGIN, 'https://there.example', 'https://example.com', 'https://examp1e.com'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAccount, { minLength: 1, maxLength: 90 }),
      fc.constantFrom(null, ORIGIN, 'https://example.com', 'https://exarnple.com', 'https://none.test'),
      async (accounts, pageOrigin) => {
        const browser = new FakeBrowser();
        const worker = await createUnlocked(browser);
        const additions = accounts.map(({ site }, index) => ({
          account: newAccount(`user${index}`, { sites: [{ origin: site, match: 'origin' }] }),
          replaces: null,
        }));
        const ids = await worker.accounts.add(additions);
        const chosen = (pick: 'pinned' | 'trashed') => ids.filter((_id, index) => accounts[index]?.[pick]);
        const pinned = chosen('pinned');
        if (pinned.length > 0) await worker.manyAccounts.change(pinned, { kind: 'pin', pinned: true });
        const trashed = chosen('trashed');
        if (trashed.length > 0) await worker.manyAccounts.change(trashed, { kind: 'trash' });
        for (const [index, id] of ids.entries()) {
          browser.outside.clock.advance(1000);
          if (accounts[index]?.used === true) await worker.usage.note(id);
        }
        await worker.outlines.write();
        expect(browser.outline).toBeDefined();
        const byOutline = await open(startWorker(browser), pageOrigin);
        browser.outline = undefined;
        expect(byOutline).toEqual(await open(startWorker(browser), pageOrigin));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test.each([
  [
    'an account was added since',
    async (worker: Worker) => {
      await worker.accounts.add([{ account: newAccount('new'), replaces: null }]);
    },
  ],
  ['another account was used since', async (worker: Worker) => worker.usage.note('f'.repeat(32))],
])('an outline is not used where %s', async (_name, change) => {
  const browser = await browserWith(100);
  const { outline } = browser;
  await change(startWorker(browser));
  browser.outline = outline;
  const notes: string[] = [];
  await open(startWorker(browser, { engine: noting(browser, notes) }), null);
  expect(notes.length).toBeGreaterThan(2);
});

test('an outline that was changed is not used, and one of another vault key is not', async () => {
  const browser = await browserWith(100);
  for (const outline of [
    browser.outline?.map((byte, index) => (index === 100 ? byte ^ 1 : byte)),
    (await browserWith(100, undefined, 'other')).outline,
  ]) {
    const notes: string[] = [];
    browser.outline = outline;
    const { list } = await open(startWorker(browser, { engine: noting(browser, notes) }), null);
    expect(list?.total).toBe(100);
    expect(notes.length).toBeGreaterThan(2);
  }
});

test('the codes of the first rows cost a worker that was stopped no more of a thousand accounts than of a hundred', async () => {
  for (const size of [100, 1000]) {
    const browser = await browserWith(size);
    const { list } = await open(startWorker(browser), null);
    const ids = list?.rows.map(({ id }) => id).toReversed() ?? [];
    const notes: string[] = [];
    const codes = await startWorker(browser, { engine: noting(browser, notes) }).codes.list(ids);
    expect(codes).toEqual(list?.codes.toReversed());
    expect(notes).toEqual(['latestRoot', 'read 8']);
  }
});

test('the code of any other account, and of one that was changed since, is the one of the whole index', async () => {
  const browser = await browserWith(100);
  const worker = startWorker(browser);
  const ids = (await worker.accounts.list(null)).map(({ id }) => id);
  const [first = '', last = ''] = [ids[0], ids.at(-1)];
  expect(await startWorker(browser).codes.list([last, first])).toEqual(
    await worker.codes.list([last, first]),
  );
  await worker.manyAccounts.change([first], { kind: 'pin', pinned: true });
  const notes: string[] = [];
  const codes = await startWorker(browser, { engine: noting(browser, notes) }).codes.list([first]);
  expect(codes).toMatchObject([{ id: first, kind: 'time' }]);
  expect(notes.length).toBeGreaterThan(2);
});

test('a lock takes the outline away, and none is made while the vault is locked', async () => {
  const browser = await browserWith(10);
  const worker = startWorker(browser);
  await worker.vaults.lock();
  expect(browser.outline).toBeUndefined();
  await expect(worker.outlines.write()).rejects.toThrow();
  expect(browser.outline).toBeUndefined();
});

test('a worker leaves an outline alone that is current, and makes one anew after a lock', async () => {
  const browser = await browserWith(10);
  const { outline, outlineMark } = browser;
  await startWorker(browser).outlines.write();
  expect(browser.outline).toBe(outline);
  expect(outlineMark).toMatch(/^[0-9a-f]{64}$/);
  const { session } = browser;
  const worker = startWorker(browser);
  await worker.vaults.lock();
  expect(browser.outlineMark).toBeUndefined();
  browser.session = session;
  await worker.outlines.write();
  expect(browser.outline).toBeDefined();
  expect(browser.outlineMark).toBe(outlineMark);
});

test('an outline says in clear neither names nor sites', async () => {
  const { outline } = await browserWith(10);
  const text = Buffer.from(outline ?? []).toString('latin1');
  expect(text.length).toBeGreaterThan(500);
  expect(text).not.toMatch(/user|Example|example/);
});

async function browserWith(
  accounts: number,
  more?: (worker: Worker) => Promise<void>,
  seed?: string,
): Promise<FakeBrowser> {
  const browser = new FakeBrowser(seed);
  const worker = await createUnlocked(browser);
  await worker.accounts.add(
    Array.from({ length: accounts }, (_, index) => ({ account: newAccount(`user${index}`), replaces: null })),
  );
  await more?.(worker);
  await worker.outlines.write();
  return browser;
}

function open(worker: Worker, origin: string | null) {
  const parts = {
    ...worker,
    activeTab: async () => ({ tabId: null, origin, isPrivate: false }),
    inTime: <Value>(work: Promise<Value>) => work,
  };
  return openPopup(parts, askBrowser(parts));
}

function noting({ memory }: FakeBrowser, notes: string[]): Engine {
  return {
    probe: () => memory.probe(),
    create: () => memory.create(),
    keys: () => memory.keys(),
    commit: (change) => memory.commit(change),
    latestRoot: () => {
      notes.push('latestRoot');
      return memory.latestRoot();
    },
    read: (keys) => {
      notes.push(`read ${keys.length}`);
      return memory.read(keys);
    },
  };
}
