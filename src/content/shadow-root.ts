/** Content scripts see closed roots through their browser: `chrome.dom` in Chromium, a method of the element in Firefox. */
interface ElementWithClosedRoot extends Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

interface ChromeDom {
  readonly dom?: { readonly openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
}

/** Custom elements, and the few others that may have a shadow root (DOM Standard, attachShadow). */
const HOSTS = /-|^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

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
