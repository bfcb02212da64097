// The built extension in a real Firefox with a profile of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFirefox } from '../../../scripts/find-browser.ts';
import { ADDON_ID, ADDON_UUID, freePort, type Preferences, prepareProfile } from './firefox-profile.ts';
import { Marionette } from './marionette.ts';
import { until } from '../until.ts';

const ADDON_DIR = path.resolve(import.meta.dirname, '../../../dist/firefox');
export const ADDON_ORIGIN = `moz-extension://${ADDON_UUID}`;

/** For scripts in the browser's chrome: the extension as the browser knows it. */
const EXTENSION = `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.getExtension(${JSON.stringify(ADDON_ID)});`;

/** The popup as a page of Firefox's chrome: scripts reach it by its message manager. */
const POPUP_ELEMENT = 'browser.webextension-popup-browser';

export interface FirefoxOptions {
  /** A folder that is kept; a new one, removed at the end, where left out. */
  readonly profile?: string;
  /** Whether the browser asks before it gives a permission. */
  readonly asks?: boolean;
  /** A program that starts it; the one of this system where left out. */
  readonly executable?: string;
  /** Whether the user has allowed the extension in private windows. */
  readonly isAllowedInPrivate?: boolean;
  /** Preferences of its own, over those that every profile of ours has. */
  readonly preferences?: Preferences;
}

export class FirefoxBrowser {
  readonly profile: string;
  readonly #keeps: boolean;
  readonly #process: ChildProcess;
  readonly #marionette: Marionette;

  private constructor(profile: string, keeps: boolean, running: [ChildProcess, Marionette]) {
    this.profile = profile;
    this.#keeps = keeps;
    [this.#process, this.#marionette] = running;
  }

  static async launch(options: FirefoxOptions = {}): Promise<FirefoxBrowser> {
    const profile = options.profile ?? mkdtempSync(path.join(tmpdir(), 'tallystick-firefox-'));
    const port = await freePort();
    prepareProfile(profile, port, options.asks ?? false, options.preferences);
    const started = spawn(
      options.executable ?? findFirefox(),
      [
        '--headless',
        '--no-remote',
        '--marionette',
        '--remote-allow-system-access',
        '--profile',
        profile,
        'about:blank',
      ],
      { stdio: 'ignore' },
    );
    const marionette = await Marionette.connect(port);
    const allowPrivateBrowsing = options.isAllowedInPrivate ?? false;
    await marionette.send('Addon:Install', { path: ADDON_DIR, temporary: true, allowPrivateBrowsing });
    return new FirefoxBrowser(profile, options.profile !== undefined, [started, marionette]);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.#marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
    await ended;
    this.#marionette.close();
    if (!this.#keeps) rmSync(this.profile, { recursive: true, force: true });
  }

  async goTo(url: string): Promise<void> {
    await this.#marionette.send('WebDriver:Navigate', { url });
  }

  /** The value of an expression in the page of the tab; a promise is waited for. */
  async evaluate<Value>(expression: string): Promise<Value> {
    return this.#script<Value>(`return (${expression})`);
  }

  async waitFor(expression: string, what: string): Promise<void> {
    await until(
      what,
      () => this.evaluate<boolean>(expression),
      () => this.evaluate<string>("document.body?.innerText ?? ''"),
    );
  }

  async waitForText(text: string): Promise<void> {
    await this.waitFor(`document.body?.innerText.includes(${JSON.stringify(text)})`, `“${text}”`);
  }

  /** A trusted click on what the selector finds. */
  async click(selector: string): Promise<void> {
    await this.#marionette.send('WebDriver:ElementClick', { id: await this.#element(selector) });
  }

  async clickButton(name: string): Promise<void> {
    const button = `[...document.querySelectorAll('button, a, summary')].find((b) => b.innerText.trim() === ${JSON.stringify(name)})`;
    await this.waitFor(`${button} !== undefined`, `a button “${name}”`);
    await this.evaluate(`${button}.setAttribute('data-mark', 'next')`);
    await this.click('[data-mark=next]');
    await this.evaluate("document.querySelector('[data-mark=next]')?.removeAttribute('data-mark')").catch(
      // The click went to another page.
      () => undefined,
    );
  }

  /** Trusted keys into a field. */
  async type(selector: string, text: string): Promise<void> {
    await this.#marionette.send('WebDriver:ElementSendKeys', { id: await this.#element(selector), text });
  }

  /** The same, into the field with this label. */
  async typeInto(label: string, text: string): Promise<void> {
    const field = `[...document.querySelectorAll('label')].find((l) => l.innerText.trim() === ${JSON.stringify(label)})?.control`;
    await this.waitFor(`Boolean(${field})`, `a field “${label}”`);
    await this.type(`[id="${await this.evaluate<string>(`${field}.id`)}"]`, text);
  }

  /** Does the work in the window that the first step opens, until that window is closed. */
  async inNewWindow(opening: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    const before = await this.#windows();
    const opener = (await this.#marionette.send('WebDriver:GetWindowHandle')) as { readonly value: string };
    await opening();
    const opened = async () => (await this.#windows()).find((handle) => !before.includes(handle));
    await until(
      'another window',
      async () => (await opened()) !== undefined,
      () => this.evaluate<string>("`${location.href} ${document.body?.innerText ?? ''}`"),
    );
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle: await opened() });
    // The last step closes it, perhaps before it has been answered.
    let failure: unknown;
    await work().catch((error: unknown) => {
      failure = error;
    });
    await until(
      'the window to close',
      async () => (await opened()) === undefined,
      async () => `${String(failure)}; ${await this.evaluate<string>("document.body?.innerText ?? ''")}`,
    );
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle: opener.value });
  }

  /** A device that the browser plays: it answers by itself, with the user verified. */
  async addVirtualAuthenticator(): Promise<void> {
    await this.#marionette.send('WebAuthn:AddVirtualAuthenticator', {
      protocol: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserConsenting: true,
      isUserVerified: true,
    });
  }

  async screenshot(file: string): Promise<void> {
    const { value } = (await this.#marionette.send('WebDriver:TakeScreenshot', { full: false })) as {
      value: string;
    };
    writeFileSync(file, Buffer.from(value, 'base64'));
  }

  /** A click on the toolbar icon as the browser itself handles it: it opens the popup and grants activeTab. */
  async clickToolbarIcon(): Promise<void> {
    await this.inChrome(`${EXTENSION}
       await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`);
    await this.waitInPopup("document.querySelector('#search, h1') !== null", 'the program of the popup');
  }

  /** The value of an expression in the popup's page. */
  async inPopup<Value>(expression: string): Promise<Value> {
    const script = `(async () => {
      const { document } = content;
      return (${expression});
    })().then((value) => sendAsyncMessage('tallystick', { value }), (error) => sendAsyncMessage('tallystick', { error: String(error) }));`;
    const answer = await this.inChrome<{ value?: Value; error?: string } | null>(
      `const popup = [...document.querySelectorAll('${POPUP_ELEMENT}')].at(-1);
       if (!popup) return null;
       return await new Promise((resolve) => {
         const manager = popup.messageManager;
         const listener = ({ data }) => { manager.removeMessageListener('tallystick', listener); resolve(data); };
         manager.addMessageListener('tallystick', listener);
         manager.loadFrameScript('data:,' + encodeURIComponent(${JSON.stringify(script)}), false);
         setTimeout(() => resolve({ error: 'the popup does not answer' }), 5000);
       });`,
    );
    if (answer === null) throw new Error('no popup is open');
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value as Value;
  }

  async waitInPopup(expression: string, what: string, deadlineMs?: number): Promise<void> {
    await until(
      what,
      () => this.inPopup<boolean>(`content.location.pathname.endsWith('index.html') && ${expression}`),
      () => this.inPopup<string>("document.body?.innerText ?? ''"),
      deadlineMs,
    );
  }

  async clickInPopup(name: string): Promise<void> {
    const button = `[...document.querySelectorAll('button')].find((b) => (b.getAttribute('aria-label') ?? b.innerText).trim() === ${JSON.stringify(name)} && !b.disabled)`;
    await this.waitInPopup(`${button} !== undefined`, `a button “${name}” in the popup`);
    // Without the mark of a user's input a permission may not be asked for.
    await this.inPopup(`(() => { const input = content.windowUtils.setHandlingUserInput(true);
      try { ${button}.click(); } finally { input.destruct(); } })()`);
  }

  async typeInPopup(selector: string, text: string): Promise<void> {
    await this.waitInPopup(`document.querySelector(${JSON.stringify(selector)}) !== null`, selector);
    await this.inPopup(
      `(() => { const field = document.querySelector(${JSON.stringify(selector)}); field.focus();
        field.setUserInput(${JSON.stringify(text)}); })()`,
    );
  }

  async closePopup(): Promise<void> {
    await this.inPopup('content.close()').catch(() => undefined);
    await this.waitUntilPopupIsClosed();
  }

  async waitUntilPopupIsClosed(deadlineMs?: number): Promise<void> {
    await until(
      'the popup to close',
      () => this.inChrome<boolean>(`return document.querySelector('${POPUP_ELEMENT}') === null;`),
      undefined,
      deadlineMs,
    );
  }

  /** Stops the event page as the browser does after a time without events; fails where it goes on. */
  async stopEventPage(): Promise<void> {
    const state = await this.inChrome<string>(`${EXTENSION}
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      return extension.backgroundState;`);
    if (state !== 'stopped') throw new Error(`the event page is ${state}`);
  }

  async eventPageState(): Promise<string> {
    return this.inChrome<string>(`${EXTENSION} return extension.backgroundState;`);
  }

  /** Where the content script runs. */
  async registeredPatterns(): Promise<readonly string[]> {
    return this.inChrome<readonly string[]>(`${EXTENSION}
      return [...extension.registeredContentScripts.values()].flatMap(({ matches }) => matches);`);
  }

  /** What the toolbar icon says in the tab that is open. */
  async badgeText(): Promise<string> {
    return this.inChrome<string>(`${EXTENSION}
      return ExtensionParent.apiManager.global.browserActionFor(extension)
        .action.getContextData(window.gBrowser.selectedTab).badgeText ?? '';`);
  }

  /** Waits for the browser's own question about a permission, presses its first button, and gives its text. */
  async acceptPermissionPrompt(): Promise<string> {
    const prompt = `window.document.querySelector('#addon-webext-permissions-notification')`;
    await until('the prompt for a permission', () =>
      this.inChrome<boolean>(`return window.PopupNotifications.isPanelOpen && ${prompt} !== null;`),
    );
    return this.inChrome<string>(`const prompt = ${prompt}; const words = prompt.textContent + prompt.getAttribute('label') +
      (prompt.getAttribute('hostname') ?? '') + (prompt.getAttribute('name') ?? ''); prompt.button.click(); return words;`);
  }

  /** The value that a function body returns in the window of the browser itself. */
  async inChrome<Value>(body: string): Promise<Value> {
    await this.#marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      const answer = await this.#script<{ value?: Value; error?: string }>(
        `return (async () => { const window = Services.wm.getMostRecentWindow('navigator:browser');
           const { document, setTimeout } = window; ${body} })()
           .then((value) => ({ value: value ?? null }), (error) => ({ error: String(error) }));`,
      );
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as Value;
    } finally {
      await this.#marionette.send('Marionette:SetContext', { value: 'content' });
    }
  }

  async #windows(): Promise<readonly string[]> {
    return (await this.#marionette.send('WebDriver:GetWindowHandles')) as readonly string[];
  }

  async #script<Value>(script: string): Promise<Value> {
    const { value } = (await this.#marionette.send('WebDriver:ExecuteScript', { script, args: [] })) as {
      value: Value;
    };
    return value;
  }

  async #element(selector: string): Promise<string> {
    await this.waitFor(`document.querySelector(${JSON.stringify(selector)}) !== null`, selector);
    const { value } = (await this.#marionette.send('WebDriver:FindElement', {
      using: 'css selector',
      value: selector,
    })) as { value: { readonly [key: string]: string } };
    return Object.values(value)[0] ?? '';
  }
}
