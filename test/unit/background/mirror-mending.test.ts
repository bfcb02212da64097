// Checking the records mends the mirror from the database. It must never go the other way: what is damaged in the database may
// be good in the mirror alone.
import { expect, test } from 'vitest';
import { StoreError, type StoreKey } from '../../../src/core/vault/store.ts';
import { startWorker, unlock } from '../../support/vault/background.ts';
import { damage, firstRecordKey, lockedVault } from '../../support/vault/damage.ts';

type Mirror = Awaited<ReturnType<typeof lockedVault>>['browser']['mirror'];

/** While `work` runs, the mirror does not answer for this key. */
async function silently<Value>(mirror: Mirror, key: StoreKey, work: () => Promise<Value>): Promise<Value> {
  const read = mirror.read.bind(mirror);
  mirror.read = (keys) => (keys.includes(key) ? Promise.reject(new StoreError('timeout')) : read(keys));
  try {
    return await work();
  } finally {
    mirror.read = read;
  }
}

test('a damaged record is never copied over the good one of a mirror that did not answer for a moment', async () => {
  const { browser, ids } = await lockedVault();
  const key = firstRecordKey(ids[2]);
  damage(browser.memory, key);
  const good = browser.mirror.values.get(key);
  const worker = startWorker(browser);
  await unlock(worker);
  const { troubles } = await silently(browser.mirror, key, () => worker.repairs.check());
  expect(troubles).toMatchObject([{ id: ids[2], isGoodInMirror: false }]);
  expect(browser.mirror.values.get(key)).toEqual(good);
  expect(await worker.repairs.repairRecords()).toEqual({ repaired: 1, left: 0 });
});

test('nor is a part of the index that was damaged after it had been opened', async () => {
  const { browser } = await lockedVault();
  const worker = startWorker(browser);
  await unlock(worker);
  await worker.accounts.list(null);
  const shard = [...browser.mirror.values.keys()].find((key) => key.startsWith('shard/'));
  if (shard === undefined) throw new Error('the mirror has no shard');
  const good = browser.mirror.values.get(shard);
  damage(browser.memory, shard);
  await silently(browser.mirror, shard, () => worker.repairs.check());
  expect(browser.mirror.values.get(shard)).toEqual(good);
});

test('a copy that changed since it was looked at repairs nothing', async () => {
  const { browser, ids } = await lockedVault();
  const key = firstRecordKey(ids[2]);
  damage(browser.memory, key);
  const damaged = browser.memory.values.get(key);
  const worker = startWorker(browser);
  await unlock(worker);
  const read = browser.mirror.read.bind(browser.mirror);
  let looks = 0;
  browser.mirror.read = async (keys) => {
    const found = await read(keys);
    if (keys.includes(key)) looks += 1;
    return looks < 2 ? found : found.map(() => new Uint8Array(300));
  };
  expect(await worker.repairs.repairRecords()).toEqual({ repaired: 0, left: 1 });
  expect(browser.memory.values.get(key)).toEqual(damaged);
});
