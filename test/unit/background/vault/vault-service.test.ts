import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../../src/core/vault/store.ts';
import { VaultError } from '../../../../src/core/vault/vault.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  unlock,
} from '../../../support/vault/background.ts';
import { storeText } from '../../../support/vault/memory-store.ts';
import { FailingStore } from '../../../support/vault/failing-store.ts';
import { PASSPHRASE } from '../../../support/vault/fixture.ts';
import { flipped } from '../../../support/vault/flips.ts';

const MINUTE = 60_000;
const failure = (code: RequestFailure['code']) => new RequestFailure(code);

describe('a first run', () => {
  test('is shown where there is nothing, and looking creates nothing', async () => {
    const browser = new FakeBrowser();
    expect(await startWorker(browser).vaults.status()).toEqual({ state: 'first-run' });
    expect(await browser.memory.probe()).toBe('absent');
  });

  test('ends with an unlocked vault, the marker and an alarm for the lock', async () => {
    const browser = new FakeBrowser();
    const { vaults } = await createUnlocked(browser);
    const lockAt = browser.outside.clock.now() + 15 * MINUTE;
    expect(await vaults.status()).toEqual({ state: 'unlocked', lockAt, decision: 'run', troubles: 0 });
    expect(browser.local.marker).toMatchObject({ generation: 0 });
    expect(browser.alarms).toEqual([lockAt]);
    expect(browser.events).toEqual(['unlocked']);
  });

  test('happens once: a second vault is refused and the first is untouched', async () => {
    const browser = new FakeBrowser();
    const { vaults } = await createUnlocked(browser);
    const before = storeText(browser.memory);
    await expect(vaults.create(PASSPHRASE)).rejects.toEqual(failure('vault-exists'));
    await vaults.lock();
    await expect(vaults.create(PASSPHRASE)).rejects.toEqual(failure('vault-exists'));
    expect(storeText(browser.memory)).toBe(before);
  });

  test('asked for twice at the same moment gives one vault', async () => {
    const { vaults } = startWorker(new FakeBrowser());
    const both = await Promise.allSettled([vaults.create(PASSPHRASE), vaults.create(PASSPHRASE)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('with KDF parameters outside of the limits is refused before anything is written', async () => {
    const browser = new FakeBrowser();
    const kdf = { memoryKib: 8, iterations: 1, parallelism: 1 };
    await expect(startWorker(browser).vaults.create({ ...PASSPHRASE, kdf })).rejects.toEqual(
      failure('bad-request'),
    );
    expect(await browser.memory.probe()).toBe('absent');
  });

  test('whose disk is full leaves nothing and can be tried again', async () => {
    const browser = new FakeBrowser();
    const engine = new FailingStore(browser.memory);
    const { vaults } = startWorker(browser, { engine });
    // Call 1 creates the database, 2 and 3 look for a head, each later one is the commit's.
    engine.failAt = 2;
    await expect(vaults.create(PASSPHRASE)).rejects.toThrow(StoreError);
    expect(browser.memory.values.size).toBe(0);
    expect(await vaults.status()).toEqual({ state: 'first-run' });
    await vaults.create(PASSPHRASE);
    expect((await vaults.status()).state).toBe('unlocked');
  });
});

describe('a database that came back', () => {
  test('empty under the marker is never a first run, and no vault is made over it', async () => {
    const browser = new FakeBrowser();
    const { vaults } = await createUnlocked(browser);
    await vaults.lock();
    browser.memory.vanish();
    expect(await vaults.status()).toEqual({ state: 'emptied' });
    await expect(vaults.create(PASSPHRASE)).rejects.toEqual(failure('vault-exists'));
    expect(await browser.memory.probe()).toBe('absent');
  });

  test('without its heads but with roots is no first run either, also without the marker', async () => {
    const browser = new FakeBrowser();
    const { vaults } = await createUnlocked(browser);
    await vaults.lock();
    browser.local.marker = undefined;
    browser.memory.values.delete('head/A');
    browser.memory.values.delete('head/B');
    expect(await vaults.status()).toEqual({ state: 'head-damaged' });
  });

  test('with both heads damaged says so', async () => {
    const browser = new FakeBrowser();
    const { vaults } = await createUnlocked(browser);
    await vaults.lock();
    for (const key of ['head/A', 'head/B'] as const) {
      browser.memory.values.set(key, flipped(browser.memory.values.get(key) ?? new Uint8Array(0), 7));
    }
    expect(await vaults.status()).toEqual({ state: 'head-damaged' });
  });

  test('unreadable is unavailable, whichever of the calls fails', async () => {
    const browser = new FakeBrowser();
    await (await createUnlocked(browser)).vaults.lock();
    const engine = new FailingStore(browser.memory);
    engine.failAt = 1;
    const { vaults } = startWorker(browser, { engine });
    expect(await vaults.status()).toEqual({ state: 'unavailable' });
    expect((await vaults.status()).state).toBe('locked');
  });
});

describe('unlocking', () => {
  test('opens the vault with its accounts', async () => {
    const browser = new FakeBrowser();
    const before = await createUnlocked(browser);
    const id = await addAccount(before, newAccount('alice'));
    await before.vaults.lock();
    const after = startWorker(browser);
    await unlock(after);
    expect((await after.accounts.list(null)).map((view) => view.id)).toEqual([id]);
  });

  test('with a wrong passphrase says so and changes nothing, however often', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    await worker.vaults.lock();
    const before = storeText(browser.memory);
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      const wrong = new Uint8Array(32).fill(attempt);
      await expect(unlock(worker, wrong)).rejects.toEqual(failure('wrong-passphrase'));
    }
    expect(storeText(browser.memory)).toBe(before);
    expect(browser.session).toBeUndefined();
    expect(browser.events).toEqual(['unlocked', 'locked']);
  });

  test('by a slot that is not there is no wrong passphrase', async () => {
    const worker = await createUnlocked(new FakeBrowser());
    await expect(worker.vaults.unlock('0'.repeat(32), PASSPHRASE.derivedKey)).rejects.toEqual(
      failure('vault-damaged'),
    );
  });

  test('puts back a marker that was lost, and works where it cannot be written', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    const status = () => worker.vaults.status();
    await worker.vaults.lock();
    browser.local.marker = undefined;
    await unlock(worker);
    expect(browser.local.marker).toMatchObject({ generation: 0 });
    await worker.vaults.lock();
    const locked = await status();
    if (locked.state !== 'locked') throw new Error('not locked');
    browser.local.broken = true;
    await worker.vaults.unlock(locked.slots[0]?.slotId ?? '', PASSPHRASE.derivedKey);
    expect((await status()).state).toBe('unlocked');
  });
});

describe('while the vault is locked', () => {
  test('nothing is read and nothing is changed', async () => {
    const browser = new FakeBrowser();
    const worker = await createUnlocked(browser);
    const id = await addAccount(worker, newAccount('alice'));
    await worker.vaults.lock();
    const before = storeText(browser.memory);
    const attempts = [
      worker.accounts.list(null),
      worker.accounts.add([{ account: newAccount('bob'), replaces: null }]),
      worker.accounts.trash(id),
      worker.codes.list([id]),
      worker.codes.next(id),
      worker.codes.forFilling(id),
    ];
    const results = await Promise.allSettled(attempts);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'locked' } });
    expect(storeText(browser.memory)).toBe(before);
    expect(await worker.accounts.countOn('https://example.com')).toBe(0);
  });
});

test('a failing index is said to be damaged, by a code', async () => {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  browser.memory.values.set('root/0000000000000001', new Uint8Array(300));
  await expect(worker.accounts.list(null)).rejects.toThrow(VaultError);
});
