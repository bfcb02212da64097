import { expect, test } from 'vitest';
import { writeGeneration } from '../../../../src/background/vault/write-generation.ts';
import { rootKey, StoreError, type StoreKey } from '../../../../src/core/vault/store.ts';
import { startWorker, unlock } from '../../../support/vault/background.ts';
import {
  damage,
  decisionOf,
  latestRootOf,
  lockedVault,
  NAMES,
  namesIn,
} from '../../../support/vault/damage.ts';
import { storeText } from '../../../support/vault/memory-store.ts';

const PUTS: readonly (readonly [StoreKey, Uint8Array<ArrayBuffer>])[] = [[rootKey(1), new Uint8Array(9)]];

test('a generation that cannot be written goes again', async () => {
  const { browser } = await lockedVault();
  const store = browser.generations.memoryAt(1);
  store.commit = () => Promise.reject(new StoreError('full'));
  await expect(writeGeneration(browser.generations, 1, PUTS)).rejects.toMatchObject({ code: 'full' });
  expect(await browser.generations.list()).toEqual([0]);
});

test('a generation that holds a vault is neither written nor removed, though the engine did not list it', async () => {
  const { browser } = await lockedVault();
  const before = storeText(browser.memory);
  await expect(writeGeneration(browser.generations, 0, PUTS)).rejects.toMatchObject({ code: 'conflict' });
  expect(storeText(browser.memory)).toBe(before);
});

test('with storage.local lost and a list that fails the newest vault outlives a repair of the one before (it was once removed)', async () => {
  const { browser } = await lockedVault();
  damage(browser.memory, latestRootOf(browser.memory));
  const first = startWorker(browser);
  await unlock(first);
  await first.repairs.takeCopy();
  await first.vaults.lock();
  const vault = storeText(browser.generations.memoryAt(1));
  browser.local.marker = undefined;
  await browser.mirror.clear();
  const list = browser.generations.list.bind(browser.generations);
  browser.generations.list = () => Promise.reject(new StoreError('unavailable'));
  const blind = startWorker(browser);
  await unlock(blind);
  expect(await decisionOf(blind)).toBe('run-salvaged');
  await expect(blind.repairs.keepSalvaged()).rejects.toMatchObject({ code: 'conflict' });
  expect(storeText(browser.generations.memoryAt(1))).toBe(vault);
  browser.generations.list = list;
  await blind.vaults.lock();
  const seeing = startWorker(browser);
  await unlock(seeing);
  expect(await namesIn(seeing)).toEqual(NAMES);
});
