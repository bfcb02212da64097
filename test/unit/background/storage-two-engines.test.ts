// What becomes of a vault whose stores fail in the ways that browsers fail. The services are the real ones, over stores
// in memory that are damaged between two starts of the worker.
import { beforeEach, describe, expect, test } from 'vitest';
import { FakeBrowser } from '../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../support/vault/background.ts';
import { storeText } from '../../support/vault/memory-store.ts';
import { damage, decisionOf, lockedVault, NAMES, namesIn, unlockCopy } from '../../support/vault/damage.ts';
import { StoreError } from '../../../src/core/vault/store.ts';
import { DERIVED_KEY } from '../../support/vault/fixture.ts';
import { FailingStore } from '../../support/vault/failing-store.ts';

let browser: FakeBrowser;

beforeEach(async () => {
  ({ browser } = await lockedVault());
});

async function codesAreShown(worker: Worker): Promise<void> {
  const codes = await worker.codes.list((await worker.accounts.list(null)).map(({ id }) => id));
  expect(codes.map(({ kind }) => kind)).toEqual(NAMES.map(() => 'time'));
}

describe('a damaged head', () => {
  const setHead = (key: 'head/A' | 'head/B') => damage(browser.memory, key);

  test.each(['head/A', 'head/B'] as const)(
    'in one place (%s) unlocks by the other, and is mended',
    async (key) => {
      setHead(key);
      const worker = startWorker(browser);
      await unlock(worker);
      expect(await worker.repairs.check()).toMatchObject({ areHeadsGood: false });
      await worker.repairs.repairHeads();
      expect(await worker.repairs.check()).toMatchObject({ areHeadsGood: true });
    },
  );

  test('in both places unlocks by the copy, goes on with the database, and is mended', async () => {
    setHead('head/A');
    setHead('head/B');
    const worker = startWorker(browser);
    expect((await worker.vaults.status()).state).toBe('head-damaged-with-copy');
    await unlockCopy(worker);
    expect(await decisionOf(worker)).toBe('run');
    expect(await namesIn(worker)).toEqual(NAMES);
    await worker.repairs.repairHeads();
    await worker.vaults.lock();
    expect((await startWorker(browser).vaults.status()).state).toBe('locked');
  });
});

describe('a database that does not open', () => {
  test('shows codes from the copy, and is put right in a new database where the engine allows that', async () => {
    const engine = new FailingStore(browser.memory);
    engine.probe = () => Promise.resolve('failed');
    const worker = startWorker(browser, { engine });
    expect((await worker.vaults.status()).state).toBe('unavailable-with-copy');
    await unlockCopy(worker);
    await codesAreShown(worker);
    await worker.repairs.takeCopy();
    expect(await namesIn(worker)).toEqual(NAMES);
    expect(await decisionOf(worker)).toBe('run');
  });
});

describe('a database that stops answering while the vault is open', () => {
  test('leaves the codes on show, from the copy, also for a worker that was started again (a full disk once hid them)', async () => {
    const before = startWorker(browser);
    await unlock(before);
    const anchor = browser.anchor;
    browser.memory.vanish();
    await codesAreShown(before);
    const later = startWorker(browser);
    await codesAreShown(later);
    await expect(addAccount(later, newAccount('grace'))).rejects.toMatchObject({ code: 'unavailable' });
    await later.vaults.writeAnchor().catch(() => undefined);
    expect(browser.anchor).toBe(anchor);
    expect(await browser.memory.probe()).toBe('absent');
  });
});

test('a copy that lags is not shown for a database that does not answer', async () => {
  const first = startWorker(browser);
  await unlock(first);
  await first.accounts.trash((await first.accounts.list(null))[0]?.id ?? '');
  await first.vaults.writeAnchor();
  browser.memory.vanish();
  await expect(startWorker(browser).accounts.list(null)).rejects.toMatchObject({ code: 'unavailable' });
});

describe('a database whose engine failed since the browser was started', () => {
  beforeEach(async () => {
    const engine = new FailingStore(browser.memory);
    const worker = startWorker(browser, { engine });
    await unlock(worker);
    await worker.accounts.list(null);
    engine.failAt = engine.calls + 1;
    await expect(addAccount(worker, newAccount('refused'))).rejects.toMatchObject({ code: 'full' });
  });

  test('has its changes in the copy before they are reported (after a full disk one was lost)', async () => {
    const worker = startWorker(browser);
    await addAccount(worker, newAccount('grace'));
    browser.session = undefined;
    browser.memory.vanish();
    const later = startWorker(browser);
    await unlockCopy(later);
    expect(await namesIn(later)).toEqual([...NAMES, 'grace']);
  });

  test('reports no change that the copy did not take', async () => {
    const worker = startWorker(browser);
    browser.mirror.write = () => Promise.reject(new StoreError('full'));
    await expect(addAccount(worker, newAccount('grace'))).rejects.toMatchObject({
      code: 'mirror-not-written',
    });
  });
});

describe('two vaults', () => {
  test('in database and copy: neither is touched before the user chose, and each can be unlocked', async () => {
    const other = new FakeBrowser('another seed');
    const before = await createUnlocked(other);
    await addAccount(before, newAccount('zoe'));
    await before.settle();
    browser.mirror.headers.splice(0, 2, ...other.mirror.headers);
    browser.mirror.values.clear();
    for (const [key, value] of other.mirror.values) browser.mirror.values.set(key, value);
    const database = storeText(browser.memory);
    const copy = JSON.stringify([...browser.mirror.values.keys()]);

    const worker = startWorker(browser);
    const status = await worker.vaults.status();
    if (status.state !== 'two-vaults') throw new Error(status.state);
    expect(await worker.mirrors.sync()).toEqual({ is: 'held', reason: 'other-vault' });
    await worker.vaults.unlock(status.slots[0]?.slotId ?? '', DERIVED_KEY);
    expect(await namesIn(worker)).toEqual(NAMES);
    await worker.settle();
    expect(JSON.stringify([...browser.mirror.values.keys()])).toBe(copy);
    await worker.vaults.lock();
    await unlockCopy(worker);
    expect(await decisionOf(worker)).toBe('run-from-mirror');
    expect(await namesIn(worker)).toEqual(['zoe']);
    expect(storeText(browser.memory)).toBe(database);
    await worker.repairs.takeCopy();
    expect(await namesIn(worker)).toEqual(['zoe']);
    expect(storeText(browser.memory)).toBe(database);
  });

  test('become one where the user keeps the database: the other one goes on the shelf, whole', async () => {
    const other = new FakeBrowser('another seed');
    const before = await createUnlocked(other);
    await addAccount(before, newAccount('zoe'));
    await before.settle();
    browser.mirror.headers.splice(0, 2, ...other.mirror.headers);
    browser.mirror.values.clear();
    for (const [key, value] of other.mirror.values) browser.mirror.values.set(key, value);
    const worker = startWorker(browser);
    await unlock(worker).catch(() => undefined);
    const status = await worker.vaults.status();
    if (status.state !== 'two-vaults') throw new Error(status.state);
    await worker.vaults.unlock(status.slots[0]?.slotId ?? '', DERIVED_KEY);
    await worker.repairs.keepDatabase();
    expect(await worker.diagnostics.setAside()).toEqual([{ name: 'shelf-1', records: 1 }]);
    await worker.vaults.lock();
    expect((await startWorker(browser).vaults.status()).state).toBe('locked');
    expect(browser.generations.memoryAt(-1).values.size).toBe(other.mirror.values.size + 2);
    await worker.diagnostics.removeSetAside('shelf-1');
    expect(await worker.diagnostics.setAside()).toEqual([]);
  });
});

describe('a storage.local that does not answer', () => {
  beforeEach(() => {
    browser.local.broken = true;
    browser.mirror.callsLeft = 0;
    browser.anchorStore.read = () => Promise.reject(new StoreError('unavailable'));
    browser.anchorStore.write = () => Promise.reject(new StoreError('unavailable'));
  });

  test('locks nobody out of a database that is whole (unlocking once failed with it)', async () => {
    const worker = startWorker(browser);
    await unlock(worker);
    await codesAreShown(worker);
    await addAccount(worker, newAccount('grace'));
    expect(await namesIn(worker)).toEqual([...NAMES, 'grace']);
  });

  test('does not keep the database from being checked (it once did)', async () => {
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await worker.repairs.check()).toMatchObject({ checked: NAMES.length, troubles: [] });
  });

  test('makes no first run of a database that came back empty (it once did)', async () => {
    browser.memory.vanish();
    expect(await startWorker(browser).vaults.status()).toEqual({ state: 'emptied' });
  });
});
