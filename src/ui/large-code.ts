import { ownPageUrl } from '../platform/runtime-messages.ts';
import { openSmallWindow } from '../platform/windows.ts';

const SIZE = { width: 380, height: 300 };

/** The code of one account in a window of its own, for signing in to another program. */
export async function openLargeCode(id: string): Promise<void> {
  await openSmallWindow(ownPageUrl(`src/popup/code.html#${id}`), SIZE);
}
