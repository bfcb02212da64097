// What the searches for secrets in memory share: the targets whose heaps are searched, a vault whose passphrase was typed by
// keys, and something planted that a search must find.
import type { CDPSession, Page } from '@playwright/test';
import { EXTENSION_ID, type ExtensionBrowser } from './extension-browser.ts';

/** The type and the address of a target, as `heapStrings` wants them. */
export const WORKER = ['service_worker', `chrome-extension://${EXTENSION_ID}/`] as const;
export const POPUP = ['page', 'src/popup/index.html'] as const;
export const MANAGE = ['page', 'src/manage/index.html'] as const;
export const POPUP_ADDRESS = `chrome-extension://${EXTENSION_ID}/src/popup/index.html`;

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export async function browserSession({ context }: ExtensionBrowser): Promise<CDPSession> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('the browser is gone');
  return session;
}

/** By the keyboard: what Playwright fills in by script stays in a world of its own in the page's heap. */
export async function createVaultByKeys(extension: ExtensionBrowser, passphrase: string): Promise<Page> {
  const page = await extension.openManage('#/welcome/passphrase');
  for (const label of ['Passphrase', 'The same passphrase again']) {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.insertText(passphrase);
  }
  await page.getByRole('button', { name: 'Create the vault' }).click();
  await page.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
  return page;
}

export async function plant(page: Page, control: Buffer): Promise<void> {
  await page.evaluate(
    (bytes) => {
      Object.assign(globalThis, { control: Uint8Array.from(bytes) });
    },
    [...control],
  );
}

export function holds(strings: readonly string[], wanted: readonly string[]): boolean {
  return found(strings, wanted).length > 0;
}

export function found(strings: readonly string[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((one) => strings.some((text) => text.includes(one)));
}
