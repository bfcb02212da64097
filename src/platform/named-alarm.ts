// Alarms outlive the worker, and fire up to half a minute late.
import { browser } from './browser.ts';

type AlarmName = 'clipboard' | 'parts';

/** In ms since the epoch; replaces the one of that name before. */
export function scheduleAlarm(alarm: AlarmName, at: number): void {
  void browser.alarms.create(alarm, { when: at });
}

export function onAlarm(alarm: AlarmName, listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarm) listener();
  });
}
