// The passkeys of a backup beside those of the vault. A passkey is told by its credential id, which no two share; its keys
// never change, so what can differ are its names, its marks and where it is.
import { equalBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import type { VaultChange } from '../vault/commit.ts';
import type { Random } from '../vault/outside.ts';
import {
  isSamePasskey,
  type PasskeyDescription,
  type PasskeyRecord,
} from '../vault/records/passkey-record.ts';
import type { BackupContent, BackupPasskey } from './backup-content.ts';
import { type CurrentPasskey, type CurrentVault, idsOf } from './current-vault.ts';
import { freshRandom } from './fresh-random.ts';
import type { RestoreChoice, RestoreKind } from './restore-plan.ts';

export interface PasskeyRestoreItem {
  /** Of the record in the backup; the choice is made under this id. */
  readonly id: string;
  readonly kind: RestoreKind;
  /** Holds a private key: a page is shown its names only. */
  readonly backup: BackupPasskey;
  /** What it was compared with; null for `new` and `removed`. */
  readonly current: CurrentPasskey | null;
  readonly offers: readonly RestoreChoice[];
  readonly suggested: RestoreChoice;
}

export function planPasskeys(
  { passkeys = [] }: BackupContent,
  vault: CurrentVault,
): readonly PasskeyRestoreItem[] {
  const removed = new Set(vault.tombstones.map(({ id }) => id));
  return passkeys.map((backup) => ({ ...planPasskey(backup, vault, removed), id: backup.id, backup }));
}

type Planned = Omit<PasskeyRestoreItem, 'id' | 'backup'>;

function planPasskey(backup: BackupPasskey, vault: CurrentVault, removed: ReadonlySet<string>): Planned {
  const current = passkeyPartner(backup, vault);
  if (current === undefined) {
    return removed.has(backup.id)
      ? { kind: 'removed', current: null, offers: ['leave', 'add'], suggested: 'leave' }
      : { kind: 'new', current: null, offers: ['leave', 'add'], suggested: 'add' };
  }
  const { entry, record } = current;
  if (record === null) {
    return { kind: 'unreadable', current, offers: ['leave', 'replace'], suggested: 'replace' };
  }
  // The same credential id with another key is forged or broken: no two passkeys share an id.
  if (!haveSameKeys(record, backup.record)) {
    return { kind: 'conflicting', current, offers: ['leave'], suggested: 'leave' };
  }
  if (entry.deletedAt !== null && backup.deletedAt === null) {
    return { kind: 'in-trash', current, offers: ['leave', 'replace'], suggested: 'leave' };
  }
  return isSameDescription(record.passkey, backup.record.passkey)
    ? { kind: 'same', current, offers: ['leave'], suggested: 'leave' }
    : { kind: 'conflicting', current, offers: ['leave', 'replace'], suggested: 'leave' };
}

/** What is not chosen is left; `add` never takes an id that the vault has or had. */
export function passkeyRestoreChanges(
  items: readonly PasskeyRestoreItem[],
  choices: ReadonlyMap<string, RestoreChoice>,
  vault: CurrentVault,
  { random, now }: { readonly random: Random; readonly now: number },
): readonly VaultChange[] {
  const taken = idsOf(vault);
  return items.flatMap(({ id: backupId, backup, current }): VaultChange[] => {
    const choice = choices.get(backupId) ?? 'leave';
    if (choice === 'leave') return [];
    // The file has it, so it is backed up whatever becomes of this vault.
    const passkey = { ...backup.record.passkey, hasCopy: true };
    if (choice === 'add') {
      const id = taken.has(backupId) ? encodeHex(freshRandom(random, 16)) : backupId;
      const deletedAt = backup.deletedAt === null ? null : now;
      return [{ kind: 'put', id, record: { ...backup.record, passkey }, deletedAt }];
    }
    if (current === null) return [];
    const lastUsedAt = laterOf(passkey.lastUsedAt, current.entry.passkey.lastUsedAt);
    const record = { ...backup.record, passkey: { ...passkey, lastUsedAt } };
    const deletedAt = backup.deletedAt === null ? null : current.entry.deletedAt;
    return [{ kind: 'put', id: current.entry.id, record, deletedAt }];
  });
}

/** The vault's passkey with the same credential id, one in use before one in the trash. */
export function passkeyPartner(
  { record }: Pick<BackupPasskey, 'record'>,
  { passkeys = [] }: CurrentVault,
): CurrentPasskey | undefined {
  const { credentialId } = record.passkey;
  const own = passkeys.filter(({ entry }) => entry.passkey.credentialId === credentialId);
  return own.find(({ entry }) => entry.deletedAt === null) ?? own[0];
}

export function haveSameKeys(a: PasskeyRecord, b: PasskeyRecord): boolean {
  return equalBytes(a.privateKey, b.privateKey) && equalBytes(a.prfSecret, b.prfSecret);
}

/** But for when it was used and where it came from, which no backup falls behind by. */
export function isSameDescription(a: PasskeyDescription, b: PasskeyDescription): boolean {
  return isSamePasskey(a, b, ['lastUsedAt', 'hasCopy']);
}

function laterOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
