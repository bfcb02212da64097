import type { Site } from '../site.ts';
import { type Authenticator, listAuthenticators } from '../store/authenticators.ts';
import { listMemberships } from '../store/organisations.ts';
import { listPasskeys, type Passkey } from '../store/passkeys.ts';
import { findRecoverySheet, type RecoverySheet } from '../store/recovery-codes.ts';
import type { User } from '../store/users.ts';

/** What a user can be asked for at sign-in. Recovery codes are a way back, and never count as a factor. */
export interface Factors {
  readonly authenticators: readonly Authenticator[];
  readonly passkeys: readonly Passkey[];
  readonly recoverySheet: RecoverySheet | undefined;
  readonly count: number;
}

export function factorsOf(site: Site, userId: number): Factors {
  const authenticators = listAuthenticators(site.database, userId);
  const passkeys = listPasskeys(site.database, userId);
  return {
    authenticators,
    passkeys,
    recoverySheet: findRecoverySheet(site.database, userId),
    count: authenticators.length + passkeys.length,
  };
}

/** True where nothing but enrolling is allowed: a factor is required and none is there. Covers every way in. */
export function mustEnrolFirst(site: Site, user: User): boolean {
  return factorsOf(site, user.id).count === 0 && isTwoFactorRequired(site, user);
}

/** Whether a group of the user's, or an administrator's reset, asks for a second factor. Any one group is enough. */
export function isTwoFactorRequired(site: Site, user: User): boolean {
  if (user.mustEnrol === 1) return true;
  if (!site.policy.groups.enforcement) return false;
  return listMemberships(site.database, user.id).some((membership) => membership.requiresTwoFactor === 1);
}
