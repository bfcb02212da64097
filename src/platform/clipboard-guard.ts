// Clearing the clipboard if it still holds what we put there. A service worker cannot reach the clipboard: in Chrome a
// document out of sight does it, in Firefox the background is a document itself. Both need the permission to read it.
import { copyText } from './clipboard.ts';
import { hasOffscreen, inOffscreen } from './offscreen.ts';

/** Before the text to copy in the fragment; without it the fragment is a mark. */
export const COPY_TASK = 'copy:';
const OFFSCREEN_PAGE = 'src/offscreen/clipboard.html';
/** The browser drops what a page has just copied if it closes the page first: one copy in 250 on a busy machine. */
const UNTIL_COPIED_MS = 200;

/** The mark goes in the fragment, so that the page need listen to nobody; it has done its work when it has loaded. */
export async function clearClipboardIfMarked(mark: string, isOurs: (text: string) => boolean): Promise<void> {
  if (!hasOffscreen) return clearWhere(document, isOurs);
  const justification = 'Clears a copied code from the clipboard.';
  return inPage(mark, justification);
}

/** For who has no page: false where the browser refuses. */
export async function copyFromBackground(text: string): Promise<boolean> {
  if (!hasOffscreen) return copyText(text);
  const justification = 'Copies the code asked for in the address bar.';
  await inPage(COPY_TASK + encodeURIComponent(text), justification);
  return true;
}

function inPage(task: string, justification: string): Promise<void> {
  return inOffscreen(
    { url: `${OFFSCREEN_PAGE}#${task}`, reason: 'CLIPBOARD', justification },
    () => new Promise((resolve) => setTimeout(resolve, UNTIL_COPIED_MS)),
  );
}

/** Puts a text on the clipboard without the focus. */
export function copyWhere(page: Document, text: string): void {
  const put = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
  page.addEventListener('copy', put, { once: true });
  page.execCommand('copy');
  page.removeEventListener('copy', put);
}

/** Without the focus, which a page out of sight never has, only these old commands reach the clipboard. */
export function clearWhere(page: Document, isOurs: (text: string) => boolean): void {
  // An empty text takes all forms off the clipboard; `clearData` leaves it as it was.
  if (!isOurs(readWhere(page))) return;
  copyWhere(page, '');
  // Answered after what was put there has arrived: closing the page cannot overtake it.
  readWhere(page);
}

/** Empty without the permission. */
function readWhere(page: Document): string {
  const field = page.createElement('textarea');
  page.body.append(field);
  field.focus();
  page.execCommand('paste');
  field.remove();
  return field.value;
}
