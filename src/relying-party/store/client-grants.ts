import type { Database } from './database.ts';

/** A code on its way through the browser to a program (RFC 6749 section 4.1.2, RFC 7636). */
export interface AuthorizationCode {
  readonly codeHash: string;
  readonly userId: number;
  readonly client: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly twoFactor: number;
  readonly expiresAt: number;
}

/** A program that waits for someone to let it in from another device (RFC 8628). */
export interface DeviceGrant {
  readonly deviceCodeHash: string;
  readonly userCodeHash: string;
  readonly client: string;
  readonly decision: 'open' | 'approved' | 'denied';
  readonly userId: number | null;
  readonly twoFactor: number;
  readonly intervalMs: number;
  readonly polledAt: number;
  readonly expiresAt: number;
}

export function insertAuthorizationCode(database: Database, code: AuthorizationCode, now: number): void {
  database.run(`DELETE FROM authorization_codes WHERE expires_at <= ?`, now);
  database.run(
    `INSERT INTO authorization_codes
       (code_hash, user_id, client, redirect_uri, code_challenge, two_factor, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    code.codeHash,
    code.userId,
    code.client,
    code.redirectUri,
    code.codeChallenge,
    code.twoFactor,
    code.expiresAt,
  );
}

/** The code, which is spent by asking, whatever the rest of the request turns out to be. */
export function takeAuthorizationCode(database: Database, codeHash: string): AuthorizationCode | undefined {
  return database.first(
    `DELETE FROM authorization_codes WHERE code_hash = ? RETURNING code_hash AS codeHash, user_id AS userId, client,
       redirect_uri AS redirectUri, code_challenge AS codeChallenge, two_factor AS twoFactor, expires_at AS expiresAt`,
    codeHash,
  ) as AuthorizationCode | undefined;
}

const GRANT = `SELECT device_code_hash AS deviceCodeHash, user_code_hash AS userCodeHash, client, decision,
  user_id AS userId, two_factor AS twoFactor, interval_ms AS intervalMs, polled_at AS polledAt,
  expires_at AS expiresAt FROM device_grants`;

export function insertDeviceGrant(
  database: Database,
  grant: Pick<DeviceGrant, 'deviceCodeHash' | 'userCodeHash' | 'client' | 'intervalMs' | 'expiresAt'>,
  now: number,
): void {
  // Kept a while longer, so that the program is told that the time is over and not that it never asked.
  database.run(`DELETE FROM device_grants WHERE expires_at <= ?`, now - 60 * 60_000);
  database.run(
    `INSERT INTO device_grants (device_code_hash, user_code_hash, client, interval_ms, polled_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    grant.deviceCodeHash,
    grant.userCodeHash,
    grant.client,
    grant.intervalMs,
    now - grant.intervalMs,
    grant.expiresAt,
  );
}

export function findDeviceGrant(database: Database, deviceCodeHash: string): DeviceGrant | undefined {
  return database.first(`${GRANT} WHERE device_code_hash = ?`, deviceCodeHash) as DeviceGrant | undefined;
}

/** The grant that still waits for a decision under this user code. */
export function findOpenGrant(
  database: Database,
  userCodeHash: string,
  now: number,
): DeviceGrant | undefined {
  return database.first(
    `${GRANT} WHERE user_code_hash = ? AND decision = 'open' AND expires_at > ?`,
    userCodeHash,
    now,
  ) as DeviceGrant | undefined;
}

export function notePoll(
  database: Database,
  deviceCodeHash: string,
  poll: { readonly at: number; readonly intervalMs: number },
): void {
  database.run(
    `UPDATE device_grants SET polled_at = ?, interval_ms = ? WHERE device_code_hash = ?`,
    poll.at,
    poll.intervalMs,
    deviceCodeHash,
  );
}

/** True for the one decision that is made. */
export function decideGrant(
  database: Database,
  deviceCodeHash: string,
  made: Pick<DeviceGrant, 'decision' | 'userId' | 'twoFactor'>,
): boolean {
  const { changes } = database.run(
    `UPDATE device_grants SET decision = ?, user_id = ?, two_factor = ?
     WHERE device_code_hash = ? AND decision = 'open'`,
    made.decision,
    made.userId,
    made.twoFactor,
    deviceCodeHash,
  );
  return changes === 1;
}

export function deleteGrant(database: Database, deviceCodeHash: string): void {
  database.run(`DELETE FROM device_grants WHERE device_code_hash = ?`, deviceCodeHash);
}
