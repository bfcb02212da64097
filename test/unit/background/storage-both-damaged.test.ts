// Both engines damaged at once: nothing can be promised but that whatever opens in one of them is shown.
import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import {
  damage,
  decisionOf,
  firstRecordKey,
  latestRootOf,
  lockedVault,
  NAMES,
  namesIn,
  unlockCopy,
} from '../../support/vault/damage.ts';
import { flipped } from '../../support/vault/flips.ts';

let browser: FakeBrowser;
let ids: readonly string[];

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
});

async function codesAreShown(worker: Worker): Promise<void> {
  const codes = await worker.codes.list((await worker.accounts.list(null)).map(({ id }) => id));
  expect(codes.map(({ kind }) => kind)).toEqual(NAMES.map(() => 'time'));
}

describe('both engines damaged', () => {
  const damageBothIndexes = () => {
    damage(browser.memory, latestRootOf(browser.memory), firstRecordKey(ids[0]));
    for (const [key, value] of browser.mirror.values) {
      if (key.startsWith('shard/') || key === firstRecordKey(ids[1])) {
        browser.mirror.values.set(key, flipped(value, 90));
      }
    }
  };

  test('show every record that opens in one of them (the copy with a bad shard once hid all)', async () => {
    damageBothIndexes();
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('run-salvaged');
    expect(new Set(await namesIn(worker))).toEqual(new Set(NAMES));
    await codesAreShown(worker);
    await worker.repairs.keepSalvaged();
    await codesAreShown(worker);
  });

  test('show the records of the copy where the database is gone and the index of the copy is damaged', async () => {
    damageBothIndexes();
    browser.memory.vanish();
    const worker = startWorker(browser);
    await unlockCopy(worker);
    expect(await decisionOf(worker)).toBe('run-salvaged');
    expect(new Set(await namesIn(worker))).toEqual(new Set(NAMES.filter((name) => name !== 'bob')));
    await worker.repairs.keepSalvaged();
    expect(await decisionOf(worker)).toBe('run');
  });

  test('take the record from the old database where the copy of it is damaged (it once was left behind)', async () => {
    damage(browser.memory, latestRootOf(browser.memory));
    const key = firstRecordKey(ids[2]);
    browser.mirror.values.set(key, flipped(browser.mirror.values.get(key) ?? new Uint8Array(9), 90));
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('run-from-mirror');
    await worker.repairs.takeCopy();
    await codesAreShown(worker);
    expect((await worker.repairs.check()).troubles).toEqual([]);
  });
});
