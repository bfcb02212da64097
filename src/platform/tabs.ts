import { browser } from './browser.ts';

export interface TabPage {
  readonly tabId: number;
  readonly windowId: number | undefined;
  /** Present only where activeTab or a host permission shows it. */
  readonly url: string | undefined;
}

/** The tab that the user is looking at in the window of the page that asks. */
export async function activeTab(): Promise<TabPage | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { tabId: tab.id, windowId: tab.windowId, url: tab.url };
}

/** The web origin of the page in a tab, or null where it is no web page or may not be seen. */
export async function originOfTab(tabId: number): Promise<string | null> {
  try {
    const { url } = await browser.tabs.get(tabId);
    if (url === undefined) return null;
    const { origin, protocol } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? origin : null;
  } catch {
    // The tab was closed in between.
    return null;
  }
}

export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url });
}
