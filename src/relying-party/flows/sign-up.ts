import { err, ok, type Result } from '../../core/result.ts';
import { hashPassword } from '../security/hash.ts';
import { hashToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { findFirstOrganisation, insertMember, insertOrganisation } from '../store/organisations.ts';
import { insertUser } from '../store/users.ts';
import { record } from './record.ts';
import { openSession } from './session.ts';

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Makes the account and signs it in. */
export async function signUp(site: Site, registration: Registration): Promise<Result<string, 'taken'>> {
  const userId = await createUser(site, registration, { singleSignOn: false });
  if (!userId.ok) return userId;
  return site.database.transaction(() => {
    const token = openSession(site, userId.value, { twoFactor: false });
    record(site, 'account-created', { userId: userId.value, idHash: hashToken(token) });
    return ok(token);
  });
}

/** Makes the account, in a group as the policy says. */
export async function createUser(
  site: Site,
  registration: Registration,
  options: { readonly singleSignOn: boolean },
): Promise<Result<number, 'taken'>> {
  const { name, email } = registration;
  const passwordHash = await hashPassword(registration.password, site.random.bytes(16), site.scryptCost);
  return site.database.transaction(() => {
    const createdAt = site.clock.now();
    const userId = insertUser(site.database, { name, email, passwordHash, createdAt, ...options });
    if (userId === undefined) return err('taken');
    joinGroup(site, userId, name);
    return ok(userId);
  });
}

function joinGroup(site: Site, userId: number, userName: string): void {
  const { newUsers, noun } = site.policy.groups;
  const existing = newUsers === 'join-the-first' ? findFirstOrganisation(site.database) : undefined;
  const organisationId = existing ?? insertOrganisation(site.database, `${userName}’s ${noun}`);
  insertMember(site.database, {
    organisationId,
    userId,
    role: existing === undefined ? 'admin' : 'member',
  });
}
