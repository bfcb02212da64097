import { ClipboardService } from '../../src/background/clipboard-service.ts';
import { ClockService, type ClockServiceParts } from '../../src/background/clock-service.ts';
import type { FakeBrowser } from './fake-browser.ts';

/** The clipboard service over the clipboard of a browser that is not there. */
export function clipboardServiceOf(browser: FakeBrowser): ClipboardService {
  const { random, clock } = browser.outside;
  return new ClipboardService({
    store: {
      read: () => Promise.resolve(browser.copied),
      write: async (copied) => void (browser.copied = copied),
      delete: async () => void (browser.copied = undefined),
    },
    mayRead: () => Promise.resolve(browser.clipboard.mayRead),
    clear: (mark) => browser.clipboard.clearIfMarked(mark),
    schedule: (at) => void browser.clipboard.alarms.push(at),
    random,
    clock,
  });
}

/** The same for the clock: the site that is asked for its time is the fake's. */
export function clockServiceOf(
  browser: FakeBrowser,
  parts: Pick<ClockServiceParts, 'vaults' | 'settings'>,
): ClockService {
  return new ClockService({
    ...parts,
    clock: browser.outside.clock,
    askSite: (tabId) => browser.askSite(tabId),
    lastSeenTab: () => Promise.resolve(browser.seenTab),
  });
}
