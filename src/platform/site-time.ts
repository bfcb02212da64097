// The one request of this product: a site is asked for its time, once, because the user pressed "Check my clock".
import * as v from 'valibot';
import { browser } from './browser.ts';
import { withDeadline } from './deadline.ts';

const answerSchema = v.variant('kind', [
  v.object({
    kind: v.literal('answered'),
    origin: v.string(),
    sentAt: v.number(),
    receivedAt: v.number(),
    /** The headers as they came. */
    date: v.nullable(v.string()),
    age: v.nullable(v.string()),
  }),
  v.object({ kind: v.picklist(['redirected', 'timeout', 'unreachable']) }),
]);

export type SiteAnswer = v.InferOutput<typeof answerSchema> | { readonly kind: 'no-page' };

const DEADLINE_MS = 5_000;
/** Of a page that does not even run the script. */
const PAGE_DEADLINE_MS = 6_000;

class HungPageError extends Error {
  override readonly name = 'HungPageError';
}

/** From the page in the tab, to its own site: the content security policy of our pages admits no request at all. */
export async function askSiteForTime(tabId: number): Promise<SiteAnswer> {
  try {
    const [frame] = await withDeadline(
      browser.scripting.executeScript({ target: { tabId }, func: requestHead, args: [DEADLINE_MS] }),
      PAGE_DEADLINE_MS,
      () => new HungPageError(),
    );
    const answer = v.safeParse(answerSchema, frame?.result);
    return answer.success ? answer.output : { kind: 'no-page' };
  } catch (error) {
    if (error instanceof HungPageError) return { kind: 'timeout' };
    // No such tab any more, or one that the user has not let us into.
    return { kind: 'no-page' };
  }
}

/**
 * Runs in the page's isolated world, so it may use nothing from around it. A file that every site has or says that it
 * lacks: asking for it does nothing, needs no sign-in and so no cookies, and any answer has the time.
 */
async function requestHead(deadlineMs: number): Promise<unknown> {
  const sentAt = Date.now();
  try {
    const { type, headers } = await fetch('/robots.txt', {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      // Not followed: it could lead to another site, which nobody meant to ask.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(deadlineMs),
    });
    const receivedAt = Date.now();
    if (type === 'opaqueredirect') return { kind: 'redirected' };
    const [date, age] = [headers.get('date'), headers.get('age')];
    return { kind: 'answered', origin: location.origin, sentAt, receivedAt, date, age };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: isLate ? 'timeout' : 'unreachable' };
  }
}
