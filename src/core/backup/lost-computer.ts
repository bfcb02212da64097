// Who has nothing but a backup file at hand can read from it which sites must be asked for a new way in.
import { isCounted, summaryOf } from '../vault/records/recovery-sheet.ts';
import type { BackupContent, BackupRecord } from './backup-content.ts';

/** The accounts in use that no recovery code is left of, in list order. A temporary code does not count. */
export function withoutRecoveryCodes({ records, sheets = [] }: BackupContent): readonly BackupRecord[] {
  const kept = sheets.filter(
    ({ deletedAt, record }) =>
      deletedAt === null && isCounted(record.sheet) && summaryOf(record.sheet).left > 0,
  );
  const withCodes = new Set(kept.map(({ record }) => record.sheet.accountId));
  return records.filter(({ id, deletedAt }) => deletedAt === null && !withCodes.has(id));
}
