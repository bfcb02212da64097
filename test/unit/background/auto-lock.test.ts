import { describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import {
  addAccount,
  createUnlocked,
  FakeBrowser,
  newAccount,
  startWorker,
} from '../../support/vault-background.ts';

const MINUTE = 60_000;
const LOCKED = new RequestFailure('locked');

async function unlocked() {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  return { browser, worker, clock: browser.outside.clock };
}

describe('the vault locks', () => {
  test('at its time, although no alarm fired: the first read finds it locked', async () => {
    const { browser, worker, clock } = await unlocked();
    clock.advance(15 * MINUTE);
    await expect(worker.accounts.list(null)).rejects.toEqual(LOCKED);
    expect(browser.session).toBeUndefined();
    expect(browser.events).toEqual(['unlocked', 'locked']);
  });

  test('when the clock is set back', async () => {
    const { browser, worker, clock } = await unlocked();
    clock.advance(-MINUTE);
    await expect(worker.accounts.list(null)).rejects.toEqual(LOCKED);
    expect(browser.session).toBeUndefined();
  });

  test('for a worker that was stopped and started again in between', async () => {
    const { browser, clock } = await unlocked();
    clock.advance(20 * MINUTE);
    await expect(startWorker(browser).accounts.list(null)).rejects.toEqual(LOCKED);
  });

  test('by its alarm, but not by one that fires early, which is set again', async () => {
    const { browser, worker, clock } = await unlocked();
    clock.advance(15 * MINUTE - 1);
    await worker.vaults.lockIfOver();
    expect(browser.session).toBeDefined();
    expect(browser.alarms.at(-1)).toBe(browser.session?.lockAt);
    clock.advance(1);
    await worker.vaults.lockIfOver();
    expect(browser.session).toBeUndefined();
    expect(browser.events).toEqual(['unlocked', 'locked']);
  });

  test('on request, and tells the open pages', async () => {
    const { browser, worker } = await unlocked();
    await worker.vaults.lock();
    expect(browser.session).toBeUndefined();
    expect(browser.events).toEqual(['unlocked', 'locked']);
    expect((await worker.vaults.status()).state).toBe('locked');
  });

  test('for good, also when something was being read at that moment (a late use once wrote the key back)', async () => {
    const { browser, worker, clock } = await unlocked();
    clock.advance(MINUTE);
    const reading = worker.accounts.list(null);
    const locking = worker.vaults.lock();
    await Promise.allSettled([reading, locking, worker.accounts.list(null), worker.codes.list([])]);
    expect(browser.session).toBeUndefined();
    await expect(worker.accounts.list(null)).rejects.toEqual(LOCKED);
  });
});

describe('the time of the lock', () => {
  test('moves with use, and is written once in ten seconds at most', async () => {
    const { browser, worker, clock } = await unlocked();
    const first = browser.session;
    clock.advance(9_999);
    await worker.accounts.list(null);
    expect(browser.session).toBe(first);
    clock.advance(1);
    await worker.accounts.list(null);
    expect(browser.session?.lockAt).toBe(clock.now() + 15 * MINUTE);
    expect(browser.alarms.at(-1)).toBe(browser.session?.lockAt);
  });

  test('does not move because a page that is open reports itself', async () => {
    const { browser, worker, clock } = await unlocked();
    await addAccount(worker, newAccount('alice'));
    const { session } = browser;
    for (let minute = 1; minute < 15; minute += 1) {
      clock.advance(MINUTE);
      expect(await worker.accounts.countOn('https://example.com')).toBe(1);
    }
    expect(browser.session).toBe(session);
    clock.advance(MINUTE);
    expect(await worker.accounts.countOn('https://example.com')).toBe(0);
    expect(browser.session).toBeUndefined();
  });

  test('does not move because somebody asks whether the vault is locked', async () => {
    const { browser, worker, clock } = await unlocked();
    const { session } = browser;
    clock.advance(14 * MINUTE);
    await worker.vaults.status();
    expect(browser.session).toBe(session);
  });

  test('follows a shorter waiting time at once', async () => {
    const { browser, worker, clock } = await unlocked();
    browser.local.lockAfterMs = MINUTE;
    await worker.vaults.lockAfterChanged();
    expect(browser.session?.lockAt).toBe(clock.now() + MINUTE);
    expect(browser.alarms.at(-1)).toBe(clock.now() + MINUTE);
  });
});
