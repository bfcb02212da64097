import { decodeBase32 } from '../core/bytes/base32.ts';
import type { RelyingParty } from './relying-party.ts';

/** Accounts made at the first start. Their passwords are printed: this server answers to its own machine only. */
export const DEMO_PASSWORD = 'tally-stick-demo';
export const NEW_USER = 'ada@example.com';
export const ENROLLED_USER = 'grace@example.com';
export const ENROLLED_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const ADMINISTRATOR = 'olga@example.com';
export const SINGLE_SIGN_ON_USER = 'sol@example.com';

const GROUP = 'Analytical Engines';

/**
 * Olga administers the group that all are in. Ada has no second factor yet, Grace has one with a known secret, Sol comes
 * by single sign-on where there is one.
 */
export async function seedDemoUsers(site: RelyingParty): Promise<void> {
  const olga = await addUser(site, { email: ADMINISTRATOR, name: 'Olga Owen' });
  if (olga === undefined) return;
  const ada = await addUser(site, { email: NEW_USER, name: 'Ada Lovelace' });
  const grace = await addUser(site, { email: ENROLLED_USER, name: 'Grace Hopper' });
  const secret = decodeBase32(ENROLLED_SECRET);
  if (grace !== undefined && secret) {
    site.users.addAuthenticator(grace, { secret });
    await site.users.addRecoveryCodes(grace);
  }
  const sol = site.policy.signIn.singleSignOn
    ? await addUser(site, { email: SINGLE_SIGN_ON_USER, name: 'Sol Santos', singleSignOn: true })
    : undefined;
  if (site.policy.groups.newUsers === 'join-the-first') return;
  site.users.join(olga, { name: GROUP, role: 'admin' });
  for (const member of [ada, grace, sol]) {
    if (member !== undefined) site.users.join(member, { name: GROUP, role: 'member' });
  }
}

function addUser(
  site: RelyingParty,
  user: { readonly email: string; readonly name: string; readonly singleSignOn?: boolean },
): Promise<number | undefined> {
  return site.users.add({ ...user, password: DEMO_PASSWORD });
}
