import type { Database } from './database.ts';

/** Puts the user's new code in place of an older one. */
export function replaceResetCode(
  database: Database,
  code: { readonly userId: number; readonly hash: string; readonly expiresAt: number },
): void {
  database.run(
    `INSERT OR REPLACE INTO reset_codes (user_id, hash, expires_at) VALUES (?, ?, ?)`,
    code.userId,
    code.hash,
    code.expiresAt,
  );
}

/** True for the one request that spends the code: condition and removal are one statement. */
export function spendResetCode(
  database: Database,
  code: { readonly userId: number; readonly hash: string; readonly now: number },
): boolean {
  const { changes } = database.run(
    `DELETE FROM reset_codes WHERE user_id = ? AND hash = ? AND expires_at > ?`,
    code.userId,
    code.hash,
    code.now,
  );
  return changes === 1;
}
