import { err, ok, type Result } from '../../core/result.ts';
import { hashToken, newToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import {
  decideGrant,
  deleteGrant,
  type DeviceGrant,
  findDeviceGrant,
  findOpenGrant,
  insertDeviceGrant,
  notePoll,
} from '../store/client-grants.ts';
import { countAttempt, takeBackAttempt, throttledForMs, type ThrottleRule } from '../store/throttles.ts';
import { letIn } from './client-access.ts';
import { randomCode } from './random-code.ts';
import { normaliseRecoveryCode } from './recovery-sheet.ts';
import type { Account } from './session.ts';

/** RFC 8628 section 3.5. */
export type PollError = 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token';

export interface DeviceCodes {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly expiresInMs: number;
  readonly intervalMs: number;
}

const GRANT_MS = 10 * 60_000;
const INTERVAL_MS = 5000;
/**
 * Eight characters of 32: with five guesses a day and then one an hour there is no guessing (RFC 8628 section 5.1). A hit
 * takes back itself alone: whoever guesses can start programs of their own and would clear the count with their codes.
 */
const USER_CODE_PATTERN = 'XXXX-XXXX';
const USER_CODE_THROTTLE: ThrottleRule = {
  freeFailures: 5,
  firstDelayMs: 60_000,
  maxDelayMs: 60 * 60_000,
  forgetAfterMs: 24 * 60 * 60_000,
};

export function beginDeviceGrant(site: Site, client: string): DeviceCodes {
  const deviceCode = newToken(site.random);
  const userCode = randomCode(site.random, USER_CODE_PATTERN);
  const now = site.clock.now();
  insertDeviceGrant(
    site.database,
    {
      deviceCodeHash: hashToken(deviceCode),
      userCodeHash: hashUserCode(userCode),
      client,
      intervalMs: INTERVAL_MS,
      expiresAt: now + GRANT_MS,
    },
    now,
  );
  return { deviceCode, userCode, expiresInMs: GRANT_MS, intervalMs: INTERVAL_MS };
}

/** The program asks again and again; one that asks too often has to wait longer from then on. */
export function pollDeviceGrant(site: Site, deviceCode: string): Result<string, PollError> {
  return site.database.transaction(() => {
    const now = site.clock.now();
    const grant = findDeviceGrant(site.database, hashToken(deviceCode));
    if (!grant || grant.expiresAt <= now) return err('expired_token');
    const isEarly = now - grant.polledAt < grant.intervalMs;
    const intervalMs = grant.intervalMs + (isEarly ? INTERVAL_MS : 0);
    notePoll(site.database, grant.deviceCodeHash, { at: now, intervalMs });
    if (isEarly) return err('slow_down');
    if (grant.decision === 'open') return err('authorization_pending');
    deleteGrant(site.database, grant.deviceCodeHash);
    if (grant.decision === 'denied' || grant.userId === null) return err('access_denied');
    return ok(letIn(site, grant.userId, grant));
  });
}

/** The program that waits under this user code. A wrong code counts against the account that types it. */
export function findGrantToDecide(
  site: Site,
  { user }: Account,
  userCode: string,
): Result<DeviceGrant, 'wrong' | 'wait'> {
  const key = throttleKey(user.id);
  const now = site.clock.now();
  return site.database.transaction(() => {
    const counted = countAttempt(site.database, key, now, USER_CODE_THROTTLE);
    if (!counted.ok) return counted;
    const grant = findOpenGrant(site.database, hashUserCode(userCode), now);
    if (!grant) return err('wrong');
    takeBackAttempt(site.database, key, now);
    return ok(grant);
  });
}

export function userCodeWaitMs(site: Site, userId: number): number {
  return throttledForMs(site.database, throttleKey(userId), site.clock.now());
}

export function decideDeviceGrant(
  site: Site,
  account: Account,
  { userCode, isApproved }: { readonly userCode: string; readonly isApproved: boolean },
): Result<DeviceGrant, 'wrong' | 'wait'> {
  return site.database.transaction(() => {
    const grant = findGrantToDecide(site, account, userCode);
    if (!grant.ok) return grant;
    decideGrant(site.database, grant.value.deviceCodeHash, {
      decision: isApproved ? 'approved' : 'denied',
      userId: account.user.id,
      twoFactor: account.session.twoFactor,
    });
    return grant;
  });
}

function throttleKey(userId: number): string {
  return `user-code:${userId}`;
}

function hashUserCode(userCode: string): string {
  return hashToken(normaliseRecoveryCode(userCode));
}
