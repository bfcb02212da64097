import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { doubtClock } from '../../../../src/core/clock/clock-doubt.ts';
import { correctedTime } from '../../../../src/core/clock/corrected-time.ts';
import { RELEASED_AT } from '../../../../src/core/clock/release-date.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LATER = RELEASED_AT + 100 * DAY;
const FACTS = { now: LATER, offsetSeconds: 0, newestRecordAt: LATER - DAY };

describe('a clock', () => {
  test.each([0, 1, RELEASED_AT - 1])('that reads %d ms is wrong: this version did not exist then', (now) => {
    expect(doubtClock({ ...FACTS, now })).toBe('before-release');
    expect(doubtClock({ ...FACTS, now, newestRecordAt: null })).toBe('before-release');
  });

  test('that reads the date of the release, or anything in the years after, is not doubted', () => {
    for (const now of [RELEASED_AT, LATER, RELEASED_AT + 29 * 366 * DAY]) {
      expect(doubtClock({ now, offsetSeconds: 0, newestRecordAt: RELEASED_AT })).toBeNull();
    }
  });

  test('that reads the year 2106 is wrong', () => {
    expect(doubtClock({ ...FACTS, now: 4_294_967_295_000 })).toBe('far-ahead');
  });

  test('that is more than five minutes behind the newest record is wrong, and five are nothing', () => {
    expect(doubtClock({ ...FACTS, newestRecordAt: LATER + 5 * MINUTE })).toBeNull();
    expect(doubtClock({ ...FACTS, newestRecordAt: LATER + 5 * MINUTE + 1 })).toBe('behind-records');
  });

  test('that is corrected to where it should be is not doubted any more', () => {
    const behind = { ...FACTS, newestRecordAt: LATER + DAY };
    expect(doubtClock({ ...behind, offsetSeconds: 86_400 })).toBeNull();
    expect(doubtClock({ ...FACTS, now: 0, offsetSeconds: LATER / 1000 })).toBeNull();
  });

  test('that runs ahead and is corrected back is not behind the records that it stamped itself', () => {
    expect(doubtClock({ ...FACTS, newestRecordAt: LATER, offsetSeconds: -3600 })).toBeNull();
  });

  test('that is corrected to before the release is wrong by its correction', () => {
    expect(doubtClock({ ...FACTS, offsetSeconds: -101 * 86_400 })).toBe('before-release');
  });
});

describe('the corrected time', () => {
  test('is the clock with the correction added, and never before the epoch', () => {
    expect(correctedTime(LATER, 90)).toBe(LATER + 90_000);
    expect(correctedTime(LATER, -90)).toBe(LATER - 90_000);
    expect(correctedTime(5_000, -6)).toBe(0);
  });
});

test('the date of the release is the newest date in the changelog', () => {
  const changelog = readFileSync(new URL('../../../../CHANGELOG.md', import.meta.url), 'utf8');
  const dates = [...changelog.matchAll(/^## .*\((\d{4}-\d\d-\d\d)\b/gm)].map(([, date = '']) =>
    Date.parse(date),
  );
  expect(dates.length).toBeGreaterThan(0);
  expect(RELEASED_AT).toBe(Math.max(...dates));
});
