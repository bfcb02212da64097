import { err, ok, type Result } from '../../core/result.ts';
import type { Site } from '../site.ts';
import { deleteAuthenticator, deleteEnrolment } from '../store/authenticators.ts';
import { deleteRecoverySheet } from '../store/recovery-codes.ts';
import { factorsOf, isTwoFactorRequired } from './factors.ts';
import { record } from './record.ts';
import type { Account } from './session.ts';

export type RemovalError = 'not-found' | 'last-factor' | 'required';

/** Removes one authenticator. The count and the removal are one transaction: of two at once, one sees the other's. */
export function removeAuthenticator(
  site: Site,
  account: Account,
  authenticatorId: number,
): Result<undefined, RemovalError> {
  const { user, session } = account;
  return site.database.transaction(() => {
    const factors = factorsOf(site, user.id);
    const removed = factors.authenticators.find(({ id }) => id === authenticatorId);
    if (!removed) return err('not-found');
    const refusal = factors.count === 1 ? refusalOfLast(site, account) : undefined;
    if (refusal) return err(refusal);
    deleteAuthenticator(site.database, user.id, removed.id);
    // Recovery codes bring a user back to a factor; without one they would be a password on paper.
    if (factors.count === 1) deleteRecoverySheet(site.database, user.id);
    record(site, 'authenticator-removed', {
      userId: user.id,
      idHash: session.idHash,
      detail: removed.name,
    });
    return ok(undefined);
  });
}

/** Removes every factor and the recovery codes; the next sign-in asks for the password alone. */
export function disableTwoFactor(site: Site, account: Account): Result<undefined, 'required'> {
  const { user, session } = account;
  return site.database.transaction(() => {
    if (isTwoFactorRequired(site, user)) return err('required');
    removeAllFactors(site, user.id);
    record(site, 'two-factor-disabled', { userId: user.id, idHash: session.idHash });
    return ok(undefined);
  });
}

export function removeAllFactors(site: Site, userId: number): void {
  for (const { id } of factorsOf(site, userId).authenticators) deleteAuthenticator(site.database, userId, id);
  deleteEnrolment(site.database, userId);
  deleteRecoverySheet(site.database, userId);
}

/** Why the last factor stays, or undefined where it may go. */
export function refusalOfLast(site: Site, { user }: Account): 'last-factor' | 'required' | undefined {
  if (isTwoFactorRequired(site, user)) return 'required';
  return site.policy.lastFactor === 'kept' ? 'last-factor' : undefined;
}
