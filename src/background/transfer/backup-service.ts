// Backup files: made from the unlocked vault, counted once they were read back, compared, and restored in one commit.
import type { Bytes } from '../../core/bytes/bytes.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import type { BackupErrorCode } from '../../core/backup/backup-error.ts';
import { backupContentOf, readCurrentVault } from '../../core/backup/current-vault.ts';
import { type OpenedBackup, openBackup } from '../../core/backup/open-backup.ts';
import { withoutRecoveryCodes } from '../../core/backup/lost-computer.ts';
import { restoreChanges } from '../../core/backup/restore-changes.ts';
import { planRestore, type RestoreChoice, type RestoreItem } from '../../core/backup/restore-plan.ts';
import type { PasskeyRestoreItem } from '../../core/backup/restore-passkeys.ts';
import { sealBackup } from '../../core/backup/seal-backup.ts';
import { verifyBackup } from '../../core/backup/verify-backup.ts';
import { hashOf } from '../../core/vault/keys/keys.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { passkeyNames } from '../../core/vault/records/passkey-record.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { ListedEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { BackupComparisonView, BackupState, RestorePreview } from '../../messaging/backup-responses.ts';
import { commitSheets } from '../accounts/commit-sheets.ts';
import type { AnchorStore } from '../vault/examine-vault.ts';
import type { NewPassphraseSlot, PresentedSlot, SlotsService } from '../vault/slots-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

/** The last file that was read back whole. */
export interface LastBackup {
  readonly at: number;
  readonly vaultId: string;
  /** Damaged accounts that are not in the file. */
  readonly unreadable: number;
}

/** A file that was made and not read back yet. */
export interface MadeBackup extends LastBackup {
  /** Hexadecimal SHA-256 of the file. */
  readonly hash: string;
}

export interface BackupFacts {
  readLast(): Promise<LastBackup | undefined>;
  writeLast(last: LastBackup): Promise<void>;
  readMade(): Promise<MadeBackup | undefined>;
  writeMade(made: MadeBackup): Promise<void>;
}

export interface BackupServiceParts {
  readonly vaults: VaultService;
  readonly slots: SlotsService;
  readonly facts: BackupFacts;
  readonly anchor: Pick<AnchorStore, 'read'>;
  readonly outside: Outside;
}

/** A file with the secret of one of its slots. */
export interface GivenBackup {
  readonly file: Bytes;
  readonly slotId: string;
  readonly secret: Bytes;
}

export class BackupService {
  readonly #parts: BackupServiceParts;

  constructor(parts: BackupServiceParts) {
    this.#parts = parts;
  }

  /** The vault's passphrase is asked for again: a file under somebody else's passphrase would be a way out for everything. */
  async make(
    presented: PresentedSlot,
    { secret, salt, kdf }: NewPassphraseSlot,
  ): Promise<{ readonly file: Bytes; readonly unreadable: number }> {
    const { vaults, slots, facts, anchor, outside } = this.#parts;
    await slots.check(presented);
    const { vault, open } = await vaults.opened();
    // Before anything is read: what changes meanwhile counts as changed since.
    const at = outside.clock.now();
    const [current, { seq }, stored] = await Promise.all([
      readCurrentVault(vault),
      vault.root(),
      anchor.read().catch(() => undefined),
    ]);
    const { content, unreadable } = backupContentOf(current);
    const { vaultId, epoch } = open.keys;
    const sealed = await sealBackup(
      {
        source: {
          vaultId,
          epoch,
          seq,
          anchor: stored ?? new Uint8Array(0),
        },
        content,
        slots: [{ kind: 'passphrase', passphrase: { derivedKey: secret, salt, kdf } }],
      },
      outside,
    );
    if (!sealed.ok) throw new RequestFailure('backup-too-large');
    const hash = encodeHex(hashOf(sealed.value));
    await facts.writeMade({ at, vaultId: encodeHex(vaultId), unreadable: unreadable.length, hash });
    return { file: sealed.value, unreadable: unreadable.length };
  }

  /** A file counts as a backup only when it was read back and is, byte for byte, the one that was made. */
  async confirm(file: Bytes): Promise<void> {
    const { facts } = this.#parts;
    const made = await facts.readMade();
    if (made === undefined || encodeHex(hashOf(file)) !== made.hash) {
      throw new RequestFailure('backup-not-the-file');
    }
    const { at, vaultId, unreadable } = made;
    await facts.writeLast({ at, vaultId, unreadable });
  }

  async state(): Promise<BackupState> {
    return this.#parts.vaults.read(async (vault) => {
      const last = await this.#lastOf(vault);
      const lastAt = last?.at ?? null;
      const inUse = <Entry extends ListedEntry>(entries: readonly Entry[]) =>
        entries.filter(({ deletedAt }) => deletedAt === null);
      const accounts = inUse(await vault.entries());
      const passkeys = inUse(await vault.passkeys());
      const changed = (entries: readonly ListedEntry[]) =>
        entries.filter(({ updatedAt }) => updatedAt > (lastAt ?? -1)).length;
      return {
        lastAt,
        changedSince: changed(accounts),
        accounts: accounts.length,
        passkeysChangedSince: changed(passkeys),
        passkeys: passkeys.length,
        unreadable: last?.unreadable ?? 0,
      };
    });
  }

  /** When the last backup of this vault that was read back began to be made; null where there is none. */
  lastAt(): Promise<number | null> {
    return this.#parts.vaults.glance(async (vault) => (await this.#lastOf(vault))?.at ?? null);
  }

  async #lastOf(vault: Vault): Promise<LastBackup | undefined> {
    const last = await this.#parts.facts.readLast();
    return last?.vaultId === encodeHex(vault.keys.vaultId) ? last : undefined;
  }

  /** "Check my backup": nothing is changed. */
  async compare(given: GivenBackup): Promise<BackupComparisonView> {
    const opened = await this.#open(given);
    return this.#parts.vaults.read(async (vault) => {
      const compared = verifyBackup(opened, await readCurrentVault(vault));
      const { counts, isUpToDate } = compared;
      const named = [
        ...compared.accounts.map(({ status, account: { issuer, accountName } }) => ({
          status,
          issuer,
          accountName,
          isPasskey: false,
        })),
        ...compared.passkeys.map(({ status, passkey }) => ({
          status,
          ...passkeyNames(passkey),
          isPasskey: true,
        })),
      ];
      return {
        createdAt: opened.createdAt,
        counts,
        isUpToDate,
        hasPasskeys: compared.passkeys.length > 0,
        differing: named.filter(({ status }) => status !== 'same'),
        withoutRecoveryCodes: withoutRecoveryCodes(opened.content).map(({ id, record }) => ({
          id,
          account: { issuer: record.account.issuer, accountName: record.account.accountName },
        })),
      };
    });
  }

  async preview(given: GivenBackup): Promise<RestorePreview> {
    const opened = await this.#open(given);
    return this.#parts.vaults.read(async (vault) => {
      const { items, passkeys } = planRestore(opened.content, await readCurrentVault(vault));
      return {
        createdAt: opened.createdAt,
        items: [...items.map(withoutSecret), ...passkeys.map(passkeyWithoutSecret)],
      };
    });
  }

  /** One commit. What was previewed is planned again under the writer's lock: the vault may have moved on. */
  async restore(given: GivenBackup, choices: ReadonlyMap<string, RestoreChoice>): Promise<number> {
    const opened = await this.#open(given);
    return this.#parts.vaults.change(async (vault) => {
      const plan = planRestore(opened.content, await readCurrentVault(vault));
      const changes = restoreChanges(plan, choices, this.#parts.outside);
      if (!changes.ok) throw new RequestFailure('conflict');
      await commitSheets(vault, changes.value);
      // Sheets come along with their accounts.
      return changes.value.filter(
        (change) => change.kind === 'put' && change.record.type !== 'recovery-sheet',
      ).length;
    });
  }

  async #open({ file, slotId, secret }: GivenBackup): Promise<OpenedBackup> {
    const opened = await openBackup(file, { slotId, secret }, this.#parts.outside);
    if (!opened.ok) throw new RequestFailure(FAILURES[opened.error]);
    return opened.value;
  }
}

const FAILURES: { readonly [Code in BackupErrorCode]: RequestFailure['code'] } = {
  'not-a-backup': 'backup-unknown',
  'too-large': 'backup-too-large',
  damaged: 'backup-damaged',
  'newer-format': 'backup-newer',
  'unacceptable-kdf': 'backup-damaged',
  'no-such-slot': 'backup-damaged',
  'wrong-secret': 'backup-wrong-passphrase',
  cancelled: 'internal',
};

function withoutSecret({
  id,
  kind,
  backup,
  current,
  differences,
  offers,
  suggested,
}: RestoreItem): RestorePreview['items'][number] {
  const { issuer, accountName } = backup.record.account;
  return {
    id,
    kind,
    issuer,
    accountName,
    isInTrash: backup.deletedAt !== null,
    current:
      current === null
        ? null
        : { issuer: current.entry.account.issuer, accountName: current.entry.account.accountName },
    differences: [...differences],
    offers: [...offers],
    suggested,
    isPasskey: false,
  };
}

function passkeyWithoutSecret({
  id,
  kind,
  backup,
  current,
  offers,
  suggested,
}: PasskeyRestoreItem): RestorePreview['items'][number] {
  return {
    id,
    kind,
    ...passkeyNames(backup.record.passkey),
    isInTrash: backup.deletedAt !== null,
    current: current === null ? null : passkeyNames(current.entry.passkey),
    differences: [],
    offers: [...offers],
    suggested,
    isPasskey: true,
  };
}
