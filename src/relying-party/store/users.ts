import type { Database } from './database.ts';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  /** 1 where the mock identity provider signs this user in. */
  readonly singleSignOn: number;
  readonly preferredFactor: string | null;
  /** 1 after an administrator's reset, until a factor is set up again. */
  readonly mustEnrol: number;
  readonly createdAt: number;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly singleSignOn: boolean;
  readonly createdAt: number;
}

const COLUMNS = `users.id, email, users.name, password_hash AS passwordHash, single_sign_on AS singleSignOn,
  preferred_factor AS preferredFactor, must_enrol AS mustEnrol, users.created_at AS createdAt`;

/** The new user's id, or undefined where the address is taken. */
export function insertUser(database: Database, user: NewUser): number | undefined {
  const { changes, id } = database.run(
    `INSERT OR IGNORE INTO users (email, name, password_hash, single_sign_on, created_at) VALUES (?, ?, ?, ?, ?)`,
    user.email,
    user.name,
    user.passwordHash,
    user.singleSignOn ? 1 : 0,
    user.createdAt,
  );
  return changes === 1 ? id : undefined;
}

export function findUser(database: Database, id: number): User | undefined {
  return database.first(`SELECT ${COLUMNS} FROM users WHERE id = ?`, id) as User | undefined;
}

export function findUserByEmail(database: Database, email: string): User | undefined {
  return database.first(`SELECT ${COLUMNS} FROM users WHERE email = ?`, email) as User | undefined;
}

export function setPreferredFactor(database: Database, userId: number, factor: string): void {
  database.run(`UPDATE users SET preferred_factor = ? WHERE id = ?`, factor, userId);
}

export function setMustEnrol(database: Database, userId: number, mustEnrol: boolean): void {
  database.run(`UPDATE users SET must_enrol = ? WHERE id = ?`, mustEnrol ? 1 : 0, userId);
}
