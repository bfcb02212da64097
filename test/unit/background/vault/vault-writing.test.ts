// A change is worked out while the session is asked for; what the session says counts all the same.
import { expect, test, vi } from 'vitest';
import type { UnlockedSession } from '../../../../src/core/vault/lock.ts';
import type { VaultRecord } from '../../../../src/core/vault/records/record.ts';
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

/** Until what was begun is done and nothing more is begun by it. */
async function allDone(spy: { readonly mock: { readonly results: readonly { readonly value: unknown }[] } }) {
  for (let begun = -1; begun !== spy.mock.results.length; await turns()) {
    begun = spy.mock.results.length;
    await Promise.all(spy.mock.results.map(({ value }) => value));
  }
}

async function unlockedWithAccount() {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  const id = await addAccount(worker, newAccount('alice'));
  return { browser, worker, id };
}

function recordOf(worker: ReturnType<typeof startWorker>, id: string): Promise<VaultRecord> {
  return worker.vaults.read(async (vault) => {
    const entry = await vault.entry(id);
    const [read] = await vault.readRecords(entry ? [entry] : []);
    if (read?.ok !== true) throw new Error('no record');
    return read.record;
  });
}

test('is sealed before the session has answered, and stored after it', async () => {
  const { browser, worker, id } = await unlockedWithAccount();
  const record = await recordOf(worker, id);
  const before = storeText(browser.memory);
  const session = heldSession(browser);
  const seal = vi.spyOn(browser.outside.aead, 'seal');
  const changing = worker.vaults.change((vault) => vault.commit([{ kind: 'put', id, record, deletedAt: 1 }]));
  await allDone(seal);
  // The record, its shard and the root.
  expect(seal).toHaveBeenCalledTimes(3);
  expect(storeText(browser.memory)).toBe(before);
  session.release();
  await changing;
  expect(seal).toHaveBeenCalledTimes(3);
  expect(storeText(browser.memory)).not.toBe(before);
  seal.mockRestore();
});

test('of a vault that was locked while it was worked out stores nothing', async () => {
  const { browser, worker } = await unlockedWithAccount();
  const before = storeText(browser.memory);
  const session = heldSession(browser);
  const seal = vi.spyOn(browser.outside.aead, 'seal');
  const adding = worker.accounts.add([{ account: newAccount('bob'), replaces: null }]);
  await allDone(seal);
  expect(seal).toHaveBeenCalledTimes(3);
  seal.mockRestore();
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
  const { browser, worker, id } = await unlockedWithAccount();
  const record = await recordOf(worker, id);
  const seen: unknown[] = [];
  const session = heldSession(browser);
  const seal = vi.spyOn(browser.outside.aead, 'seal');
  const adding = worker.vaults.change(async (vault) => {
    seen.push(vault);
    await vault.commit([{ kind: 'put', id, record, deletedAt: 1 }]);
  });
  await allDone(seal);
  seal.mockRestore();
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

test('of thousands is not sealed on once it is refused', async () => {
  const { browser, worker, id } = await unlockedWithAccount();
  const record = await recordOf(worker, id);
  const session = heldSession(browser);
  const seal = vi.spyOn(browser.outside.aead, 'seal');
  const onSealed = vi.fn<() => void>();
  const ids = Array.from({ length: 300 }, (_, number) => number.toString(16).padStart(32, '0'));
  const importing = worker.vaults.change((vault) =>
    vault.commit(
      ids.map((each) => ({ kind: 'put', id: each, record, deletedAt: null })),
      onSealed,
    ),
  );
  await allDone(seal);
  expect(seal).toHaveBeenCalledTimes(128);
  browser.session = undefined;
  session.release();
  await expect(importing).rejects.toEqual(new RequestFailure('locked'));
  await allDone(seal);
  expect(seal).toHaveBeenCalledTimes(128);
  expect(onSealed).not.toHaveBeenCalled();
  seal.mockRestore();
});

test('of a vault that may not be written is refused before it is worked out', async () => {
  const { browser, worker } = await unlockedWithAccount();
  browser.session = { ...(browser.session as UnlockedSession), decision: 'run-stopped' };
  await worker.accounts.list(null);
  const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
  await expect(worker.vaults.change(work)).rejects.toEqual(new RequestFailure('read-only'));
  expect(work).not.toHaveBeenCalled();
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
