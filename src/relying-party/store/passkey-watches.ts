import type { Database } from './database.ts';

/** A program that waits until a passkey is added in the browser. What it asks with outlives its session. */
export interface PasskeyWatch {
  readonly addedName: string | null;
  readonly addedAt: number | null;
}

export function insertPasskeyWatch(
  database: Database,
  watch: { readonly ticketHash: string; readonly userId: number; readonly expiresAt: number },
  now: number,
): void {
  database.run(`DELETE FROM passkey_watches WHERE expires_at <= ?`, now);
  database.run(
    `INSERT INTO passkey_watches (ticket_hash, user_id, expires_at) VALUES (?, ?, ?)`,
    watch.ticketHash,
    watch.userId,
    watch.expiresAt,
  );
}

/** Tells every program of the user's that waits. */
export function notePasskeyAdded(
  database: Database,
  userId: number,
  added: { readonly name: string; readonly at: number },
): void {
  database.run(
    `UPDATE passkey_watches SET added_name = ?, added_at = ? WHERE user_id = ? AND added_at IS NULL`,
    added.name,
    added.at,
    userId,
  );
}

export function findPasskeyWatch(
  database: Database,
  ticketHash: string,
  now: number,
): PasskeyWatch | undefined {
  return database.first(
    `SELECT added_name AS addedName, added_at AS addedAt FROM passkey_watches
     WHERE ticket_hash = ? AND expires_at > ?`,
    ticketHash,
    now,
  ) as PasskeyWatch | undefined;
}
