import { describe, expect, test } from 'vitest';
import type { LockChoice } from '../../../src/core/vault/lock.ts';
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
    await choose(worker, 1);
    expect(browser.session?.lockAt).toBe(clock.now() + MINUTE);
    expect(browser.alarms.at(-1)).toBe(clock.now() + MINUTE);
  });

  test.each(['screen', 'browser-close'] as const)(
    'is none where the user chose "%s", the alarm goes, and the vault stays open',
    async (choice) => {
      const { browser, worker, clock } = await unlocked();
      await choose(worker, choice);
      expect(browser.alarms.at(-1)).toBeNull();
      clock.advance(30 * 24 * 60 * MINUTE);
      expect(await worker.accounts.list(null)).toEqual([]);
      await worker.vaults.lockIfOver();
      expect(await worker.vaults.status()).toMatchObject({ state: 'unlocked', lockAt: null });
      expect(browser.alarms.at(-1)).toBeNull();
    },
  );

  test('that there is none does not let a clock that was set back keep the vault open', async () => {
    const { worker, clock } = await unlocked();
    await choose(worker, 'browser-close');
    clock.advance(60 * MINUTE);
    await worker.accounts.list(null);
    clock.advance(-MINUTE);
    await expect(worker.accounts.list(null)).rejects.toEqual(LOCKED);
  });

  test('comes back when minutes are chosen again, and after the next unlocking', async () => {
    const { browser, worker, clock } = await unlocked();
    await choose(worker, 'screen');
    await choose(worker, 5);
    expect(browser.session?.lockAt).toBe(clock.now() + 5 * MINUTE);
    await worker.vaults.lock();
    await unlock(startWorker(browser));
    expect(browser.session?.lockAt).toBe(clock.now() + 5 * MINUTE);
  });
});

describe('a choice of the lock', () => {
  test('that somebody else wrote into the browser’s store counts as 15 minutes', async () => {
    const { browser, worker, clock } = await unlocked();
    await choose(worker, 'browser-close');
    const forged = browser.local.settings as { text: string; mac: string };
    for (const settings of [
      { ...forged, text: forged.text.replace('browser-close', 'screen') },
      { text: forged.text, mac: '' },
      { lock: 'browser-close' },
      'browser-close',
      null,
    ]) {
      browser.local.settings = settings;
      clock.advance(MINUTE);
      await worker.accounts.list(null);
      expect(browser.session?.lockAt).toBe(clock.now() + 15 * MINUTE);
    }
  });

  test('of a locked vault cannot be changed', async () => {
    const { browser, worker } = await unlocked();
    await worker.vaults.lock();
    await expect(worker.settings.change({ lock: 60 })).rejects.toEqual(LOCKED);
    expect(browser.local.settings).toBeUndefined();
  });

  test('that cannot be read counts as 15 minutes, hides no code, and is not overwritten by another change', async () => {
    const { browser, worker, clock } = await unlocked();
    await choose(worker, 'screen');
    const stored = browser.local.settings;
    browser.local.broken = true;
    clock.advance(MINUTE);
    expect(await worker.accounts.list(null)).toEqual([]);
    expect(browser.session?.lockAt).toBe(clock.now() + 15 * MINUTE);
    await expect(worker.settings.change({ clockOffsetSeconds: 5 })).rejects.toThrow('does not answer');
    expect(browser.local.settings).toBe(stored);
  });

  test('and a correction of the clock made at the same moment are both kept', async () => {
    const { worker } = await unlocked();
    await Promise.all([
      worker.settings.change({ lock: 60 }),
      worker.settings.change({ clockOffsetSeconds: -90 }),
    ]);
    expect(await worker.settings.read()).toEqual({ lock: 60, clockOffsetSeconds: -90 });
  });
});

async function choose(worker: Worker, lock: LockChoice): Promise<void> {
  await worker.settings.change({ lock });
  await worker.vaults.lockChoiceChanged();
}
