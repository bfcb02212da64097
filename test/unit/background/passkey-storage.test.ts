// What is done to a whole vault is done to its passkeys too.
import { beforeEach, describe, expect, test } from 'vitest';
import { recordKey } from '../../../src/core/vault/store.ts';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { passkeyNamed } from '../../support/passkeys/passkeys.ts';
import { startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import { damage, decisionOf, latestRootOf, lockedVault, unlockCopy } from '../../support/vault/damage.ts';
import { DERIVED_KEY } from '../../support/vault/fixture.ts';
import { flipped } from '../../support/vault/flips.ts';

const ADA = passkeyNamed('ada');

let browser: FakeBrowser;
let id: string;

beforeEach(async () => {
  ({ browser } = await lockedVault());
  const worker = startWorker(browser);
  await unlock(worker);
  ({ id } = await worker.passkeys.keep(ADA));
  await worker.settle();
  await worker.vaults.lock();
});

async function unlocked(): Promise<Worker> {
  const worker = startWorker(browser);
  await unlock(worker);
  return worker;
}

async function only(worker: Worker): Promise<unknown> {
  const [kept, ...others] = await worker.passkeys.list();
  expect(others).toEqual([]);
  return (await worker.passkeys.open(kept?.id ?? '')).passkey;
}

describe('a passkey', () => {
  test('comes along under a new vault key', async () => {
    const worker = await unlocked();
    const [slot] = await worker.slots.list();
    await worker.slots.rotate([{ slotId: slot?.slotId ?? '', secret: DERIVED_KEY }]);
    expect(browser.session).toMatchObject({ epoch: 2 });
    expect(await only(worker)).toEqual(ADA);
    await worker.vaults.lock();
    expect(await only(await unlocked())).toEqual(ADA);
  });

  test('comes back from the second copy where the database was emptied', async () => {
    browser.memory.vanish();
    const worker = startWorker(browser);
    await unlockCopy(worker);
    expect(await only(worker)).toEqual(ADA);
    await worker.repairs.takeCopy();
    await worker.vaults.lock();
    expect(await only(await unlocked())).toEqual(ADA);
  });

  test('is shown and kept where both indexes are damaged', async () => {
    damage(browser.memory, latestRootOf(browser.memory));
    for (const [key, value] of browser.mirror.values)
      if (key.startsWith('shard/')) browser.mirror.values.set(key, flipped(value, 90));
    const worker = await unlocked();
    expect(await decisionOf(worker)).toBe('run-salvaged');
    expect(await only(worker)).toEqual(ADA);
    await worker.repairs.keepSalvaged();
    expect(await decisionOf(worker)).toBe('run');
    expect(await only(worker)).toEqual(ADA);
  });

  test('that is damaged is told from the others, and mended from the second copy', async () => {
    damage(browser.memory, recordKey(id, 1));
    const worker = await unlocked();
    await expect(worker.passkeys.open(id)).rejects.toThrow('record-damaged');
    expect((await worker.repairs.check()).troubles).toMatchObject([{ id, isGoodInMirror: true }]);
    expect(await worker.repairs.repairRecords()).toEqual({ repaired: 1, left: 0 });
    expect(await only(worker)).toEqual(ADA);
  });
});
