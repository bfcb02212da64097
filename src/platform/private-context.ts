import { browser } from './browser.ts';

/** Whether this page is in a private window. Where Firefox never remembers history all its windows are. */
export function isInPrivateWindow(): boolean {
  return browser.extension?.inIncognitoContext ?? false;
}
