import { expect, test } from 'vitest';
import { askBrowser, openPopup } from '../../../../src/background/accounts/popup-opening.ts';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import type { Engine, StoreKey } from '../../../../src/core/vault/store.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { createUnlocked, newAccount, startWorker, type Worker } from '../../../support/vault/background.ts';

test('a worker that was stopped asks the store three times until the first code, for the index and the first screen', async () => {
  const browser = await browserWith(200);
  const { engine, asked } = counting(browser);
  const { list } = await open(startWorker(browser, { engine }));
  expect(list?.rows).toHaveLength(8);
  expect(list?.codes.map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'time'));
  expect(asked).toEqual(['latestRoot', 'read 4 shards', 'read 8 records']);
});

test('a worker that runs asks the store for nothing when the popup is opened again', async () => {
  const browser = await browserWith(200);
  const { engine, asked } = counting(browser);
  const worker = startWorker(browser, { engine });
  const before = await open(worker);
  asked.length = 0;
  const { list } = await open(worker);
  expect(asked).toEqual([]);
  expect(list?.rows).toEqual(before.list?.rows);
});

async function browserWith(accounts: number): Promise<FakeBrowser> {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  await worker.accounts.add(
    Array.from({ length: accounts }, (_, index) => ({ account: newAccount(`user${index}`), replaces: null })),
  );
  return browser;
}

function open(worker: Worker) {
  const parts = {
    ...worker,
    activeTab: async () => ({ tabId: null, origin: null, isPrivate: false }),
    inTime: <Value>(work: Promise<Value>) => work,
  };
  return openPopup(parts, askBrowser(parts));
}

/** The engine of this browser, and what it was asked. */
function counting({ memory }: FakeBrowser) {
  const asked: string[] = [];
  const engine: Engine = {
    probe: () => noted('probe', () => memory.probe()),
    create: () => noted('create', () => memory.create()),
    keys: () => noted('keys', () => memory.keys()),
    latestRoot: () => noted('latestRoot', () => memory.latestRoot()),
    commit: (change) => noted('commit', () => memory.commit(change)),
    read: (keys): Promise<readonly (Bytes | undefined)[]> =>
      noted(`read ${keys.length} ${kindOf(keys)}s`, () => memory.read(keys)),
  };
  function noted<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
    asked.push(what);
    return work();
  }
  return { engine, asked };
}

function kindOf(keys: readonly StoreKey[]): string {
  return [...new Set(keys.map((key) => key.split('/')[0]))].join(' and ');
}
