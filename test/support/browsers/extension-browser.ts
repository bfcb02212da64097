// The built extension in a real browser with a profile of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../../scripts/find-browser.ts';
import { ExtensionPage } from './extension-page.ts';
import { wakeDisplay } from './xvfb-input.ts';

export const EXTENSION_ID = 'jblgpkhfjdjammfckhhoibhfjpelnmjp';
const POPUP = 'src/popup/index.html';
/** Known to open the developer tools: 150. Known not to: 156. */
const FIRST_WITHOUT_TOOLS = 156;
/** After which a popup is shown in most cases; nothing tells it from outside. */
const SHOWN_MS = 300;
/** The first paint has neither: until the program has drawn over it, keys and clicks go nowhere. */
const PROGRAM_IS_THERE = `document.querySelector('#search, h1') !== null`;
/** With it --load-extension is ignored. */
const NOT_FOR_US = 'DisableLoadExtensionCommandLineSwitch';
const TAKES_TIME = [
  // Two pages of the browser's own for what is typed into its address bar, made at each start: half of what a start costs.
  // Without them the same suggestions are drawn without a page.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // A process kept ready for the next page, and another one as soon as it is taken: a test opens few pages.
  'SpareRendererForSitePerProcess',
];
export const EXTENSION_DIR = path.resolve(import.meta.dirname, '../../../dist/chrome');

export interface LaunchOptions {
  /** A folder that is kept; a new one, removed at the end, where left out. */
  readonly profile?: string;
  readonly args?: readonly string[];
  /** Another folder than the built one. */
  readonly extension?: string;
  /** Another program than the Chromium of this system. */
  readonly executable?: string;
}

export class ExtensionBrowser {
  readonly context: BrowserContext;
  readonly #session: CDPSession;
  readonly #onClose: () => void;

  private constructor(context: BrowserContext, session: CDPSession, onClose: () => void) {
    this.context = context;
    this.#session = session;
    this.#onClose = onClose;
  }

  static async launch(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
    wakeDisplay();
    const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'tallystick-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: options.executable ?? findBrowser(),
      headless: false,
      viewport: null,
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [...browserArguments(options.extension ?? EXTENSION_DIR), ...(options.args ?? [])],
    });
    const browser = context.browser();
    if (browser === null) throw new Error('the browser closed at once');
    const session = await browser.newBrowserCDPSession();
    if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
    return new ExtensionBrowser(context, session, () => {
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    });
  }

  /** A browser that was started by somebody else, at the address of its debugger. */
  static async connect(endpoint: string): Promise<ExtensionBrowser> {
    const browser = await chromium.connectOverCDP(endpoint);
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('the browser has no window');
    return new ExtensionBrowser(context, await browser.newBrowserCDPSession(), () => undefined);
  }

  /** Leaves a browser that was connected to as it is. */
  async disconnect(): Promise<void> {
    await this.context.browser()?.close();
  }

  async close(): Promise<void> {
    await this.context.close();
    this.#onClose();
  }

  async openTab(url: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(url);
    return page;
  }

  /** The manage page, at one of its places. */
  async openManage(place = ''): Promise<Page> {
    return this.openTab(`chrome-extension://${EXTENSION_ID}/src/manage/index.html${place}`);
  }

  /** A real click on the toolbar icon: it opens the popup and grants activeTab for this page. */
  async clickToolbarIcon(page: Page): Promise<ExtensionPage> {
    const popup = await this.openUnwatched(page, POPUP, 0);
    await popup.waitFor(PROGRAM_IS_THERE, 'the program of the popup');
    return popup;
  }

  /** The same, for what is painted before the program: nothing is waited for but the page itself. */
  async openUnwatched(page: Page, popup: string, attachAfterMs: number): Promise<ExtensionPage> {
    let settleMs = this.#settleMs();
    for (;;) {
      await page.bringToFront();
      const tab = await this.#tabTargetOf(page);
      await this.#send('Extensions.triggerAction', { id: EXTENSION_ID, targetId: tab });
      // A measurement leaves the popup alone while it loads: a debugger that attaches slows it down.
      if (attachAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, attachAfterMs));
      const opened = await ExtensionPage.attach(this.#session, popup, settleMs);
      if (settleMs === 0 || !(await this.#hasToolsFor(opened))) return opened;
      await opened.close();
      settleMs *= 2;
    }
  }

  /** The popup that something else (a command) opened. */
  async attachToPopup(): Promise<ExtensionPage> {
    const popup = await ExtensionPage.attach(this.#session, POPUP, this.#settleMs());
    await popup.waitFor(PROGRAM_IS_THERE, 'the program of the popup');
    return popup;
  }

  /** The value of an expression in the service worker, started anew where it was stopped. */
  async inWorker<Value>(expression: string): Promise<Value> {
    const worker = this.context.serviceWorkers()[0] ?? (await this.context.waitForEvent('serviceworker'));
    return worker.evaluate<Value>(expression);
  }

  async stopServiceWorker(): Promise<void> {
    const page = await this.openTab('about:blank');
    const session = await this.context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.close();
  }

  async processId(): Promise<number> {
    const { processInfo } = (await this.#send('SystemInfo.getProcessInfo', {})) as {
      processInfo: readonly { readonly type: string; readonly id: number }[];
    };
    const main = processInfo.find(({ type }) => type === 'browser');
    if (main === undefined) throw new Error('the browser names no main process');
    return main.id;
  }

  /** Older browsers open the developer tools with a popup that a debugger attaches to before it is shown. */
  #settleMs(): number {
    const [major] = (this.context.browser()?.version() ?? '').split('.');
    return Number(major) < FIRST_WITHOUT_TOOLS ? SHOWN_MS : 0;
  }

  /** Closes them where they are. */
  async #hasToolsFor(popup: ExtensionPage): Promise<boolean> {
    await popup.waitFor(
      `document.readyState === 'complete' && document.visibilityState === 'visible'`,
      'the popup to be shown',
    );
    const { targetInfos } = (await this.#send('Target.getTargets', { filter: [{}] })) as {
      targetInfos: readonly TargetInfo[];
    };
    const tools = targetInfos.filter(({ type, url }) => type === 'page' && url.startsWith('devtools:'));
    for (const { targetId } of tools) await this.#send('Target.closeTarget', { targetId });
    return tools.length > 0;
  }

  async #tabTargetOf(page: Page): Promise<string> {
    const session = await this.context.newCDPSession(page);
    const { targetInfo } = (await session.send('Target.getTargetInfo')) as {
      targetInfo: { targetId: string };
    };
    await session.detach();
    const { targetInfos } = (await this.#send('Target.getTargets', { filter: [{}] })) as {
      targetInfos: readonly TargetInfo[];
    };
    const own = targetInfos.find(({ targetId }) => targetId === targetInfo.targetId);
    const tab = targetInfos.find(
      ({ type, url, targetId }) => type === 'tab' && (targetId === own?.parentId || url === own?.url),
    );
    if (tab === undefined) throw new Error('the page has no tab');
    return tab.targetId;
  }

  /** Playwright's types know neither the Extensions domain nor tab targets. */
  #send(method: string, parameters: object): Promise<unknown> {
    const send = this.#session.send.bind(this.#session) as (
      method: string,
      parameters: object,
    ) => Promise<unknown>;
    return send(method, parameters);
  }
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly parentId?: string;
}

/** Of several such arguments the browser reads the last alone. */
export function switchOff(...more: readonly string[]): string {
  return `--disable-features=${[NOT_FOR_US, ...TAKES_TIME, ...more].join(',')}`;
}

/** As users have the browser, for measuring: what it does beside a page counts too. */
export const AS_USERS_HAVE_IT = `--disable-features=${NOT_FOR_US}`;

export function browserArguments(extension: string): readonly string[] {
  return [
    ...(process.env['DISPLAY'] ? [] : ['--headless=new']),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--password-store=basic',
    '--lang=en',
    '--window-size=1200,860',
    `--load-extension=${extension}`,
    `--disable-extensions-except=${extension}`,
    switchOff(),
    '--enable-unsafe-extension-debugging',
  ];
}
