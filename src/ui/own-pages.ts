import { ownPageUrl } from '../platform/runtime-messages.ts';
import { openTab } from '../platform/tabs.ts';
import { openSmallWindow } from '../platform/windows.ts';

/** Opens the manage page in a tab, at one of its places (`#/sites`, for instance; empty for the first). */
export async function openManagePage(place: string): Promise<void> {
  await openTab(ownPageUrl(`src/manage/index.html${place}`));
  window.close();
}

const PASSKEY_WINDOW = { width: 420, height: 360 };

/** Unlocking by a passkey in a window of its own: the browser's dialog would close the popup in the middle. */
export async function openPasskeyWindow(tabId: number | null): Promise<void> {
  const place = tabId === null ? '#/passkey' : `#/passkey/${tabId}`;
  await openSmallWindow(ownPageUrl(`src/manage/index.html${place}`), PASSKEY_WINDOW);
  window.close();
}
