// A site that the user allowed, with one account, as its owner sees it.
import { expect, type Page } from '@playwright/test';
import type { ExtensionBrowser } from './browsers/extension-browser.ts';
import { createVault, scanAndSave, signUp } from './journeys.ts';
import { acceptPromptOver, focusBrowser } from './browsers/xvfb-input.ts';

/** The tab of the site and that of the manage page. */
export async function allowSite(
  extension: ExtensionBrowser,
  origin: string,
): Promise<{ readonly page: Page; readonly manage: Page }> {
  const manage = await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  const popup = await scanAndSave(extension, page);
  focusBrowser(await extension.processId());
  await popup.clickButton(`Allow on ${new URL(origin).host}`);
  await acceptPromptOver(popup);
  await untilAllowed(extension, origin);
  return { page, manage };
}

/** A page gets the script of an allowed site only if it is loaded after this. */
async function untilAllowed(extension: ExtensionBrowser, origin: string): Promise<void> {
  const { protocol, hostname } = new URL(origin);
  await expect
    .poll(() =>
      extension.inWorker<readonly string[]>(
        `chrome.scripting.getRegisteredContentScripts().then((all) => all.flatMap(({ matches }) => matches))`,
      ),
    )
    .toContainEqual(expect.stringContaining(`${protocol}//${hostname}`));
}
