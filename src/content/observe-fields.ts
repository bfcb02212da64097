import { type DescribedPage, describePage } from './describe-page.ts';

/** A page that changes all the time is described at most this often, and for at most this share of the time. */
const PAUSE_MS = 400;
const SHARE = 1 / 50;

/** What can bring a field into view: new nodes, and the attributes that pages hide, enable and animate with. */
const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'disabled', 'type', 'aria-hidden'],
};

/**
 * Describes the page now and whenever it may have changed: late fields, dialogs, steps of one-page applications. Changes
 * are gathered and looked at in idle time; nothing runs while the page is hidden. Returns the function that stops it.
 */
export function observeFields(onChange: (page: DescribedPage) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting = false;
  let pauseMs = PAUSE_MS;

  const look = () => {
    waiting = false;
    if (signal.aborted || document.hidden) return;
    const start = performance.now();
    // Own changes of the callback (an offer shown) are seen as well; describing is cheap enough to let it.
    onChange(describePage(document));
    pauseMs = Math.max(PAUSE_MS, (performance.now() - start) / SHARE);
  };
  const schedule = () => {
    if (waiting || signal.aborted || document.hidden) return;
    waiting = true;
    setTimeout(() => whenIdle(look), pauseMs);
  };
  const observer = new MutationObserver(schedule);
  const resume = () => {
    if (document.hidden) return observer.disconnect();
    observer.observe(document, WATCHED);
    schedule();
  };

  for (const event of ['transitionend', 'animationend', 'toggle'])
    document.addEventListener(event, schedule, { signal, capture: true, passive: true });
  document.addEventListener('visibilitychange', resume, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
  if (!document.hidden) observer.observe(document, WATCHED);
  whenIdle(look);
  return () => stopping.abort();
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 50);
}
