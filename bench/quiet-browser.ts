// A browser that nobody watches while it is measured: a debugger that waits for every new worker, as Playwright's does,
// makes a worker that was stopped start twice as slowly. Playwright prepares it and lets go.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBrowser } from '../scripts/find-browser.ts';
import {
  AS_USERS_HAVE_IT,
  browserArguments,
  ExtensionBrowser,
  EXTENSION_ID,
} from '../test/support/browsers/extension-browser.ts';
import { ExtensionPage } from '../test/support/browsers/extension-page.ts';
import { wakeDisplay } from '../test/support/browsers/xvfb-input.ts';
import { DebuggerConnection } from './debugger-connection.ts';

const DEADLINE_MS = 15_000;

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

export class QuietBrowser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #endpoint: string;
  readonly #connection: DebuggerConnection;

  private constructor(
    started: { readonly process: ChildProcess; readonly profile: string },
    endpoint: string,
    connection: DebuggerConnection,
  ) {
    this.#process = started.process;
    this.#profile = started.profile;
    this.#endpoint = endpoint;
    this.#connection = connection;
  }

  static async launch(extension: string): Promise<QuietBrowser> {
    wakeDisplay();
    const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-profile-'));
    const own = [
      AS_USERS_HAVE_IT,
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--use-mock-keychain',
    ];
    const child = spawn(findBrowser(), [...browserArguments(extension), ...own, 'about:blank'], {
      stdio: 'ignore',
    });
    const file = path.join(profile, 'DevToolsActivePort');
    await until('the browser to listen', async () => existsSync(file) && readFileSync(file, 'utf8') !== '');
    const [port, address] = readFileSync(file, 'utf8').split('\n');
    const endpoint = `ws://127.0.0.1:${port}${address}`;
    const connection = await DebuggerConnection.open(endpoint);
    const browser = new QuietBrowser({ process: child, profile }, endpoint, connection);
    await until('the worker', async () => (await browser.#targets('service_worker')).length > 0);
    return browser;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.#process.once('exit', resolve);
    });
    this.#connection.send('Browser.close', {}).catch(() => undefined);
    await closed;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** What Playwright does, which is gone afterwards; the tabs that it opened stay. */
  async prepare<Value>(work: (browser: ExtensionBrowser) => Promise<Value>): Promise<Value> {
    const watched = await ExtensionBrowser.connect(this.#endpoint);
    try {
      return await work(watched);
    } finally {
      await watched.disconnect();
    }
  }

  /** A page whose address contains this, driven by nothing that does things by itself. */
  watch(address: string): Promise<ExtensionPage> {
    return ExtensionPage.attach(this.#connection.asSession(), address);
  }

  /** The value of an expression in a page whose address contains this. */
  async inPage<Value>(address: string, expression: string): Promise<Value> {
    const page = await this.watch(address);
    try {
      return await page.evaluate<Value>(expression);
    } finally {
      await page.detach();
    }
  }

  /** Brings the tab with this in its address to the front: the browser gives what is in the back less of the processor. */
  async bringToFront(address: string): Promise<void> {
    const tab = (await this.#targets('tab')).find(({ url }) => url.includes(address));
    if (tab === undefined) throw new Error(`no tab shows ${address}`);
    await this.#connection.send('Target.activateTarget', { targetId: tab.targetId });
  }

  /** Which page of the extension a click opens; said from a page of the extension whose address contains `from`. */
  choosePopup(from: string, popup: string): Promise<void> {
    return this.inPage(from, `chrome.action.setPopup({ popup: ${JSON.stringify(popup)} })`);
  }

  /** Bytes of JavaScript that are still held after a collection. */
  async heapOfWorker(): Promise<number> {
    const worker = await ExtensionPage.attach(this.#connection.asSession(), 'background.js');
    try {
      return await heapOf(worker);
    } finally {
      await worker.detach();
    }
  }

  /** A real click on the toolbar icon, and the popup once it was left alone for this long. */
  async openPopup(popup: string, undisturbedMs: number): Promise<ExtensionPage> {
    const tab = (await this.#targets('tab')).find(({ url }) => url.startsWith('http'));
    if (tab === undefined) throw new Error('no site is open');
    await this.#connection.send('Target.activateTarget', { targetId: tab.targetId });
    await this.#connection.send('Extensions.triggerAction', { id: EXTENSION_ID, targetId: tab.targetId });
    await wait(undisturbedMs);
    return ExtensionPage.attach(this.#connection.asSession(), popup);
  }

  async stopWorker(): Promise<void> {
    const page = (await this.#targets('page')).find(({ url }) => url.startsWith('http'));
    if (page === undefined) throw new Error('no site is open');
    const { sessionId } = (await this.#connection.send('Target.attachToTarget', {
      targetId: page.targetId,
      flatten: true,
    })) as { sessionId: string };
    await this.#connection.send('ServiceWorker.enable', {}, sessionId);
    await until('the worker to stop', async () => {
      // Each time: an event on its way may have started it again.
      await this.#connection.send('ServiceWorker.stopAllWorkers', {}, sessionId);
      return (await this.#targets('service_worker')).length === 0;
    });
    await this.#connection.send('Target.detachFromTarget', { sessionId });
  }

  async #targets(type: string): Promise<readonly Target[]> {
    const { targetInfos } = (await this.#connection.send('Target.getTargets', { filter: [{}] })) as {
      targetInfos: readonly Target[];
    };
    return targetInfos.filter((target) => target.type === type);
  }
}

export async function heapOf(page: ExtensionPage): Promise<number> {
  await page.send('HeapProfiler.collectGarbage', {});
  const { usedSize } = (await page.send('Runtime.getHeapUsage', {})) as { usedSize: number };
  return usedSize;
}

async function until(what: string, attempt: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await attempt())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await wait(20);
  }
}
