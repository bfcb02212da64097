import type { Database } from './database.ts';

/** Each entry brings a database from the version of its index to the next; a released entry is never edited. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
  CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    single_sign_on INTEGER NOT NULL DEFAULT 0,
    preferred_factor TEXT,
    must_enrol INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE organisations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    requires_two_factor INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE memberships (
    organisation_id INTEGER NOT NULL REFERENCES organisations ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('member', 'admin')),
    PRIMARY KEY (organisation_id, user_id)
  ) STRICT;
  CREATE INDEX memberships_of_a_user ON memberships (user_id);
  CREATE TABLE sessions (
    id_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    two_factor INTEGER NOT NULL,
    verified_at INTEGER,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE pending_logins (
    id_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    failures INTEGER NOT NULL DEFAULT 0,
    return_path TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX session_expiry ON sessions (expires_at);
  CREATE INDEX pending_login_expiry ON pending_logins (expires_at);
  CREATE TABLE authenticators (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    name TEXT NOT NULL,
    secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    proved_at INTEGER,
    active_at INTEGER,
    last_used_at INTEGER,
    last_used_time_step INTEGER
  ) STRICT;
  CREATE INDEX authenticators_of_a_user ON authenticators (user_id);
  CREATE UNIQUE INDEX one_enrolment_a_user ON authenticators (user_id) WHERE active_at IS NULL;
  CREATE TABLE recovery_sheets (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
    salt BLOB NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE recovery_codes (
    sheet_id INTEGER NOT NULL REFERENCES recovery_sheets ON DELETE CASCADE,
    hash BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (sheet_id, hash)
  ) STRICT;
  CREATE TABLE reset_codes (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE throttles (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    retry_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    session_label TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_of_a_user ON audit (user_id, id);
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE user_handles (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    handle BLOB NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE passkeys (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    name TEXT NOT NULL,
    credential_id TEXT NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    backup_eligible INTEGER NOT NULL,
    transports TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
  ) STRICT;
  CREATE INDEX passkeys_of_a_user ON passkeys (user_id);
  CREATE TABLE ceremonies (
    owner_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    challenge TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (owner_hash, purpose)
  ) STRICT;
  CREATE INDEX ceremony_expiry ON ceremonies (expires_at);
  `,
  `
  ALTER TABLE sessions ADD COLUMN client TEXT;
  CREATE INDEX sessions_of_a_user ON sessions (user_id);
  CREATE TABLE authorization_codes (
    code_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    client TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    two_factor INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE device_grants (
    device_code_hash TEXT PRIMARY KEY,
    user_code_hash TEXT NOT NULL UNIQUE,
    client TEXT NOT NULL,
    decision TEXT NOT NULL DEFAULT 'open' CHECK (decision IN ('open', 'approved', 'denied')),
    user_id INTEGER REFERENCES users ON DELETE CASCADE,
    two_factor INTEGER NOT NULL DEFAULT 0,
    interval_ms INTEGER NOT NULL,
    polled_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  `,
  // An enrolment belongs to the session that began it, follows it to its next id and ends with it.
  `
  DELETE FROM authenticators WHERE active_at IS NULL;
  DROP INDEX one_enrolment_a_user;
  ALTER TABLE authenticators ADD COLUMN session_hash TEXT
    REFERENCES sessions (id_hash) ON UPDATE CASCADE ON DELETE CASCADE;
  CREATE UNIQUE INDEX one_enrolment_a_session ON authenticators (session_hash);
  CREATE TABLE sheets_to_save (
    authenticator_id INTEGER PRIMARY KEY REFERENCES authenticators ON DELETE CASCADE,
    salt BLOB NOT NULL,
    hashes BLOB NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  ALTER TABLE sessions ADD COLUMN return_path TEXT;
  CREATE TABLE passkey_watches (
    ticket_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    added_name TEXT,
    added_at INTEGER,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX passkey_watches_of_a_user ON passkey_watches (user_id);
  `,
];

/** Makes or brings up to date the tables. A file from a newer version is refused, not guessed at. */
export function migrate(database: Database): void {
  database.transaction(() => {
    const version =
      (database.first('PRAGMA user_version') as { user_version: number } | undefined)?.user_version ?? 0;
    if (version > MIGRATIONS.length) {
      throw new RangeError(`The data file has version ${version}; this program knows ${MIGRATIONS.length}.`);
    }
    for (const migration of MIGRATIONS.slice(version)) database.script(migration);
    database.script(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}
