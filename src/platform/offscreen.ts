// Chrome's document out of sight, for what a service worker has no means for. There is room for one: each task waits for
// the one before it.
import { browser } from './browser.ts';

/** Not in the polyfill's types; absent in Firefox, whose background is a document itself. */
interface Offscreen {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
  hasDocument(): Promise<boolean>;
}

export interface OffscreenPage {
  readonly url: string;
  readonly reason: 'CLIPBOARD' | 'WORKERS';
  /** For the browser's reviewers. */
  readonly justification: string;
}

const { offscreen } = browser as unknown as { readonly offscreen?: Offscreen };

export const hasOffscreen = offscreen !== undefined;

let last: Promise<unknown> = Promise.resolve();

/** `work` begins when the page and its scripts have loaded, and the page is closed when it has settled. */
export function inOffscreen<Value>(page: OffscreenPage, work: () => Promise<Value>): Promise<Value> {
  const task = last.then(() => run(page, work));
  last = task.catch(() => undefined);
  return task;
}

async function run<Value>(
  { url, reason, justification }: OffscreenPage,
  work: () => Promise<Value>,
): Promise<Value> {
  if (offscreen === undefined) throw new TypeError('this browser has no document out of sight');
  // One that a stopped worker left behind would be in the way.
  if (await offscreen.hasDocument()) await offscreen.closeDocument();
  await offscreen.createDocument({ url, reasons: [reason], justification });
  try {
    return await work();
  } finally {
    await offscreen.closeDocument();
  }
}
