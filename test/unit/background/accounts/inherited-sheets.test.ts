import { beforeEach, describe, expect, test } from 'vitest';
import { readRecord } from '../../../../src/background/accounts/accounts-service.ts';
import { readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { recordKey } from '../../../../src/core/vault/store.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';
import { lockedVault, NAMES } from '../../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../../support/vault/fixture.ts';

const NAME = NAMES[1] ?? '';
const OTHER = new Uint8Array([1, 2, 3]);
const DAY_MS = 24 * 60 * 60_000;

let browser: FakeBrowser;
let worker: Worker;
let accountId: string;
let sheetId: string;

beforeEach(async () => {
  const vault = await lockedVault();
  browser = vault.browser;
  accountId = vault.ids[1] ?? '';
  worker = startWorker(browser);
  await unlock(worker);
  sheetId = await worker.recovery.keep({
    accountId,
    label: '',
    site: null,
    source: 'typed',
    codes: ['k3m0-9xq0', 'k3m1-9xq1', 'k3m2-9xq2'].map((text) => ({ text, isUsed: false })),
    expiresAt: null,
    replaces: null,
  });
  await worker.recovery.mark({ sheetId, position: 0, as: 'used' });
});

async function inUse() {
  const views = await worker.accounts.list(null);
  return views.find(({ account, deletedAt }) => account.accountName === NAME && deletedAt === null);
}

describe('an account that is replaced leaves its recovery codes to the one in its place', () => {
  test('by a scan, with its tags and pin, also once it is erased (they were erased with it)', async () => {
    const details = { issuer: 'Example', accountName: NAME, sites: [] };
    await worker.accounts.edit({ id: accountId, ...details, tags: ['work'], pinned: true });
    const heir = await addAccount(worker, newAccount(NAME, { secret: OTHER }), accountId);
    const replaced = (await worker.accounts.list(null)).find(({ id }) => id === accountId);
    expect(replaced?.account.recoveryCodesLeft).toBeNull();
    expect(await inUse()).toMatchObject({
      id: heir,
      account: { tags: ['work'], pinned: true, recoveryCodesLeft: 2 },
    });
    await worker.accounts.erase(accountId);
    const [sheet] = await startWorker(browser).recovery.list();
    expect(sheet).toMatchObject({ id: sheetId, accountId: heir });
    expect(sheet?.marks.map(({ state }) => state)).toEqual(['used', 'unused', 'unused']);
  });

  test('by an import, beside those of the file; undo gives them back', async () => {
    const account = {
      ...newAccount(NAME, { secret: OTHER }),
      tags: [],
      pinned: false,
      notes: '',
      recoveryCodes: ['R12345'],
    };
    const addition = { account, choice: 'replace', existing: accountId } as const;
    const done = await worker.imports.add([addition]);
    expect(done).toMatchObject({ added: 1, changed: 1 });
    const heir = await inUse();
    expect(heir?.id).not.toBe(accountId);
    expect(heir?.account.recoveryCodesLeft).toBe(3);
    const owners = (await worker.recovery.list()).map((sheet) => sheet.accountId);
    expect(owners).toEqual([heir?.id, heir?.id]);
    await worker.imports.undo(done.seq);
    expect(await inUse()).toMatchObject({ id: accountId, account: { recoveryCodesLeft: 2 } });
  });
});

describe('where the site never took the new secret', () => {
  let heir: string;

  beforeEach(async () => {
    heir = await addAccount(worker, newAccount(NAME, { secret: OTHER }), accountId);
  });

  /** As the next worker sees it: with the old account again, one code spent, and counted there. */
  async function expectBack() {
    const next = startWorker(browser);
    const [sheet] = await next.recovery.list();
    expect(sheet).toMatchObject({ id: sheetId, accountId, deletedAt: null });
    expect(sheet?.marks.map(({ state }) => state)).toEqual(['used', 'unused', 'unused']);
    const old = (await next.accounts.list(null)).find(({ id }) => id === accountId);
    expect(old?.account.recoveryCodesLeft).toBe(2);
  }

  async function ownerOfSheet() {
    return (await worker.recovery.list()).find(({ id }) => id === sheetId)?.accountId;
  }

  test('the old account is restored and the new one erased (the codes were erased with it)', async () => {
    await worker.accounts.restore(accountId);
    expect(await ownerOfSheet()).toBe(heir);
    await worker.accounts.trash(heir);
    await expectBack();
    await worker.accounts.erase(heir);
    await expectBack();
  });

  test('the new one is trashed before the old one is restored', async () => {
    await worker.accounts.trash(heir);
    expect(await ownerOfSheet()).toBe(heir);
    await worker.accounts.restore(accountId);
    await expectBack();
    expect((await worker.accounts.list(null)).find(({ id }) => id === heir)).toMatchObject({
      account: { recoveryCodesLeft: null },
    });
  });

  test('both are moved among several accounts', async () => {
    await worker.manyAccounts.change([heir], { kind: 'trash' });
    await worker.manyAccounts.change([accountId], { kind: 'restore' });
    await expectBack();
    await worker.manyAccounts.change([heir], { kind: 'restore' });
    await worker.manyAccounts.change([accountId], { kind: 'trash' });
    expect(await ownerOfSheet()).toBe(heir);
  });

  test('the new one is erased while the old one is in the trash', async () => {
    await worker.accounts.trash(heir);
    await worker.accounts.erase(heir);
    await worker.accounts.restore(accountId);
    await expectBack();
  });

  test.each([
    ['the trash is emptied', () => worker.history.emptyTrash()],
    ['it was there for thirty days', () => worker.history.dropExpired()],
  ])('the old one came back without its codes, as from a backup, and %s', async (_name, clear) => {
    await worker.accounts.trash(heir);
    await worker.vaults.change(async (vault) => {
      const { record } = await readRecord(vault, accountId);
      await vault.commit([{ kind: 'put', id: accountId, record, deletedAt: null }]);
    });
    browser.outside.clock.advance(30 * DAY_MS);
    await unlock(worker);
    await clear();
    expect((await worker.accounts.list(null)).some(({ id }) => id === heir)).toBe(false);
    await expectBack();
  });

  test('and neither a second one, though the first is erased', async () => {
    const second = await addAccount(worker, newAccount(NAME, { secret: new Uint8Array([4, 5]) }), heir);
    await worker.accounts.erase(heir);
    await worker.accounts.restore(accountId);
    await worker.accounts.trash(second);
    await expectBack();
  });

  test('what was kept with the new one goes along; it goes with the last of them', async () => {
    await worker.recovery.keep({
      accountId: heir,
      label: '',
      site: null,
      source: 'typed',
      codes: [{ text: 'n3w0-9xq0', isUsed: false }],
      expiresAt: null,
      replaces: sheetId,
    });
    await worker.accounts.trash(heir);
    await worker.accounts.restore(accountId);
    const owners = (await worker.recovery.list()).map((sheet) => sheet.accountId);
    expect(owners).toEqual([accountId, accountId]);
    await worker.accounts.erase(heir);
    await worker.accounts.trash(accountId);
    await worker.accounts.erase(accountId);
    expect(await startWorker(browser).recovery.list()).toEqual([]);
  });

  test('an undo gives no codes to an account that was erased for good', async () => {
    await worker.accounts.restore(accountId);
    await worker.accounts.trash(heir);
    const [trashed] = await worker.history.list();
    await worker.accounts.erase(heir);
    await worker.history.undo(trashed?.seq ?? 0);
    await expectBack();
  });

  test('nor does one before the replacement, where the old account was erased', async () => {
    const [replaced] = await worker.history.list();
    await worker.accounts.erase(accountId);
    await worker.history.undo(replaced?.seq ?? 0);
    expect(await ownerOfSheet()).toBe(heir);
  });

  test('the old one left the trash by age and came back by undo, under another id', async () => {
    browser.outside.clock.advance(30 * DAY_MS);
    await unlock(worker);
    await worker.history.dropExpired();
    const [dropped] = await worker.history.list();
    await worker.history.undo(dropped?.seq ?? 0);
    const old = (await worker.accounts.list(null)).find(({ deletedAt }) => deletedAt !== null)?.id ?? '';
    expect(old).not.toBe(accountId);
    expect(await ownerOfSheet()).toBe(heir);
    await worker.accounts.trash(heir);
    await worker.accounts.restore(old);
    expect(await ownerOfSheet()).toBe(old);
  });

  test('a backup brings both under other ids, and they still know of each other', async () => {
    const [slot] = await worker.slots.list();
    const presented = { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
    const key = { secret: DERIVED_KEY, salt: new Uint8Array(32).fill(0x55), kdf: PASSPHRASE.kdf };
    const { file } = await worker.backups.make(presented, key);
    await worker.manyAccounts.change([heir], { kind: 'trash' });
    await worker.history.emptyTrash();
    const slots = readBackupSlots(file);
    const given = { file, slotId: (slots.ok && slots.value.slots[0]?.slotId) || '', secret: DERIVED_KEY };
    await worker.backups.restore(
      given,
      new Map([
        [accountId, 'add'],
        [heir, 'add'],
      ]),
    );
    const named = (await worker.accounts.list(null)).filter((view) => view.account.accountName === NAME);
    const old = named.find(({ deletedAt }) => deletedAt !== null)?.id ?? '';
    const taken = named.find(({ deletedAt }) => deletedAt === null)?.id ?? '';
    expect([accountId, heir]).not.toContain(old);
    const owner = async () => (await worker.recovery.list()).map((sheet) => sheet.accountId);
    expect(await owner()).toEqual([taken]);
    await worker.accounts.trash(taken);
    await worker.accounts.restore(old);
    expect(await owner()).toEqual([old]);
  });

  test('both in the trash go for good with it when it is emptied', async () => {
    await worker.accounts.trash(heir);
    await worker.history.emptyTrash();
    expect(await startWorker(browser).recovery.list()).toEqual([]);
  });
});

test('a damaged account that an import replaces stays, and its recovery codes with it', async () => {
  const entry = await worker.vaults.read(async (vault) => vault.entry(accountId));
  browser.memory.values.set(recordKey(accountId, entry?.version ?? 0), new Uint8Array(400));
  const account = {
    ...newAccount(NAME, { secret: OTHER }),
    tags: [],
    pinned: false,
    notes: '',
    recoveryCodes: [],
  };
  const next = startWorker(browser);
  await next.imports.add([{ account, choice: 'replace', existing: accountId }]);
  const named = (await next.accounts.list(null)).filter((view) => view.account.accountName === NAME);
  expect(named.map(({ deletedAt }) => deletedAt)).toEqual([null, null]);
  expect(await next.recovery.list()).toMatchObject([{ id: sheetId, accountId }]);
});
