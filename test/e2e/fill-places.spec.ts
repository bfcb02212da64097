// Where a fill can begin and what it leaves behind: the menu of a field, a private window, the browser's own page.
import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { allowSite } from '../support/allowed-site.ts';
import { EXTENSION_ID, type ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import { openContextMenu, pressKeys } from '../support/browsers/xvfb-input.ts';

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

test('a fill in a private window is kept nowhere, and no site is learned there', async ({
  extension,
  server,
  origin,
}) => {
  // The browser starts the extension anew for it.
  const restarted = extension.context.waitForEvent('serviceworker');
  await inBrowsersPage(
    extension,
    `updateExtensionConfiguration({ extensionId: '${EXTENSION_ID}', incognitoAccess: true })`,
  );
  await restarted;
  const manage = await createVault(extension);
  await addAccounts(manage, [{ issuer: 'Here', accountName: 'ada', site: origin }]);
  const other = `http://crm.localhost:${server.port}`;

  const opened = extension.context.waitForEvent('page');
  await extension.inWorker(`chrome.windows.create({ incognito: true, url: '${origin}/forms/one-field' })`);
  const page = await opened;
  const field = page.locator('input:visible').first();
  await field.waitFor();
  const before = await keptOfUse(extension);

  await (await extension.clickToolbarIcon(page)).clickButton('Fill the code of Here, ada');
  await expect(field).toHaveValue(CODE);

  // At another site it is filled after the question, which does not offer to remember the site.
  await addAccounts(manage, [{ issuer: 'There', accountName: 'ada', site: 'https://there.example' }]);
  await page.goto(`${other}/forms/one-field`);
  const popup = await extension.clickToolbarIcon(page);
  await popup.clickButton('Fill the code of There, ada');
  await popup.waitForText('Fill the code here?');
  expect(await popup.text()).not.toContain('Remember');
  await popup.clickButton(`Fill on ${new URL(other).host}`);
  await expect(field).toHaveValue(CODE);
  expect(await keptOfUse(extension)).toEqual(before);
  expect(await sitesOf(manage)).toEqual([origin, 'https://there.example']);

  // The same in an ordinary window is remembered. The popup looks at the window that was in front last.
  await page.close();
  const ordinary = await extension.openTab(`${other}/forms/one-field`);
  await addAccounts(manage, [{ issuer: 'Elsewhere', accountName: 'ada', site: other }]);
  await (await extension.clickToolbarIcon(ordinary)).clickButton('Fill the code of Elsewhere, ada');
  await expect.poll(() => keptOfUse(extension)).not.toEqual(before);
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
  await openContextMenu(page.locator('input:visible').first(), await extension.processId());
  pressKeys('Up', 'Up', 'Return');
}

/** What the buttons of chrome://extensions call. */
async function inBrowsersPage(extension: ExtensionBrowser, call: string): Promise<void> {
  const page = await extension.openTab('chrome://extensions');
  await page.evaluate(`chrome.developerPrivate.${call}`);
  await page.close();
}

/** What is stored of the use of codes, in the browser's memory and beside the vault. */
function keptOfUse(extension: ExtensionBrowser): Promise<unknown> {
  return extension.inWorker(`Promise.all([chrome.storage.session.get('lastFill'), chrome.storage.local.get('usage')])
    .then((kept) => JSON.stringify(kept))`);
}

async function sitesOf(manage: Page): Promise<readonly string[]> {
  const { value } = await manage.evaluate<{
    readonly value: readonly {
      readonly account: { readonly sites: readonly { readonly origin: string }[] };
    }[];
  }>(`chrome.runtime.sendMessage({ verb: 'accounts/list', request: { tabId: null } })`);
  return value.flatMap(({ account }) => account.sites.map((site) => site.origin)).sort();
}
