import type { Bytes } from '../bytes/bytes.ts';
import type { VaultRecord } from '../vault/records/record.ts';
import type { ReadRecord, Vault } from '../vault/vault.ts';
import type { SheetRecord } from '../vault/records/recovery-sheet.ts';
import type { PasskeyRecord } from '../vault/records/passkey-record.ts';
import type { IndexEntry, ListedEntry, PasskeyEntry, SheetEntry } from '../vault/vault-index.ts';
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

export interface CurrentPasskey {
  readonly entry: PasskeyEntry;
  readonly record: PasskeyRecord | null;
}

/** All that an unlocked vault holds at one moment, in list order, the trash included. */
export interface CurrentVault {
  readonly vaultId: Bytes;
  readonly records: readonly CurrentRecord[];
  readonly sheets?: readonly CurrentSheet[];
  readonly passkeys?: readonly CurrentPasskey[];
  readonly tombstones: readonly BackupTombstone[];
}

/** What goes into a backup of this vault, and the ids of records that cannot: the user is told before it is made. */
export function backupContentOf({ records, sheets = [], passkeys = [], tombstones }: CurrentVault): {
  readonly content: BackupContent;
  readonly unreadable: readonly string[];
} {
  const readableSheets = readable(sheets);
  const readablePasskeys = readable(passkeys);
  const unreadable = [...records, ...sheets, ...passkeys].filter(({ record }) => record === null);
  return {
    content: {
      records: readable(records),
      ...(readableSheets.length === 0 ? {} : { sheets: readableSheets }),
      ...(readablePasskeys.length === 0 ? {} : { passkeys: readablePasskeys }),
      tombstones,
    },
    unreadable: unreadable.map(({ entry }) => entry.id),
  };
}

/** Every id that a record has or had: a new one takes another. */
export function idsOf({
  records,
  sheets = [],
  passkeys = [],
  tombstones,
}: CurrentVault): ReadonlySet<string> {
  return new Set([
    ...[...records, ...sheets, ...passkeys].map(({ entry }) => entry.id),
    ...tombstones.map(({ id }) => id),
  ]);
}

type Listed = Pick<ListedEntry, 'id' | 'version' | 'updatedAt' | 'deletedAt'>;

function readable<Kept>(
  all: readonly { readonly entry: Listed; readonly record: Kept | null }[],
): readonly (Listed & { readonly record: Kept })[] {
  return all.flatMap(({ entry: { id, version, updatedAt, deletedAt }, record }) =>
    record === null ? [] : [{ id, version, updatedAt, deletedAt, record }],
  );
}

/**
 * Opens every record. For a backup any moment will do; for a restore the caller holds the writer's lock until its commit
 * is done.
 */
export async function readCurrentVault(vault: Vault): Promise<CurrentVault> {
  // Asked in one turn, so that all answers are of one state of the index.
  const [entries, sheets, passkeys, tombstones] = await Promise.all([
    vault.entries(),
    vault.sheets(),
    vault.passkeys(),
    vault.tombstones(),
  ]);
  const [records, readSheets, readPasskeys] = await Promise.all([
    vault.readRecords(entries),
    vault.readSheets(sheets),
    vault.readPasskeys(passkeys),
  ]);
  return {
    vaultId: vault.keys.vaultId,
    records: paired(entries, records),
    sheets: paired(sheets, readSheets),
    passkeys: paired(passkeys, readPasskeys),
    tombstones,
  };
}

function paired<Entry, Kept>(
  entries: readonly Entry[],
  read: readonly ReadRecord<Kept>[],
): readonly { readonly entry: Entry; readonly record: Kept | null }[] {
  return entries.map((entry, index) => {
    const result = read[index];
    return { entry, record: result?.ok === true ? result.record : null };
  });
}
