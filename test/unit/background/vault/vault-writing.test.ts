// A change is worked out while the session is asked for; what the session says counts all the same.
import { expect, test, vi } from 'vitest';
import type { UnlockedSession } from '../../../../src/core/vault/lock.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, startWorker } from '../../../support/vault/background.ts';
import { storeText } from '../../../support/vault/memory-store.ts';

/** The next question for the session waits until it is answered with what it then holds. */
function heldSession(browser: FakeBrowser) {
  const answer = Promise.withResolvers<void>();
  const read = vi.spyOn(browser.sessionStore, 'read');
  read.mockImplementation(async () => {
    await answer.promise;
    return browser.session;
  });
  return {
    release: () => {
      read.mockRestore();
      answer.resolve();
    },
  };
}

/** Long enough for whatever can go on to have gone on: the stores of the test answer within turns, not with time. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

async function unlockedWithAccount() {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  const id = await addAccount(worker, newAccount('alice'));
  return { browser, worker, id };
}

test('is worked out before the session has answered, and stored after it', async () => {
  const { browser, worker } = await unlockedWithAccount();
  const before = storeText(browser.memory);
  const session = heldSession(browser);
  const work = vi.fn<() => void>();
  const adding = worker.vaults.change(async (vault) => {
    work();
    const [entry] = await vault.entries();
    const [read] = await vault.readRecords(entry ? [entry] : []);
    if (entry === undefined || read?.ok !== true) throw new Error('no record');
    await vault.commit([{ kind: 'put', id: entry.id, record: read.record, deletedAt: null }]);
  });
  await turns();
  expect(work).toHaveBeenCalledOnce();
  expect(storeText(browser.memory)).toBe(before);
  session.release();
  await adding;
  expect(storeText(browser.memory)).not.toBe(before);
});

test('of a vault that was locked while it was worked out stores nothing', async () => {
  const { browser, worker } = await unlockedWithAccount();
  const before = storeText(browser.memory);
  const session = heldSession(browser);
  const adding = worker.accounts.add([{ account: newAccount('bob'), replaces: null }]);
  await turns();
  browser.session = undefined;
  session.release();
  await expect(adding).rejects.toEqual(new RequestFailure('locked'));
  expect(storeText(browser.memory)).toBe(before);
});

test('of a vault that was locked while it was worked out tells nothing', async () => {
  const { browser, worker, id } = await unlockedWithAccount();
  const session = heldSession(browser);
  const seen: unknown[] = [];
  const telling = worker.vaults.change(async (vault) => {
    const entry = await vault.entry(id);
    seen.push(entry?.id);
    return entry;
  });
  await turns();
  expect(seen).toEqual([id]);
  browser.session = undefined;
  session.release();
  await expect(telling).rejects.toEqual(new RequestFailure('locked'));
});

test('is refused as locked, whatever else was wrong with it', async () => {
  const { browser, worker } = await unlockedWithAccount();
  browser.session = undefined;
  const work = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('of its own')));
  await expect(worker.vaults.change(work)).rejects.toEqual(new RequestFailure('locked'));
  expect(work).toHaveBeenCalledOnce();
});

test('of the clock is not kept where the vault is over, or may not be written', async () => {
  const over = await unlockedWithAccount();
  const settings = JSON.stringify(over.browser.local.settings);
  over.browser.outside.clock.advance(24 * 3_600_000);
  await expect(over.worker.clock.correct(60)).rejects.toEqual(new RequestFailure('locked'));
  expect(JSON.stringify(over.browser.local.settings)).toBe(settings);

  const stopped = await unlockedWithAccount();
  stopped.browser.session = { ...(stopped.browser.session as UnlockedSession), decision: 'run-stopped' };
  await expect(stopped.worker.clock.correct(60)).rejects.toEqual(new RequestFailure('read-only'));
  expect(JSON.stringify(stopped.browser.local.settings)).toBe(settings);
});

test('after one that was refused is stored again', async () => {
  const { browser, worker } = await unlockedWithAccount();
  const { session } = browser;
  browser.session = undefined;
  await expect(addAccount(worker, newAccount('bob'))).rejects.toEqual(new RequestFailure('locked'));
  browser.session = session;
  await addAccount(worker, newAccount('carol'));
  const names = (await worker.accounts.list(null)).map(({ account }) => account.accountName);
  expect(names).toEqual(['alice', 'carol']);
});

test('worked out on the vault of before is worked out again on the one that the session moved to', async () => {
  const { browser, worker } = await unlockedWithAccount();
  const seen: unknown[] = [];
  const session = heldSession(browser);
  const adding = worker.vaults.change(async (vault) => {
    seen.push(vault);
    const [entry] = await vault.entries();
    const [read] = await vault.readRecords(entry ? [entry] : []);
    if (entry === undefined || read?.ok !== true) throw new Error('no record');
    await vault.commit([{ kind: 'put', id: entry.id, record: read.record, deletedAt: 1 }]);
  });
  await turns();
  // Another decision, as after the engine was looked at: the worker opens the vault anew.
  const moved: UnlockedSession = {
    ...(browser.session as UnlockedSession),
    decision: 'run-and-refresh-mirror',
  };
  browser.session = moved;
  session.release();
  await adding;
  expect(seen).toHaveLength(2);
  expect(seen[0]).not.toBe(seen[1]);
  const another = startWorker(browser);
  expect(await another.vaults.read((vault) => vault.root().then(({ seq }) => seq))).toBe(3);
  expect((await another.accounts.list(null)).map(({ deletedAt }) => deletedAt)).toEqual([1]);
});

test('that is made past the vault waits for the session', async () => {
  const { browser, worker } = await unlockedWithAccount();
  const session = heldSession(browser);
  const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const changing = worker.vaults.changeOpened(work);
  await turns();
  expect(work).not.toHaveBeenCalled();
  browser.session = undefined;
  session.release();
  await expect(changing).rejects.toEqual(new RequestFailure('locked'));
  expect(work).not.toHaveBeenCalled();
});
