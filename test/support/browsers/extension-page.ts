// The popup, which Playwright does not list as a page, driven over the DevTools protocol with trusted input.
import { writeFileSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';

const DEADLINE_MS = 15_000;
const POLL_MS = 50;

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class ExtensionPage {
  readonly #session: CDPSession;
  readonly #sessionId: string;
  readonly #targetId: string;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #nextId = 0;
  #isClosed = false;

  private constructor(session: CDPSession, sessionId: string, targetId: string) {
    this.#session = session;
    this.#sessionId = sessionId;
    this.#targetId = targetId;
    listen(session, 'Target.receivedMessageFromTarget', (event) => {
      if (event['sessionId'] === sessionId) this.#receive(JSON.parse(String(event['message'])) as Reply);
    });
    listen(session, 'Target.detachedFromTarget', (event) => {
      if (event['sessionId'] === sessionId) this.#close();
    });
  }

  /** `settleMs` after the page is there; one that closes in between was another than the one that is meant. */
  static async attach(session: CDPSession, path: string, settleMs = 0): Promise<ExtensionPage> {
    return until(`a page ${path}`, async () => {
      const { targetInfos } = (await send(session, 'Target.getTargets', { filter: [{}] })) as {
        targetInfos: readonly { targetId: string; type: string; url: string; attached: boolean }[];
      };
      const found = targetInfos.find(
        ({ type, url, attached }) =>
          /^(?:page|service_worker)$/.test(type) && !attached && url.includes(path),
      );
      if (found === undefined) return undefined;
      if (settleMs > 0) await new Promise((resolve) => setTimeout(resolve, settleMs));
      const { targetId } = found;
      const attaching = send(session, 'Target.attachToTarget', { targetId, flatten: false });
      const attached = (await attaching.catch(ignoreGone)) as { readonly sessionId: string } | undefined;
      return attached && new ExtensionPage(session, attached.sessionId, targetId);
    });
  }

  #failure: unknown;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The value of an expression in the page; a promise is waited for. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })) as {
      result: { value: Value };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** The page that is looked at may only be coming: then undefined, and why is said by `#describe`. */
  async #whileComing<Value>(expression: string): Promise<Value | undefined> {
    try {
      return await this.evaluate<Value>(expression);
    } catch (error) {
      if (this.#isClosed) throw error;
      this.#failure = error;
      return undefined;
    }
  }

  async #describe(): Promise<string> {
    // In one line: a summary of failures shows the first ones alone.
    const shown = (await this.text()).replaceAll(/\s*\n\s*/g, ' / ');
    return `it shows: ${shown}; ${this.#failure instanceof Error ? this.#failure.message : ''}`;
  }

  text(): Promise<string> {
    return this.evaluate("document.body?.innerText ?? ''");
  }

  async waitForText(expected: string): Promise<void> {
    await this.waitFor(
      `document.body?.innerText.includes(${JSON.stringify(expected)}) === true`,
      `the text “${expected}”`,
    );
  }

  async waitForSelector(selector: string): Promise<void> {
    await this.waitFor(`document.querySelector(${JSON.stringify(selector)}) !== null`, selector);
  }

  async waitFor(expression: string, what: string): Promise<void> {
    const attempt = async () => ((await this.#whileComing<boolean>(expression)) ? true : undefined);
    await until(what, attempt, { describe: () => this.#describe() });
  }

  async waitUntilClosed(deadlineMs = DEADLINE_MS): Promise<void> {
    await until('the popup to close', async () => (this.#isClosed ? true : undefined), {
      deadlineMs,
      describe: () => this.#describe(),
    });
  }

  /** Closed, or no longer in front: older browsers keep a popup open that a debugger looks at. */
  async waitUntilLeft(): Promise<void> {
    await until('the popup to be left', async () => {
      if (this.#isClosed) return true;
      const isLeft = await this.evaluate<boolean>('!document.hasFocus()').catch(() => this.#isClosed);
      return isLeft ? true : undefined;
    });
  }

  /** A trusted click in the middle of the element. */
  async click(selector: string): Promise<void> {
    const { x, y } = await until(`${selector} to stand still`, () =>
      this.#whileComing<{ x: number; y: number } | undefined>(
        `(async () => {
          const e = document.querySelector(${JSON.stringify(selector)});
          if (e === null) return undefined;
          e.scrollIntoView({ block: 'nearest' });
          const middle = () => { const r = e.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; };
          const before = middle();
          const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); setTimeout(resolve, 100); });
          await frame();
          await frame();
          const { x, y } = middle();
          const isStill = x === before.x && y === before.y && e.contains(document.elementFromPoint(x, y));
          return isStill ? { x, y } : undefined;
        })()`,
      ),
    );
    const event = { x, y, button: 'left', clickCount: 1 };
    await this.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...event });
    // What the click does may close the popup before it has answered.
    await this.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...event }).catch(
      (error: unknown) => {
        if (!this.#isClosed) throw error;
      },
    );
  }

  async clickButton(name: string): Promise<void> {
    const mark = `button-${(this.#nextId += 1)}`;
    await this.waitFor(
      `(() => { const e = [...document.querySelectorAll('button, summary, label')].find((b) =>
        (b.getAttribute('aria-label') ?? b.innerText).trim() === ${JSON.stringify(name)} && !b.disabled);
        if (e) e.dataset.mark = ${JSON.stringify(mark)}; return e !== undefined; })()`,
      `a button “${name}”`,
    );
    await this.click(`[data-mark="${mark}"]`);
  }

  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  async press(key: string, modifiers: { readonly ctrl?: boolean } = {}): Promise<void> {
    const code = KEY_CODES[key] ?? key.toUpperCase().charCodeAt(0);
    const event = { key, windowsVirtualKeyCode: code, modifiers: modifiers.ctrl === true ? 2 : 0 };
    const text = key === 'Enter' ? '\r' : key.length === 1 && modifiers.ctrl !== true ? key : undefined;
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...(text && { text }) });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }).catch(ignoreClosed);
  }

  async screenshot(file: string): Promise<void> {
    const { data } = (await this.send('Page.captureScreenshot', { format: 'png' })) as { data: string };
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  /** Lets go of the page, which goes on. */
  async detach(): Promise<void> {
    await send(this.#session, 'Target.detachFromTarget', { sessionId: this.#sessionId });
    this.#close();
  }

  async close(): Promise<void> {
    if (!this.#isClosed)
      await send(this.#session, 'Target.closeTarget', { targetId: this.#targetId }).catch(ignoreClosed);
    await this.waitUntilClosed();
  }

  async send(method: string, params: object): Promise<unknown> {
    if (this.#isClosed) throw new Error('the popup is closed');
    const id = (this.#nextId += 1);
    const reply = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    const sent = send(this.#session, 'Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    // Together: the page may close before it is known that the message was sent.
    const [, result] = await Promise.all([sent, reply]);
    return result;
  }

  #receive({ id, result, error }: Reply): void {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(result);
  }

  #close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('the popup is closed'));
    this.#waiting.clear();
  }
}

const KEY_CODES: { readonly [key: string]: number } = {
  Enter: 13,
  Escape: 27,
  Tab: 9,
  Home: 36,
  End: 35,
  ArrowDown: 40,
  ArrowUp: 38,
  '/': 191,
};

async function until<Value>(
  what: string,
  attempt: () => Promise<Value | undefined>,
  options: { readonly deadlineMs?: number; readonly describe?: () => Promise<string> } = {},
): Promise<Value> {
  const deadline = performance.now() + (options.deadlineMs ?? DEADLINE_MS);
  for (;;) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (performance.now() > deadline) {
      throw new Error(`waited in vain for ${what}; ${(await options.describe?.()) ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Playwright's types name only the events that it knows. */
function listen(
  session: CDPSession,
  event: string,
  listener: (event: { readonly [name: string]: unknown }) => void,
): void {
  (
    session.on as (event: string, listener: (event: { readonly [name: string]: unknown }) => void) => unknown
  ).call(session, event, listener);
}

function send(session: CDPSession, method: string, params: object): Promise<unknown> {
  return (session.send as (method: string, params: object) => Promise<unknown>).call(session, method, params);
}

function ignoreGone(error: unknown): undefined {
  if (!String(error).includes('No target with given id')) throw error;
}

function ignoreClosed(): void {
  // The target went while it was being told to.
}
