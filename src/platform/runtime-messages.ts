import { browser } from './browser.ts';

/** What the browser says about who sent a message; the types of the polyfill are older than `origin` and `documentId`. */
export interface RuntimeSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

type Listener = (message: unknown, sender: RuntimeSender) => Promise<unknown> | undefined;

/** To be called in the first turn of an entry file: a worker that was started by a message loses it otherwise. */
export function onRuntimeMessage(listener: Listener): void {
  // The listener is synchronous: it returns a promise, or nothing where the message is not for us.
  browser.runtime.onMessage.addListener((message: unknown, sender: RuntimeSender) =>
    listener(message, sender),
  );
}

export function sendRuntimeMessage(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/** To the open pages of the extension; that none is open is no failure. */
export function tellPages(message: unknown): void {
  browser.runtime.sendMessage(message).catch(() => undefined);
}

/** To our scripts in the pages at the top of all tabs; that a tab has none is no failure. */
export async function tellTabs(message: unknown): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => undefined);
}

/** To one document in a tab; undefined where it has gone or does not listen. */
export async function sendToDocument(
  tabId: number,
  target: { readonly frameId: number; readonly documentId: string | undefined },
  message: unknown,
): Promise<unknown> {
  const { frameId, documentId } = target;
  const options = documentId === undefined ? { frameId } : { documentId };
  return browser.tabs.sendMessage(tabId, message, options).catch(() => undefined);
}

export function ownExtension(): { readonly id: string; readonly origin: string } {
  return { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('')).origin };
}

export function ownPageUrl(path: string): string {
  return browser.runtime.getURL(path);
}
