import type { Bytes } from '../../core/bytes/bytes.ts';
import type { Database } from './database.ts';

/** A WebAuthn credential of a user: a passkey or a security key. */
export interface Passkey {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  /** Base64url, as the browser names it. */
  readonly credentialId: string;
  /** The COSE key. */
  readonly publicKey: Bytes;
  readonly signCount: number;
  /** 1 where the credential may be copied to other devices; never changes (WebAuthn section 6.1.3). */
  readonly backupEligible: number;
  /** How the browser reaches it, as JSON. */
  readonly transports: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

const SELECT = `SELECT id, user_id AS userId, name, credential_id AS credentialId, public_key AS publicKey,
  sign_count AS signCount, backup_eligible AS backupEligible, transports, created_at AS createdAt,
  last_used_at AS lastUsedAt FROM passkeys`;

/** False where the credential is registered already, by whomever. */
export function insertPasskey(database: Database, passkey: Omit<Passkey, 'id' | 'lastUsedAt'>): boolean {
  const { changes } = database.run(
    `INSERT OR IGNORE INTO passkeys
       (user_id, name, credential_id, public_key, sign_count, backup_eligible, transports, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    passkey.userId,
    passkey.name,
    passkey.credentialId,
    passkey.publicKey,
    passkey.signCount,
    passkey.backupEligible,
    passkey.transports,
    passkey.createdAt,
  );
  return changes === 1;
}

export function listPasskeys(database: Database, userId: number): readonly Passkey[] {
  return database.all(`${SELECT} WHERE user_id = ? ORDER BY id`, userId) as readonly Passkey[];
}

export function findPasskey(database: Database, credentialId: string): Passkey | undefined {
  return database.first(`${SELECT} WHERE credential_id = ?`, credentialId) as Passkey | undefined;
}

/**
 * Notes a use: false where the counter did not grow, which a copied authenticator betrays (WebAuthn section 6.1.1).
 * Authenticators without a counter say 0 for ever. The condition is in the statement, so that of two requests with one
 * signature only one passes where there is a counter.
 */
export function countPasskeyUse(
  database: Database,
  credentialId: string,
  use: { readonly signCount: number; readonly at: number },
): boolean {
  const { changes } = database.run(
    `UPDATE passkeys SET sign_count = ?, last_used_at = ?
     WHERE credential_id = ? AND (sign_count < ? OR (sign_count = 0 AND ? = 0))`,
    use.signCount,
    use.at,
    credentialId,
    use.signCount,
    use.signCount,
  );
  return changes === 1;
}

export function deletePasskey(database: Database, userId: number, id: number): boolean {
  return database.run(`DELETE FROM passkeys WHERE id = ? AND user_id = ?`, id, userId).changes === 1;
}

/** The user's handle, which authenticators keep beside the credential: `fresh` where the user has none yet. */
export function userHandleOf(database: Database, userId: number, fresh: Uint8Array): Bytes {
  database.run(`INSERT OR IGNORE INTO user_handles (user_id, handle) VALUES (?, ?)`, userId, fresh);
  return findUserHandle(database, userId) ?? new Uint8Array(fresh);
}

export function findUserHandle(database: Database, userId: number): Bytes | undefined {
  const row = database.first(`SELECT handle FROM user_handles WHERE user_id = ?`, userId);
  return (row as { handle: Bytes } | undefined)?.handle;
}
