// "Check my backup": what a backup has of the vault as it is now. Nothing is changed.
import { equalBytes } from '../bytes/bytes.ts';
import type { Account } from '../vault/records/account.ts';
import type { PasskeyDescription } from '../vault/records/passkey-record.ts';
import { differencesBetween } from './account-difference.ts';
import { areSheetsKept } from './restore-sheets.ts';
import { haveSameKeys, isSameDescription, passkeyPartner } from './restore-passkeys.ts';
import type { BackupContent, BackupPasskey, BackupRecord, BackupSource } from './backup-content.ts';
import type { CurrentPasskey, CurrentRecord, CurrentVault } from './current-vault.ts';

/**
 * - `same`: in the file as it is in the vault.
 * - `newer-in-vault`: changed since the file was made.
 * - `newer-in-file`: the vault is behind, as after its own data was set back.
 * - `differs`: neither is later than the other.
 * - `missing-in-file`: the vault has it and the file does not.
 * - `only-in-file`: the file has it and the vault does not.
 * - `removed-in-vault`: in the file; the vault removed it for good.
 * - `unreadable-in-vault`: in the file; its record in the vault is damaged or missing.
 */
export type ComparisonStatus =
  | 'same'
  | 'newer-in-vault'
  | 'newer-in-file'
  | 'differs'
  | 'missing-in-file'
  | 'only-in-file'
  | 'removed-in-vault'
  | 'unreadable-in-vault';

export interface ComparedAccount {
  /** In the vault; in the file where the vault does not have it. */
  readonly id: string;
  readonly status: ComparisonStatus;
  readonly account: Account;
}

/** As an account; one that is in the file counts as the same whenever it was used last. */
export interface ComparedPasskey {
  readonly id: string;
  readonly status: ComparisonStatus;
  readonly passkey: PasskeyDescription;
}

export interface BackupComparison {
  /** In list order of the vault, then what only the file has. */
  readonly accounts: readonly ComparedAccount[];
  readonly passkeys: readonly ComparedPasskey[];
  readonly counts: { readonly [Status in ComparisonStatus]: number };
  /** True where restoring the file would bring back all that the vault holds now. */
  readonly isUpToDate: boolean;
}

const OUT_OF_DATE: readonly ComparisonStatus[] = ['newer-in-vault', 'differs', 'missing-in-file'];

export function verifyBackup(
  { source, content }: { readonly source: BackupSource; readonly content: BackupContent },
  vault: CurrentVault,
): BackupComparison {
  const isSameVault = equalBytes(source.vaultId, vault.vaultId);
  const partners = pair(content, vault);
  const paired = new Set(partners.values());
  const removed = new Set(vault.tombstones.map(({ id }) => id));
  const accounts = [
    ...vault.records.map((current): ComparedAccount => {
      const { id, account } = current.entry;
      return { id, status: statusOf(current, partners.get(current), isSameVault), account };
    }),
    ...content.records
      .filter((backup) => !paired.has(backup))
      .map(({ id, record: { account } }): ComparedAccount => {
        return { id, status: removed.has(id) ? 'removed-in-vault' : 'only-in-file', account };
      }),
  ];
  const passkeys = comparePasskeys(content, vault, isSameVault);
  const counts = countsOf([...accounts, ...passkeys]);
  const hasAll = OUT_OF_DATE.every((status) => counts[status] === 0);
  return { accounts, passkeys, counts, isUpToDate: hasAll && areSheetsKept(content, vault) };
}

function comparePasskeys(
  { passkeys = [] }: BackupContent,
  vault: CurrentVault,
  isSameVault: boolean,
): readonly ComparedPasskey[] {
  const removed = new Set(vault.tombstones.map(({ id }) => id));
  const partners = new Map(passkeys.map((backup) => [passkeyPartner(backup, vault), backup]));
  return [
    ...(vault.passkeys ?? []).map((current): ComparedPasskey => {
      const { id, passkey } = current.entry;
      return { id, status: passkeyStatus(current, partners.get(current), isSameVault), passkey };
    }),
    ...passkeys
      .filter((backup) => passkeyPartner(backup, vault) === undefined)
      .map(({ id, record: { passkey } }): ComparedPasskey => {
        return { id, status: removed.has(id) ? 'removed-in-vault' : 'only-in-file', passkey };
      }),
  ];
}

function passkeyStatus(
  { entry, record }: CurrentPasskey,
  backup: BackupPasskey | undefined,
  isSameVault: boolean,
): ComparisonStatus {
  if (backup === undefined) return 'missing-in-file';
  if (record === null) return 'unreadable-in-vault';
  const isSameInTrash = (entry.deletedAt === null) === (backup.deletedAt === null);
  if (!haveSameKeys(record, backup.record)) return 'differs';
  if (isSameInTrash && isSameDescription(record.passkey, backup.record.passkey)) return 'same';
  return laterOf(entry, backup, isSameVault);
}

/** By id; what then is left, by content: a restored account may have got a new id. */
function pair({ records }: BackupContent, vault: CurrentVault): ReadonlyMap<CurrentRecord, BackupRecord> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const partners = new Map<CurrentRecord, BackupRecord>();
  for (const current of vault.records) {
    const backup = byId.get(current.entry.id);
    if (backup === undefined) continue;
    partners.set(current, backup);
    byId.delete(backup.id);
  }
  const left = new Map([...byId.values()].map((backup) => [fingerprint(backup.record), backup]));
  for (const current of vault.records) {
    if (partners.has(current) || current.record === null) continue;
    const key = fingerprint(current.record);
    const backup = left.get(key);
    if (backup === undefined || !isSame(current, backup)) continue;
    partners.set(current, backup);
    left.delete(key);
  }
  return partners;
}

function statusOf(
  current: CurrentRecord,
  backup: BackupRecord | undefined,
  isSameVault: boolean,
): ComparisonStatus {
  if (backup === undefined) return 'missing-in-file';
  if (current.record === null) return 'unreadable-in-vault';
  if (isSame(current, backup)) return 'same';
  return laterOf(current.entry, backup, isSameVault);
}

type Dated = Pick<BackupRecord, 'version' | 'updatedAt'>;

function laterOf(current: Dated, backup: Dated, isSameVault: boolean): ComparisonStatus {
  // In another vault versions started again at 1, so there only the times can be compared.
  const order = isSameVault ? current.version - backup.version : current.updatedAt - backup.updatedAt;
  if (order === 0) return 'differs';
  return order > 0 ? 'newer-in-vault' : 'newer-in-file';
}

function isSame({ entry, record }: CurrentRecord, backup: BackupRecord): boolean {
  const isSameInTrash = (entry.deletedAt === null) === (backup.deletedAt === null);
  return record !== null && isSameInTrash && differencesBetween(record, backup.record).length === 0;
}

function fingerprint({ secret, account: { issuer, accountName } }: BackupRecord['record']): string {
  return JSON.stringify([issuer, accountName, [...secret]]);
}

function countsOf(compared: readonly Pick<ComparedAccount, 'status'>[]): BackupComparison['counts'] {
  const counts = {
    same: 0,
    'newer-in-vault': 0,
    'newer-in-file': 0,
    differs: 0,
    'missing-in-file': 0,
    'only-in-file': 0,
    'removed-in-vault': 0,
    'unreadable-in-vault': 0,
  };
  for (const { status } of compared) counts[status] += 1;
  return counts;
}
