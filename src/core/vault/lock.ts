import type { RunDecision } from './start-up.ts';

/** What storage.session holds while the vault is unlocked. */
export interface UnlockedSession {
  /** 32 bytes, base64. */
  readonly vaultKey: string;
  /** 32 hexadecimal digits. */
  readonly vaultId: string;
  readonly epoch: number;
  /** Which of the browser's databases it is. */
  readonly generation: number;
  /** What the vault runs on, and whether it may be written. */
  readonly decision: RunDecision;
  /** Accounts that were found damaged since unlocking. */
  readonly troubles: number;
  readonly unlockedAt: number;
  /** From this time on the vault is locked, whether or not an alarm has fired. */
  readonly lockAt: number;
  /** The latest time at which the vault was used; a clock that reads earlier was set back. */
  readonly lastSeenAt: number;
}

export const DEFAULT_LOCK_AFTER_MS: number = 15 * 60_000;

/** Small steps back happen when the clock is synchronised; a larger one would stretch the time to the lock. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Asked on every read, because alarms fire late after sleep. A clock that went back locks too: otherwise setting it
 * back would keep the vault open for as long as one likes.
 */
export function isSessionOver({ lockAt, lastSeenAt }: UnlockedSession, now: number): boolean {
  return now >= lockAt || now < lastSeenAt - CLOCK_TOLERANCE_MS;
}

/** The session after it was used at `now`. */
export function touchSession(session: UnlockedSession, now: number, lockAfterMs: number): UnlockedSession {
  return { ...session, lockAt: now + lockAfterMs, lastSeenAt: Math.max(now, session.lastSeenAt) };
}
