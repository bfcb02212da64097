// A browser with a vault of six accounts, mirrored and locked, and the ways in which its stores are damaged.
import { recordKey, rootKey, type StoreKey } from '../../../src/core/vault/store.ts';
import { FakeBrowser } from '../fake-browser.ts';
import { addAccount, createUnlocked, newAccount, type Worker } from './background.ts';
import { DERIVED_KEY } from './fixture.ts';
import { flipped } from './flips.ts';
import type { MemoryStore } from './memory-store.ts';

export const NAMES: readonly string[] = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'];

/** Six accounts, the mirror and the anchor written, the vault locked. */
export async function lockedVault(seed?: string): Promise<{ browser: FakeBrowser; ids: readonly string[] }> {
  const browser = new FakeBrowser(seed);
  const worker = await createUnlocked(browser);
  const ids: string[] = [];
  for (const name of NAMES) ids.push(await addAccount(worker, newAccount(name)));
  await worker.settle();
  await worker.vaults.lock();
  return { browser, ids };
}

export async function namesIn(worker: Worker): Promise<readonly string[]> {
  return (await worker.accounts.list(null)).map(({ account }) => account.accountName);
}

/** Unlocks from the copy, as the recovery screen does. */
export async function unlockCopy(worker: Worker, secret = DERIVED_KEY): Promise<void> {
  const status = await worker.vaults.status();
  if (!('copySlots' in status)) throw new Error(`${status.state} has no copy`);
  await worker.vaults.unlock(status.copySlots[0]?.slotId ?? '', secret, 'copy');
}

/** What an unlocked vault runs on; otherwise its state. */
export async function decisionOf(worker: Worker): Promise<string> {
  const status = await worker.vaults.status();
  return status.state === 'unlocked' ? status.decision : status.state;
}

/** Flips a bit in each of these values. */
export function damage(store: Pick<MemoryStore, 'values'>, ...keys: readonly StoreKey[]): void {
  for (const key of keys) store.values.set(key, flipped(store.values.get(key) ?? new Uint8Array(9), 3));
}

/** The roots of a store, oldest first. */
export function rootsOf(store: Pick<MemoryStore, 'values'>): readonly StoreKey[] {
  return [...store.values.keys()].filter((key) => key.startsWith('root/')).toSorted();
}

export function latestRootOf(store: Pick<MemoryStore, 'values'>): StoreKey {
  return rootsOf(store).at(-1) ?? rootKey(1);
}

export function firstRecordKey(id: string | undefined): StoreKey {
  return recordKey(id ?? '', 1);
}
