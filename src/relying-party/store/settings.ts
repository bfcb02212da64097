import type { Random } from '../ports.ts';
import type { Database } from './database.ts';

/** The key of the CSRF tokens: made once a database, so that pages left open survive a restart of the server. */
export function loadCsrfKey(database: Database, random: Random): Uint8Array {
  database.run(`INSERT OR IGNORE INTO settings (name, value) VALUES ('csrf-key', ?)`, random.bytes(32));
  const row = database.first(`SELECT value FROM settings WHERE name = 'csrf-key'`) as
    | { value: Uint8Array }
    | undefined;
  if (!row) throw new TypeError('The settings table lost its csrf-key between two statements.');
  return row.value;
}
