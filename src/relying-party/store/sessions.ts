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
  /** The program that holds it, on the command line; null where it is a browser's cookie. */
  readonly client: string | null;
  /** The page that was asked for when enrolling came first; null where none was. */
  readonly returnPath: string | null;
}

const COLUMNS = `id_hash AS idHash, user_id AS userId, two_factor AS twoFactor, verified_at AS verifiedAt,
  created_at AS createdAt, expires_at AS expiresAt, client,
  return_path AS returnPath`;

export function insertSession(database: Database, session: Omit<Session, 'returnPath'>): void {
  database.run(
    `INSERT INTO sessions (id_hash, user_id, two_factor, verified_at, created_at, expires_at, client)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    session.idHash,
    session.userId,
    session.twoFactor,
    session.verifiedAt,
    session.createdAt,
    session.expiresAt,
    session.client,
  );
}

export function findSession(database: Database, idHash: string, now: number): Session | undefined {
  return database.first(
    `SELECT ${COLUMNS} FROM sessions WHERE id_hash = ? AND expires_at > ?`,
    idHash,
    now,
  ) as Session | undefined;
}

/** The sessions of programs, the newest first. */
export function listClientSessions(database: Database, userId: number, now: number): readonly Session[] {
  return database.all(
    `SELECT ${COLUMNS} FROM sessions WHERE user_id = ? AND client IS NOT NULL AND expires_at > ?
     ORDER BY created_at DESC, id_hash`,
    userId,
    now,
  ) as readonly Session[];
}

/** True where the session was there: of two requests that end it, one is told so. */
export function deleteSession(database: Database, idHash: string): boolean {
  return database.run(`DELETE FROM sessions WHERE id_hash = ?`, idHash).changes === 1;
}

/** Goes on with the session under another id: true where it was still there. The enrolment it has open follows. */
export function changeSession(
  database: Database,
  idHash: string,
  change: Pick<Session, 'idHash' | 'twoFactor' | 'verifiedAt'>,
): boolean {
  const { changes } = database.run(
    `UPDATE sessions SET id_hash = ?, two_factor = ?, verified_at = ? WHERE id_hash = ?`,
    change.idHash,
    change.twoFactor,
    change.verifiedAt,
    idHash,
  );
  return changes === 1;
}

export function setReturnPath(database: Database, idHash: string, returnPath: string | null): void {
  database.run(`UPDATE sessions SET return_path = ? WHERE id_hash = ?`, returnPath, idHash);
}

/**
 * Ends all sessions of the user but this one and those of programs that were let in with a second factor; and what a
 * program could still turn into a session, if it was allowed by one that ends here.
 */
export function deleteSessionsWithoutFactorOf(
  database: Database,
  { userId, exceptIdHash }: { readonly userId: number; readonly exceptIdHash: string },
): void {
  database.run(
    `DELETE FROM sessions WHERE user_id = ? AND id_hash <> ? AND (client IS NULL OR two_factor = 0)`,
    userId,
    exceptIdHash,
  );
  database.run(`DELETE FROM pending_logins WHERE user_id = ?`, userId);
  database.run(`DELETE FROM authorization_codes WHERE user_id = ? AND two_factor = 0`, userId);
  database.run(`DELETE FROM device_grants WHERE user_id = ? AND two_factor = 0`, userId);
}

/** Ends all sessions of the user, begun logins, and what a program could still turn into a session. */
export function deleteSessionsOf(database: Database, userId: number): void {
  database.run(`DELETE FROM sessions WHERE user_id = ?`, userId);
  database.run(`DELETE FROM pending_logins WHERE user_id = ?`, userId);
  database.run(`DELETE FROM authorization_codes WHERE user_id = ?`, userId);
  database.run(`DELETE FROM device_grants WHERE user_id = ?`, userId);
}

export function deleteExpired(database: Database, now: number): void {
  database.run(`DELETE FROM sessions WHERE expires_at <= ?`, now);
  database.run(`DELETE FROM pending_logins WHERE expires_at <= ?`, now);
}
