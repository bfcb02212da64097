// A page of ours that is told what the background would say in a state that is hard to bring about: a damaged store, an
// organisation's policy, a site that asks for a passkey. What is drawn, and by what, is real.
import type { Page } from '@playwright/test';
import { EXTENSION_ID, type ExtensionBrowser } from '../browsers/extension-browser.ts';

/** What is said in the place of a real answer; undefined for the real one. */
export type Told = (verb: string, real: unknown) => unknown;

export class ToldPage {
  readonly page: Page;
  #told: Told = () => undefined;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: ExtensionBrowser): Promise<ToldPage> {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(10_000);
    const opened = new ToldPage(page);
    await page.exposeFunction('tellInstead', (verb: string, real: unknown) => opened.#told(verb, real));
    await page.addInitScript(() => {
      const globals = globalThis as unknown as Globals;
      const runtime = globals.chrome?.runtime;
      // A blank page has none.
      if (runtime === undefined) return;
      const send = runtime.sendMessage.bind(runtime);
      runtime.sendMessage = async (message: { readonly verb: string }) => {
        const real = await send(message).catch(() => undefined);
        const instead = await globals.tellInstead(message.verb, real?.value ?? null);
        return instead === null || instead === undefined ? real : { ok: true, value: instead };
      };
    });
    return opened;
  }

  /** Loaded anew, at a path inside of the extension. */
  async load(path: string, told: Told): Promise<Page> {
    this.#told = told;
    await this.page.goto('about:blank');
    await this.page.goto(`chrome-extension://${EXTENSION_ID}/${path}`);
    return this.page;
  }
}

interface Globals {
  readonly chrome?: {
    readonly runtime?: {
      sendMessage(message: { readonly verb: string }): Promise<{ readonly value?: unknown } | undefined>;
    };
  };
  tellInstead(verb: string, real: unknown): Promise<unknown>;
}
