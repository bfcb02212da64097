import { err, ok, type Result } from '../../core/result.ts';
import { verifyPassword } from '../security/hash.ts';
import type { Site } from '../site.ts';
import { clearThrottle } from '../store/throttles.ts';
import { clearSecondFactorAttempts, countSecondFactorAttempt } from './challenge.ts';
import { type PasskeyProof, prepareProof } from './proof.ts';
import { record } from './record.ts';
import { type Account, renewSession } from './session.ts';
import { countPasswordAttempt, passwordThrottleKey } from './sign-in.ts';

export type IdentityProof =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'totp'; readonly code: string }
  | PasskeyProof;

export type IdentityError = 'wrong' | 'wait' | 'signed-out';

/** Whether security settings may be changed without asking again who is there. */
export function isFresh(site: Site, account: Account): boolean {
  const { verifiedAt } = account.session;
  return verifiedAt !== null && site.clock.now() - verifiedAt < site.policy.stepUp.windowMs;
}

/** Opens the window for changes, under a new session id. */
export async function verifyIdentity(
  site: Site,
  account: Account,
  proof: IdentityProof,
): Promise<Result<string, IdentityError>> {
  const checked =
    proof.kind === 'password' ? checkPassword(site, account, proof) : checkFactor(site, account, proof);
  const outcome = await checked;
  if (!outcome.ok) return outcome;
  const token = renewSession(site, account.session, { verifiedAt: site.clock.now() });
  return token === undefined ? err('signed-out') : ok(token);
}

/** The user's password, counted against the same throttle as at sign-in. */
export async function checkPassword(
  site: Site,
  { user, session }: Account,
  { password }: { readonly password: string },
): Promise<Result<undefined, 'wrong' | 'wait'>> {
  const counted = countPasswordAttempt(site, user.email);
  if (!counted.ok) return counted;
  if (!(await verifyPassword(password, user.passwordHash, site.scryptCost))) return err('wrong');
  clearThrottle(site.database, passwordThrottleKey(user.email));
  record(site, 'identity-verified', { userId: user.id, idHash: session.idHash, detail: 'password' });
  return ok(undefined);
}

async function checkFactor(
  site: Site,
  { user, session }: Account,
  proof: Exclude<IdentityProof, { readonly kind: 'password' }>,
): Promise<Result<undefined, 'wrong' | 'wait'>> {
  const counted = countSecondFactorAttempt(site, user.id);
  if (!counted.ok) return counted;
  const spend = await prepareProof(site, user.id, proof);
  return site.database.transaction(() => {
    const spent = spend();
    if (!spent) return err('wrong');
    clearSecondFactorAttempts(site, user.id);
    record(site, 'identity-verified', { userId: user.id, idHash: session.idHash, detail: spent.name });
    return ok(undefined);
  });
}
