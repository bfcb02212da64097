// Clearing the clipboard if it still holds what we put there. A service worker cannot reach the clipboard: in Chrome a
// document out of sight does it, in Firefox the background is a document itself. Both need the permission to read it.
import { browser } from './browser.ts';

const OFFSCREEN_PAGE = 'src/offscreen/clipboard.html';

/** Not in the polyfill's types; absent in Firefox. */
interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
  hasDocument(): Promise<boolean>;
}
const { offscreen } = browser as unknown as { readonly offscreen?: Offscreen };

/** The mark goes in the fragment, so that the page need listen to nobody; it has done its work when it has loaded. */
export async function clearClipboardIfMarked(mark: string, isOurs: (text: string) => boolean): Promise<void> {
  if (offscreen === undefined) return clearWhere(document, isOurs);
  // One that a stopped worker left behind would be in the way: there is room for one.
  if (await offscreen.hasDocument()) await offscreen.closeDocument();
  await offscreen.createDocument({
    url: `${OFFSCREEN_PAGE}#${mark}`,
    reasons: ['CLIPBOARD'],
    justification: 'Clears a copied code from the clipboard if it is still there.',
  });
  return offscreen.closeDocument();
}

/** Without the focus, which a page out of sight never has, only these old commands reach the clipboard. */
export function clearWhere(page: Document, isOurs: (text: string) => boolean): void {
  const field = page.createElement('textarea');
  page.body.append(field);
  field.focus();
  page.execCommand('paste');
  const isThere = isOurs(field.value);
  field.remove();
  if (!isThere) return;
  const empty = (event: ClipboardEvent) => {
    event.preventDefault();
    // An empty text takes all forms off the clipboard; `clearData` leaves it as it was.
    event.clipboardData?.setData('text/plain', '');
  };
  page.addEventListener('copy', empty, { once: true });
  page.execCommand('copy');
  page.removeEventListener('copy', empty);
}
