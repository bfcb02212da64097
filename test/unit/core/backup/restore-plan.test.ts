import { describe, expect, test } from 'vitest';
import type { BackupRecord } from '../../../../src/core/backup/backup-content.ts';
import { readCurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { restoreChanges } from '../../../../src/core/backup/restore-changes.ts';
import { planRestore, type RestoreItem } from '../../../../src/core/backup/restore-plan.ts';
import { recordKey } from '../../../../src/core/vault/store.ts';
import { contentOf, hotp, planFor, saved, vaultWith } from '../../../support/backup/restore-fixture.ts';
import { idOf } from '../../../support/vault/fixture.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const [A, B, C] = [idOf(0xa), idOf(0xb), idOf(0xc)];

type Expected = Partial<Omit<RestoreItem, 'current'>>;

interface Row {
  readonly name: string;
  readonly vault: readonly BackupRecord[];
  readonly removed?: readonly string[];
  readonly backup: BackupRecord;
  readonly current: string | null;
  readonly expected: Expected;
}

const NEW: Expected = { kind: 'new', differences: [], offers: ['leave', 'add'], suggested: 'add' };
const SAME: Expected = { kind: 'same', differences: [], offers: ['leave'], suggested: 'leave' };
const TWIN: Expected = { kind: 'conflicting', offers: ['leave', 'replace', 'add'], suggested: 'leave' };
const CATCHES_UP: Expected = { ...TWIN, suggested: 'replace' };
const OTHER: Expected = { kind: 'conflicting', offers: ['leave', 'add'], suggested: 'leave' };
const IN_TRASH: Expected = { kind: 'in-trash', offers: ['leave', 'replace'], suggested: 'leave' };

const ROWS: readonly Row[] = [
  { name: 'into an empty vault is new', vault: [], backup: saved(A), current: null, expected: NEW },
  {
    name: 'of another name and secret is new',
    vault: [saved(B, { accountName: 'bob' }, { secret: 2 })],
    backup: saved(A),
    current: null,
    expected: NEW,
  },
  { name: 'that the vault has is the same', vault: [saved(A)], backup: saved(A), current: A, expected: SAME },
  {
    name: 'that the vault has under another id is the same',
    vault: [saved(B)],
    backup: saved(A),
    current: B,
    expected: SAME,
  },
  {
    name: 'that was created and first used at another time is the same',
    vault: [saved(A, { createdAt: 5, firstUsedAt: 6 })],
    backup: saved(A),
    current: A,
    expected: SAME,
  },
  {
    name: 'whose counter the vault is ahead of is the same: nothing would change',
    vault: [saved(A, { parameters: hotp(9) })],
    backup: saved(A, { parameters: hotp(4) }),
    current: A,
    expected: SAME,
  },
  {
    name: 'which has more recovery codes left than the vault is the same: spent ones stay spent',
    vault: [saved(A, { recoveryCodesLeft: 3 })],
    backup: saved(A, { recoveryCodesLeft: 8 }),
    current: A,
    expected: SAME,
  },
  {
    name: 'which has recovery codes where the vault keeps no sheet is the same: they may be spent',
    vault: [saved(A)],
    backup: saved(A, { recoveryCodesLeft: 8 }),
    current: A,
    expected: SAME,
  },
  {
    name: 'whose counter is ahead of the vault conflicts, and catching up is suggested',
    vault: [saved(A, { parameters: hotp(4) })],
    backup: saved(A, { parameters: hotp(9) }),
    current: A,
    expected: { ...CATCHES_UP, differences: ['counter'] },
  },
  {
    name: 'with fewer recovery codes left conflicts, and catching up is suggested',
    vault: [saved(A, { recoveryCodesLeft: 8 })],
    backup: saved(A, { recoveryCodesLeft: 3 }),
    current: A,
    expected: { ...CATCHES_UP, differences: ['recoveryCodesLeft'] },
  },
  {
    name: 'with another name conflicts',
    vault: [saved(A)],
    backup: saved(A, { issuer: 'Other', accountName: 'al' }),
    current: A,
    expected: { ...TWIN, differences: ['issuer', 'accountName'] },
  },
  {
    name: 'with another name under another id conflicts: one secret is never added twice by itself',
    vault: [saved(B)],
    backup: saved(A, { accountName: 'al' }),
    current: B,
    expected: { ...TWIN, differences: ['accountName'] },
  },
  {
    name: 'with other sites, tags, star and unknown parameters conflicts and says so',
    vault: [saved(A)],
    backup: saved(A, { sites: [], tags: ['t'], pinned: true, unknownParameters: [['a', 'b']] }),
    current: A,
    expected: { ...TWIN, differences: ['sites', 'tags', 'pinned', 'unknownParameters'] },
  },
  {
    name: 'prefers the account of its own id among those with its secret',
    vault: [saved(B, { accountName: 'b' }), saved(A, { accountName: 'a' })],
    backup: saved(A, { accountName: 'c' }),
    current: A,
    expected: { ...TWIN, differences: ['accountName'] },
  },
  {
    name: 'that one of several accounts with its secret covers is the same',
    vault: [saved(A, { accountName: 'a' }), saved(B, { accountName: 'b' })],
    backup: saved(A, { accountName: 'b' }),
    current: B,
    expected: SAME,
  },
  {
    name: 'with another secret under its id conflicts, and never replaces it',
    vault: [saved(A, {}, { secret: 2 })],
    backup: saved(A),
    current: A,
    expected: { ...OTHER, differences: ['secret'] },
  },
  {
    name: 'with other parameters under its id conflicts, and never replaces it',
    vault: [saved(A, { parameters: { type: 'totp', algorithm: 'SHA256', digits: 6, period: 30 } })],
    backup: saved(A),
    current: A,
    expected: { ...OTHER, differences: ['parameters'] },
  },
  {
    name: 'of a counter where the vault counts time conflicts, and never replaces it',
    vault: [saved(B)],
    backup: saved(A, { parameters: hotp(4) }),
    current: B,
    expected: { ...OTHER, differences: ['parameters', 'counter'] },
  },
  {
    name: 'with another secret for the same name conflicts',
    vault: [saved(B, { issuer: ' EXAMPLE', accountName: 'Alice ' }, { secret: 2 })],
    backup: saved(A),
    current: B,
    expected: { ...OTHER, differences: ['secret', 'issuer', 'accountName'] },
  },
  {
    name: 'without a name is nobody’s namesake',
    vault: [saved(B, { issuer: '', accountName: '' }, { secret: 2 })],
    backup: saved(A, { issuer: '', accountName: ' ' }),
    current: null,
    expected: NEW,
  },
  {
    name: 'that was in the trash then is no namesake of what took its place',
    vault: [saved(B, {}, { secret: 2 })],
    backup: saved(A, {}, { deletedAt: 5 }),
    current: null,
    expected: NEW,
  },
  {
    name: 'that the vault has in the trash can come out of it',
    vault: [saved(A, {}, { deletedAt: 5 })],
    backup: saved(A),
    current: A,
    expected: { ...IN_TRASH, differences: [] },
  },
  {
    name: 'that was in the trash then, and now, is the same',
    vault: [saved(A, {}, { deletedAt: 500 })],
    backup: saved(A, {}, { deletedAt: 5 }),
    current: A,
    expected: SAME,
  },
  {
    name: 'that was in the trash then and is in use now is the same: restoring never puts anything in the trash',
    vault: [saved(A)],
    backup: saved(A, {}, { deletedAt: 5 }),
    current: A,
    expected: SAME,
  },
  {
    name: 'whose id was removed for good is told apart from a new one',
    vault: [],
    removed: [A],
    backup: saved(A),
    current: null,
    expected: { kind: 'removed', differences: [], offers: ['leave', 'add'], suggested: 'leave' },
  },
  {
    name: 'whose id was removed and which was added again is the same',
    vault: [saved(C)],
    removed: [A],
    backup: saved(A),
    current: C,
    expected: SAME,
  },
];

describe('an account of a backup', () => {
  test.each(ROWS)('$name', async ({ vault: records, removed, backup, current, expected }) => {
    const { vault } = await vaultWith(records, removed);
    const { items } = await planFor(vault, [backup]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: A, backup, ...expected });
    expect(items[0]?.current?.entry.id ?? null).toBe(current);
  });

  test('can give its secret back to an account of the vault that cannot be read', async () => {
    const { vault, store } = await vaultWith([saved(A, { tags: ['mine'] }), saved(B, {}, { secret: 2 })]);
    store.values.delete(recordKey(A, 1));
    const [item] = (await planFor(vault, [saved(A)])).items;
    expect(item).toMatchObject({
      kind: 'unreadable',
      current: { entry: { id: A }, record: null },
      differences: ['tags'],
      offers: ['leave', 'replace', 'add'],
      suggested: 'replace',
    });
  });

  test('with other parameters than one that cannot be read can only be added', async () => {
    const { vault, store } = await vaultWith([saved(A, { parameters: hotp(1) })]);
    store.values.delete(recordKey(A, 1));
    const [item] = (await planFor(vault, [saved(A)])).items;
    expect(item).toMatchObject({ kind: 'unreadable', offers: ['leave', 'add'], suggested: 'add' });
  });

  test('does not change the vault by being planned', async () => {
    const { vault, store } = await vaultWith([saved(A, { accountName: 'other' })], [B]);
    const before = new Map(store.values);
    await planFor(vault, [saved(A), saved(B), saved(C)]);
    expect(store.values).toEqual(before);
  });

  test('among ten thousand is not compared with each of them', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const record = saved(idOf(index + 1), { accountName: `${index}` });
      const secret = new Uint8Array(20);
      new DataView(secret.buffer).setUint32(0, index);
      return { ...record, record: { ...record.record, secret } };
    });
    const { vault } = await vaultWith(many);
    const current = await readCurrentVault(vault);
    // The time of this process, whatever else the machine does.
    const before = process.cpuUsage();
    const plan = planRestore(contentOf(many), current);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(5000);
    expect(plan.items.filter(({ kind }) => kind === 'same')).toHaveLength(10_000);
    expect(restoreChanges(plan, new Map(), testOutside())).toEqual({ ok: true, value: [] });
  }, 60_000);
});
