import type { BackupContent, BackupRecord, BackupSource } from '../../../src/core/backup/backup-content.ts';
import type { NewBackupSlot } from '../../../src/core/backup/backup-slots.ts';
import { openBackup, type OpenBackupResult, readBackupSlots } from '../../../src/core/backup/open-backup.ts';
import { sealBackup } from '../../../src/core/backup/seal-backup.ts';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import type { Account } from '../../../src/core/vault/records/account.ts';
import { hashOf } from '../../../src/core/vault/keys/keys.ts';
import { recoveryKeyBackupSecret } from '../../../src/core/vault/keys/recovery-key.ts';
import { idOf, PASSPHRASE, recordNamed } from '../vault/fixture.ts';
import { START, testOutside } from '../vault/outside.ts';

export const SOURCE: BackupSource = {
  vaultId: new Uint8Array(16).fill(0xee),
  epoch: 3,
  seq: 42,
  anchor: new Uint8Array(100).fill(0xac),
};

export const RECOVERY_KEY: Bytes = Uint8Array.from({ length: 26 }, (_, index) => (index * 5 + 2) % 32);

export const PASSPHRASE_SLOT: NewBackupSlot = { kind: 'passphrase', passphrase: PASSPHRASE };
export const RECOVERY_SLOT: NewBackupSlot = {
  kind: 'recovery-key',
  secret: recoveryKeyBackupSecret(RECOVERY_KEY),
};

export function backupRecord(
  id: string,
  account: Partial<Account> = {},
  more: Partial<BackupRecord> = {},
): BackupRecord {
  const record = recordNamed(account.accountName ?? `account ${Number.parseInt(id, 16)}`, account);
  return { id, version: 1, updatedAt: START, deletedAt: null, record, ...more };
}

export const SMALL: BackupContent = {
  records: [
    backupRecord(idOf(1), { accountName: 'alice' }),
    backupRecord(idOf(2), { accountName: 'bob' }, { version: 7, deletedAt: START + 5 }),
  ],
  tombstones: [{ id: idOf(3), removedAt: START + 1 }],
};

/** Enough accounts for some chunks. */
export function manyRecords(count: number): BackupContent {
  return {
    records: Array.from({ length: count }, (_, index) => backupRecord(idOf(index + 1))),
    tombstones: [],
  };
}

export async function sealed(
  content: BackupContent = SMALL,
  slots: readonly NewBackupSlot[] = [PASSPHRASE_SLOT],
  seed = 'backup',
): Promise<Bytes> {
  const result = await sealBackup({ source: SOURCE, content, slots }, testOutside(seed));
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** Opens by the n-th slot. */
export function openBy(
  file: Bytes,
  secret: Bytes = PASSPHRASE.derivedKey,
  slot = 0,
): Promise<OpenBackupResult> {
  const described = readBackupSlots(file);
  const slotId = described.ok ? (described.value.slots[slot]?.slotId ?? '') : '';
  return openBackup(file, { slotId, secret }, testOutside('reader'));
}

export async function contentOfBackup(file: Bytes): Promise<BackupContent> {
  const opened = await openBy(file);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value.content;
}

export function headerLength(file: Bytes): number {
  return new DataView(file.buffer, file.byteOffset).getUint32(8);
}

/** The file with `change` made to its header and the checksum made right again, as somebody would who may write files. */
export function withForgedHeader(file: Bytes, change: (view: DataView) => void): Bytes {
  const copy = new Uint8Array(file);
  const end = headerLength(file) - 32;
  change(new DataView(copy.buffer, 0, end));
  copy.set(hashOf(copy.slice(0, end)), end);
  return copy;
}
