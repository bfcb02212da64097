import { browser } from './browser.ts';

/** The patterns of the sites that the user allowed. */
export async function allowedPatterns(): Promise<readonly string[]> {
  const { origins } = await browser.permissions.getAll();
  return origins ?? [];
}

/** Those of the patterns that the user allowed, singly or by allowing more. */
export async function onlyAllowed(patterns: readonly string[]): Promise<readonly string[]> {
  const answers = await Promise.all(
    patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return patterns.filter((_pattern, at) => answers[at]);
}

/** Asks the user; to be called in a click. The prompt closes the popup, so the answer is acted on by the background. */
export function requestSite(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

export function revokeSite(pattern: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [pattern] });
}

export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

const CLIPBOARD = { permissions: ['clipboardRead' as const] };

export function mayReadClipboard(): Promise<boolean> {
  return browser.permissions.contains(CLIPBOARD);
}

/** Asks the user; to be called in a click, and in a tab: the prompt closes popups. */
export function allowClipboardReading(): Promise<boolean> {
  return browser.permissions.request(CLIPBOARD);
}

export function revokeClipboardReading(): Promise<boolean> {
  return browser.permissions.remove(CLIPBOARD);
}
