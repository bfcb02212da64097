import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { bundleScript, launchBrowser } from '../../../scripts/detect/browser.ts';

/** A page with the content code in an isolated world beside the page's own scripts, as the browser gives it to extensions. */
export interface IsolatedPage {
  readonly page: Page;
  /** Evaluates an expression over `contentWorld` (see content-world.iife.ts) and awaits it. */
  readonly ask: (expression: string) => Promise<unknown>;
  /** The same in the innermost of the frames that are the only one of the page around them, with a world of its own. */
  readonly askInFrame: (expression: string) => Promise<unknown>;
}

export interface ContentBrowser {
  readonly open: (html: string) => Promise<IsolatedPage>;
  readonly close: () => Promise<void>;
}

export async function startContentBrowser(): Promise<ContentBrowser> {
  const entry = fileURLToPath(new URL('./content-world.iife.ts', import.meta.url));
  const [browser, code]: [Browser, string] = await Promise.all([launchBrowser(), bundleScript(entry)]);
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  return {
    open: async (html) => {
      // A new document has a new world: what the page before did to its prototypes is gone.
      await page.goto('about:blank');
      await page.setContent(`<!doctype html><meta charset="utf-8">${html}`);
      const ask = await isolate(session, code, ({ frame }) => frame.id);
      return {
        page,
        ask,
        askInFrame: async (expression) => (await isolate(session, code, innermost))(expression),
      };
    },
    close: () => browser.close(),
  };
}

interface FrameTree {
  readonly frame: { readonly id: string };
  readonly childFrames?: readonly FrameTree[];
}

function innermost({ frame, childFrames: [child] = [] }: FrameTree): string {
  return child === undefined ? frame.id : innermost(child);
}

async function isolate(
  session: CDPSession,
  code: string,
  which: (tree: FrameTree) => string,
): Promise<IsolatedPage['ask']> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const world = await session.send('Page.createIsolatedWorld', { frameId: which(frameTree) });
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: world.executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  };
  await evaluate(code);
  return evaluate;
}
