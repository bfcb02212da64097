import type { BackupContent, BackupRecord } from '../../../src/core/backup/backup-content.ts';
import { type CurrentVault, readCurrentVault } from '../../../src/core/backup/current-vault.ts';
import { restoreChanges } from '../../../src/core/backup/restore-changes.ts';
import { planRestore, type RestoreChoice, type RestoreItem } from '../../../src/core/backup/restore-plan.ts';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import type { Account } from '../../../src/core/vault/records/account.ts';
import type { Vault } from '../../../src/core/vault/vault.ts';
import { accountNamed, newVault } from '../vault/fixture.ts';
import { MemoryStore } from '../vault/memory-store.ts';
import { START, testOutside } from '../vault/outside.ts';

export function secretOf(number: number): Bytes {
  return new Uint8Array(20).fill(number);
}

export function hotp(counter: number): Account['parameters'] {
  return { type: 'hotp', algorithm: 'SHA1', digits: 6, counter };
}

/** A record in a backup: 'alice' with the secret 1 unless told otherwise. */
export function saved(
  id: string,
  account: Partial<Account> = {},
  more: { readonly secret?: number; readonly deletedAt?: number } = {},
): BackupRecord {
  const { secret = 1, deletedAt = null } = more;
  const described = accountNamed('alice', account);
  const record = { type: 'account', account: described, secret: secretOf(secret) } as const;
  return { id, version: 1, updatedAt: START, deletedAt, record };
}

/** An unlocked vault with these records, and these ids removed for good. */
export async function vaultWith(
  records: readonly BackupRecord[],
  removedIds: readonly string[] = [],
): Promise<{
  readonly vault: Vault;
  readonly store: MemoryStore;
  readonly outside: ReturnType<typeof testOutside>;
}> {
  const store = new MemoryStore();
  const outside = testOutside('restore');
  const { vault } = await newVault(store, outside);
  await vault.commit(
    removedIds.map((id) => ({ kind: 'put', id, record: saved(id).record, deletedAt: null })),
  );
  await vault.commit(removedIds.map((id) => ({ kind: 'remove', id })));
  await vault.commit(records.map(({ id, record, deletedAt }) => ({ kind: 'put', id, record, deletedAt })));
  return { vault, store, outside };
}

export async function planFor(vault: Vault, backup: readonly BackupRecord[]) {
  return planRestore(contentOf(backup), await readCurrentVault(vault));
}

/** Plans, chooses and commits, as the background does under the writer's lock. */
export async function restore(
  vault: Vault,
  backup: readonly BackupRecord[],
  choose: (item: RestoreItem) => RestoreChoice = ({ suggested }) => suggested,
): Promise<CurrentVault> {
  const plan = await planFor(vault, backup);
  const choices = new Map(plan.items.map((item) => [item.id, choose(item)]));
  const changes = restoreChanges(plan, choices, testOutside('restoring'));
  if (!changes.ok) throw new Error(changes.error);
  await vault.commit(changes.value);
  return readCurrentVault(vault);
}

export function contentOf(records: readonly BackupRecord[]): BackupContent {
  return { records, tombstones: [] };
}
