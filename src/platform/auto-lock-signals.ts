// The three things that can end an unlocked session while nobody looks at it.
import type { AwaySignal } from '../core/vault/lock.ts';
import { browser } from './browser.ts';

const LOCK_ALARM = 'lock';

/** Replaces the alarm; it may fire late (after sleep), which is why the session carries its own `lockAt`. */
export function scheduleLockAlarm(lockAt: number | null): void {
  if (lockAt === null) void browser.alarms.clear(LOCK_ALARM);
  else void browser.alarms.create(LOCK_ALARM, { when: lockAt });
}

export function onLockAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOCK_ALARM) listener();
  });
}

/** How long nobody must touch the computer before Firefox, which cannot see a locked screen, calls it idle. */
const IDLE_SECONDS = 300;

export function onAway(listener: (signal: AwaySignal) => void): void {
  const knowsLockedScreens = !('getBrowserInfo' in browser.runtime);
  if (!knowsLockedScreens) browser.idle.setDetectionInterval(IDLE_SECONDS);
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') listener('screen-locked');
    else if (state === 'idle' && !knowsLockedScreens) listener('idle');
  });
}

export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
