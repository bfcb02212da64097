// Pages that turn against the passkey provider.
import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '../browsers/extension-browser.ts';
import { createVault } from '../journeys.ts';
import { turnOn } from './passkey-window.ts';

export const REFUSED = { kind: 'failed', name: 'NotAllowedError' };

/** What the page script asks the bridge for a creation. */
export const ASK = {
  type: 'create',
  rpId: null,
  rpName: 'Bank',
  user: { id: 'AQID', name: 'ada', displayName: 'Ada' },
  challenge: 'Y2hhbGxlbmdl',
  algorithms: [-7],
  exclude: [],
  verification: 'discouraged',
  credProps: false,
  prf: null,
  timeoutMs: null,
};

/** Notes what passes through what it has put in the place of the built-in functions, and lets it pass. */
export const SPOILING_SCRIPT = `{
  const stringify = JSON.stringify;
  const add = Set.prototype.add;
  const apply = Reflect.apply;
  globalThis.seen = new Set();
  const note = (values) => {
    for (const value of values) try { apply(add, seen, [stringify(value) ?? '']); } catch {}
  };
  const spoil = (owner, name) => {
    const { value, get, ...rest } = Object.getOwnPropertyDescriptor(owner, name);
    const own = value ?? get;
    const spoilt = function (...given) {
      if (!globalThis.isBusy) {
        globalThis.isBusy = true;
        try { note([this]); note(given); } finally { globalThis.isBusy = false; }
      }
      const result = apply(own, this, given);
      if (!globalThis.isBusy) {
        globalThis.isBusy = true;
        try { note([result]); } finally { globalThis.isBusy = false; }
      }
      return result;
    };
    Object.defineProperty(owner, name, { ...rest, ...(value ? { value: spoilt } : { get: spoilt }) });
  };
  globalThis.isBusy = false;
  spoil(Promise.prototype, 'then');
  for (const name of ['map', 'filter', 'flatMap', 'includes', 'some']) spoil(Array.prototype, name);
  for (const name of ['get', 'set', 'has', 'delete']) spoil(Map.prototype, name);
  for (const name of ['get', 'set']) spoil(WeakMap.prototype, name);
  for (const name of ['apply', 'get', 'ownKeys']) spoil(Reflect, name);
  for (const name of ['entries', 'create', 'defineProperty', 'hasOwn', 'fromEntries']) spoil(Object, name);
  spoil(JSON, 'stringify');
  spoil(EventTarget.prototype, 'addEventListener');
  spoil(EventTarget.prototype, 'dispatchEvent');
  spoil(MessagePort.prototype, 'postMessage');
  spoil(MessageEvent.prototype, 'data');
  spoil(window, 'postMessage');
}`;

/** A vault whose owner keeps passkeys for this site, and a page of the site with this script. */
export async function openHostile(
  extension: ExtensionBrowser,
  origin: string,
  script = '',
): Promise<{ readonly manage: Page; readonly page: Page }> {
  const manage = await createVault(extension);
  await turnOn(extension, manage, origin);
  const page = await extension.context.newPage();
  await serveHostile(page, origin, script);
  return { manage, page };
}

/** A page at /attack/page with this script before all others, and one at /attack/frame that uses a bridge that it is given. */
export async function serveHostile(page: Page, origin: string, script: string): Promise<void> {
  const frame = `<script>addEventListener('message', ({ data: ask, ports: [port] }) => port.postMessage({ id: 1, call: { do: 'begin', ask } }));</script>`;
  await page.route('**/attack/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><body>${route.request().url().endsWith('frame') ? frame : `<script>${script}</script>`}`,
    }),
  );
  await page.goto(`${origin}/attack/page`);
}

/** A ceremony whose end is left in the page. */
export function begin(page: Page): Promise<void> {
  return page.evaluate(() => {
    const world = globalThis as { answer?: string };
    world.answer = 'waiting';
    const publicKey: PublicKeyCredentialCreationOptions = {
      rp: { name: 'Ankra' },
      user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
      challenge: Uint8Array.of(1, 2, 3),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
    };
    void (async () => {
      try {
        await navigator.credentials.create({ publicKey });
        world.answer = 'made';
      } catch (error) {
        world.answer = error instanceof Error || error instanceof DOMException ? error.name : String(error);
      }
    })();
  });
}

export function answerIn(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (globalThis as { answer?: string }).answer);
}

/** To the bridge, as our script does; `no answer` for what it does not answer before a later message. */
export function speak(page: Pick<Page, 'evaluate'>, calls: readonly object[]): Promise<readonly unknown[]> {
  return page.evaluate(async (given) => {
    const { port1, port2 } = new MessageChannel();
    document.dispatchEvent(new MessageEvent('tallystick-passkeys', { ports: [port2] }));
    const told = new Map<number, unknown>();
    const wanted = given.length;
    const done = new Promise<void>((resolve) => {
      // Where nobody is at the other end, nothing comes at all.
      const timer = setTimeout(resolve, 2000);
      port1.onmessage = ({ data }) => {
        told.set(data.id, data.reply);
        if (told.has(wanted) && [...given.keys()].every((id) => told.has(id) || !('ask' in given[id]!))) {
          clearTimeout(timer);
          resolve();
        }
      };
    });
    for (const [id, call] of given.entries()) port1.postMessage({ id, call });
    port1.postMessage({ id: wanted, call: { do: 'outcome', id: 'f'.repeat(32) } });
    await done;
    return given.map((_call, id) => (told.has(id) ? told.get(id) : 'no answer'));
  }, calls);
}
