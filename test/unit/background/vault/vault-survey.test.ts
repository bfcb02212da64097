// Which of the databases of this browser is the vault, where what should say so fails.
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../../src/core/vault/store.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { startWorker, unlock } from '../../../support/vault/background.ts';
import { lockedVault, NAMES, namesIn } from '../../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../../support/vault/fixture.ts';

/** The vault is in the second database, since its key was replaced; the first one is gone. */
async function movedVault(): Promise<FakeBrowser> {
  const { browser } = await lockedVault();
  const worker = startWorker(browser);
  await unlock(worker);
  const [slot] = await worker.slots.list();
  await worker.slots.rotate([{ slotId: slot?.slotId ?? '', secret: DERIVED_KEY }]);
  await worker.settle();
  await worker.vaults.lock();
  expect(await browser.generations.list()).toEqual([1]);
  return browser;
}

const unlisted = () => Promise.reject(new StoreError('unavailable'));

describe('a browser that does not list its databases', () => {
  test('opens the one that the marker names', async () => {
    const browser = await movedVault();
    browser.generations.list = unlisted;
    const worker = startWorker(browser);
    await unlock(worker);
    expect(await namesIn(worker)).toEqual(NAMES);
  });

  test('and whose storage.local is lost shows no first run, and makes no vault beside the one that is there', async () => {
    const browser = await movedVault();
    browser.local.marker = undefined;
    await browser.mirror.clear();
    const list = browser.generations.list.bind(browser.generations);
    browser.generations.list = unlisted;
    const worker = startWorker(browser);
    expect((await worker.vaults.status()).state).toBe('unavailable');
    await expect(worker.vaults.create(PASSPHRASE)).rejects.toEqual(new RequestFailure('vault-exists'));
    browser.generations.list = list;
    const later = startWorker(browser);
    await unlock(later);
    expect(await namesIn(later)).toEqual(NAMES);
  });

  test('and has no vault waits with the first run until it does', async () => {
    const browser = new FakeBrowser();
    const list = browser.generations.list.bind(browser.generations);
    browser.generations.list = unlisted;
    expect((await startWorker(browser).vaults.status()).state).toBe('unavailable');
    browser.generations.list = list;
    expect((await startWorker(browser).vaults.status()).state).toBe('first-run');
  });
});
