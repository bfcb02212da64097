import { browser } from './browser.ts';
import { LARGE_TEXT } from './storage/appearance.ts';

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

const POPUP = 'src/popup/index.html';

/**
 * Says in the popup's address whether its text is large, until the browser ends: the one thing about its looks that its size
 * depends on, and so must be known before the browser makes a window for it.
 */
export async function markPopupLarge(isLarge: boolean): Promise<void> {
  const { pathname, hash } = new URL(await browser.action.getPopup({}));
  const wanted = isLarge ? LARGE_TEXT : '';
  if (pathname === `/${POPUP}` && hash !== wanted) await browser.action.setPopup({ popup: POPUP + wanted });
}
