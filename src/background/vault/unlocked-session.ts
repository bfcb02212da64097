// The one place that moves the time of the lock. Reading the session and writing it back are two steps, so they take
// turns with ending it: a use that was under way when the user locked must not write the key back.
import {
  isSessionOver,
  type LockChoice,
  lockTimeFor,
  touchSession,
  type UnlockedSession,
} from '../../core/vault/lock.ts';
import type { Clock } from '../../core/vault/outside.ts';

export interface SessionStore {
  read(): Promise<UnlockedSession | undefined>;
  write(session: UnlockedSession): Promise<void>;
  delete(): Promise<void>;
}

export interface SessionParts {
  readonly store: SessionStore;
  readonly clock: Clock;
  /** Two steps, so that the choice and the session are read at the same time: only its owner's key tells a forged one. */
  readonly lockChoice: () => Promise<(opened: SessionOwner) => LockChoice>;
  /** Called whenever the time of the lock moves; null where there is none any more. */
  readonly scheduleLock: (lockAt: number | null) => void;
}

/** Which vault is unlocked, where it is, and how far it is trusted. */
export type SessionPlace = Pick<
  UnlockedSession,
  'vaultKey' | 'vaultId' | 'epoch' | 'generation' | 'decision'
>;

/** Whose settings count. */
export type SessionOwner = Pick<UnlockedSession, 'vaultKey' | 'vaultId'>;

/** A use that moves the lock by less than this is not written: reading codes must not cost a write each. */
const TOUCH_GRANULARITY_MS = 10_000;

export class Session {
  readonly #parts: SessionParts;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** The session as it stands; `over` where it is there and its time has come. */
  async look(): Promise<UnlockedSession | 'over' | undefined> {
    const session = await this.#parts.store.read();
    return session !== undefined && isSessionOver(session, this.#parts.clock.now()) ? 'over' : session;
  }

  /** As `look`, and counts as using the vault. */
  use(): Promise<UnlockedSession | 'over' | undefined> {
    return this.#inTurn(async () => {
      const { store, clock, lockChoice, scheduleLock } = this.#parts;
      const [session, choiceOf] = await Promise.all([this.look(), lockChoice()]);
      if (session === undefined || session === 'over') return session;
      const touched = touchSession(session, clock.now(), choiceOf(session));
      if (!isWorthWriting(session, touched)) return session;
      await store.write(touched);
      if (touched.lockAt !== session.lockAt) scheduleLock(touched.lockAt);
      return touched;
    });
  }

  start(opened: SessionPlace): Promise<UnlockedSession> {
    return this.#inTurn(async () => {
      const { store, clock, lockChoice, scheduleLock } = this.#parts;
      const now = clock.now();
      const choiceOf = await lockChoice();
      const lockAt = lockTimeFor(choiceOf(opened), now);
      const session = { ...opened, troubles: 0, unlockedAt: now, lockAt, lastSeenAt: now };
      await store.write(session);
      scheduleLock(lockAt);
      return session;
    });
  }

  /**
   * Goes on under another key, in another database or on another decision. False where it was ended or started anew in
   * the meantime: a lock must not be undone by work that was under way.
   */
  move(from: Pick<UnlockedSession, 'vaultKey'>, to: SessionPlace): Promise<boolean> {
    return this.#inTurn(async () => {
      const session = await this.look();
      if (session === undefined || session === 'over' || session.vaultKey !== from.vaultKey) return false;
      await this.#parts.store.write({ ...session, ...to, troubles: 0 });
      return true;
    });
  }

  /** True where that is news. */
  note(found: Pick<UnlockedSession, 'troubles'>): Promise<boolean> {
    return this.#inTurn(async () => {
      const session = await this.look();
      if (session === undefined || session === 'over' || session.troubles === found.troubles) return false;
      await this.#parts.store.write({ ...session, ...found });
      return true;
    });
  }

  /** Runs `work` in turn with ending the session, and only while there is one. */
  whileLive(work: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const session = await this.look();
      if (session !== undefined && session !== 'over') await work();
    });
  }

  end(): Promise<void> {
    return this.#inTurn(() => this.#parts.store.delete());
  }

  /** True where it was over and is ended. One that was started again in the meantime stays. */
  endIfOver(): Promise<boolean> {
    return this.#inTurn(async () => {
      const session = await this.look();
      if (session === 'over') await this.#parts.store.delete();
      // An alarm that fires early was the only one.
      else if (session !== undefined) this.#parts.scheduleLock(session.lockAt);
      return session === 'over';
    });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function isWorthWriting(before: UnlockedSession, after: UnlockedSession): boolean {
  if (before.lockAt === null || after.lockAt === null) {
    // Without a time the latest use is what a clock that was set back is measured by.
    return before.lockAt !== after.lockAt || isApart(before.lastSeenAt, after.lastSeenAt);
  }
  return isApart(before.lockAt, after.lockAt);
}

function isApart(a: number, b: number): boolean {
  return Math.abs(a - b) >= TOUCH_GRANULARITY_MS;
}
