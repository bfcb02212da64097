// What an end of the browser in the middle of a change leaves to the next one: see ADR 15.
import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import { lockedVault, NAMES, namesIn, unlockCopy } from '../../support/vault/damage.ts';
import { StoreError } from '../../../src/core/vault/store.ts';

let browser: FakeBrowser;

beforeEach(async () => {
  ({ browser } = await lockedVault());
});

describe('a vault whose browser ended in the middle of a change', () => {
  function startAgain(): Worker {
    browser.restart();
    return startWorker(browser);
  }

  async function startAgainUnlocked(): Promise<Worker> {
    const worker = startAgain();
    await unlock(worker);
    return worker;
  }

  /** What two ends of the browser later is left of what was acknowledged. */
  async function namesWithoutDatabase(): Promise<readonly string[]> {
    browser.memory.vanish();
    const later = startAgain();
    await unlockCopy(later);
    return namesIn(later);
  }

  beforeEach(async () => {
    const worker = startWorker(browser);
    await unlock(worker);
    await addAccount(worker, newAccount('last'));
    // No `settle`: the copy has not followed.
  });

  test('has its next changes in the copy before they are reported, for as long as the browser runs', async () => {
    await startAgainUnlocked();
    await addAccount(startWorker(browser), newAccount('grace'));
    await addAccount(startWorker(browser), newAccount('hopper'));
    expect(await namesWithoutDatabase()).toEqual([...NAMES, 'last', 'grace', 'hopper']);
  });

  test('has what was there before in the copy before anything is written behind it', async () => {
    const worker = await startAgainUnlocked();
    const { memory } = browser;
    const commit = memory.commit.bind(memory);
    memory.commit = () => Promise.reject(new StoreError('unavailable'));
    await addAccount(worker, newAccount('grace')).catch(() => undefined);
    memory.commit = commit;
    expect(await namesWithoutDatabase()).toEqual([...NAMES, 'last']);
  });

  test.each<readonly [string, (worker: Worker) => Promise<unknown>]>([
    ['nothing was changed', (worker) => worker.settle()],
    ['a change stored nothing', (worker) => worker.accounts.restore('00'.repeat(16)).catch(() => undefined)],
    [
      'another worker of that browser stored nothing',
      async (worker) => {
        await worker.accounts.restore('00'.repeat(16)).catch(() => undefined);
        await startWorker(browser)
          .accounts.restore('00'.repeat(16))
          .catch(() => undefined);
        await worker.settle();
      },
    ],
    [
      'a change was refused by the database',
      async (worker) => {
        const { memory } = browser;
        const commit = memory.commit.bind(memory);
        memory.commit = () => Promise.reject(new StoreError('conflict'));
        await addAccount(worker, newAccount('refused')).catch(() => undefined);
        memory.commit = commit;
        await worker.settle();
      },
    ],
  ])('is so for the next browser too where in between %s', async (_what, between) => {
    await between(await startAgainUnlocked());
    await addAccount(await startAgainUnlocked(), newAccount('grace'));
    expect(await namesWithoutDatabase()).toContain('grace');
  });

  test('stores a change that the copy cannot take', async () => {
    const worker = await startAgainUnlocked();
    browser.mirror.write = () => Promise.reject(new StoreError('full'));
    await addAccount(worker, newAccount('grace'));
    expect(await namesIn(worker)).toContain('grace');
  });

  test('is as any other once a browser has written behind it, and the copy has followed', async () => {
    const worker = await startAgainUnlocked();
    await addAccount(worker, newAccount('grace'));
    await addAccount(await startAgainUnlocked(), newAccount('hopper'));
    expect(browser.foundMark).toBe('none');
    expect(await namesWithoutDatabase()).not.toContain('hopper');
  });
});
