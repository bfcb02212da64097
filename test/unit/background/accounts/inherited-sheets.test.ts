import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';
import { lockedVault, NAMES } from '../../../support/vault/damage.ts';

const NAME = NAMES[1] ?? '';
const OTHER = new Uint8Array([1, 2, 3]);

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
