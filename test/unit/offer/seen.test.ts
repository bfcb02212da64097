import { beforeEach, expect, test } from 'vitest';
import { SEEN_MS, SeenSince } from '../../../src/offer/seen.ts';

const VISIBLE = { isVisible: true, intersectionRatio: 1 };
const COVERED = { isVisible: false, intersectionRatio: 1 };

let seen: SeenSince;
beforeEach(() => {
  seen = new SeenSince();
});

test('what nothing is known of has not been seen', () => {
  expect(seen.isLongEnough(1e9)).toBe(false);
  seen.note([], 0);
  expect(seen.isLongEnough(1e9)).toBe(false);
});

test('half a second of sight is enough, and a moment less is not', () => {
  seen.note([VISIBLE], 1000);
  expect([seen.isLongEnough(1000 + SEEN_MS - 1), seen.isLongEnough(1000 + SEEN_MS)]).toEqual([false, true]);
});

test('more reports of the same sight do not begin it anew', () => {
  seen.note([VISIBLE], 1000);
  seen.note([VISIBLE, VISIBLE], 1300);
  expect(seen.isLongEnough(1500)).toBe(true);
});

test.each([
  ['covered', COVERED],
  ['partly out of sight', { isVisible: true, intersectionRatio: 0.9 }],
])('a frame that is %s begins anew', (_what, entry) => {
  seen.note([VISIBLE], 0);
  seen.note([entry], 1000);
  expect(seen.isLongEnough(2000)).toBe(false);
  seen.note([VISIBLE], 2000);
  expect([seen.isLongEnough(2499), seen.isLongEnough(2500)]).toEqual([false, true]);
});

test('a frame that was covered and uncovered between two reports begins anew', () => {
  seen.note([VISIBLE], 0);
  seen.note([COVERED, VISIBLE], 1000);
  expect([seen.isLongEnough(1499), seen.isLongEnough(1500)]).toEqual([false, true]);
});
