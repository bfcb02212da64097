// The three things that can end an unlocked session while nobody looks at it.
import { browser } from './browser.ts';

const LOCK_ALARM = 'lock';

/** Replaces the alarm; it may fire late (after sleep), which is why the session carries its own `lockAt`. */
export function scheduleLockAlarm(lockAt: number): void {
  void browser.alarms.create(LOCK_ALARM, { when: lockAt });
}

export function onLockAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOCK_ALARM) listener();
  });
}

export function onScreenLocked(listener: () => void): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') listener();
  });
}

export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}
