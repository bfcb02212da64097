import { err, ok, type Result } from '../../core/result.ts';
import { hashToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import {
  countPendingFailure,
  deletePendingLogin,
  findPendingLogin,
  type PendingLogin,
} from '../store/pending-logins.ts';
import { clearThrottle, countAttempt, throttledForMs, type ThrottleRule } from '../store/throttles.ts';
import { type Proof, prepareProof, type Spend } from './proof.ts';
import { record } from './record.ts';
import { openSession } from './session.ts';

/** 'ended': this login is over, by failures or by time, and starts again at the password. */
export type ChallengeError = 'wrong' | 'wait' | 'ended';

export interface CompletedLogin {
  readonly token: string;
  readonly returnPath: string;
  readonly kind: Proof['kind'];
}

const FAILURES_A_LOGIN = 5;
/** The account's own count outlives the login, so that starting over buys no guesses. */
const ACCOUNT_THROTTLE: ThrottleRule = { freeFailures: 5, firstDelayMs: 30_000, maxDelayMs: 60 * 60_000 };

/**
 * The second-factor step of a login. The attempt is counted as failed first and taken back when it was right; the code
 * is spent, the login completed and the session opened in one transaction.
 */
export async function completeLogin(
  site: Site,
  pending: PendingLogin,
  proof: Proof,
): Promise<Result<CompletedLogin, ChallengeError>> {
  const begun = site.database.transaction(() => beginAttempt(site, pending));
  if (!begun.ok) return begun;
  const spend = await prepareProof(site, pending.userId, proof);
  return site.database.transaction(() => settleAttempt(site, pending.idHash, spend));
}

/** Counts a second-factor attempt of an account, at sign-in and at step-up alike. */
export function countSecondFactorAttempt(site: Site, userId: number): Result<undefined, 'wait'> {
  return countAttempt(site.database, throttleKey(userId), site.clock.now(), ACCOUNT_THROTTLE);
}

export function clearSecondFactorAttempts(site: Site, userId: number): void {
  clearThrottle(site.database, throttleKey(userId));
}

export function secondFactorWaitMs(site: Site, userId: number): number {
  return throttledForMs(site.database, throttleKey(userId), site.clock.now());
}

function beginAttempt(site: Site, pending: PendingLogin): Result<undefined, ChallengeError> {
  const current = findPendingLogin(site.database, pending.idHash, site.clock.now());
  if (!current || current.failures >= FAILURES_A_LOGIN) return err('ended');
  const counted = countSecondFactorAttempt(site, pending.userId);
  if (counted.ok) countPendingFailure(site.database, pending.idHash);
  return counted;
}

function settleAttempt(site: Site, idHash: string, spend: Spend): Result<CompletedLogin, ChallengeError> {
  const current = findPendingLogin(site.database, idHash, site.clock.now());
  if (!current) return err('ended');
  const { userId, returnPath } = current;
  const spent = spend();
  if (!spent) {
    record(site, 'second-factor-refused', { userId, idHash });
    if (current.failures < FAILURES_A_LOGIN) return err('wrong');
    deletePendingLogin(site.database, idHash);
    record(site, 'login-ended', { userId, idHash });
    return err('ended');
  }
  deletePendingLogin(site.database, idHash);
  clearSecondFactorAttempts(site, userId);
  const token = openSession(site, userId, { twoFactor: spent.kind !== 'reset-code' });
  const sessionHash = hashToken(token);
  if (spent.kind === 'recovery-code') record(site, 'recovery-code-used', { userId, idHash: sessionHash });
  if (spent.kind === 'reset-code') record(site, 'reset-code-used', { userId, idHash: sessionHash });
  record(site, 'signed-in', { userId, idHash: sessionHash, detail: spent.name });
  return ok({ token, returnPath, kind: spent.kind });
}

function throttleKey(userId: number): string {
  return `second-factor:${userId}`;
}
