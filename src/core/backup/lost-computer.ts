// Who has nothing but a backup file at hand can read from it which sites must be asked for a new way in.
import { isCounted } from '../vault/records/recovery-sheet.ts';
import type { BackupContent, BackupRecord } from './backup-content.ts';

/** The accounts in use that have no sheet that counts, in list order. A temporary code is no sheet. */
export function withoutRecoveryCodes({ records, sheets = [] }: BackupContent): readonly BackupRecord[] {
  const kept = sheets.filter(({ deletedAt, record }) => deletedAt === null && isCounted(record.sheet));
  const withCodes = new Set(kept.map(({ record }) => record.sheet.accountId));
  return records.filter(({ id, deletedAt }) => deletedAt === null && !withCodes.has(id));
}
