// An engine that does not answer (F33): whichever of its transactions hangs, the one who asked hears of it within ten seconds;
// when the engine goes on, what it stores late is whole, and trying again works.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBTransaction } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IndexedDbStore } from '../../../src/platform/indexeddb-store.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock, type Worker } from '../../support/vault-background.ts';
import { PASSPHRASE } from '../../support/vault-fixture.ts';
import { namesIn } from '../../support/vault-damage.ts';

const FAKED = { toFake: ['setTimeout', 'clearTimeout'] } satisfies Parameters<typeof vi.useFakeTimers>[0];

/** The part of a transaction of the fake that runs its requests. */
interface Startable {
  _start(): void;
}

const prototype = IDBTransaction.prototype as unknown as Startable;
const start: (this: Startable) => void = Reflect.get(prototype, '_start');

let begun: Set<Startable>;
let hangAt: number;
let held: Startable | undefined;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  begun = new Set();
  hangAt = 0;
  held = undefined;
  vi.spyOn(prototype, '_start').mockImplementation(function (this: Startable) {
    begin(this);
  });
  vi.useFakeTimers(FAKED);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function begin(transaction: Startable): void {
  begun.add(transaction);
  if (held === undefined && begun.size === hangAt) held = transaction;
  if (transaction !== held) start.call(transaction);
}

function worker(browser: FakeBrowser): Worker {
  return startWorker(browser, { engine: new IndexedDbStore({ name: 'tallystick-vault' }) });
}

const ACTS: readonly (readonly [string, (worker: Worker) => Promise<unknown>])[] = [
  ['adding', (running) => addAccount(running, newAccount('grace'))],
  [
    'moving to the trash',
    async (running) => running.accounts.trash((await running.accounts.list(null))[0]?.id ?? ''),
  ],
];

test.each(ACTS)(
  'for all N, when the Nth transaction hangs while %s, it is given up, and can be tried again',
  async (_name, act) => {
    let transactions = 1;
    const outcomes = new Set<string>();
    for (let at = 1; at <= transactions; at += 1) {
      globalThis.indexedDB = new IDBFactory();
      const browser = new FakeBrowser(`hang ${at}`);
      const first = worker(browser);
      await first.vaults.create(PASSPHRASE);
      await addAccount(first, newAccount('alice'));
      await first.settle();
      const running = worker(browser);
      begun = new Set();
      held = undefined;
      hangAt = at;
      const outcome = act(running).then(
        () => 'done',
        () => 'given up',
      );
      outcomes.add(await inTime(outcome));
      transactions = Math.max(transactions, begun.size);
      if (held !== undefined) start.call(held);
      held = undefined;
      hangAt = 0;
      await settleRequests();
      vi.useRealTimers();
      await expectUsable(browser);
      vi.useFakeTimers(FAKED);
    }
    expect(transactions).toBeGreaterThan(1);
    expect(outcomes).toContain('given up');
  },
  60_000,
);

/**
 * The clock of the program runs for as long as it takes; a call that never ends shows as the end of the test's own time,
 * which counts for the cryptography too: that is real, and not on the program's clock.
 */
async function inTime(outcome: Promise<string>): Promise<string> {
  const state = { isSettled: false };
  void outcome.then(() => {
    state.isSettled = true;
  });
  while (!state.isSettled) {
    await settleRequests();
    await vi.advanceTimersByTimeAsync(500);
  }
  return outcome;
}

async function expectUsable(browser: FakeBrowser): Promise<void> {
  browser.session = undefined;
  const later = worker(browser);
  await unlock(later);
  const names = await namesIn(later);
  expect([['alice'], ['alice', 'grace']]).toContainEqual(names);
  await addAccount(later, newAccount('heidi'));
  expect(await namesIn(later)).toEqual([...names, 'heidi']);
}

/** The fake answers its requests by immediates, which are real here. */
async function settleRequests(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
