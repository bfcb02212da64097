import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Database } from './database.ts';

/** One sheet a user: a salt, and beside it the hash of each code. The codes themselves are never stored. */
export interface RecoverySheet {
  readonly id: number;
  readonly salt: Bytes;
  readonly createdAt: number;
  readonly total: number;
  readonly remaining: number;
}

export interface NewRecoverySheet {
  readonly userId: number;
  readonly salt: Uint8Array;
  readonly hashes: readonly Uint8Array[];
  readonly createdAt: number;
}

/** Puts the new sheet in place of the old one, whose codes stop working with it. */
export function replaceRecoverySheet(database: Database, sheet: NewRecoverySheet): void {
  database.transaction(() => {
    deleteRecoverySheet(database, sheet.userId);
    const { id } = database.run(
      `INSERT INTO recovery_sheets (user_id, salt, created_at) VALUES (?, ?, ?)`,
      sheet.userId,
      sheet.salt,
      sheet.createdAt,
    );
    for (const hash of sheet.hashes) {
      database.run(`INSERT INTO recovery_codes (sheet_id, hash) VALUES (?, ?)`, id, hash);
    }
  });
}

export function findRecoverySheet(database: Database, userId: number): RecoverySheet | undefined {
  return database.first(
    `SELECT id, salt, created_at AS createdAt, COUNT(recovery_codes.hash) AS total,
       COUNT(recovery_codes.hash) - COUNT(used_at) AS remaining
     FROM recovery_sheets LEFT JOIN recovery_codes ON sheet_id = id WHERE user_id = ? GROUP BY id`,
    userId,
  ) as RecoverySheet | undefined;
}

/** True for the one request that spends the code: the condition and the change are one statement. */
export function spendRecoveryCode(
  database: Database,
  code: { sheetId: number; hash: Uint8Array; at: number },
): boolean {
  const { changes } = database.run(
    `UPDATE recovery_codes SET used_at = ? WHERE sheet_id = ? AND hash = ? AND used_at IS NULL`,
    code.at,
    code.sheetId,
    code.hash,
  );
  return changes === 1;
}

export function deleteRecoverySheet(database: Database, userId: number): void {
  database.run(`DELETE FROM recovery_sheets WHERE user_id = ?`, userId);
}
