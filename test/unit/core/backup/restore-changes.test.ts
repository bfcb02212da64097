import { describe, expect, test } from 'vitest';
import type { CurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { readCurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { restoreChanges } from '../../../../src/core/backup/restore-changes.ts';
import type { RestoreChoice } from '../../../../src/core/backup/restore-plan.ts';
import { recordKey } from '../../../../src/core/vault/store.ts';
import {
  hotp,
  planFor,
  restore,
  saved,
  secretOf,
  vaultWith,
} from '../../../support/backup/restore-fixture.ts';
import { idOf } from '../../../support/vault/fixture.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

const [A, B, C] = [idOf(0xa), idOf(0xb), idOf(0xc)];

const replace = (): RestoreChoice => 'replace';
const add = (): RestoreChoice => 'add';
const leave = (): RestoreChoice => 'leave';

const accountsOf = ({ records }: CurrentVault) =>
  records.map(({ entry, record }) => ({ id: entry.id, ...record?.account, deletedAt: entry.deletedAt }));

describe('restoring', () => {
  test('into an empty vault gives back every account as it was, under its own id and in the same order', async () => {
    const backup = [
      saved(C, { parameters: hotp(7), recoveryCodesLeft: 4, tags: ['x'] }),
      saved(A, { accountName: 'alice' }, { secret: 2 }),
      saved(B, { accountName: 'trashed' }, { secret: 3, deletedAt: START - 1 }),
    ];
    const { vault } = await vaultWith([]);
    const { records } = await restore(vault, backup);
    expect(records.map(({ entry, record }) => [entry.id, record])).toEqual(
      backup.map(({ id, record }) => [id, record]),
    );
    expect(records.map(({ entry }) => entry.deletedAt)).toEqual([null, null, START]);
  });

  test('keeps two accounts of one secret apart that the vault of the backup had apart', async () => {
    const backup = [saved(A, { accountName: 'a' }), saved(B, { accountName: 'b' })];
    const { vault } = await vaultWith([]);
    expect((await restore(vault, backup)).records).toHaveLength(2);
  });

  test('leaves what was not chosen, also where something else is suggested', async () => {
    const { vault } = await vaultWith([saved(A, { parameters: hotp(1) })]);
    const plan = await planFor(vault, [saved(A, { parameters: hotp(9) }), saved(B, {}, { secret: 2 })]);
    expect(plan.items.map(({ suggested }) => suggested)).toEqual(['replace', 'leave']);
    expect(restoreChanges(plan, new Map(), testOutside())).toEqual({ ok: true, value: [] });
  });

  test('raises a counter and lowers the number of recovery codes, and never the other way', async () => {
    const { vault } = await vaultWith([saved(A, { parameters: hotp(5), recoveryCodesLeft: 5 })]);
    const behind = saved(A, { accountName: 'older', parameters: hotp(2), recoveryCodesLeft: 9 });
    expect(accountsOf(await restore(vault, [behind], replace))).toMatchObject([
      { accountName: 'older', parameters: { counter: 5 }, recoveryCodesLeft: 5 },
    ]);
    const ahead = saved(A, { accountName: 'older', parameters: hotp(8), recoveryCodesLeft: 1 });
    expect(accountsOf(await restore(vault, [ahead], replace))).toMatchObject([
      { parameters: { counter: 8 }, recoveryCodesLeft: 1 },
    ]);
  });

  test('gives no sheet back to an account that keeps none, and takes none away', async () => {
    const { vault } = await vaultWith([saved(A), saved(B, { recoveryCodesLeft: 4 }, { secret: 2 })]);
    const backup = [
      saved(A, { accountName: 'a', recoveryCodesLeft: 9 }),
      saved(B, { accountName: 'b' }, { secret: 2 }),
    ];
    const restored = accountsOf(await restore(vault, backup, replace));
    expect(restored.map(({ recoveryCodesLeft }) => recoveryCodesLeft)).toEqual([null, 4]);
  });

  test('keeps when the account was created and first used', async () => {
    const { vault } = await vaultWith([saved(A, { createdAt: 10, firstUsedAt: 20 })]);
    const other = saved(A, { accountName: 'other', createdAt: 1, firstUsedAt: null });
    expect(accountsOf(await restore(vault, [other], replace))).toMatchObject([
      { createdAt: 10, firstUsedAt: 20 },
    ]);
  });

  test('as an account of its own beside one with the same secret shows no code that was spent', async () => {
    const { vault } = await vaultWith([
      saved(A, { parameters: hotp(5), recoveryCodesLeft: 3 }),
      saved(B, { accountName: 'b', parameters: hotp(6), recoveryCodesLeft: 4 }),
    ]);
    const older = saved(C, { accountName: 'c', parameters: hotp(2), recoveryCodesLeft: 9 });
    expect(accountsOf(await restore(vault, [older], add)).at(-1)).toMatchObject({
      id: C,
      accountName: 'c',
      parameters: { counter: 6 },
      recoveryCodesLeft: 3,
    });
  });

  test('an account of another secret under a taken id adds it under a new one and keeps both', async () => {
    const { vault } = await vaultWith([saved(A, { accountName: 'now' }, { secret: 2 })]);
    const { records } = await restore(vault, [saved(A, { accountName: 'then' })], add);
    expect(records.map(({ record }) => record?.account.accountName)).toEqual(['now', 'then']);
    expect(records.map(({ record }) => record?.secret)).toEqual([secretOf(2), secretOf(1)]);
    expect(records[0]?.entry.id).toBe(A);
    expect(records[1]?.entry.id).toMatch(/^[0-9a-f]{32}$/);
    expect(records[1]?.entry.id).not.toBe(A);
  });

  test('an account whose id was removed for good brings it back under a new id', async () => {
    const { vault } = await vaultWith([], [A]);
    const { records, tombstones } = await restore(vault, [saved(A)], add);
    expect(records).toHaveLength(1);
    expect(records[0]?.entry.id).not.toBe(A);
    expect(tombstones.map(({ id }) => id)).toEqual([A]);
  });

  test('takes an account out of the trash with what the backup says of it', async () => {
    const { vault } = await vaultWith([saved(A, { parameters: hotp(5) }, { deletedAt: 9 })]);
    const restored = await restore(vault, [saved(A, { accountName: 'back', parameters: hotp(3) })], replace);
    expect(accountsOf(restored)).toMatchObject([
      { accountName: 'back', deletedAt: null, parameters: { counter: 5 } },
    ]);
  });

  test('leaves an account in the trash that the backup had in the trash too', async () => {
    const { vault } = await vaultWith([saved(A, {}, { deletedAt: 9 })]);
    const restored = await restore(vault, [saved(A, { accountName: 'b' }, { deletedAt: 3 })], replace);
    expect(accountsOf(restored)).toMatchObject([{ accountName: 'b', deletedAt: 9 }]);
  });

  test('gives the secret back to a damaged account and keeps the newer description of the vault', async () => {
    const { vault, store } = await vaultWith([
      saved(A, { accountName: 'new name', parameters: hotp(7), recoveryCodesLeft: 2 }),
    ]);
    store.values.delete(recordKey(A, 1));
    const old = saved(A, { accountName: 'old name', parameters: hotp(3), recoveryCodesLeft: 6 });
    const { records } = await restore(vault, [old], replace);
    expect(records[0]?.record).toMatchObject({
      secret: secretOf(1),
      account: { accountName: 'new name', parameters: { counter: 7 }, recoveryCodesLeft: 2 },
    });
  });

  test('beside a damaged account shows no code that it may have spent', async () => {
    const { vault, store } = await vaultWith([saved(A, { parameters: hotp(7) })]);
    store.values.delete(recordKey(A, 1));
    const { records } = await restore(vault, [saved(A, { parameters: hotp(3) })], add);
    expect(records.map(({ record }) => record?.account.parameters)).toEqual([undefined, hotp(7)]);
  });

  test('twice adds nothing the second time, whatever was chosen', async () => {
    const { vault } = await vaultWith([saved(A, {}, { secret: 9 }), saved(B, { parameters: hotp(3) })], [C]);
    const backup = [
      saved(A, { accountName: 'a' }),
      saved(B, { accountName: 'b', parameters: hotp(2), recoveryCodesLeft: 5 }),
      saved(C, { accountName: 'c' }, { secret: 3 }),
    ];
    const once = await restore(vault, backup, add);
    expect(once.records).toHaveLength(5);
    const again = await planFor(vault, backup);
    expect(again.items.map(({ kind }) => kind)).toEqual(['same', 'same', 'same']);
  });
});

describe('choices', () => {
  const choicesFor = async (choices: readonly (readonly [string, RestoreChoice])[]) => {
    const { vault } = await vaultWith([saved(A)]);
    const backup = [saved(A), saved(B, { accountName: 'b' }), saved(C, { accountName: 'c' })];
    return restoreChanges(await planFor(vault, backup), new Map(choices), testOutside());
  };

  test('for a record that is not in the backup are refused', async () => {
    expect(await choicesFor([[idOf(0xd), 'add']])).toEqual({ ok: false, error: 'no-such-item' });
  });

  test.each<RestoreChoice>(['add', 'replace'])('to %s what the vault has are refused', async (choice) => {
    expect(await choicesFor([[A, choice]])).toEqual({ ok: false, error: 'not-offered' });
  });

  test('that put two records in the place of one account are refused', async () => {
    const twice = await choicesFor([
      [B, 'replace'],
      [C, 'replace'],
    ]);
    expect(twice).toEqual({ ok: false, error: 'chosen-twice' });
  });

  test('of which one replaces and one adds are taken', async () => {
    const both = await choicesFor([
      [B, 'replace'],
      [C, 'add'],
    ]);
    expect(both).toMatchObject({ ok: true, value: [{ id: A }, { id: C }] });
  });

  test('that leave everything change nothing', async () => {
    const { vault } = await vaultWith([saved(A, { accountName: 'x' })]);
    const before = await readCurrentVault(vault);
    expect((await restore(vault, [saved(A), saved(B, {}, { secret: 2 })], leave)).records).toEqual(
      before.records,
    );
  });
});
