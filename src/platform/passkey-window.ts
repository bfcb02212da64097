import { browser } from './browser.ts';
import { ownPageUrl } from './runtime-messages.ts';

const PAGE = 'src/passkey/index.html';
const SIZE = { width: 440, height: 560 } as const;

/** The small window in which the user answers a ceremony; its page finds the ceremony by what stands in its address. */
export const passkeyWindow = {
  async open(id: string): Promise<number | undefined> {
    try {
      const opened = await browser.windows.create({
        url: `${ownPageUrl(PAGE)}#${id}`,
        type: 'popup',
        focused: true,
        ...SIZE,
      });
      return opened.id;
    } catch {
      return undefined;
    }
  },

  async close(windowId: number): Promise<void> {
    try {
      await browser.windows.remove(windowId);
    } catch {
      // The user was quicker.
    }
  },

  async focusTab(tabId: number): Promise<void> {
    try {
      const { windowId } = await browser.tabs.get(tabId);
      if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    } catch {
      // The tab was closed in between.
    }
  },
};

export function onWindowClosed(listener: (windowId: number) => void): void {
  browser.windows.onRemoved.addListener(listener);
}
