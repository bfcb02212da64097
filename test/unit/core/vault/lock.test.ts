import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_LOCK_CHOICE,
  isSessionOver,
  LOCK_CHOICES,
  lockTimeFor,
  locksOn,
  touchSession,
  type UnlockedSession,
} from '../../../../src/core/vault/lock.ts';
import { START } from '../../../support/vault/outside.ts';

const SESSION: UnlockedSession = {
  vaultKey: '',
  vaultId: '',
  epoch: 1,
  generation: 0,
  decision: 'run',
  troubles: 0,
  unlockedAt: START,
  lockAt: lockTimeFor(DEFAULT_LOCK_CHOICE, START),
  lastSeenAt: START,
};

describe('an unlocked session', () => {
  test('lasts 15 minutes without use, and not a millisecond longer', () => {
    expect(isSessionOver(SESSION, START + 15 * 60_000 - 1)).toBe(false);
    expect(isSessionOver(SESSION, START + 15 * 60_000)).toBe(true);
  });

  test('is over when it is first asked long after its time, as after sleep', () => {
    expect(isSessionOver(SESSION, START + 8 * 3_600_000)).toBe(true);
  });

  test('outlives the small steps back of a clock that is synchronised, and is over at a larger one', () => {
    expect(isSessionOver(SESSION, START - 5_000)).toBe(false);
    expect(isSessionOver(SESSION, START - 5_001)).toBe(true);
    expect(isSessionOver(SESSION, 0)).toBe(true);
  });

  test('moves its lock with use', () => {
    const used = touchSession(SESSION, START + 60_000, 5);
    expect(used).toEqual({ ...SESSION, lockAt: START + 360_000, lastSeenAt: START + 60_000 });
  });

  test('is locked at the latest one waiting time after its last use, whatever the clock did', () => {
    const steps = fc.array(fc.integer({ min: -20_000, max: 20 * 60_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (changes) => {
        let session = SESSION;
        let now = START;
        for (const change of changes) {
          now += change;
          if (isSessionOver(session, now)) return;
          session = touchSession(session, now, 15);
          expect(session.lockAt).toBe(now + 15 * 60_000);
          expect(session.lastSeenAt).toBeGreaterThanOrEqual(now);
        }
      }),
    );
  });
});

describe('a choice of the lock', () => {
  test('without a time is over only when the clock went back', () => {
    for (const choice of ['screen', 'browser-close'] as const) {
      const session = touchSession(SESSION, START + 60_000, choice);
      expect(session.lockAt).toBeNull();
      expect(isSessionOver(session, START + 1e12)).toBe(false);
      expect(isSessionOver(session, START)).toBe(true);
    }
  });

  test('by minutes or by the screen locks with the screen; the end of the browser alone does not', () => {
    const withScreen = LOCK_CHOICES.filter((choice) => locksOn(choice, 'screen-locked'));
    expect(withScreen).toEqual([1, 5, 15, 60, 'screen']);
  });

  test('by minutes is not cut short by a browser that can only say that nobody moves', () => {
    expect(LOCK_CHOICES.filter((choice) => locksOn(choice, 'idle'))).toEqual(['screen']);
  });
});
