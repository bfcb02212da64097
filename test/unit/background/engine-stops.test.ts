// The engine dies under an open vault: it must say so at once and everywhere, and go on when the engine does.
import { beforeEach, expect, test, vi } from 'vitest';
import { StoreError } from '../../../src/core/vault/store.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../support/vault/background.ts';
import type { MemoryStore } from '../../support/vault/memory-store.ts';

const READ_ONLY = new RequestFailure('read-only');

/** Does what it is asked until it has stopped; then every call fails, as in a browser whose store process died. */
class StoppingStore {
  hasStopped = false;
  readonly #below: MemoryStore;

  constructor(below: MemoryStore) {
    this.#below = below;
  }

  probe = async () => (this.hasStopped ? 'failed' : this.#below.probe());
  create = () => this.#call(() => this.#below.create());
  read: MemoryStore['read'] = (keys) => this.#call(() => this.#below.read(keys));
  latestRoot: MemoryStore['latestRoot'] = () => this.#call(() => this.#below.latestRoot());
  keys: MemoryStore['keys'] = () => this.#call(() => this.#below.keys());
  commit: MemoryStore['commit'] = (change) => this.#call(() => this.#below.commit(change));

  async #call<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.hasStopped) throw new StoreError('unavailable');
    return work();
  }
}

let browser: FakeBrowser;
let engine: StoppingStore;
let worker: Worker;

beforeEach(async () => {
  browser = new FakeBrowser();
  engine = new StoppingStore(browser.memory);
  worker = await createUnlocked(browser, { engine });
  await addAccount(worker, newAccount('alice'));
  await worker.settle();
});

const decision = () => browser.session?.decision;
const names = async () => (await worker.accounts.list(null)).map(({ account }) => account.accountName);

async function stop(): Promise<void> {
  engine.hasStopped = true;
  await expect(addAccount(worker, newAccount('lost'))).rejects.toEqual(new StoreError('unavailable'));
  await vi.waitFor(() => expect(decision()).toBe('run-stopped'));
}

test('the vault says that changes are not saved, pages are told, and codes are still shown', async () => {
  browser.events.length = 0;
  await stop();
  expect(browser.events).toContain('unlocked');
  expect(await worker.vaults.status()).toMatchObject({ state: 'unlocked', decision: 'run-stopped' });
  expect(await names()).toEqual(['alice']);
  const [view] = await worker.accounts.list(null);
  expect(await worker.codes.list([view?.id ?? ''])).toMatchObject([{ kind: 'time' }]);
  await expect(addAccount(worker, newAccount('bob'))).rejects.toEqual(READ_ONLY);
});

test('what was stored just before and is not in the copy yet stays on the screen', async () => {
  await addAccount(worker, newAccount('newest'));
  await stop();
  expect(await names()).toEqual(['alice', 'newest']);
});

test('trying again while it is still dead changes nothing; when it answers, changes are saved again', async () => {
  await stop();
  await worker.repairs.check();
  expect(decision()).toBe('run-stopped');
  engine.hasStopped = false;
  await worker.repairs.check();
  expect(decision()).toBe('run');
  await addAccount(worker, newAccount('bob'));
  await worker.settle();
  await worker.vaults.lock();
  const next = startWorker(browser);
  await unlock(next);
  expect((await next.accounts.list(null)).map(({ account }) => account.accountName)).toEqual([
    'alice',
    'bob',
  ]);
});

test('a database that came back empty, or set back, is not written on', async () => {
  const before = new Map(browser.memory.values);
  await addAccount(worker, newAccount('newest'));
  await worker.settle();
  await stop();
  engine.hasStopped = false;
  browser.memory.values.clear();
  await worker.repairs.check();
  expect(decision()).toBe('run-stopped');
  for (const [key, value] of before) browser.memory.values.set(key, value);
  await worker.repairs.check();
  expect(decision()).toBe('run-stopped');
  expect(await names()).toEqual(['alice', 'newest']);
});

test('one failure of an engine that goes on is none of the vault', async () => {
  const commit = vi.spyOn(engine, 'commit').mockRejectedValueOnce(new StoreError('unavailable'));
  await expect(addAccount(worker, newAccount('lost'))).rejects.toEqual(new StoreError('unavailable'));
  await worker.vaults.lookAtEngine();
  commit.mockRestore();
  expect(decision()).toBe('run');
  await addAccount(worker, newAccount('bob'));
  expect(await names()).toEqual(['alice', 'bob']);
});

test('a vault that was locked meanwhile stays locked', async () => {
  engine.hasStopped = true;
  const looking = worker.vaults.lookAtEngine();
  await worker.vaults.lock();
  await looking;
  expect(await worker.vaults.status()).not.toMatchObject({ state: 'unlocked' });
  expect(browser.session).toBeUndefined();
});
