import { expect, test } from 'vitest';
import { ReportRate } from '../../../../src/background/fill/report-rate.ts';

let now = 0;
const TOP = { tabId: 1, frameId: 0 };

function start(): ReportRate {
  now = 1_000_000;
  return new ReportRate({ now: () => now });
}

/** How many of a flood are let through. */
const letThrough = (rate: ReportRate, sender: { tabId: number; frameId: number }, of = 1000) =>
  Array.from({ length: of }, () => rate.take(sender)).filter(Boolean).length;

test('a flood of reports is cut to a few, and to four a second from then on', () => {
  const rate = start();
  expect(letThrough(rate, TOP)).toBe(8);
  now += 1000;
  expect(letThrough(rate, TOP)).toBe(4);
  now += 3_600_000;
  expect(letThrough(rate, TOP)).toBe(8);
});

test('a script that reports as often as ours may is never refused', () => {
  const rate = start();
  for (let round = 0; round < 100; round += 1) {
    now += 400;
    expect(rate.take(TOP)).toBe(true);
  }
});

test('neither another tab nor the frames of a page silence it, and frames share what they may send', () => {
  const rate = start();
  letThrough(rate, { tabId: 2, frameId: 0 });
  const frames = Array.from({ length: 100 }, (_, at) => letThrough(rate, { tabId: 1, frameId: at + 1 }));
  expect(frames.reduce((sum, taken) => sum + taken, 0)).toBe(8);
  expect(rate.take(TOP)).toBe(true);
});

test('a clock that is set back neither refuses for good nor opens the gate', () => {
  const rate = start();
  letThrough(rate, TOP);
  now -= 3_600_000;
  expect(letThrough(rate, TOP)).toBe(0);
  now += 1000;
  expect(letThrough(rate, TOP)).toBe(4);
});
