import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_LOCK_AFTER_MS,
  isSessionOver,
  touchSession,
  type UnlockedSession,
} from '../../../../src/core/vault/lock.ts';
import { START } from '../../../support/vault-outside.ts';

const SESSION: UnlockedSession = {
  vaultKey: '',
  vaultId: '',
  epoch: 1,
  generation: 0,
  decision: 'run',
  troubles: 0,
  unlockedAt: START,
  lockAt: START + DEFAULT_LOCK_AFTER_MS,
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
    const used = touchSession(SESSION, START + 60_000, 300_000);
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
          session = touchSession(session, now, DEFAULT_LOCK_AFTER_MS);
          expect(session.lockAt - now).toBe(DEFAULT_LOCK_AFTER_MS);
          expect(session.lastSeenAt).toBeGreaterThanOrEqual(now);
        }
      }),
    );
  });
});
