/** Content scripts see closed roots through their browser: `chrome.dom` in Chromium, a method of the element in Firefox. */
interface ElementWithClosedRoot extends Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

interface ChromeDom {
  readonly dom?: { readonly openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
}

/** Custom elements, and the few others that may have a shadow root (DOM Standard, attachShadow). */
const HOSTS = /-|^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

/** In this order: what is asked first of ten thousand elements is to be cheap, and true of few. */
const EMPTY_HOSTS = ':empty:is(article,aside,blockquote,div,footer,header,main,nav,section)';
/** No selector finds a hyphen in a name; this costs the browser 0.1 microseconds for each element. */
const CUSTOM_ELEMENTS = 'descendant::*[contains(local-name(), "-")]';

/**
 * The shadow root of an element, also a closed one where the browser lets extensions see it.
 * The question costs a call into the browser, so it is asked only of custom elements and of empty elements:
 * a plain element that hides its children behind a closed root has, in practice, no children of its own.
 */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  if (element.firstElementChild && !element.localName.includes('-')) return null;
  if (!HOSTS.test(element.localName)) return null;
  const own = (element as ElementWithClosedRoot).openOrClosedShadowRoot;
  if (own) return own;
  const browserDom = (globalThis as { chrome?: ChromeDom }).chrome?.dom;
  try {
    return browserDom?.openOrClosedShadowRoot?.(element) ?? null;
  } catch {
    // Chromium throws for elements that cannot host a root (svg, input).
    return null;
  }
}

/**
 * Found by the browser's own search: to touch ten thousand elements from a script costs more than all the rest. Hosts are
 * custom elements and, in practice, empty ones.
 */
export function hasShadowRoots(document: Document): boolean {
  if (!document.body) return false;
  for (const element of document.body.querySelectorAll(EMPTY_HOSTS)) if (shadowRootOf(element)) return true;
  // By the prototype's method: in the page's own world a form named `evaluate` stands before that of the document. Chromium
  // keeps such names from this world; nothing here relies on that.
  const custom = Document.prototype.evaluate.call(
    document,
    CUSTOM_ELEMENTS,
    document.body,
    null,
    XPathResult.UNORDERED_NODE_SNAPSHOT_TYPE,
  );
  for (let at = 0; at < custom.snapshotLength; at += 1)
    if (shadowRootOf(custom.snapshotItem(at) as Element)) return true;
  return false;
}
