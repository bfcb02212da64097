import type { Bytes } from '../core/bytes/bytes.ts';
import { prepareRecoverySheet } from './flows/recovery-sheet.ts';
import { createUser, type Registration } from './flows/sign-up.ts';
import { SECRET_BYTES } from './flows/totp-parameters.ts';
import type { Site } from './site.ts';
import { insertAuthenticator } from './store/authenticators.ts';
import {
  findOrganisationByName,
  insertMember,
  insertOrganisation,
  type Role,
} from './store/organisations.ts';
import { findUserByEmail } from './store/users.ts';

export interface UserFixtures {
  /** The new user's id; undefined where the address is taken, as on the second start with one data file. */
  add(user: Registration & { readonly singleSignOn?: boolean }): Promise<number | undefined>;
  /** Puts the user into the group of this name, which is made where it is missing. */
  join(userId: number, group: { readonly name: string; readonly role: Role }): void;
  /** The id of the user with this address. */
  find(email: string): number | undefined;
  /** An active authenticator, with the secret given or a new one. */
  addAuthenticator(
    userId: number,
    authenticator?: { readonly secret?: Bytes; readonly name?: string },
  ): { readonly secret: Bytes };
  /** A fresh sheet; these are the codes. */
  addRecoveryCodes(userId: number): Promise<readonly string[]>;
}

export function createUserFixtures(site: Site): UserFixtures {
  const { database } = site;
  return {
    async add({ singleSignOn = false, ...registration }) {
      const created = await createUser(site, registration, { singleSignOn });
      return created.ok ? created.value : undefined;
    },
    join(userId, { name, role }) {
      database.transaction(() => {
        const organisationId = findOrganisationByName(database, name) ?? insertOrganisation(database, name);
        insertMember(database, { organisationId, userId, role });
      });
    },
    find: (email) => findUserByEmail(database, email)?.id,
    addAuthenticator(userId, { secret = site.random.bytes(SECRET_BYTES), name = 'Authenticator app' } = {}) {
      insertAuthenticator(database, { userId, name, secret, createdAt: site.clock.now() });
      return { secret };
    },
    async addRecoveryCodes(userId) {
      const sheet = await prepareRecoverySheet(site, userId);
      sheet.store();
      return sheet.codes;
    },
  };
}
