import type { Database } from './database.ts';

/** A login whose password was right and whose second factor is still open. */
export interface PendingLogin {
  readonly idHash: string;
  readonly userId: number;
  readonly failures: number;
  readonly returnPath: string;
  readonly expiresAt: number;
}

export function insertPendingLogin(database: Database, login: PendingLogin): void {
  database.run(
    `INSERT INTO pending_logins (id_hash, user_id, failures, return_path, expires_at) VALUES (?, ?, ?, ?, ?)`,
    login.idHash,
    login.userId,
    login.failures,
    login.returnPath,
    login.expiresAt,
  );
}

export function findPendingLogin(database: Database, idHash: string, now: number): PendingLogin | undefined {
  return database.first(
    `SELECT id_hash AS idHash, user_id AS userId, failures, return_path AS returnPath, expires_at AS expiresAt
     FROM pending_logins WHERE id_hash = ? AND expires_at > ?`,
    idHash,
    now,
  ) as PendingLogin | undefined;
}

export function countPendingFailure(database: Database, idHash: string): void {
  database.run(`UPDATE pending_logins SET failures = failures + 1 WHERE id_hash = ?`, idHash);
}

/** True where the login was there: of two requests that complete it, one succeeds. */
export function deletePendingLogin(database: Database, idHash: string): boolean {
  return database.run(`DELETE FROM pending_logins WHERE id_hash = ?`, idHash).changes === 1;
}
