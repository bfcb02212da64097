import { describe, expect, test } from 'vitest';
import { readCurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { type ComparisonStatus, verifyBackup } from '../../../../src/core/backup/verify-backup.ts';
import { recordKey } from '../../../../src/core/vault/store.ts';
import type { Vault } from '../../../../src/core/vault/vault.ts';
import { contentOf, hotp, restore, saved, vaultWith } from '../../../support/backup/restore-fixture.ts';
import { idOf, put } from '../../../support/vault/fixture.ts';

const [A, B, C] = [idOf(0xa), idOf(0xb), idOf(0xc)];

async function statuses(
  vault: Vault,
  backup: Parameters<typeof contentOf>[0],
  vaultId: Uint8Array<ArrayBuffer> = vault.keys.vaultId,
) {
  const source = { vaultId, epoch: 1, seq: 1, anchor: new Uint8Array(0) };
  const compared = verifyBackup({ source, content: contentOf(backup) }, await readCurrentVault(vault));
  const total = Object.values(compared.counts).reduce((sum, count) => sum + count, 0);
  expect(total).toBe(compared.accounts.length);
  return {
    compared,
    found: compared.accounts.map(({ id, status }): [string, ComparisonStatus] => [id, status]),
  };
}

describe('comparing a backup with the vault', () => {
  test('right after it was made finds everything the same', async () => {
    const records = [saved(A), saved(B, { parameters: hotp(3) }, { secret: 2, deletedAt: 4 })];
    const { vault } = await vaultWith(records, [C]);
    const { compared, found } = await statuses(vault, records);
    expect(found).toEqual([
      [A, 'same'],
      [B, 'same'],
    ]);
    expect(compared).toMatchObject({ isUpToDate: true, counts: { same: 2, 'missing-in-file': 0 } });
    expect(compared.accounts[0]?.account).toEqual(saved(A).record.account);
  });

  test('names what was added, changed, moved to the trash and removed since', async () => {
    const [D, E] = [idOf(0xd), idOf(0xe)];
    const backup = [A, B, C, D].map((id, index) =>
      saved(id, { parameters: hotp(index) }, { secret: index + 1 }),
    );
    const { vault } = await vaultWith(backup);
    await vault.commit([
      put(B, saved(B, { parameters: hotp(9) }, { secret: 2 }).record),
      put(C, backup[2]?.record ?? saved(C).record, 77),
      { kind: 'remove', id: D },
      put(E, saved(E, {}, { secret: 9 }).record),
    ]);
    const { compared, found } = await statuses(vault, backup);
    expect(found).toEqual([
      [A, 'same'],
      [B, 'newer-in-vault'],
      [C, 'newer-in-vault'],
      [E, 'missing-in-file'],
      [D, 'removed-in-vault'],
    ]);
    expect(compared.isUpToDate).toBe(false);
  });

  test('notices that the vault is behind the file, or beside it', async () => {
    const { vault } = await vaultWith([saved(A), saved(B, {}, { secret: 2 })]);
    const ahead = { ...saved(A, { accountName: 'later' }), version: 2 };
    const beside = saved(B, { accountName: 'other' }, { secret: 2 });
    expect((await statuses(vault, [ahead, beside])).found).toEqual([
      [A, 'newer-in-file'],
      [B, 'differs'],
    ]);
    expect((await statuses(vault, [ahead, saved(B, {}, { secret: 2 })])).compared.isUpToDate).toBe(true);
  });

  test('of another vault goes by the times, since versions start again there', async () => {
    const { vault, outside } = await vaultWith([saved(A)]);
    const later = { ...saved(A, { accountName: 'later' }), updatedAt: outside.clock.now() + 1 };
    const earlier = {
      ...saved(A, { accountName: 'earlier' }),
      version: 99,
      updatedAt: outside.clock.now() - 1,
    };
    const other = new Uint8Array(16).fill(7);
    expect((await statuses(vault, [later], other)).found).toEqual([[A, 'newer-in-file']]);
    expect((await statuses(vault, [earlier], other)).found).toEqual([[A, 'newer-in-vault']]);
  });

  test('names what only the file has, and a record of the vault that cannot be read', async () => {
    const { vault, store } = await vaultWith([saved(A), saved(B, {}, { secret: 2 })]);
    store.values.delete(recordKey(A, 1));
    store.values.delete(recordKey(B, 1));
    const { compared, found } = await statuses(vault, [saved(A), saved(C, {}, { secret: 3 })]);
    expect(found).toEqual([
      [A, 'unreadable-in-vault'],
      [B, 'missing-in-file'],
      [C, 'only-in-file'],
    ]);
    expect(compared.isUpToDate).toBe(false);
  });

  test('finds an account again that was restored under a new id', async () => {
    const backup = [saved(A, { accountName: 'back' })];
    const { vault } = await vaultWith([], [A]);
    const [restored] = (await restore(vault, backup, () => 'add')).records;
    const { compared, found } = await statuses(vault, backup);
    expect(found).toEqual([[restored?.entry.id, 'same']]);
    expect(compared.isUpToDate).toBe(true);
  });

  test('sees another secret under the same description', async () => {
    const { vault } = await vaultWith([saved(A)]);
    expect((await statuses(vault, [saved(A, {}, { secret: 2 })])).found).toEqual([[A, 'differs']]);
  });

  test('does not change the vault', async () => {
    const { vault, store } = await vaultWith([saved(A)], [B]);
    const before = new Map(store.values);
    await statuses(vault, [saved(A, { accountName: 'x' }), saved(B), saved(C)]);
    expect(store.values).toEqual(before);
  });
});
