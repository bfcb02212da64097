// The passkey provider as its user meets it: turned on for a site, and asked in a window of its own.
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { ExtensionBrowser } from '../browsers/extension-browser.ts';
import { PASSPHRASE } from '../journeys.ts';
import { acceptPermissionPrompt, focusBrowser } from '../browsers/xvfb-input.ts';

/** As the user does it: in the manage page, and in the browser's own prompt. The host is one without a port. */
export async function turnOnPasskeys(extension: ExtensionBrowser, manage: Page, host: string): Promise<void> {
  await manage.getByRole('link', { name: 'Sites' }).click();
  await manage.getByLabel('Address of a site').fill(`http://${host}`);
  focusBrowser(await extension.processId());
  await manage.getByRole('button', { name: 'Turn on for this site' }).click();
  await acceptPermissionPrompt();
  await expect(
    manage.getByRole('checkbox', { name: `Keep passkeys for this site, http://${host}` }),
  ).toBeChecked();
}

/** The window that the work leads to. */
export async function promptOf(extension: ExtensionBrowser, work: () => Promise<unknown>): Promise<Page> {
  const [prompt] = await Promise.all([extension.context.waitForEvent('page'), work()]);
  return prompt;
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
  await closingPrompt(prompt, () => prompt.getByRole('button', { name }).click());
}

export async function closingPrompt(prompt: Page, work: () => Promise<unknown>): Promise<void> {
  const closed = prompt.waitForEvent('close');
  await work().catch((error: unknown) => {
    if (!prompt.isClosed()) throw error;
  });
  await closed;
}
