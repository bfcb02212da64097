// What becomes of a vault whose stores fail in the ways that browsers fail. The services are the real ones, over stores
// in memory that are damaged between two starts of the worker.
import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import {
  damage,
  decisionOf,
  firstRecordKey,
  latestRootOf,
  lockedVault,
  NAMES,
  namesIn,
  rootsOf,
  unlockCopy,
} from '../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../support/vault/fixture.ts';
import { flipped } from '../../support/vault/flips.ts';

const failure = (code: RequestFailure['code']) => new RequestFailure(code);

let browser: FakeBrowser;
let ids: readonly string[];

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
});

async function codesAreShown(worker: Worker): Promise<void> {
  const codes = await worker.codes.list((await worker.accounts.list(null)).map(({ id }) => id));
  expect(codes.map(({ kind }) => kind)).toEqual(NAMES.map(() => 'time'));
}

describe('a database that came back empty', () => {
  test('between the form and the passphrase is asked about anew by every page, and opens from the copy then', async () => {
    const worker = startWorker(browser);
    const status = await worker.vaults.status();
    const slotId = status.state === 'locked' ? (status.slots[0]?.slotId ?? '') : '';
    browser.memory.vanish();
    browser.outside.clock.advance(60_000);
    const before = browser.events.length;
    await expect(worker.vaults.unlock(slotId, DERIVED_KEY)).rejects.toEqual(failure('changed-since'));
    expect(browser.events.slice(before)).toEqual(['locked']);
    expect((await worker.vaults.status()).state).toBe('emptied-with-copy');
    await unlockCopy(worker);
    expect(await namesIn(worker)).toEqual(NAMES);
  });

  test('is never a first run, and looking, unlocking the copy and reading codes writes nothing', async () => {
    browser.memory.vanish();
    const mirrorBefore = [...browser.mirror.values.keys()];
    const worker = startWorker(browser);
    expect((await worker.vaults.status()).state).toBe('emptied-with-copy');
    await worker.mirrors.sync();
    await unlockCopy(worker);
    expect(await decisionOf(worker)).toBe('run-from-mirror');
    expect(await namesIn(worker)).toEqual(NAMES);
    await codesAreShown(worker);
    await worker.settle();
    expect(await browser.memory.probe()).toBe('absent');
    expect([...browser.mirror.values.keys()]).toEqual(mirrorBefore);
  });

  test('refuses changes and counter codes until the user decided', async () => {
    browser.memory.vanish();
    const worker = startWorker(browser);
    await unlockCopy(worker);
    await expect(addAccount(worker, newAccount('mallory'))).rejects.toEqual(failure('read-only'));
    await expect(worker.accounts.trash(ids[0] ?? '')).rejects.toEqual(failure('read-only'));
    await expect(worker.codes.next(ids[0] ?? '')).rejects.toEqual(failure('read-only'));
  });

  test('is built again from the copy, in a new database, and goes on as before', async () => {
    browser.memory.vanish();
    const worker = startWorker(browser);
    await unlockCopy(worker);
    await worker.repairs.takeCopy();
    expect(await decisionOf(worker)).toBe('run');
    await addAccount(worker, newAccount('grace'));
    await worker.settle();
    await worker.vaults.lock();
    const later = startWorker(browser);
    await unlock(later);
    expect(await decisionOf(later)).toBe('run');
    expect(await namesIn(later)).toEqual([...NAMES, 'grace']);
    expect(await browser.memory.probe()).toBe('absent');
  });

  test('with a wrong passphrase on the copy changes nothing', async () => {
    browser.memory.vanish();
    const worker = startWorker(browser);
    const before = JSON.stringify([...browser.mirror.values.keys()]);
    await expect(unlockCopy(worker, new Uint8Array(32))).rejects.toEqual(failure('wrong-passphrase'));
    expect(JSON.stringify([...browser.mirror.values.keys()])).toBe(before);
  });

  test('and with it the copy, under the marker, is said to be empty, not a first run', async () => {
    browser.memory.vanish();
    await browser.mirror.clear();
    expect(await startWorker(browser).vaults.status()).toEqual({ state: 'emptied' });
  });

  test('and the marker with it is no first run either while the copy is there', async () => {
    browser.memory.vanish();
    browser.local.marker = undefined;
    expect((await startWorker(browser).vaults.status()).state).toBe('emptied-with-copy');
  });

  test('with only a damaged copy left is no first run', async () => {
    browser.memory.vanish();
    browser.local.marker = undefined;
    browser.mirror.headers.forEach((header, slot) => {
      browser.mirror.headers[slot] = header && flipped(header, 20);
    });
    expect(await startWorker(browser).vaults.status()).toEqual({ state: 'emptied' });
  });

  test('is not taken for an older vault that was set aside', async () => {
    const worker = startWorker(browser);
    await worker.leaving.startFresh({ ...PASSPHRASE, derivedKey: new Uint8Array(32).fill(1) });
    await worker.settle();
    await worker.vaults.lock();
    browser.generations.memoryAt(1).vanish();
    expect((await startWorker(browser).vaults.status()).state).toBe('emptied-with-copy');
    await browser.mirror.clear();
    expect((await startWorker(browser).vaults.status()).state).toBe('emptied');
  });
});

describe('a database that is half empty', () => {
  test('does not overwrite a fuller mirror while locked, and asks after unlocking', async () => {
    // What a truncated file looks like: an older state with two accounts, which verifies.
    const states = rootsOf(browser.memory);
    for (const key of states.slice(3)) browser.memory.values.delete(key);
    const before = browser.mirror.values.size;
    const worker = startWorker(browser);
    expect(await worker.mirrors.sync()).toEqual({ is: 'held', reason: 'older' });
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('ask-mirror-newer');
    await worker.settle();
    expect(browser.mirror.values.size).toBe(before);
    expect(await namesIn(worker)).toEqual(['alice', 'bob']);
    await worker.repairs.takeCopy();
    expect(await namesIn(worker)).toEqual(NAMES);
  });

  test('can be kept by the user, and counts above the copy afterwards', async () => {
    const states = rootsOf(browser.memory);
    for (const key of states.slice(3)) browser.memory.values.delete(key);
    const worker = startWorker(browser);
    await unlock(worker);
    await worker.repairs.keepDatabase();
    expect(await decisionOf(worker)).toBe('run');
    expect(await namesIn(worker)).toEqual(['alice', 'bob']);
    await addAccount(worker, newAccount('grace'));
    await worker.settle();
    await worker.vaults.lock();
    const later = startWorker(browser);
    await unlock(later);
    expect(await decisionOf(later)).toBe('run');
    expect(await namesIn(later)).toEqual(['alice', 'bob', 'grace']);
    expect(later.mirrors.state).not.toMatchObject({ is: 'held' });
  });

  test('of the same state with records gone behind our back names them, and mends them from the copy', async () => {
    for (const id of ids.slice(0, 4)) browser.memory.values.delete(firstRecordKey(id));
    const worker = startWorker(browser);
    // The mirror's header is current, so nothing is copied; were it not, the guard would hold.
    expect(await worker.mirrors.sync()).toEqual({ is: 'current' });
    await unlock(worker);
    const check = await worker.repairs.check();
    expect(check.troubles.map(({ id, problem, isGoodInMirror }) => [id, problem, isGoodInMirror])).toEqual(
      ids.slice(0, 4).map((id) => [id, 'missing', true]),
    );
    expect(await worker.vaults.status()).toMatchObject({ troubles: 4 });
    expect(await worker.repairs.repairRecords()).toEqual({ repaired: 4, left: 0 });
    expect(await worker.vaults.status()).toMatchObject({ troubles: 0 });
    await codesAreShown(worker);
  });

  test('and one commit later still does not empty the mirror of what it lost', async () => {
    for (const id of ids.slice(0, 4)) browser.memory.values.delete(firstRecordKey(id));
    const worker = startWorker(browser);
    await unlock(worker);
    await addAccount(worker, newAccount('grace'));
    await worker.settle();
    for (const id of ids) expect(browser.mirror.values.has(firstRecordKey(id)), id).toBe(true);
  });
});

describe('a damaged record', () => {
  test('is refused, named, and hides none of the others', async () => {
    damage(browser.memory, firstRecordKey(ids[2]));
    const worker = startWorker(browser);
    await unlock(worker);
    const codes = await worker.codes.list(ids);
    expect(codes.map(({ kind }) => kind)).toEqual(['time', 'time', 'unreadable', 'time', 'time', 'time']);
    const { troubles } = await worker.repairs.check();
    expect(troubles).toMatchObject([{ id: ids[2], problem: 'damaged', isGoodInMirror: true }]);
    await worker.repairs.repairRecords();
    await codesAreShown(worker);
  });

  test('that is damaged in the mirror too stays, and is said to be left', async () => {
    damage(browser.memory, firstRecordKey(ids[2]));
    browser.mirror.values.set(firstRecordKey(ids[2]), new Uint8Array(300));
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await worker.repairs.repairRecords()).toEqual({ repaired: 0, left: 1 });
    expect(await worker.vaults.status()).toMatchObject({ troubles: 1 });
  });

  test('in the mirror alone is mended from the database without asking: that loses nothing', async () => {
    const key = firstRecordKey(ids[1]);
    browser.mirror.values.set(key, new Uint8Array(300));
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await worker.repairs.check()).toMatchObject({ troubles: [], damagedInMirror: 1 });
    expect(browser.mirror.values.get(key)).toEqual(browser.memory.values.get(key));
  });
});

describe('a damaged index', () => {
  test('runs from the copy, read-only, and is built again from it', async () => {
    damage(browser.memory, latestRootOf(browser.memory));
    const worker = startWorker(browser);
    // As at every start: without a key nobody can tell a damaged root from another one.
    await worker.mirrors.sync();
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('run-from-mirror');
    expect(await namesIn(worker)).toEqual(NAMES);
    await worker.repairs.takeCopy();
    await addAccount(worker, newAccount('grace'));
    expect(await namesIn(worker)).toEqual([...NAMES, 'grace']);
    // The damaged one is still there as it was, for whoever wants to look at it.
    expect(browser.memory.values.size).toBeGreaterThan(0);
  });

  test('without a copy shows what opens by itself, and can be made a vault of that', async () => {
    damage(browser.memory, latestRootOf(browser.memory), firstRecordKey(ids[0]));
    await browser.mirror.clear();
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('run-salvaged');
    expect(new Set(await namesIn(worker))).toEqual(new Set(NAMES.slice(1)));
    await expect(addAccount(worker, newAccount('x'))).rejects.toEqual(failure('read-only'));
    await worker.repairs.keepSalvaged();
    await addAccount(worker, newAccount('grace'));
    await worker.vaults.lock();
    const later = startWorker(browser);
    await unlock(later);
    expect(await decisionOf(later)).toMatch(/^run/);
    expect(new Set(await namesIn(later))).toEqual(new Set([...NAMES.slice(1), 'grace']));
  });
});

describe('a set back store', () => {
  test('that the anchor knows to be older asks, and is kept only when the user says so', async () => {
    await browser.mirror.clear();
    browser.memory.values.delete(latestRootOf(browser.memory));
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('ask-older-copy');
    expect(await namesIn(worker)).toEqual(NAMES.slice(0, 5));
    await expect(addAccount(worker, newAccount('x'))).rejects.toEqual(failure('read-only'));
    await worker.repairs.keepDatabase();
    await worker.vaults.lock();
    const later = startWorker(browser);
    await unlock(later);
    expect(await decisionOf(later)).toBe('run');
  });

  test('whose anchor was forged or damaged runs: an anchor that is not authentic says nothing', async () => {
    browser.anchor = browser.anchor && flipped(browser.anchor, 30);
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('run');
  });
});
