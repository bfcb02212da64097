import { browser } from './browser.ts';

/** The patterns of the sites that the user allowed. */
export async function allowedPatterns(): Promise<readonly string[]> {
  const { origins } = await browser.permissions.getAll();
  return origins ?? [];
}

/**
 * Those of the patterns that the user allowed, singly or by allowing more. The browser is asked about those that it may
 * allow only: a question for each of ten thousand sites took seconds, after every change and at every start.
 */
export async function onlyAllowed(patterns: readonly string[]): Promise<readonly string[]> {
  const allowed = await allowedPatterns();
  const single = new Set(allowed);
  const wide = allowed.filter((pattern) => hostOf(pattern).startsWith('*'));
  const candidates = patterns.filter(
    (pattern) => single.has(pattern) || wide.some((other) => mayCover(hostOf(other), hostOf(pattern))),
  );
  const answers = await Promise.all(
    candidates.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return candidates.filter((_pattern, at) => answers[at]);
}

/** `*` for a pattern without a host of its own, such as `<all_urls>`. */
function hostOf(pattern: string): string {
  return /^[^:]+:\/\/([^/]+)\//.exec(pattern)?.[1] ?? '*';
}

function mayCover(wide: string, host: string): boolean {
  return wide === '*' || host === wide.slice(2) || host.endsWith(wide.slice(1));
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
