import type { Database } from './database.ts';

export interface Session {
  readonly idHash: string;
  readonly userId: number;
  /** 1 where a second factor was given at sign-in, or enrolled since. */
  readonly twoFactor: number;
  /** When the user last proved who they are, for the step-up window; null where sign-in does not count as that. */
  readonly verifiedAt: number | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

const COLUMNS = `id_hash AS idHash, user_id AS userId, two_factor AS twoFactor, verified_at AS verifiedAt,
  created_at AS createdAt, expires_at AS expiresAt`;

export function insertSession(database: Database, session: Session): void {
  database.run(
    `INSERT INTO sessions (id_hash, user_id, two_factor, verified_at, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    session.idHash,
    session.userId,
    session.twoFactor,
    session.verifiedAt,
    session.createdAt,
    session.expiresAt,
  );
}

export function findSession(database: Database, idHash: string, now: number): Session | undefined {
  return database.first(
    `SELECT ${COLUMNS} FROM sessions WHERE id_hash = ? AND expires_at > ?`,
    idHash,
    now,
  ) as Session | undefined;
}

/** True where the session was there: of two requests that end it, one is told so. */
export function deleteSession(database: Database, idHash: string): boolean {
  return database.run(`DELETE FROM sessions WHERE id_hash = ?`, idHash).changes === 1;
}

export function deleteSessionsOf(database: Database, userId: number): void {
  database.run(`DELETE FROM sessions WHERE user_id = ?`, userId);
  database.run(`DELETE FROM pending_logins WHERE user_id = ?`, userId);
}

export function deleteExpired(database: Database, now: number): void {
  database.run(`DELETE FROM sessions WHERE expires_at <= ?`, now);
  database.run(`DELETE FROM pending_logins WHERE expires_at <= ?`, now);
}
