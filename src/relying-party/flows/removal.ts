import { err, ok, type Result } from '../../core/result.ts';
import type { Site } from '../site.ts';
import { type Authenticator, deleteAuthenticator, deleteEnrolments } from '../store/authenticators.ts';
import { deletePasskey, type Passkey } from '../store/passkeys.ts';
import { deleteRecoverySheet } from '../store/recovery-codes.ts';
import { type Factors, factorsOf, isTwoFactorRequired } from './factors.ts';
import { record } from './record.ts';
import { type Account, isStillOpen } from './session.ts';

export type RemovalError = 'not-found' | 'last-factor' | 'required';

/** Which factor, as its address names it. */
export interface FactorReference {
  readonly kind: 'authenticator' | 'passkey';
  readonly id: number;
}

export function findFactor(
  factors: Factors,
  { kind, id }: FactorReference,
): Authenticator | Passkey | undefined {
  const ofKind = kind === 'authenticator' ? factors.authenticators : factors.passkeys;
  return ofKind.find((factor) => factor.id === id);
}

/** Removes one factor. The count and the removal are one transaction: of two at once, one sees the other's. */
export function removeFactor(
  site: Site,
  account: Account,
  reference: FactorReference,
): Result<undefined, RemovalError> {
  const { user, session } = account;
  const deleteOne = reference.kind === 'authenticator' ? deleteAuthenticator : deletePasskey;
  return site.database.transaction(() => {
    const factors = factorsOf(site, user.id);
    const removed = findFactor(factors, reference);
    if (!removed) return err('not-found');
    const refusal = factors.count === 1 ? refusalOfLast(site, account) : undefined;
    if (refusal) return err(refusal);
    deleteOne(site.database, user.id, removed.id);
    // Recovery codes bring a user back to a factor; without one they would be a password on paper.
    if (factors.count === 1) deleteRecoverySheet(site.database, user.id);
    record(site, `${reference.kind}-removed`, {
      userId: user.id,
      idHash: session.idHash,
      detail: removed.name,
    });
    return ok(undefined);
  });
}

/** Removes every factor and the recovery codes; the next sign-in asks for the password alone. */
export function disableTwoFactor(site: Site, account: Account): Result<undefined, 'required' | 'signed-out'> {
  const { user, session } = account;
  return site.database.transaction(() => {
    if (!isStillOpen(site, session)) return err('signed-out');
    if (isTwoFactorRequired(site, user)) return err('required');
    removeAllFactors(site, user.id);
    record(site, 'two-factor-disabled', { userId: user.id, idHash: session.idHash });
    return ok(undefined);
  });
}

export function removeAllFactors(site: Site, userId: number): void {
  const { authenticators, passkeys } = factorsOf(site, userId);
  for (const { id } of authenticators) deleteAuthenticator(site.database, userId, id);
  for (const { id } of passkeys) deletePasskey(site.database, userId, id);
  deleteEnrolments(site.database, userId);
  deleteRecoverySheet(site.database, userId);
}

/** Why the last factor stays, or undefined where it may go. */
export function refusalOfLast(site: Site, { user }: Account): 'last-factor' | 'required' | undefined {
  if (isTwoFactorRequired(site, user)) return 'required';
  return site.policy.lastFactor === 'kept' ? 'last-factor' : undefined;
}
