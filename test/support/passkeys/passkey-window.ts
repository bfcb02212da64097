// The window of a passkey ceremony, and what leads to it, as the user has them.
import { expect, type Page } from '@playwright/test';
import type { ExtensionBrowser } from '../browsers/extension-browser.ts';
import { acceptPermissionPrompt, focusBrowser } from '../browsers/xvfb-input.ts';
import { PASSPHRASE } from '../journeys.ts';

/** In the manage page, and in the browser's own prompt; one site after another. */
export async function turnOn(
  extension: ExtensionBrowser,
  manage: Page,
  ...origins: readonly string[]
): Promise<void> {
  await manage.bringToFront();
  await manage.getByRole('link', { name: 'Sites' }).click();
  for (const origin of origins) {
    const { protocol, hostname } = new URL(origin);
    await manage.getByLabel('Address of a site').fill(`${protocol}//${hostname}`);
    focusBrowser(await extension.processId());
    await manage.getByRole('button', { name: 'Turn on for this site' }).click();
    await acceptPermissionPrompt();
    await expect(
      manage.getByRole('checkbox', { name: `Keep passkeys for this site, ${protocol}//${hostname}` }),
    ).toBeChecked();
  }
}

export function isPrompt(page: Page): boolean {
  return page.url().includes('/src/passkey/');
}

export function promptsIn(extension: ExtensionBrowser): readonly Page[] {
  return extension.context.pages().filter(isPrompt);
}

/** The window that this brings up. */
export async function promptAfter(extension: ExtensionBrowser, work: () => Promise<unknown>): Promise<Page> {
  const [prompt] = await Promise.all([
    extension.context.waitForEvent('page', { predicate: isPrompt }),
    work(),
  ]);
  return prompt;
}

/** What closes the window may do so before it has been answered. */
export async function closing(prompt: Page, work: () => Promise<unknown>): Promise<void> {
  const closed = prompt.waitForEvent('close');
  await work().catch((error: unknown) => {
    if (!prompt.isClosed()) throw error;
  });
  await closed;
}

/** By the passphrase where the site wants it. */
export async function answerPrompt(prompt: Page, button: RegExp): Promise<void> {
  const passphrase = prompt.getByLabel('Passphrase');
  await prompt.getByRole('button', { name: button }).waitFor();
  if (await passphrase.isVisible()) await passphrase.fill(PASSPHRASE);
  await pressInPrompt(prompt, button);
}

/** The click closes the window, perhaps before it has been answered. */
export async function pressInPrompt(prompt: Page, name: string | RegExp): Promise<void> {
  await closing(prompt, () => prompt.getByRole('button', { name }).click());
}

interface Kept {
  readonly id: string;
  readonly deletedAt: number | null;
}

/** How many passkeys are in the vault, those in the trash not counted; asked from a page of the extension. */
export async function countPasskeys(ownPage: Page): Promise<number> {
  return (await keptPasskeys(ownPage)).length;
}

/** All of them into the trash, from where none is offered. */
export async function trashPasskeys(ownPage: Page): Promise<void> {
  for (const { id } of await keptPasskeys(ownPage)) await ask(ownPage, 'passkeys/trash', { id });
}

async function keptPasskeys(ownPage: Page): Promise<readonly Kept[]> {
  const kept = (await ask(ownPage, 'passkeys/list', { origin: null })) as readonly Kept[];
  return kept.filter(({ deletedAt }) => deletedAt === null);
}

/** A verb of our own pages. */
export async function ask(ownPage: Page, verb: string, request: object): Promise<unknown> {
  const reply = await ownPage.evaluate(
    (message) => {
      const { runtime } = (globalThis as unknown as { readonly chrome: { readonly runtime: Runtime } })
        .chrome;
      return runtime.sendMessage(message);
    },
    { verb, request },
  );
  if (!reply.ok) throw new Error(`${verb} is answered by ${JSON.stringify(reply)}`);
  return reply.value;
}

interface Runtime {
  sendMessage(message: object): Promise<{ readonly ok: boolean; readonly value?: unknown }>;
}
