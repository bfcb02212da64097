import { err, ok, type Result } from '../../core/result.ts';
import { verifyPassword } from '../security/hash.ts';
import type { Site } from '../site.ts';
import { clearThrottle } from '../store/throttles.ts';
import type { User } from '../store/users.ts';
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
  account: Account,
  { password }: { readonly password: string },
): Promise<Result<undefined, 'wrong' | 'wait'>> {
  const { user, session } = account;
  const counted = countPasswordAttempt(site, user.email);
  if (!counted.ok) return counted;
  const isRight = await verifyPassword(password, passwordHashOf(user), site.scryptCost);
  if (!isRight) return refuse(site, account, 'password');
  clearThrottle(site.database, passwordThrottleKey(user.email));
  record(site, 'identity-verified', { userId: user.id, idHash: session.idHash, detail: 'password' });
  return ok(undefined);
}

async function checkFactor(
  site: Site,
  account: Account,
  proof: Exclude<IdentityProof, { readonly kind: 'password' }>,
): Promise<Result<undefined, 'wrong' | 'wait'>> {
  const { user, session } = account;
  const counted = countSecondFactorAttempt(site, user.id);
  if (!counted.ok) return counted;
  const spend = await prepareProof(site, user.id, proof);
  return site.database.transaction(() => {
    const spent = spend();
    if (!spent) return refuse(site, account, proof.kind);
    clearSecondFactorAttempts(site, user.id);
    record(site, 'identity-verified', { userId: user.id, idHash: session.idHash, detail: spent.name });
    return ok(undefined);
  });
}

/** The identity provider has the password of its users: here they have none. */
function passwordHashOf({ passwordHash, singleSignOn }: User): string | undefined {
  return singleSignOn === 1 ? undefined : passwordHash;
}

function refuse(site: Site, { user, session }: Account, kind: IdentityProof['kind']): Result<never, 'wrong'> {
  record(site, 'identity-refused', { userId: user.id, idHash: session.idHash, detail: kind });
  return err('wrong');
}
