// Where a fill can begin, and what ends it: the menu of a field, and the browser's own page.
import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { allowSite } from '../support/allowed-site.ts';
import { EXTENSION_ID, type ExtensionBrowser } from '../support/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import { focusBrowser, pressKeys } from '../support/xvfb-input.ts';

const CODE = /^\d{6}$/;

test('the menu of a field fills the code of the only account of the site, into the frame of that field', async ({
  extension,
  server,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [{ issuer: 'Here', accountName: 'ada', site: origin }]);
  const page = await extension.openTab(`${origin}/forms/one-field`);
  const field = page.locator('input:visible').first();
  await fillByMenu(extension, page);
  await expect(field).toHaveValue(CODE);

  // Another site has no account: the popup says so, and nothing is filled.
  await page.goto(`http://crm.localhost:${server.port}/forms/one-field`);
  await fillByMenu(extension, page);
  const popup = await extension.attachToPopup();
  await popup.waitForText('None of your accounts belongs to');
  await expect(field).toHaveValue('');
});

test('a permission that is taken back in the page of the browser takes the script along', async ({
  extension,
  origin,
}) => {
  const { page } = await allowSite(extension, origin);
  const scripts = () =>
    extension.inWorker(`chrome.scripting.getRegisteredContentScripts().then((all) => all.length)`);
  await expect.poll(scripts).toBe(1);
  await page.goto(`${origin}/forms/one-field`);
  await expect.poll(() => page.frames().length).toBe(2);

  await inBrowsersPage(extension, `removeHostPermission('${EXTENSION_ID}', 'http://ankra.localhost/*')`);
  await expect.poll(scripts).toBe(0);
  await page.goto(`${origin}/forms/one-field`);
  await expect(page.locator('input:visible').first()).toBeVisible();
  // The popup comes after whatever a script of ours would have shown.
  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('asks for a code');
  expect(page.frames()).toHaveLength(1);
});

/** The last entry of the menu is the browser's "Inspect"; ours stands above it. */
async function fillByMenu(extension: ExtensionBrowser, page: Page): Promise<void> {
  await page.bringToFront();
  focusBrowser(await extension.processId());
  await page.locator('input:visible').first().click({ button: 'right' });
  pressKeys('Up', 'Up', 'Return');
}

/** What the buttons of chrome://extensions call. */
async function inBrowsersPage(extension: ExtensionBrowser, call: string): Promise<void> {
  const page = await extension.openTab('chrome://extensions');
  await page.evaluate(`chrome.developerPrivate.${call}`);
  await page.close();
}
