// Signs that are no fields: that a page asks for a passkey, that it complains about a code, whose frames it holds.
import { asksForPasskey } from '../core/detection/passkey-words.ts';
import { OWN_ORIGIN } from './own-origin.ts';

const MOST = 30;
const MAX_WORDS = 200;
const COMPLAINTS =
  '[role=alert],[aria-live=assertive],[class*=error i],[class*=invalid i],[class*=danger i],[id*=error i]';

/** Only where there is no code field: a page that offers both asks for a code. */
export function pageAsksForPasskey(document: Document): boolean {
  if ([...document.querySelectorAll('input[type=password]')].some(isShown)) return false;
  return asksForPasskey({
    headings: [document.title, ...wordsOf(document, 'h1,h2,[role=heading],legend')],
    buttons: wordsOf(document, 'button,[role=button],input[type=submit]'),
  });
}

/** The field is marked as wrong, or its form, or the page where it has none, shows words that are made for that. */
export function complainsAbout(fields: readonly HTMLInputElement[]): boolean {
  const [first] = fields;
  if (first === undefined) return false;
  if (fields.some((field) => field.getAttribute('aria-invalid') === 'true')) return true;
  const around = first.closest('form,main,dialog,[role=dialog]') ?? first.ownerDocument.body;
  const found = [
    ...around.querySelectorAll(COMPLAINTS),
    ...first.ownerDocument.querySelectorAll('[role=alert]'),
  ];
  return found.slice(0, MOST).some((element) => isShown(element) && hasWords(element));
}

/** The other origins of the frames that can be seen; scripts of ours may not be let into them. */
export function foreignFrames(document: Document): readonly string[] {
  const origins = [...document.querySelectorAll('iframe')]
    .slice(0, MOST)
    // Sandboxed, they are of no origin.
    .filter((frame) => isShown(frame) && URL.canParse(frame.src) && !isOpaque(frame))
    .map(({ src }) => new URL(src).origin);
  return [...new Set(origins)].filter((origin) => origin !== OWN_ORIGIN && origin !== 'null');
}

function isOpaque(frame: HTMLIFrameElement): boolean {
  return !/\ballow-same-origin\b/i.test(frame.getAttribute('sandbox') ?? 'allow-same-origin');
}

function wordsOf(document: Document, selector: string): readonly string[] {
  return [...document.querySelectorAll(selector)]
    .slice(0, MOST)
    .filter(isShown)
    .map((element) => {
      const words = element instanceof HTMLInputElement ? element.value : (element.textContent ?? '');
      return words.slice(0, MAX_WORDS).trim();
    });
}

function hasWords(element: Element): boolean {
  return /\p{L}{2}/u.test((element.textContent ?? '').slice(0, MAX_WORDS));
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 3 && height > 3 && element.checkVisibility({ visibilityProperty: true });
}
