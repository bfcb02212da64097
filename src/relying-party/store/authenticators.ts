import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Database } from './database.ts';

/** A TOTP secret of a user. It is a factor only once `activeAt` is set; before, it is an enrolment under way. */
export interface Authenticator {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  readonly secret: Bytes;
  readonly createdAt: number;
  /** When a first right code was given. */
  readonly provedAt: number | null;
  readonly activeAt: number | null;
  readonly lastUsedAt: number | null;
  /** The last time step accepted from it; no step up to this one is accepted again (RFC 6238 section 5.2). */
  readonly lastUsedTimeStep: number | null;
}

const SELECT = `SELECT id, user_id AS userId, name, secret, created_at AS createdAt, proved_at AS provedAt,
  active_at AS activeAt, last_used_at AS lastUsedAt, last_used_time_step AS lastUsedTimeStep FROM authenticators`;

type NewAuthenticator = Pick<Authenticator, 'userId' | 'name' | 'secret' | 'createdAt'>;

/**
 * Starts an enrolment, in place of one that this session left open. No other session of the user's sees its secret: one
 * that a thief holds would learn what the owner is enrolling.
 */
export function insertEnrolment(
  database: Database,
  enrolment: NewAuthenticator & { readonly sessionHash: string },
): void {
  database.run(
    `DELETE FROM authenticators WHERE session_hash = ? AND active_at IS NULL`,
    enrolment.sessionHash,
  );
  database.run(
    `INSERT INTO authenticators (user_id, name, secret, created_at, session_hash) VALUES (?, ?, ?, ?, ?)`,
    enrolment.userId,
    enrolment.name,
    enrolment.secret,
    enrolment.createdAt,
    enrolment.sessionHash,
  );
}

/** One that counts at once; its id. */
export function insertAuthenticator(database: Database, authenticator: NewAuthenticator): number {
  return database.run(
    `INSERT INTO authenticators (user_id, name, secret, created_at, active_at) VALUES (?, ?, ?, ?, ?)`,
    authenticator.userId,
    authenticator.name,
    authenticator.secret,
    authenticator.createdAt,
    authenticator.createdAt,
  ).id;
}

/** The enrolment that this session has open. */
export function findEnrolment(database: Database, sessionHash: string): Authenticator | undefined {
  return database.first(`${SELECT} WHERE session_hash = ? AND active_at IS NULL`, sessionHash) as
    | Authenticator
    | undefined;
}

/** Those of all sessions. */
export function deleteEnrolments(database: Database, userId: number): void {
  database.run(`DELETE FROM authenticators WHERE user_id = ? AND active_at IS NULL`, userId);
}

export function listAuthenticators(database: Database, userId: number): readonly Authenticator[] {
  return database.all(
    `${SELECT} WHERE user_id = ? AND active_at IS NOT NULL ORDER BY id`,
    userId,
  ) as readonly Authenticator[];
}

export function setProved(database: Database, id: number, provedAt: number): void {
  database.run(`UPDATE authenticators SET proved_at = ? WHERE id = ?`, provedAt, id);
}

/** From now on it is the user's, and no longer the session's. */
export function setActive(database: Database, id: number, active: { name: string; at: number }): void {
  database.run(
    `UPDATE authenticators SET active_at = ?, name = ?, session_hash = NULL WHERE id = ?`,
    active.at,
    active.name,
    id,
  );
}

/**
 * Spends a time step of one authenticator: false where this step, or a later one, was spent before. The condition is in
 * the statement itself, so that two requests with one code cannot both pass.
 */
export function spendTimeStep(
  database: Database,
  id: number,
  use: { timeStep: number; at: number },
): boolean {
  const { changes } = database.run(
    `UPDATE authenticators SET last_used_time_step = ?, last_used_at = ?
     WHERE id = ? AND (last_used_time_step IS NULL OR last_used_time_step < ?)`,
    use.timeStep,
    use.at,
    id,
    use.timeStep,
  );
  return changes === 1;
}

/** True where the authenticator was this user's and is now gone. */
export function deleteAuthenticator(database: Database, userId: number, id: number): boolean {
  return (
    database.run(
      `DELETE FROM authenticators WHERE id = ? AND user_id = ? AND active_at IS NOT NULL`,
      id,
      userId,
    ).changes === 1
  );
}
