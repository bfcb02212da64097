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
  /** From this time on the vault is locked, whether or not an alarm has fired; null where the user chose no time. */
  readonly lockAt: number | null;
  /** The latest time at which the vault was used; a clock that reads earlier was set back. */
  readonly lastSeenAt: number;
}

/**
 * Minutes of not being used, which lock with the screen too; or the screen alone; or the end of the browser alone. The
 * browser's end locks in every case. There is no "never".
 */
export const LOCK_CHOICES = [1, 5, 15, 60, 'screen', 'browser-close'] as const;
export type LockChoice = (typeof LOCK_CHOICES)[number];
export const DEFAULT_LOCK_CHOICE: LockChoice = 15;

/** What the browser says about a user who went away. Firefox knows of no locked screen: there `idle` stands in. */
export type AwaySignal = 'screen-locked' | 'idle';

const MS_PER_MINUTE = 60_000;

/** Small steps back happen when the clock is synchronised; a larger one would stretch the time to the lock. */
const CLOCK_TOLERANCE_MS = 5_000;

/** When a vault that is used at `now` locks by itself; null for the choices without a time. */
export function lockTimeFor(choice: LockChoice, now: number): number | null {
  return typeof choice === 'number' ? now + choice * MS_PER_MINUTE : null;
}

/** Idle time locks only where the screen was to be the only lock: the other choices have a time of their own, or none. */
export function locksOn(choice: LockChoice, signal: AwaySignal): boolean {
  return signal === 'idle' ? choice === 'screen' : choice !== 'browser-close';
}

/**
 * Asked on every read, because alarms fire late after sleep. A clock that went back locks too: otherwise setting it
 * back would keep the vault open for as long as one likes.
 */
export function isSessionOver({ lockAt, lastSeenAt }: UnlockedSession, now: number): boolean {
  return (lockAt !== null && now >= lockAt) || now < lastSeenAt - CLOCK_TOLERANCE_MS;
}

/** The session after it was used at `now`. */
export function touchSession(session: UnlockedSession, now: number, choice: LockChoice): UnlockedSession {
  return { ...session, lockAt: lockTimeFor(choice, now), lastSeenAt: Math.max(now, session.lastSeenAt) };
}
