import { type DescribedPage, describingPage } from './describe-page.ts';

/** A page that changes all the time is described at most this often, and for at most this share of the time. */
const PAUSE_MS = 400;
const SHARE = 1 / 50;

/** The longest that the page waits for us at once, and how long we wait for it to be idle before the next turn. */
const TURN_MS = 4;
const FIRST_TURN_WITHIN_MS = 1000;
const NEXT_TURN_WITHIN_MS = 100;

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
  let looking = false;
  let changed = false;
  let pauseMs = PAUSE_MS;

  const look = async () => {
    waiting = false;
    looking = true;
    changed = false;
    try {
      const spentMs = await inIdleTurns(describingPage(document), onChange, signal);
      pauseMs = Math.max(PAUSE_MS, spentMs / SHARE);
    } finally {
      looking = false;
    }
    // What changed while it was read may have been missed.
    if (changed) schedule();
  };
  const schedule = () => {
    changed = true;
    if (waiting || looking || signal.aborted || document.hidden) return;
    waiting = true;
    setTimeout(() => void look(), pauseMs);
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
  if (!document.hidden) void look();
  return () => stopping.abort();
}

/**
 * Steps through the work, a short turn each time the page is idle, and hands over its result in a turn of its own. Given up
 * once the page is hidden or the signal says so. Returns the milliseconds that it took of the page.
 */
async function inIdleTurns<Result>(
  steps: Generator<undefined, Result>,
  onResult: (result: Result) => void,
  signal: AbortSignal,
): Promise<number> {
  let spentMs = 0;
  let withinMs = FIRST_TURN_WITHIN_MS;
  let result: { readonly value: Result } | undefined;
  for (;;) {
    const turnMs = Math.min(TURN_MS, await whenIdle(withinMs));
    withinMs = NEXT_TURN_WITHIN_MS;
    if (signal.aborted || document.hidden) return spentMs;
    const start = performance.now();
    if (result) {
      // Own changes of the callback (an offer shown) are seen as well; describing is cheap enough to let it.
      onResult(result.value);
      return spentMs + performance.now() - start;
    }
    result = turn(steps, start + turnMs);
    spentMs += performance.now() - start;
  }
}

/** At least one step, and more until `end`. */
function turn<Result>(steps: Generator<undefined, Result>, end: number): { value: Result } | undefined {
  do {
    const step = steps.next();
    if (step.done === true) return step;
  } while (performance.now() < end);
  return undefined;
}

/** Resolves with the milliseconds that the page can spare. */
function whenIdle(withinMs: number): Promise<number> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback !== 'function') return void setTimeout(() => resolve(TURN_MS), 50);
    requestIdleCallback((idle) => resolve(idle.didTimeout ? TURN_MS : idle.timeRemaining()), {
      timeout: withinMs,
    });
  });
}
