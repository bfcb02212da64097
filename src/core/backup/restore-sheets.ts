// The recovery sheets of a backup follow their accounts: chosen with them, left with them. No spent code comes back.
import { encodeHex } from '../bytes/hex.ts';
import { caughtUp, haveSameCodes } from '../recovery/same-codes.ts';
import type { VaultChange } from '../vault/commit.ts';
import type { Random } from '../vault/outside.ts';
import { passedTo, withAccountIds } from '../vault/records/recovery-sheet.ts';
import { markedCodesOf } from '../vault/records/sheet-changes.ts';
import type { BackupContent, BackupSheet } from './backup-content.ts';
import { type CurrentSheet, type CurrentVault, idsOf } from './current-vault.ts';
import { freshRandom } from './fresh-random.ts';

/** True where the vault has every sheet that the backup has of this account, with marks no less far. */
export function areSheetsCovered(
  backupId: string,
  currentId: string,
  { sheets = [] }: BackupContent,
  vault: CurrentVault,
): boolean {
  return sheets
    .filter(({ record, deletedAt }) => record.sheet.accountId === backupId && deletedAt === null)
    .every((backup) => {
      const current = counterpartOf(backup, currentId, vault);
      if (current?.record === undefined || current.record === null) return false;
      const marks = caughtUp(markedCodesOf(current.record), [markedCodesOf(backup.record)]);
      return current.entry.deletedAt === null && isSame(marks, current.record.sheet.marks);
    });
}

/** True where the file has every sheet of the vault that is in use, with marks no less far. */
export function areSheetsKept({ sheets = [] }: BackupContent, vault: CurrentVault): boolean {
  const kept = sheets.map(({ record }) => record);
  return (vault.sheets ?? []).every(({ entry, record }) => {
    if (record === null || entry.deletedAt !== null) return true;
    const same = kept.filter(({ codes }) => haveSameCodes(codes, record.codes));
    return same.some(({ sheet, codes }) =>
      isSame(caughtUp({ codes, marks: sheet.marks }, [markedCodesOf(record)]), sheet.marks),
    );
  });
}

/**
 * `accountIds`: under which id each restored account of the backup is in the vault now. A sheet that the vault has is
 * caught up, one that it has not is added; what the vault's own sheets have spent stays spent.
 */
export function sheetRestoreChanges(
  { sheets = [] }: BackupContent,
  vault: CurrentVault,
  accountIds: ReadonlyMap<string, string>,
  random: Random,
): readonly VaultChange[] {
  const others = (vault.sheets ?? []).flatMap(({ record }) =>
    record === null ? [] : [markedCodesOf(record)],
  );
  const taken = idsOf(vault);
  const known = new Set(sheets.map(({ id }) => id));
  return sheets.flatMap((backup): VaultChange[] => {
    const accountId = accountIds.get(backup.record.sheet.accountId);
    if (accountId === undefined) return [];
    const current = counterpartOf(backup, accountId, vault);
    if (current !== undefined && current.record !== null)
      return caughtUpChange(placedFor(accountId, current, vault), current, backup);
    const marks = caughtUp(markedCodesOf(backup.record), others);
    const { replaces } = backup.record.sheet;
    const sheet = {
      ...withAccountIds(backup.record.sheet, (id) => accountIds.get(id) ?? id),
      marks,
      replaces: replaces !== null && known.has(replaces) ? replaces : null,
    };
    const isUnreadable = current !== undefined;
    const id = isUnreadable
      ? current.entry.id
      : taken.has(backup.id)
        ? encodeHex(freshRandom(random, 16))
        : backup.id;
    return [{ kind: 'put', id, record: { ...backup.record, sheet }, deletedAt: backup.deletedAt }];
  });
}

/** Where the sheet belongs: with the account that is restored, unless one that took its place is in use and has it. */
function placedFor(accountId: string, { record }: CurrentSheet, { records }: CurrentVault) {
  if (record === null || record.sheet.accountId === accountId) return record;
  const isHeirInUse = records.some(
    ({ entry }) => entry.id === record.sheet.accountId && entry.deletedAt === null,
  );
  return isHeirInUse ? record : { ...record, sheet: passedTo(record.sheet, accountId) };
}

function caughtUpChange(
  record: CurrentSheet['record'],
  { entry, record: before }: CurrentSheet,
  backup: BackupSheet,
): VaultChange[] {
  if (record === null || before === null) return [];
  const marks = caughtUp(markedCodesOf(record), [markedCodesOf(backup.record)]);
  const deletedAt = backup.deletedAt === null ? null : entry.deletedAt;
  const stays = record.sheet.accountId === before.sheet.accountId;
  if (stays && isSame(marks, record.sheet.marks) && deletedAt === entry.deletedAt) return [];
  return [{ kind: 'put', id: entry.id, record: { ...record, sheet: { ...record.sheet, marks } }, deletedAt }];
}

/**
 * The vault's sheet of that id, or one of the same account with the same codes; otherwise one with the same codes that was
 * with the account and went to the one that took its place. A code that is in two sheets would be spent twice.
 */
function counterpartOf(
  backup: BackupSheet,
  accountId: string,
  { sheets = [] }: CurrentVault,
): CurrentSheet | undefined {
  const own = sheets.filter(({ entry }) => entry.sheet.accountId === accountId);
  const hasThem = ({ record }: CurrentSheet) =>
    record !== null && haveSameCodes(record.codes, backup.record.codes);
  return (
    own.find((current) => current.entry.id === backup.id && (current.record === null || hasThem(current))) ??
    own.find(hasThem) ??
    sheets.find(
      (current) => current.record?.sheet.formerAccountIds?.includes(accountId) === true && hasThem(current),
    )
  );
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
