import type { Database } from './database.ts';

/** What the activity page can say. A closed list: an entry is never free text that a secret could slip into. */
export type AuditEvent =
  | 'account-created'
  | 'signed-in'
  | 'signed-out'
  | 'password-refused'
  | 'second-factor-refused'
  | 'login-ended'
  | 'authenticator-added'
  | 'authenticator-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'command-line-let-in'
  | 'command-line-revoked'
  | 'recovery-codes-made'
  | 'recovery-code-used'
  | 'identity-verified'
  | 'identity-refused'
  | 'two-factor-disabled'
  | 'two-factor-reset'
  | 'reset-code-used'
  | 'enforcement-on'
  | 'enforcement-off'
  | 'preferred-method-chosen';

export interface AuditEntry {
  readonly userId: number;
  readonly at: number;
  readonly event: AuditEvent;
  /** The first characters of the session id's hash: tells sessions apart, opens none. */
  readonly sessionLabel: string;
  /** A name the user gave, a group's or a factor kind; never a code, secret or token. */
  readonly detail: string;
}

export function insertAuditEntry(database: Database, entry: AuditEntry): void {
  database.run(
    `INSERT INTO audit (user_id, at, event, session_label, detail) VALUES (?, ?, ?, ?, ?)`,
    entry.userId,
    entry.at,
    entry.event,
    entry.sessionLabel,
    entry.detail,
  );
}

/** The newest first. */
export function listAuditEntries(database: Database, userId: number, limit: number): readonly AuditEntry[] {
  return database.all(
    `SELECT user_id AS userId, at, event, session_label AS sessionLabel, detail FROM audit
     WHERE user_id = ? ORDER BY id DESC LIMIT ?`,
    userId,
    limit,
  ) as readonly AuditEntry[];
}
