// An engine that does not answer (F33): whichever of its transactions hangs, the one who asked hears of it within ten seconds;
// when the engine goes on, what it stores late is whole, and trying again works.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBTransaction } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IndexedDbStore } from '../../../src/platform/storage/indexeddb-store.ts';
import { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../support/vault/fixture.ts';
import { namesIn } from '../../support/vault/damage.ts';

const COUNTER = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 5 } as const;
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

interface Act {
  readonly name: string;
  readonly prepare?: (running: Worker) => Promise<unknown>;
  readonly act: (running: Worker) => Promise<unknown>;
  /** The accounts, those in the trash included, where it was done. */
  readonly after: readonly string[];
}

const idOfAlice = async (running: Worker) =>
  (await running.accounts.list(null)).find(({ account }) => account.accountName === 'alice')?.id ?? '';
const trashAlice = async (running: Worker) => running.accounts.trash(await idOfAlice(running));
const BOTH: readonly string[] = ['alice', 'hotel'];

const ACTS: readonly Act[] = [
  {
    name: 'adding',
    act: (running) => addAccount(running, newAccount('grace')),
    after: [...BOTH, 'grace'],
  },
  { name: 'moving to the trash', act: trashAlice, after: BOTH },
  {
    name: 'editing',
    act: async (running) =>
      running.accounts.edit({
        id: await idOfAlice(running),
        issuer: 'Other',
        accountName: 'edited',
        sites: [],
      }),
    after: ['edited', 'hotel'],
  },
  {
    name: 'bringing back from the trash',
    prepare: trashAlice,
    act: async (running) => running.accounts.restore(await idOfAlice(running)),
    after: BOTH,
  },
  {
    name: 'erasing',
    prepare: trashAlice,
    act: async (running) => running.accounts.erase(await idOfAlice(running)),
    after: ['hotel'],
  },
  {
    name: 'emptying the trash',
    prepare: trashAlice,
    act: (running) => running.history.emptyTrash(),
    after: ['hotel'],
  },
  {
    name: 'undoing',
    prepare: trashAlice,
    act: async (running) => running.history.undo((await running.history.list())[0]?.seq ?? 0),
    after: BOTH,
  },
  {
    name: 'giving the next code of a counter',
    act: async (running) => running.codes.next((await running.accounts.list(null)).find(isCounter)?.id ?? ''),
    after: BOTH,
  },
  {
    name: 'noting that a code was used',
    act: async (running) => running.accounts.markUsed(await idOfAlice(running)),
    after: BOTH,
  },
  {
    name: 'setting a recovery key',
    act: async (running) => {
      const [slot] = await running.slots.list();
      const presented = { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
      const secret = new Uint8Array(32).fill(0x66);
      await running.slots.setRecoveryKey(presented, secret, new Uint8Array(32).fill(0x1d));
    },
    after: BOTH,
  },
];

function isCounter({ account }: { readonly account: { readonly parameters: { readonly type: string } } }) {
  return account.parameters.type === 'hotp';
}

test.each(ACTS)(
  'for all N, when the Nth transaction hangs while $name, it is given up, and can be tried again',
  async ({ prepare, act, after }) => {
    let transactions = 1;
    const outcomes = new Set<string>();
    for (let at = 1; at <= transactions; at += 1) {
      globalThis.indexedDB = new IDBFactory();
      const browser = new FakeBrowser(`hang ${at}`);
      const first = worker(browser);
      await first.vaults.create(PASSPHRASE);
      await addAccount(first, newAccount('alice'));
      await addAccount(first, newAccount('hotel', { parameters: COUNTER }));
      await prepare?.(first);
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
      await expectUsable(browser, after);
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

async function expectUsable(browser: FakeBrowser, after: readonly string[]): Promise<void> {
  browser.session = undefined;
  const later = worker(browser);
  await unlock(later);
  const names = await namesIn(later);
  expect([BOTH, after]).toContainEqual(names);
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
