import { browser } from './browser.ts';

const CLIPBOARD_ALARM = 'clipboard';

/** Replaces the one before: only the latest copy is on the clipboard. */
export function scheduleClipboardAlarm(at: number): void {
  void browser.alarms.create(CLIPBOARD_ALARM, { when: at });
}

export function onClipboardAlarm(listener: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === CLIPBOARD_ALARM) listener();
  });
}
