import { decodeBase32 } from '../core/bytes/base32.ts';
import type { RelyingParty } from './relying-party.ts';

/** Accounts made at the first start. Their passwords are printed: this server answers to its own machine only. */
export const DEMO_PASSWORD = 'tally-stick-demo';
export const NEW_USER = 'ada@example.com';
export const ENROLLED_USER = 'grace@example.com';
export const ENROLLED_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const SINGLE_SIGN_ON_USER = 'sso@example.com';

/** Ada has no second factor yet, Grace has one with a known secret, Sol comes by single sign-on where there is one. */
export async function seedDemoUsers(site: RelyingParty): Promise<void> {
  const password = DEMO_PASSWORD;
  await site.users.add({ email: NEW_USER, name: 'Ada Lovelace', password });
  const grace = await site.users.add({ email: ENROLLED_USER, name: 'Grace Hopper', password });
  const secret = decodeBase32(ENROLLED_SECRET);
  if (grace !== undefined && secret) {
    site.users.addAuthenticator(grace, { secret });
    await site.users.addRecoveryCodes(grace);
  }
  if (!site.policy.signIn.singleSignOn) return;
  await site.users.add({ email: SINGLE_SIGN_ON_USER, name: 'Sol Single', password, singleSignOn: true });
}
