import { describe, expect, test } from 'vitest';
import { MAX_CLOCK_OFFSET_SECONDS } from '../../../src/core/clock/corrected-time.ts';
import { RELEASED_AT } from '../../../src/core/clock/release-date.ts';
import type { SiteAnswer } from '../../../src/background/clock-service.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, startWorker } from '../../support/vault/background.ts';

const NOW = RELEASED_AT + 86_400_000;
const MINUTE = 60_000;

async function unlocked(now = NOW) {
  const browser = new FakeBrowser();
  browser.outside.clock.set(now);
  const worker = await createUnlocked(browser);
  return { browser, worker, clock: browser.outside.clock };
}

function answer(more: Partial<SiteAnswer & { kind: 'answered' }> = {}): SiteAnswer {
  return {
    kind: 'answered',
    origin: 'https://example.com',
    sentAt: NOW,
    receivedAt: NOW + 40,
    date: new Date(NOW).toUTCString(),
    age: null,
    ...more,
  };
}

describe('a clock that is set back', () => {
  test('locks, and after unlocking is said to be behind the records', async () => {
    const { browser, worker, clock } = await unlocked();
    await addAccount(worker, newAccount('alice'));
    expect((await worker.clock.view()).doubt).toBeNull();
    clock.advance(-10 * MINUTE);
    expect((await worker.vaults.status()).state).toBe('locked');
    expect((await worker.clock.view()).doubt).toBeNull();
    const status = await worker.vaults.status();
    if (status.state !== 'locked') throw new Error('not locked');
    await worker.vaults.unlock(status.slots[0]?.slotId ?? '', new Uint8Array(32).fill(0x5a));
    expect(await worker.clock.view()).toEqual({
      now: NOW - 10 * MINUTE,
      offsetSeconds: 0,
      doubt: 'behind-records',
    });
    expect((await startWorker(browser).clock.view()).doubt).toBe('behind-records');
  });

  test('to before the release is said to be wrong also while the vault is locked', async () => {
    const { worker, clock } = await unlocked();
    await worker.vaults.lock();
    clock.set(0);
    expect((await worker.clock.view()).doubt).toBe('before-release');
  });

  test('that is looked at does not keep the vault open', async () => {
    const { browser, worker, clock } = await unlocked();
    const { session } = browser;
    clock.advance(14 * MINUTE);
    await worker.clock.view();
    expect(browser.session).toBe(session);
  });
});

describe('a correction', () => {
  test('moves the codes in lists and for filling, and what was filled, together', async () => {
    const { worker, clock } = await unlocked();
    const id = await addAccount(worker, newAccount('alice'));
    clock.advance(30_000);
    const [right] = await worker.codes.list([id]);
    clock.advance(-3_000);
    await worker.clock.correct(3);
    expect(await worker.codes.list([id])).toEqual([right]);
    expect(await worker.codes.forFilling(id)).toBe(right?.kind === 'time' ? right.code : '');
    expect(await worker.codes.waitsUntil(id)).toBe(right?.kind === 'time' ? right.expiresAt : 0);
    await worker.clock.correct(-3600);
    expect(await worker.codes.list([id])).not.toEqual([right]);
  });

  test('leaves the lock on the clock itself, and tells the open pages', async () => {
    const { browser, worker, clock } = await unlocked();
    await worker.clock.correct(86_400);
    expect(browser.events.at(-1)).toBe('changed');
    expect((await worker.vaults.status()).state).toBe('unlocked');
    expect(browser.session?.lockAt).toBe(clock.now() + 15 * MINUTE);
    clock.advance(15 * MINUTE);
    expect((await worker.vaults.status()).state).toBe('locked');
  });

  test('outlives a restart, and while the vault is locked it is not made and not believed', async () => {
    const { browser, worker } = await unlocked();
    await worker.clock.correct(90);
    expect((await startWorker(browser).clock.view()).offsetSeconds).toBe(90);
    await worker.vaults.lock();
    await expect(worker.clock.correct(60)).rejects.toEqual(new RequestFailure('locked'));
    expect((await worker.clock.view()).offsetSeconds).toBe(0);
  });
});

describe('codes', () => {
  test.each([0, 4_294_967_295_000, 253_402_300_799_000])(
    'are made also where the clock reads %d ms, with a correction in either direction',
    async (now) => {
      const { worker } = await unlocked(now);
      const id = await addAccount(worker, newAccount('alice'));
      for (const seconds of [0, MAX_CLOCK_OFFSET_SECONDS, -MAX_CLOCK_OFFSET_SECONDS]) {
        await worker.clock.correct(seconds);
        const [made] = await worker.codes.list([id]);
        expect(made).toMatchObject({ kind: 'time', code: expect.stringMatching(/^\d{6}$/) });
      }
    },
  );
});

describe('checking the clock', () => {
  const check = async (given: SiteAnswer) => {
    const { browser, worker } = await unlocked();
    browser.askSite = async () => given;
    return worker.clock.check(3);
  };

  test.each([
    [0, 'same', 0],
    [125_000, 'differs', 125],
    [-7_200_000, 'differs', -7200],
  ])('against a site that is ahead by %d ms says "%s"', async (ahead, outcome, differenceSeconds) => {
    expect(await check(answer({ date: new Date(NOW + ahead).toUTCString() }))).toEqual({
      outcome,
      origin: 'https://example.com',
      differenceSeconds,
      uncertaintySeconds: 1,
    });
  });

  test.each([
    [{ kind: 'redirected' }, 'redirected'],
    [{ kind: 'timeout' }, 'timeout'],
    [{ kind: 'unreachable' }, 'unreachable'],
    [{ kind: 'no-page' }, 'no-page'],
    [answer({ date: null }), 'no-date'],
    [answer({ date: 'yesterday' }), 'no-date'],
    [answer({ age: '300' }), 'kept-answer'],
    [answer({ age: 'old' }), 'kept-answer'],
    [answer({ receivedAt: NOW - 1 }), 'unreachable'],
  ] as const)('with the answer %j says "%s" and no difference', async (given, outcome) => {
    expect(await check(given)).toEqual({ outcome });
  });

  test('of a fresh answer with an age of nought is a comparison', async () => {
    expect(await check(answer({ age: '0' }))).toMatchObject({ outcome: 'same' });
  });

  test('asks the tab that is named, else the one seen last, and none where there is none', async () => {
    const { browser, worker } = await unlocked();
    const asked: number[] = [];
    browser.askSite = async (tabId) => {
      asked.push(tabId);
      return { kind: 'timeout' };
    };
    await worker.clock.check(3);
    browser.seenTab = 7;
    await worker.clock.check(null);
    browser.seenTab = null;
    expect(await worker.clock.check(null)).toEqual({ outcome: 'no-page' });
    expect(asked).toEqual([3, 7]);
  });
});
