import type { Bytes } from '../bytes/bytes.ts';
import type { VaultRecord } from '../vault/record.ts';
import type { Vault } from '../vault/vault.ts';
import type { SheetRecord } from '../vault/recovery-sheet.ts';
import type { IndexEntry, SheetEntry } from '../vault/vault-index.ts';
import type { BackupContent, BackupTombstone } from './backup-content.ts';

export interface CurrentRecord {
  readonly entry: IndexEntry;
  /** Null where the record is missing or damaged; its entry still says what it was. Holds a secret. */
  readonly record: VaultRecord | null;
}

export interface CurrentSheet {
  readonly entry: SheetEntry;
  readonly record: SheetRecord | null;
}

/** All that an unlocked vault holds at one moment, in list order, the trash included. */
export interface CurrentVault {
  readonly vaultId: Bytes;
  readonly records: readonly CurrentRecord[];
  readonly sheets?: readonly CurrentSheet[];
  readonly tombstones: readonly BackupTombstone[];
}

/** What goes into a backup of this vault, and the ids of records that cannot: the user is told before it is made. */
export function backupContentOf({ records, sheets = [], tombstones }: CurrentVault): {
  readonly content: BackupContent;
  readonly unreadable: readonly string[];
} {
  const readable = records.flatMap(({ entry: { id, version, updatedAt, deletedAt }, record }) =>
    record === null ? [] : [{ id, version, updatedAt, deletedAt, record }],
  );
  const readableSheets = sheets.flatMap(({ entry: { id, version, updatedAt, deletedAt }, record }) =>
    record === null ? [] : [{ id, version, updatedAt, deletedAt, record }],
  );
  const unreadable = [...records, ...sheets].filter(({ record }) => record === null);
  const withSheets = readableSheets.length === 0 ? {} : { sheets: readableSheets };
  return {
    content: { records: readable, ...withSheets, tombstones },
    unreadable: unreadable.map(({ entry }) => entry.id),
  };
}

/**
 * Opens every record. For a backup any moment will do; for a restore the caller holds the writer's lock until its commit
 * is done.
 */
export async function readCurrentVault(vault: Vault): Promise<CurrentVault> {
  // Asked in one turn, so that both answers are of one state of the index.
  const [entries, listed, tombstones] = await Promise.all([
    vault.entries(),
    vault.sheets(),
    vault.tombstones(),
  ]);
  const [read, readSheets] = await Promise.all([vault.readRecords(entries), vault.readSheets(listed)]);
  const records = entries.map((entry, index) => {
    const result = read[index];
    return { entry, record: result?.ok === true ? result.record : null };
  });
  const sheets = listed.map((entry, index) => {
    const result = readSheets[index];
    return { entry, record: result?.ok === true ? result.record : null };
  });
  return { vaultId: vault.keys.vaultId, records, sheets, tombstones };
}
