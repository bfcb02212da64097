import { ownPageUrl } from '../platform/runtime-messages.ts';
import { openTab } from '../platform/tabs.ts';

/** Opens the manage page in a tab, at one of its places (`#/sites`, for instance; empty for the first). */
export async function openManagePage(place: string): Promise<void> {
  await openTab(ownPageUrl(`src/manage/index.html${place}`));
  window.close();
}
