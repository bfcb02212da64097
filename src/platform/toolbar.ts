import { browser } from './browser.ts';

/** A short text over the icon while this page is shown in the tab; the browser removes it at the next navigation. */
export async function setBadge(tabId: number, text: string): Promise<void> {
  try {
    await browser.action.setBadgeText({ tabId, text });
  } catch {
    // The tab was closed in between.
  }
}

/** What the icon says to who points at it or listens, while this page is shown in the tab. */
export async function setIconTitle(tabId: number, title: string): Promise<void> {
  try {
    await browser.action.setTitle({ tabId, title });
  } catch {
    // The tab was closed in between.
  }
}

/**
 * Opens the popup as the user's next step. False where the browser refuses: some only allow it in front of a focused
 * window; the user still has the icon.
 */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup();
    return true;
  } catch {
    return false;
  }
}

export function onCommand(listener: (command: string, tabId: number | undefined) => void): void {
  browser.commands.onCommand.addListener((command, tab) => listener(command, tab?.id));
}
