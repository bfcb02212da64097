import { describe, expect, test } from 'vitest';
import type { BackupContent, BackupPasskey } from '../../../../src/core/backup/backup-content.ts';
import { backupContentOf, readCurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { restoreChanges } from '../../../../src/core/backup/restore-changes.ts';
import { planRestore, type RestoreChoice } from '../../../../src/core/backup/restore-plan.ts';
import { verifyBackup } from '../../../../src/core/backup/verify-backup.ts';
import type { VaultChange } from '../../../../src/core/vault/commit.ts';
import type { PasskeyDescription } from '../../../../src/core/vault/records/passkey-record.ts';
import type { Vault } from '../../../../src/core/vault/vault.ts';
import { contentOfBackup, SMALL, SOURCE, sealed } from '../../../support/backup/fixture.ts';
import { passkeyRecord } from '../../../support/passkeys/passkeys.ts';
import { idOf, newVault } from '../../../support/vault/fixture.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

const ADA = saved(1, 'ada');

test('a backup file gives passkeys back byte for byte, beside accounts, and with their place in the trash', async () => {
  const content = { ...SMALL, passkeys: [saved(10, 'ada'), { ...saved(11, 'bob'), deletedAt: START }] };
  expect(await contentOfBackup(await sealed(content))).toEqual(content);
});

describe('restoring', () => {
  test.each<[string, readonly VaultChange[], string, readonly RestoreChoice[]]>([
    ['the vault has none', [], 'new', ['leave', 'add']],
    ['the vault has it', [kept(1, 'ada')], 'same', ['leave']],
    ['the vault has it under another id', [kept(5, 'ada')], 'same', ['leave']],
    ['it was used since', [kept(1, 'ada', { lastUsedAt: START + 9 })], 'same', ['leave']],
    ['it was renamed since', [kept(1, 'ada', { userName: 'Ada L.' })], 'conflicting', ['leave', 'replace']],
    ['it is in the trash', [kept(1, 'ada', {}, START)], 'in-trash', ['leave', 'replace']],
    [
      'it was removed for good',
      [kept(1, 'ada'), { kind: 'remove', id: idOf(1) }],
      'removed',
      ['leave', 'add'],
    ],
  ])('is planned as the vault is: %s', async (_what, changes, kind, offers) => {
    const { vault } = await vaultOf(changes);
    const [item] = planRestore(fileOf(ADA), await readCurrentVault(vault)).passkeys;
    expect(item).toMatchObject({ kind, offers });
  });

  test('adds a passkey that then counts as backed up, and the history is its way back', async () => {
    const { vault } = await vaultOf([]);
    await restore(vault, fileOf(ADA), 'add');
    const [read] = await vault.readPasskeys(await vault.passkeys());
    expect(read).toEqual({ ok: true, record: passkeyRecord('ada', { hasCopy: true }) });
  });

  test('takes one out of the trash, and its last use does not go back', async () => {
    const { vault } = await vaultOf([kept(7, 'ada', { lastUsedAt: START + 9 }, START)]);
    await restore(vault, fileOf(ADA), 'replace');
    expect(await vault.passkeys()).toMatchObject([
      { id: idOf(7), deletedAt: null, passkey: { lastUsedAt: START + 9 } },
    ]);
  });

  test('gives one that was removed for good another id', async () => {
    const { vault } = await vaultOf([kept(1, 'ada'), { kind: 'remove', id: idOf(1) }]);
    await restore(vault, fileOf(ADA), 'add');
    const [entry] = await vault.passkeys();
    expect(entry?.id).not.toBe(idOf(1));
  });

  test('never puts another key under a credential id that the vault has', async () => {
    const { vault } = await vaultOf([kept(1, 'ada')]);
    const forged = { ...ADA, record: { ...ADA.record, privateKey: new Uint8Array(138).fill(0xbb) } };
    const [item] = planRestore(fileOf(forged), await readCurrentVault(vault)).passkeys;
    expect(item).toMatchObject({ kind: 'conflicting', offers: ['leave'] });
    await expect(restore(vault, fileOf(forged), 'replace')).rejects.toThrow('not-offered');
  });

  test('gives a passkey no id that an account has', async () => {
    const { vault } = await vaultOf([]);
    const [account] = SMALL.records;
    if (account === undefined) throw new TypeError('no account');
    await vault.commit([{ kind: 'put', id: idOf(1), record: account.record, deletedAt: null }]);
    await restore(vault, fileOf(ADA), 'add');
    const [entry] = await vault.passkeys();
    expect(entry?.id).not.toBe(idOf(1));
  });

  test('refuses two passkeys of one file in the place of one of the vault', async () => {
    const { vault } = await vaultOf([kept(1, 'ada', { userName: 'other' })]);
    await expect(restore(vault, fileOf(ADA, saved(2, 'ada')), 'replace')).rejects.toThrow('chosen-twice');
  });
});

describe('checking a backup', () => {
  test.each<[string, readonly VaultChange[], string, boolean]>([
    ['the same', [kept(1, 'ada')], 'same', true],
    ['used since, which no backup falls behind by', [kept(1, 'ada', { lastUsedAt: START })], 'same', true],
    ['in the file alone', [], 'only-in-file', true],
    ['removed for good', [kept(1, 'ada'), { kind: 'remove', id: idOf(1) }], 'removed-in-vault', true],
    ['renamed since', [kept(1, 'ada'), kept(1, 'ada', { userName: 'Ada L.' })], 'newer-in-vault', false],
    ['trashed since', [kept(1, 'ada'), kept(1, 'ada', {}, START)], 'newer-in-vault', false],
  ])('says of a passkey: %s', async (_what, changes, status, isUpToDate) => {
    const { vault } = await vaultOf(changes);
    const current = await readCurrentVault(vault);
    const source = { ...SOURCE, vaultId: current.vaultId };
    const found = verifyBackup({ source, content: fileOf(ADA) }, current);
    expect(found).toMatchObject({ passkeys: [{ status }], isUpToDate, counts: { [status]: 1 } });
  });

  test('misses one that was made since', async () => {
    const { vault } = await vaultOf([kept(1, 'ada'), kept(2, 'bob')]);
    const found = verifyBackup({ source: SOURCE, content: fileOf(ADA) }, await readCurrentVault(vault));
    expect(found).toMatchObject({ isUpToDate: false, counts: { same: 1, 'missing-in-file': 1 } });
  });

  test('is complete for a file that was made of the vault itself', async () => {
    const { vault } = await vaultOf([kept(1, 'ada'), kept(2, 'bob', {}, START)]);
    const current = await readCurrentVault(vault);
    const { content, unreadable } = backupContentOf(current);
    expect(unreadable).toEqual([]);
    expect(verifyBackup({ source: SOURCE, content }, current)).toMatchObject({
      isUpToDate: true,
      counts: { same: 2 },
    });
  });
});

function saved(number: number, userName: string): BackupPasskey {
  const record = passkeyRecord(userName);
  return { id: idOf(number), version: 1, updatedAt: START, deletedAt: null, record };
}

function kept(
  number: number,
  userName: string,
  more: Partial<PasskeyDescription> = {},
  deletedAt: number | null = null,
): VaultChange {
  return { kind: 'put', id: idOf(number), record: passkeyRecord(userName, more), deletedAt };
}

function fileOf(...passkeys: readonly BackupPasskey[]): BackupContent {
  return { records: [], passkeys, tombstones: [] };
}

async function vaultOf(changes: readonly VaultChange[]) {
  const { vault } = await newVault(new MemoryStore(), testOutside('passkey backup'));
  for (const change of changes) await vault.commit([change]);
  return { vault };
}

async function restore(vault: Vault, content: BackupContent, choice: RestoreChoice): Promise<void> {
  const plan = planRestore(content, await readCurrentVault(vault));
  const choices = new Map(plan.passkeys.map(({ id }) => [id, choice]));
  const changes = restoreChanges(plan, choices, testOutside('restoring'));
  if (!changes.ok) throw new TypeError(changes.error);
  await vault.commit(changes.value);
}
