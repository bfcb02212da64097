// Entries in the browser's own menu of a page. A click on one is a gesture: it gives activeTab for the tab.
import { browser } from './browser.ts';
import { localised } from './i18n.ts';

export interface MenuEntry {
  readonly id: string;
  /** Of the text in _locales. */
  readonly titleKey: string;
  /** On what the menu has to be opened. */
  readonly on: 'editable' | 'image';
}

export interface MenuClick {
  readonly entryId: string;
  readonly tabId: number;
  readonly frameId: number;
  /** The address of the image as the page gives it: hostile text. Undefined where it was no image. */
  readonly imageUrl: string | undefined;
}

/** Our own pages need no entry, and other pages cannot be reached. */
const WEB_PAGES = ['http://*/*', 'https://*/*'];

/** The browser keeps the entries until the next version; a worker that merely starts again creates none. */
export function createMenuOnInstall(entries: readonly MenuEntry[]): void {
  browser.runtime.onInstalled.addListener(() => void createMenu(entries));
}

async function createMenu(entries: readonly MenuEntry[]): Promise<void> {
  // Those of the version before, which may have had others.
  await browser.contextMenus.removeAll();
  for (const { id, titleKey, on } of entries) {
    browser.contextMenus.create({
      id,
      title: localised(titleKey, []),
      contexts: [on],
      documentUrlPatterns: WEB_PAGES,
    });
  }
}

export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, frameId, srcUrl }, tab) => {
    // A click outside of a tab (a panel of the browser) has no page that could be reached.
    if (tab?.id === undefined || tab.id < 0) return;
    listener({ entryId: String(menuItemId), tabId: tab.id, frameId: frameId ?? 0, imageUrl: srcUrl });
  });
}
