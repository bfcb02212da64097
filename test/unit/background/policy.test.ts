// What an organisation has set counts in the background, whatever the pages show.
import { beforeEach, expect, test, vi } from 'vitest';
import { accountHandlers } from '../../../src/background/accounts/account-routes.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/vault/local-settings.ts';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { newAccount, startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import { lockedVault } from '../../support/vault/damage.ts';
import { DERIVED_KEY } from '../../support/vault/fixture.ts';

const BY_POLICY = new RequestFailure('by-policy');

let browser: FakeBrowser;
let worker: Worker;
let ids: readonly string[];

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

test('a lock that is not allowed cannot be chosen, and one that was chosen before counts no more', async () => {
  await worker.settings.change({ lock: 60 });
  browser.managed = { allowedLockChoices: ['1', '5'] };
  expect((await worker.settings.read()).lock).toBe(5);
  await expect(worker.settings.change({ lock: 15 })).rejects.toEqual(BY_POLICY);
  await worker.settings.change({ lock: 1 });
  expect((await worker.settings.read()).lock).toBe(1);
  browser.managed = {};
  await worker.settings.change({ lock: 60 });
  expect((await worker.settings.read()).lock).toBe(60);
});

test('a browser that is slow to say what is set keeps nobody waiting, and its word counts once it comes', async () => {
  await worker.vaults.lock();
  const { promise, resolve } = Promise.withResolvers<void>();
  browser.policyWaits = promise;
  browser.managed = { allowedLockChoices: ['1'], disableExport: true };
  await unlock(worker);
  expect((await worker.settings.read()).lock).toBe(DEFAULT_SETTINGS.lock);
  const now = browser.outside.clock.now();
  expect(browser.session?.lockAt).toBeGreaterThan(now + 60_000);

  // An account is added, or it would be stored after what was asked for later.
  const { ids: added } = await handlers()['accounts/add']({
    additions: [{ account: newAccount('mara'), replaces: null }],
  });
  expect(added).toHaveLength(1);

  // What must not happen at all waits for the answer.
  const [slot] = await worker.slots.list();
  const right = { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
  const exported = vi.fn<(outcome: unknown) => void>();
  const over = worker.exports.accounts(right, ids).then(exported, exported);
  expect((await worker.settings.read()).lock).toBe(DEFAULT_SETTINGS.lock);
  expect(exported).not.toHaveBeenCalled();

  resolve();
  await over;
  expect(exported).toHaveBeenCalledWith(BY_POLICY);
  await vi.waitFor(() => expect(browser.session?.lockAt).toBe(now + 60_000));
  expect((await worker.settings.read()).lock).toBe(1);
});

test('what was said before the browser was closed counts until it is said again', async () => {
  await worker.vaults.lock();
  browser.managed = { allowedLockChoices: ['1'], disableExport: true };
  await worker.policies.remember();
  browser.policyWaits = new Promise(() => undefined);
  await unlock(worker);
  expect((await worker.settings.read()).lock).toBe(1);
  await expect(worker.settings.change({ lock: 60 })).rejects.toEqual(BY_POLICY);
  const [slot] = await worker.slots.list();
  const right = { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
  await expect(worker.exports.accounts(right, ids)).rejects.toEqual(BY_POLICY);
});

test('no secret is given out where export is disabled, not even for the right passphrase', async () => {
  const [slot] = await worker.slots.list();
  const right = { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
  expect((await worker.exports.accounts(right, ids)).accounts).toHaveLength(ids.length);
  browser.managed = { disableExport: true };
  await expect(worker.exports.accounts(right, ids)).rejects.toEqual(BY_POLICY);
});

test('an account that is added without a site gets the one of its service', async () => {
  browser.managed = { defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example' }] };
  const account = newAccount('mara', { issuer: 'Harbour', sites: [] });
  const [id] = (await handlers()['accounts/add']({ additions: [{ account, replaces: null }] })).ids;
  const added = (await worker.accounts.list(null)).find((view) => view.id === id);
  expect(added?.account.sites).toEqual([{ origin: 'https://sso.harbour.example', match: 'origin' }]);
});

function handlers() {
  return accountHandlers({
    ...worker,
    originOfTab: () => Promise.resolve(null),
    inTime: (work) => work,
  });
}
