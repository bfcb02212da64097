import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AwaySignal } from '../../../src/core/vault/lock.ts';
import * as signals from '../../../src/platform/auto-lock-signals.ts';

const fake = vi.hoisted(() => {
  const listeners: ((state: string) => void)[] = [];
  const intervals: number[] = [];
  const runtime: { getBrowserInfo?: () => void } = {};
  return { listeners, alarms: new Map<string, number>(), intervals, runtime };
});
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: {
    runtime: fake.runtime,
    alarms: {
      create: async (name: string, { when }: { when: number }) => void fake.alarms.set(name, when),
      clear: async (name: string) => fake.alarms.delete(name),
    },
    idle: {
      setDetectionInterval: (seconds: number) => void fake.intervals.push(seconds),
      onStateChanged: { addListener: (listener: (state: string) => void) => fake.listeners.push(listener) },
    },
  },
}));

let heard: AwaySignal[];

beforeEach(() => {
  fake.listeners.length = 0;
  fake.intervals.length = 0;
  fake.alarms.clear();
  delete fake.runtime.getBrowserInfo;
  heard = [];
});

function hear(...states: string[]): readonly AwaySignal[] {
  signals.onAway((signal) => heard.push(signal));
  for (const state of states) for (const listener of fake.listeners) listener(state);
  return heard;
}

describe('that the user went away', () => {
  test('is a locked screen where the browser knows of one, and idle time says nothing', () => {
    expect(hear('idle', 'active', 'locked')).toEqual(['screen-locked']);
    expect(fake.intervals).toEqual([]);
  });

  test('is five idle minutes in Firefox, which knows of no locked screen', () => {
    fake.runtime.getBrowserInfo = () => undefined;
    expect(hear('active', 'idle')).toEqual(['idle']);
    expect(fake.intervals).toEqual([300]);
  });
});

test('the alarm of the lock is moved, and removed where there is no time', () => {
  signals.scheduleLockAlarm(5);
  signals.scheduleLockAlarm(7);
  expect([...fake.alarms]).toEqual([['lock', 7]]);
  signals.scheduleLockAlarm(null);
  expect([...fake.alarms]).toEqual([]);
});
