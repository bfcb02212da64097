import type { Database } from './database.ts';

export type Role = 'member' | 'admin';

export interface Membership {
  readonly organisationId: number;
  readonly organisationName: string;
  /** 1 where each member must have a second factor. */
  readonly requiresTwoFactor: number;
  readonly role: Role;
}

export interface Member {
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** 1 where the member has an active second factor. */
  readonly hasFactor: number;
  /** 1 where an administrator can reset it: there is a factor, or a reset before is not finished yet. */
  readonly canBeReset: number;
}

export function insertOrganisation(database: Database, name: string): number {
  return database.run(`INSERT INTO organisations (name) VALUES (?)`, name).id;
}

export function insertMember(
  database: Database,
  member: { organisationId: number; userId: number; role: Role },
): void {
  database.run(
    `INSERT INTO memberships (organisation_id, user_id, role) VALUES (?, ?, ?)`,
    member.organisationId,
    member.userId,
    member.role,
  );
}

export function findFirstOrganisation(database: Database): number | undefined {
  return (database.first(`SELECT id FROM organisations ORDER BY id LIMIT 1`) as { id: number } | undefined)
    ?.id;
}

export function findOrganisationByName(database: Database, name: string): number | undefined {
  const row = database.first(`SELECT id FROM organisations WHERE name = ? ORDER BY id LIMIT 1`, name);
  return (row as { id: number } | undefined)?.id;
}

export function listMemberships(database: Database, userId: number): readonly Membership[] {
  return database.all(
    `SELECT organisations.id AS organisationId, name AS organisationName,
       requires_two_factor AS requiresTwoFactor, role
     FROM memberships JOIN organisations ON organisations.id = organisation_id
     WHERE user_id = ? ORDER BY organisations.id`,
    userId,
  ) as readonly Membership[];
}

export function listMembers(database: Database, organisationId: number): readonly Member[] {
  return database.all(
    `SELECT *, hasFactor OR mustEnrol AS canBeReset FROM (
       SELECT users.id AS userId, users.name, email, role, must_enrol AS mustEnrol, EXISTS (
         SELECT 1 FROM authenticators WHERE user_id = users.id AND active_at IS NOT NULL
         UNION ALL SELECT 1 FROM passkeys WHERE user_id = users.id) AS hasFactor
       FROM memberships JOIN users ON users.id = memberships.user_id WHERE organisation_id = ?)
     ORDER BY name, userId`,
    organisationId,
  ) as readonly Member[];
}

export function setRequiresTwoFactor(database: Database, organisationId: number, required: boolean): void {
  database.run(
    `UPDATE organisations SET requires_two_factor = ? WHERE id = ?`,
    required ? 1 : 0,
    organisationId,
  );
}

/**
 * Ends the sessions of the organisation's members that were opened without a second factor, and what a program could
 * still turn into one.
 */
export function deleteSessionsWithoutTwoFactor(
  database: Database,
  { organisationId, exceptIdHash }: { readonly organisationId: number; readonly exceptIdHash: string },
): void {
  database.run(
    `DELETE FROM sessions WHERE two_factor = 0 AND id_hash <> ?
       AND user_id IN (SELECT user_id FROM memberships WHERE organisation_id = ?)`,
    exceptIdHash,
    organisationId,
  );
  for (const grants of ['authorization_codes', 'device_grants']) {
    database.run(
      `DELETE FROM ${grants} WHERE two_factor = 0
         AND user_id IN (SELECT user_id FROM memberships WHERE organisation_id = ?)`,
      organisationId,
    );
  }
}
