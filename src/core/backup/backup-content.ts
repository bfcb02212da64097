import type { Bytes } from '../bytes/bytes.ts';
import type { PasskeyRecord } from '../vault/records/passkey-record.ts';
import type { VaultRecord } from '../vault/records/record.ts';
import type { SheetRecord } from '../vault/records/recovery-sheet.ts';

/** A record as the vault's index describes it, with all that it holds. Holds a secret: never send it to a page. */
export interface BackupRecord extends BackedUp {
  readonly record: VaultRecord;
}

/** A recovery sheet; its account is among the records, unless that one could not be read. */
export interface BackupSheet extends BackedUp {
  readonly record: SheetRecord;
}

export interface BackupPasskey extends BackedUp {
  readonly record: PasskeyRecord;
}

interface BackedUp {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly version: number;
  readonly updatedAt: number;
  /** When it was moved to the trash; null for a record in use. */
  readonly deletedAt: number | null;
}

export interface BackupTombstone {
  readonly id: string;
  readonly removedAt: number;
}

export interface BackupContent {
  /** In list order, those in the trash included; no id occurs twice, here and in the tombstones together. */
  readonly records: readonly BackupRecord[];
  /** Missing where there is none. */
  readonly sheets?: readonly BackupSheet[] | undefined;
  /** Missing where there is none. */
  readonly passkeys?: readonly BackupPasskey[] | undefined;
  readonly tombstones: readonly BackupTombstone[];
}

/** Which state of which vault the file was made from. */
export interface BackupSource {
  /** 16 bytes. */
  readonly vaultId: Bytes;
  readonly epoch: number;
  readonly seq: number;
  /** The vault's own sealed note of that state; of no meaning here. At most 1024 bytes, may be empty. */
  readonly anchor: Bytes;
}
