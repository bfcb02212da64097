import { err, ok, type Result } from '../../core/result.ts';
import type { Database } from './database.ts';

/** How many failures are free, and the pause after each further one: it doubles from `firstDelayMs` to `maxDelayMs`. */
export interface ThrottleRule {
  readonly freeFailures: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** After so long without an attempt the count begins anew; never where left out. */
  readonly forgetAfterMs?: number;
}

/**
 * Counts an attempt as failed *before* it is checked, so that a thousand guesses sent at once cannot all be checked
 * before the first failure is written. `clearThrottle` takes the count back where the attempt turns out right.
 * An attempt inside the pause is refused and not counted.
 */
export function countAttempt(
  database: Database,
  key: string,
  now: number,
  rule: ThrottleRule,
): Result<undefined, 'wait'> {
  return database.transaction(() => {
    const row = database.first(`SELECT failures, retry_at AS retryAt FROM throttles WHERE key = ?`, key) as
      | { failures: number; retryAt: number }
      | undefined;
    if (row && row.retryAt > now) return err('wait');
    const isForgotten = row && now - row.retryAt >= (rule.forgetAfterMs ?? Number.POSITIVE_INFINITY);
    const failures = (isForgotten || !row ? 0 : row.failures) + 1;
    database.run(
      `INSERT OR REPLACE INTO throttles (key, failures, retry_at) VALUES (?, ?, ?)`,
      key,
      failures,
      now + delayAfter(failures, rule),
    );
    return ok(undefined);
  });
}

/**
 * Takes back this one attempt and leaves those before it counted: for a throttle whose right answers are to be had by
 * the attacker too, who would otherwise clear it at will.
 */
export function takeBackAttempt(database: Database, key: string, now: number): void {
  database.run(`UPDATE throttles SET failures = MAX(0, failures - 1), retry_at = ? WHERE key = ?`, now, key);
}

export function clearThrottle(database: Database, key: string): void {
  database.run(`DELETE FROM throttles WHERE key = ?`, key);
}

/** Writes the row as it is: one statement that goes to the disk as any other. */
export function noteUnknown(database: Database, key: string): void {
  database.run(`UPDATE throttles SET retry_at = retry_at WHERE key = ?`, key);
}

/** How long until the next attempt is looked at; 0 where it is at once. */
export function throttledForMs(database: Database, key: string, now: number): number {
  const row = database.first(`SELECT retry_at AS retryAt FROM throttles WHERE key = ?`, key) as
    | { retryAt: number }
    | undefined;
  return Math.max(0, (row?.retryAt ?? 0) - now);
}

function delayAfter(failures: number, rule: ThrottleRule): number {
  if (failures < rule.freeFailures) return 0;
  // The exponent is bounded: 2 ** 1100 is Infinity, and an account can be tried for years.
  const doublings = Math.min(failures - rule.freeFailures, 40);
  return Math.min(rule.maxDelayMs, rule.firstDelayMs * 2 ** doublings);
}
