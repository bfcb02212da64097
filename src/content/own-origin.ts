/**
 * Of this document, as the browser takes it: a frame that the page wrote itself (`srcdoc`, `about:blank`) has the page's, where
 * by its address (`location.origin`) it would have none. "null" for a sandboxed one, and for one that is shut in without
 * scripts (`sandbox="allow-same-origin"`): so pages show what somebody else wrote, such as a letter.
 */
export const OWN_ORIGIN: string = isShutIn() ? 'null' : self.origin;

function isShutIn(): boolean {
  for (let frame: Window = window; frame !== window.top; frame = frame.parent) {
    try {
      const sandbox = frame.frameElement?.getAttribute('sandbox') ?? 'allow-scripts';
      if (!/\ballow-scripts\b/i.test(sandbox)) return true;
    } catch {
      // Within a frame of somebody else, which says more.
      return false;
    }
  }
  return false;
}

/**
 * A frame of the site inside of somebody else's frame can be laid out and covered by them, even where the page at the
 * top is the site's own. The background compares only the top; such a frame is filled only after a question.
 */
export function hasForeignAncestor(): boolean {
  for (let frame: Window = window; frame !== window.top; frame = frame.parent) {
    try {
      if (OWN_ORIGIN === 'null' || frame.parent.origin !== OWN_ORIGIN) return true;
    } catch {
      return true;
    }
  }
  return false;
}
