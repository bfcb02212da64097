import type { MailMessage } from '../ports.ts';
import type { Database } from './database.ts';

export interface SentMail extends MailMessage {
  readonly id: number;
  readonly at: number;
}

export function insertMail(database: Database, message: MailMessage, at: number): void {
  database.run(
    `INSERT INTO outbox (at, recipient, subject, body) VALUES (?, ?, ?, ?)`,
    at,
    message.to,
    message.subject,
    message.text,
  );
}

/** The newest first. */
export function listMail(database: Database, limit: number): readonly SentMail[] {
  return database.all(
    `SELECT id, at, recipient AS "to", subject, body AS text FROM outbox ORDER BY id DESC LIMIT ?`,
    limit,
  ) as readonly SentMail[];
}
