import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BackupRecord } from '../../../../src/core/backup/backup-content.ts';
import {
  type CurrentRecord,
  type CurrentVault,
  readCurrentVault,
} from '../../../../src/core/backup/current-vault.ts';
import { restoreChanges } from '../../../../src/core/backup/restore-changes.ts';
import type { RestoreChoice, RestorePlan } from '../../../../src/core/backup/restore-plan.ts';
import { type Bytes, equalBytes } from '../../../../src/core/bytes/bytes.ts';
import type { Account } from '../../../../src/core/vault/records/account.ts';
import { recordKey } from '../../../../src/core/vault/store.ts';
import type { Vault } from '../../../../src/core/vault/vault.ts';
import { hotp, planFor, saved, vaultWith } from '../../../support/backup/restore-fixture.ts';
import { idOf, TOTP } from '../../../support/vault/fixture.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

// Few ids, names and secrets, so that backup and vault meet in every way.
const anyRecord = fc.record({
  id: fc.integer({ min: 1, max: 6 }).map(idOf),
  secret: fc.integer({ min: 1, max: 3 }),
  accountName: fc.constantFrom('a', 'b', ''),
  issuer: fc.constantFrom('X', ''),
  parameters: fc.oneof(
    fc.nat({ max: 5 }).map(hotp),
    fc.constant(TOTP),
    fc.constant({ ...TOTP, digits: 8 } as Account['parameters']),
  ),
  recoveryCodesLeft: fc.option(fc.nat({ max: 4 })),
  pinned: fc.boolean(),
  deletedAt: fc.option(fc.constant(START - 5), { freq: 3 }),
});
const anyRecords = fc
  .uniqueArray(anyRecord, { selector: ({ id }) => id, maxLength: 6 })
  .map((records) =>
    records.map(
      ({ id, secret, deletedAt, ...account }): BackupRecord =>
        saved(id, account, deletedAt === null ? { secret } : { secret, deletedAt }),
    ),
  );

interface Case {
  readonly inVault: readonly BackupRecord[];
  readonly removed: readonly string[];
  readonly backup: readonly BackupRecord[];
  readonly picks: readonly number[];
  /** Which records of the vault are lost, by their place. */
  readonly lost: readonly boolean[];
}

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    inVault: anyRecords,
    removed: fc.uniqueArray(fc.integer({ min: 1, max: 6 }).map(idOf), { maxLength: 3 }),
    backup: anyRecords,
    picks: fc.array(fc.nat({ max: 2 }), { minLength: 6, maxLength: 6 }),
    lost: fc.array(
      fc.nat({ max: 5 }).map((number) => number === 0),
      { minLength: 6, maxLength: 6 },
    ),
  })
  .map((all) => ({
    ...all,
    removed: all.removed.filter((id) => all.inVault.every((record) => record.id !== id)),
  }));

/** What the vault says of an account, also where its record cannot be read: the index stands for it. */
const accountOf = ({ entry, record }: CurrentRecord) => record?.account ?? entry.account;
const counterOf = ({ parameters }: Account) => (parameters.type === 'hotp' ? parameters.counter : undefined);

test('restoring any backup into any vault lowers no counter, brings no recovery code back and loses no record', async () => {
  const seen = { add: 0, replace: 0, leave: 0 };
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ inVault, removed, backup, picks, lost }) => {
      const { vault, store } = await vaultWith(inVault, removed);
      for (const [index, { id }] of inVault.entries()) {
        if (lost[index] === true) store.values.delete(recordKey(id, 1));
      }
      const before = await readCurrentVault(vault);
      const plan = await planFor(vault, backup);
      const choices = new Map(
        plan.items.map(({ id, offers }, index): [string, RestoreChoice] => [
          id,
          offers[(picks[index] ?? 0) % offers.length] ?? 'leave',
        ]),
      );
      const changes = restoreChanges(plan, choices, testOutside('restoring'));
      if (!changes.ok) {
        expect(changes.error).toBe('chosen-twice');
        const replaced = plan.items
          .filter(({ id }) => choices.get(id) === 'replace')
          .map(({ current }) => current);
        expect(new Set(replaced).size).toBeLessThan(replaced.length);
        return;
      }
      for (const choice of choices.values()) seen[choice] += 1;
      // The store refuses an id that was removed.
      await vault.commit(changes.value);
      const after = await readCurrentVault(vault);
      expectNothingLost(before, after, plan, choices);
      expectNothingSpentComesBack(before, after);
      await expectAllThere(vault, plan, choices);
    }),
    { numRuns: 400 },
  );
  // The records did meet: hundreds of each are usual.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
}, 60_000);

function expectNothingLost(
  before: CurrentVault,
  after: CurrentVault,
  plan: RestorePlan,
  choices: ReadonlyMap<string, RestoreChoice>,
): void {
  const chosen = (wanted: RestoreChoice) => plan.items.filter(({ id }) => choices.get(id) === wanted);
  expect(after.records).toHaveLength(before.records.length + chosen('add').length);
  expect(after.tombstones).toEqual(before.tombstones);
  const replaced = new Set(chosen('replace').map(({ current }) => current?.entry.id));
  for (const [index, old] of before.records.entries()) {
    const now = after.records[index];
    expect(now?.entry.id).toBe(old.entry.id);
    if (old.record !== null) expect(now?.record?.secret).toEqual(old.record.secret);
    // Nothing goes into the trash, and what was not chosen is untouched.
    if (old.entry.deletedAt === null) expect(now?.entry.deletedAt).toBeNull();
    if (!replaced.has(old.entry.id)) expect(now).toEqual(old);
  }
}

function expectNothingSpentComesBack(before: CurrentVault, after: CurrentVault): void {
  const old = new Map(before.records.map((record) => [record.entry.id, record]));
  for (const now of after.records) {
    const itself = old.get(now.entry.id);
    if (itself !== undefined) expectNotBehind(accountOf(now), accountOf(itself));
    else {
      for (const other of before.records) {
        if (other.record !== null && now.record !== null && isSameSecret(other.record, now.record))
          expectNotBehind(accountOf(now), accountOf(other), 'beside');
      }
    }
  }
}

const isSameSecret = (a: { readonly secret: Bytes }, b: { readonly secret: Bytes }) =>
  equalBytes(a.secret, b.secret);

function expectNotBehind(now: Account, before: Account, place: 'itself' | 'beside' = 'itself'): void {
  const [counter, counterBefore] = [counterOf(now), counterOf(before)];
  if (place === 'itself') expect(counter === undefined).toBe(counterBefore === undefined);
  if (counterBefore !== undefined) expect(counter ?? counterBefore).toBeGreaterThanOrEqual(counterBefore);
  const left = now.recoveryCodesLeft;
  if (before.recoveryCodesLeft !== null) expect(left).toBeLessThanOrEqual(before.recoveryCodesLeft);
  else if (place === 'itself') expect(left).toBeNull();
}

/** What was chosen is in the vault: a second look finds nothing more to do for it, so that it is not added again. */
async function expectAllThere(
  vault: Vault,
  { items }: RestorePlan,
  choices: ReadonlyMap<string, RestoreChoice>,
): Promise<void> {
  const backup = items.map((item) => item.backup);
  for (const [index, again] of (await planFor(vault, backup)).items.entries()) {
    const choice = choices.get(again.id);
    if (choice === 'leave') continue;
    // An account that could not be read got its secret back and keeps the description of the vault.
    if (items[index]?.kind === 'unreadable' && choice === 'replace') {
      expect(['same', 'conflicting', 'in-trash']).toContain(again.kind);
      expect(again.differences).not.toContain('secret');
    } else expect(again.kind).toBe('same');
  }
}

test('restoring a vault into itself finds every account the same, and one into nothing gives it back whole', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecords, async (records) => {
      const { vault } = await vaultWith(records);
      const kinds = (await planFor(vault, records)).items.map(({ kind }) => kind);
      expect(kinds).toEqual(records.map(() => 'same'));

      const { vault: empty, outside } = await vaultWith([]);
      const plan = await planFor(empty, records);
      const changes = restoreChanges(
        plan,
        new Map(plan.items.map(({ id, suggested }) => [id, suggested])),
        outside,
      );
      if (!changes.ok) throw new Error(changes.error);
      await empty.commit(changes.value);
      const restored = (await readCurrentVault(empty)).records.map(({ entry, record }) => [entry.id, record]);
      expect(restored).toEqual(records.map(({ id, record }) => [id, record]));
    }),
    { numRuns: 100 },
  );
}, 60_000);
