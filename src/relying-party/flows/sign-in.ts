import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../core/result.ts';
import { verifyPassword } from '../security/hash.ts';
import { hashToken, newToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { insertPendingLogin } from '../store/pending-logins.ts';
import {
  clearThrottle,
  countAttempt,
  noteUnknown,
  throttledForMs,
  type ThrottleRule,
} from '../store/throttles.ts';
import { findUser, findUserByEmail, type User } from '../store/users.ts';
import { factorsOf } from './factors.ts';
import { record } from './record.ts';
import { openSession } from './session.ts';

export interface FirstStep {
  readonly token: string;
  /** Whether a second factor is still asked for; then the token is that of the pending login. */
  readonly isPending: boolean;
}

const PENDING_LOGIN_MS = 10 * 60_000;
const PASSWORD_THROTTLE: ThrottleRule = { freeFailures: 10, firstDelayMs: 1000, maxDelayMs: 60_000 };

/** The password step. An unknown name and a wrong password have one answer, and take one time. */
export function signInWithPassword(
  site: Site,
  attempt: FirstAttempt,
): Promise<Result<FirstStep, 'refused' | 'wait'>> {
  return checkFirst(site, attempt, ({ singleSignOn }) => singleSignOn === 0);
}

/**
 * The mock identity provider's step: it has the passwords of the users who are marked as its own, and answers for all
 * others as for a wrong password.
 */
export function signInWithSingleSignOn(
  site: Site,
  attempt: FirstAttempt,
): Promise<Result<FirstStep, 'refused' | 'wait'>> {
  return checkFirst(site, attempt, ({ singleSignOn }) => singleSignOn === 1);
}

interface FirstAttempt {
  readonly email: string;
  readonly password: string;
  readonly returnPath: string;
}

/** Whoever `isOurs` leaves out is treated like someone who does not exist: the same hashing, writing and answer. */
async function checkFirst(
  site: Site,
  attempt: FirstAttempt,
  isOurs: (user: User) => boolean,
): Promise<Result<FirstStep, 'refused' | 'wait'>> {
  const counted = countPasswordAttempt(site, attempt.email);
  if (!counted.ok) return counted;
  const found = findUserByEmail(site.database, attempt.email);
  const user = found && isOurs(found) ? found : undefined;
  const isRight = await verifyPassword(attempt.password, user?.passwordHash, site.scryptCost);
  if (!user || !isRight) {
    if (user) record(site, 'password-refused', { userId: user.id });
    // As much is written for nobody: waiting for the disk would tell that there is someone to write about.
    else noteUnknown(site.database, passwordThrottleKey(attempt.email));
    return err('refused');
  }
  clearThrottle(site.database, passwordThrottleKey(attempt.email));
  return ok(beginLogin(site, user, attempt.returnPath));
}

export function passwordWaitMs(site: Site, email: string): number {
  return throttledForMs(site.database, passwordThrottleKey(email), site.clock.now());
}

export function countPasswordAttempt(site: Site, email: string): Result<undefined, 'wait'> {
  return countAttempt(site.database, passwordThrottleKey(email), site.clock.now(), PASSWORD_THROTTLE);
}

/** Keyed by a hash: whatever was typed into the name field is not kept. */
export function passwordThrottleKey(email: string): string {
  return `password:${createHash('sha256').update(email.toLowerCase()).digest('hex')}`;
}

/** A user with a second factor gets a pending login, one without is signed in. */
function beginLogin(site: Site, user: User, returnPath: string): FirstStep {
  return site.database.transaction(() => {
    // Asked again here: a reset may have come while the password was being checked.
    const mustEnrol = findUser(site.database, user.id)?.mustEnrol !== 0;
    // After a reset the administrator's code is the second factor, until a new one is enrolled.
    if (factorsOf(site, user.id).count === 0 && !mustEnrol) {
      const token = openSession(site, user.id, { twoFactor: false });
      record(site, 'signed-in', { userId: user.id, idHash: hashToken(token), detail: 'password' });
      return { token, isPending: false };
    }
    const token = newToken(site.random);
    insertPendingLogin(site.database, {
      idHash: hashToken(token),
      userId: user.id,
      failures: 0,
      returnPath,
      expiresAt: site.clock.now() + PENDING_LOGIN_MS,
    });
    return { token, isPending: true };
  });
}
