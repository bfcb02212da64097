// A sheet of recovery codes is a record beside its account: whatever rewrites, repairs or removes accounts has to take it along.
import { beforeEach, describe, expect, test } from 'vitest';
import { parseStoreKey } from '../../../src/core/vault/store.ts';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import { damage, decisionOf, latestRootOf, lockedVault, unlockCopy } from '../../support/vault/damage.ts';
import { DERIVED_KEY } from '../../support/vault/fixture.ts';
import { flipped } from '../../support/vault/flips.ts';

const DAY = 24 * 60 * 60_000;
const CODES = ['aaaa-1111', 'bbbb-2222', 'cccc-3333', 'dddd-4444', 'eeee-5555', 'ffff-6666'];

let browser: FakeBrowser;
let worker: Worker;
let accountId: string;
let sheetId: string;

beforeEach(async () => {
  const vault = await lockedVault();
  browser = vault.browser;
  accountId = vault.ids[0] ?? '';
  worker = startWorker(browser);
  await unlock(worker);
  sheetId = await worker.recovery.keep({
    accountId,
    label: 'Sheet',
    site: 'https://example.com',
    source: 'page',
    codes: CODES.map((text, index) => ({ text, isUsed: index === 0 })),
    expiresAt: null,
    replaces: null,
  });
  await worker.settle();
});

/** The one sheet, the account that it belongs to, and that the unspent codes are readable and the spent one is spent. */
async function expectTheSheet(of: Worker): Promise<void> {
  const [sheet, ...others] = await of.recovery.list();
  expect(others).toEqual([]);
  expect(sheet).toMatchObject({ deletedAt: null, total: 6, left: 5, details: { label: 'Sheet' } });
  expect(sheet?.marks.map(({ state }) => state)).toEqual(['used', ...Array<string>(5).fill('unused')]);
  const account = (await of.accounts.list(null)).find(({ id }) => id === sheet?.accountId);
  expect(account?.account.accountName).toBe('alice');
  expect(account?.account.recoveryCodesLeft).toBe(5);
  expect(await of.recovery.reveal(sheet?.id ?? '', 5)).toBe('ffff-6666');
}

/** Every id of a record that the database, or the mirror, has an envelope of. */
function keptIds(place: { readonly values: ReadonlyMap<string, unknown> }): ReadonlySet<string> {
  const parsed = [...place.values.keys()].map((key) => parseStoreKey(key));
  return new Set(parsed.flatMap((key) => (key?.kind === 'record' ? [key.id] : [])));
}

describe('a sheet', () => {
  test('goes along under a new vault key, in the database and in the mirror', async () => {
    const [slot] = await worker.slots.list();
    await worker.slots.rotate([{ slotId: slot?.slotId ?? '', secret: DERIVED_KEY }]);
    await worker.settle();
    await expectTheSheet(worker);
    await worker.vaults.lock();
    browser.generations.memoryAt(1).vanish();
    const next = startWorker(browser);
    await unlockCopy(next);
    await expectTheSheet(next);
  });

  test('is read from the mirror where the database came back empty, and is in the database that is made of it', async () => {
    await worker.vaults.lock();
    browser.memory.vanish();
    const next = startWorker(browser);
    await unlockCopy(next);
    expect(await decisionOf(next)).toBe('run-from-mirror');
    await expectTheSheet(next);
    await next.repairs.takeCopy();
    expect(await decisionOf(next)).toBe('run');
    await expectTheSheet(next);
    expect((await next.repairs.check()).troubles).toEqual([]);
  });

  test('is kept with its account where both indexes are damaged, though both get new ids', async () => {
    await worker.vaults.lock();
    damage(browser.memory, latestRootOf(browser.memory));
    for (const [key, value] of browser.mirror.values) {
      if (key.startsWith('shard/')) browser.mirror.values.set(key, flipped(value, 90));
    }
    const next = startWorker(browser);
    await unlock(next);
    expect(await decisionOf(next)).toBe('run-salvaged');
    await next.repairs.keepSalvaged();
    expect(await decisionOf(next)).toBe('run');
    await expectTheSheet(next);
  });

  test('that is damaged in the database is repaired from the mirror', async () => {
    await worker.vaults.lock();
    const keys = [...browser.memory.values.keys()].filter((key) => key.startsWith(`record/${sheetId}/`));
    expect(keys.length).toBeGreaterThan(0);
    damage(browser.memory, ...keys);
    const next = startWorker(browser);
    await unlock(next);
    expect((await next.repairs.check()).troubles).toMatchObject([{ id: sheetId, isGoodInMirror: true }]);
    expect(await next.repairs.repairRecords()).toEqual({ repaired: 1, left: 0 });
    await expectTheSheet(next);
  });
});

test('an account and its sheet that expired and came back by undo leave nothing behind once the trash is emptied', async () => {
  await worker.accounts.trash(accountId);
  browser.outside.clock.advance(40 * DAY);
  await unlock(worker);
  expect(await worker.history.dropExpired()).toBe(1);
  const [dropped] = await worker.history.list();
  expect(await worker.history.undo(dropped?.seq ?? 0)).toEqual({ lost: 0 });
  const back = (await worker.accounts.list(null)).find(({ account }) => account.accountName === 'alice');
  const backSheet = (await worker.recovery.list())[0];
  if (back === undefined || backSheet === undefined) throw new Error('nothing came back');
  // Under ids of their own: those that were removed for good stay removed.
  expect(back.id).not.toBe(accountId);
  expect(backSheet.id).not.toBe(sheetId);
  expect(keptIds(browser.memory)).toContain(accountId);
  await worker.history.emptyTrash();
  await worker.settle();
  for (const place of [browser.memory, browser.mirror]) {
    for (const id of [accountId, sheetId, back.id, backSheet.id]) {
      expect(keptIds(place)).not.toContain(id);
    }
    // The five others are there: the search finds what there is.
    expect(keptIds(place).size).toBe(5);
  }
});
