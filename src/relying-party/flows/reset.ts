import { err, ok, type Result } from '../../core/result.ts';
import type { Site } from '../site.ts';
import { listMemberships } from '../store/organisations.ts';
import { replaceResetCode } from '../store/reset-codes.ts';
import { deleteSessionsOf } from '../store/sessions.ts';
import { findUser, setMustEnrol, type User } from '../store/users.ts';
import { factorsOf } from './factors.ts';
import { administers } from './group.ts';
import { randomCode } from './random-code.ts';
import { record, sendMail } from './record.ts';
import { removeAllFactors } from './removal.ts';
import { hashResetCode, RESET_CODE_PATTERN } from './reset-code.ts';
import { type Account, isStillOpen } from './session.ts';

const RESET_CODE_MS = 24 * 60 * 60_000;

export type Resettable =
  | { readonly user: User; readonly hasSomething: boolean }
  /** Nobody, or someone whom this account has no say over. */
  | undefined;

/**
 * The user whose two-factor authentication this account may reset: someone else, in a group it administers; and whether
 * there is any, or a reset before that is not finished yet.
 */
export function findResettable(site: Site, { user }: Account, userId: number): Resettable {
  if (!site.policy.administratorReset || userId === user.id) return undefined;
  const isInOwnGroup = listMemberships(site.database, userId).some(({ organisationId }) =>
    administers(site, user.id, organisationId),
  );
  const found = isInOwnGroup ? findUser(site.database, userId) : undefined;
  if (!found) return undefined;
  return { user: found, hasSomething: factorsOf(site, userId).count > 0 || found.mustEnrol === 1 };
}

/**
 * Removes the user's factors and ends their sessions. The code goes to the administrator, who hands it over; the mail
 * only informs, so that whoever reads the mail gains nothing.
 */
export function resetTwoFactor(
  site: Site,
  account: Account,
  userId: number,
): Result<{ readonly code: string; readonly user: User }, 'not-found' | 'signed-out'> {
  const code = randomCode(site.random, RESET_CODE_PATTERN);
  return site.database.transaction(() => {
    if (!isStillOpen(site, account.session)) return err('signed-out');
    const found = findResettable(site, account, userId);
    if (!found?.hasSomething) return err('not-found');
    const { user } = found;
    removeAllFactors(site, userId);
    setMustEnrol(site.database, userId, true);
    deleteSessionsOf(site.database, userId);
    replaceResetCode(site.database, {
      userId,
      hash: hashResetCode(code),
      expiresAt: site.clock.now() + RESET_CODE_MS,
    });
    const detail = `by ${account.user.name}`;
    record(site, 'two-factor-reset', { userId, detail });
    record(site, 'two-factor-reset', {
      userId: account.user.id,
      idHash: account.session.idHash,
      detail: `of ${user.name}`,
    });
    sendMail(site, {
      to: user.email,
      subject: `Your ${site.policy.product.name} two-factor authentication was reset`,
      text: `${account.user.name}, an administrator of your ${site.policy.groups.noun}, reset it. You are signed out everywhere. To sign in, ask them for the single-use code, which works for 24 hours. If you did not ask for this, tell them.`,
    });
    return ok({ code, user });
  });
}
