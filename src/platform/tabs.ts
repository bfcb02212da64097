import type { Tabs } from 'webextension-polyfill';
import { browser } from './browser.ts';

export interface ActiveTab {
  readonly tabId: number | null;
  /** The web origin of its page; null where it is no web page, or may not be seen. */
  readonly origin: string | null;
  readonly isPrivate: boolean;
}

/** The tab in front of the window that has, or had last, the focus: the one in which a popup was opened. */
export async function activeTab(): Promise<ActiveTab> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return { tabId: tab?.id ?? null, origin: webOriginOf(tab?.url), isPrivate: tab?.incognito ?? false };
}

/** The web origin of the page in a tab, or null where it is no web page or may not be seen. */
export async function originOfTab(tabId: number): Promise<string | null> {
  return webOriginOf((await tabById(tabId))?.url);
}

/** The address of the page in a tab; null where it may not be seen. */
export async function addressOfTab(tabId: number): Promise<string | null> {
  return (await tabById(tabId))?.url ?? null;
}

/** True for a tab of a private window; also where the tab is gone, so that nothing is noted about it. */
export async function isPrivateTab(tabId: number): Promise<boolean> {
  return (await tabById(tabId))?.incognito ?? true;
}

/** Undefined where it was closed in between. */
function tabById(tabId: number): Promise<Tabs.Tab | undefined> {
  return browser.tabs.get(tabId).catch(() => undefined);
}

/** The tab that was in front last, of those whose page the user let us see; null where there is none. */
export async function lastSeenTab(): Promise<number | null> {
  const tabs = await browser.tabs.query({});
  const seen = tabs.filter(({ url }) => webOriginOf(url) !== null);
  const [last] = seen.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  return last?.id ?? null;
}

/** Nothing where it was closed in between. */
export async function showTab(tabId: number): Promise<void> {
  await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
}

/** The tabs that show a web page which the browser lets us see. */
export async function webTabs(): Promise<readonly { readonly tabId: number; readonly origin: string }[]> {
  return (await browser.tabs.query({})).flatMap(({ id, url }) => {
    const origin = webOriginOf(url);
    return id === undefined || origin === null ? [] : [{ tabId: id, origin }];
  });
}

export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url });
}

/** The browser shows the address only where activeTab or a host permission allows it. */
function webOriginOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}
