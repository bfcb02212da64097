import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { allowSite } from '../support/allowed-site.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, scanAndSave, signUp } from '../support/journeys.ts';
import { pageWithQr } from '../support/qr-page.ts';
import { acceptPromptOver, focusBrowser } from '../support/browsers/xvfb-input.ts';

test('a site that the user allows in the browser prompt gets the content script, and no other site does', async ({
  extension,
  server,
  origin,
}) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  expect(await registeredPatterns(extension)).toEqual([]);

  const popup = await scanAndSave(extension, page);
  focusBrowser(await extension.processId());
  await popup.clickButton(`Allow on ${new URL(origin).host}`);
  await acceptPromptOver(popup);

  await expect.poll(() => registeredPatterns(extension)).toEqual(['http://ankra.localhost/*']);
  await page.goto(`${origin}/forms/one-field`);
  await expect.poll(() => badgeOf(extension, origin)).toBe('1');
  const other = await extension.openTab(`http://crm.localhost:${server.port}/forms/one-field`);
  await expect(other.locator('input').first()).toBeVisible();
  expect(await contentScriptIn(extension, other)).toBe('unreachable');
  expect(await contentScriptIn(extension, page)).toBe('listens');
});

test('the content script goes with the permission, with the last account of the site, and where the user revokes it', async ({
  extension,
  origin,
}) => {
  const { page, manage } = await allowSite(extension, origin);
  const pattern = 'http://ankra.localhost/*';
  await expect.poll(() => registeredPatterns(extension)).toEqual([pattern]);

  await test.step('a site can have no offer, and its form sent after filling', async () => {
    await manage.bringToFront();
    await manage.getByRole('link', { name: 'Sites' }).click();
    const host = 'http://ankra.localhost';
    await manage
      .getByRole('checkbox', { name: `Offer codes and passkeys beside the field, ${host}` })
      .uncheck();
    await manage.getByRole('checkbox', { name: `Send the form after filling, ${host}` }).check();
    await page.goto(`${origin}/forms/one-field`);
    await expect.poll(() => badgeOf(extension, origin)).toBe('1');
    expect(page.frames()).toHaveLength(1);
    await (await extension.clickToolbarIcon(page)).click('.row-fill');
    // Sent: the answer to the form is another page.
    await expect(page.locator('input:visible')).toHaveCount(0);
  });

  await test.step('the last account of the site takes the script along, and brings it back', async () => {
    await manage.bringToFront();
    await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
    await manage.getByRole('button', { name: /^Move to trash: / }).click();
    await expect.poll(() => registeredPatterns(extension)).toEqual([]);
    await manage.getByRole('button', { name: /^Restore / }).click();
    await expect.poll(() => registeredPatterns(extension)).toEqual([pattern]);
  });

  await test.step('the permission is taken back', async () => {
    await manage.getByRole('link', { name: 'Sites' }).click();
    await manage.getByRole('button', { name: /^Revoke/ }).click();
    await expect.poll(() => registeredPatterns(extension)).toEqual([]);
    await expect(manage.getByRole('button', { name: /^Allow/ })).toBeVisible();
  });
});

test('an allowed page that shows the code of a new account says so over the icon, without a click', async ({
  extension,
  origin,
}) => {
  const { page } = await allowSite(extension, origin);
  await page.goto(`${origin}/authenticators/new`);
  await pageWithQr(page, ['otpauth://totp/Second:ada?secret=JBSWY3DPEHPK3PXP&issuer=Second']);
  await expect.poll(() => badgeOf(extension, origin)).toBe('+');
  expect(await titleOf(extension, origin)).toBe('Tallystick – this page offers a new account');

  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('This page offers a new account: Second');
  await popup.clickButton('Save');
  await expect.poll(() => badgeOf(extension, origin)).toBe('2');
});

async function registeredPatterns(extension: ExtensionBrowser): Promise<readonly string[]> {
  return extension.inWorker(`chrome.scripting.getRegisteredContentScripts()
    .then((scripts) => scripts.flatMap(({ matches }) => matches ?? []))`);
}

async function badgeOf(extension: ExtensionBrowser, origin: string): Promise<string> {
  return extension.inWorker(`chrome.tabs.query({}).then(async (tabs) => {
    const tab = tabs.find(({ url }) => url?.startsWith(${JSON.stringify(origin)}));
    return tab === undefined ? 'no tab' : chrome.action.getBadgeText({ tabId: tab.id });
  })`);
}

async function titleOf(extension: ExtensionBrowser, origin: string): Promise<string> {
  return extension.inWorker(`chrome.tabs.query({}).then(async (tabs) => {
    const tab = tabs.find(({ url }) => url?.startsWith(${JSON.stringify(origin)}));
    return tab === undefined ? 'no tab' : chrome.action.getTitle({ tabId: tab.id });
  })`);
}

/** Whether a content script of ours answers in the tab; the worker finds it by its index, since it may not see its address. */
async function contentScriptIn(extension: ExtensionBrowser, page: Page): Promise<string> {
  await page.bringToFront();
  return extension.inWorker(`chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) =>
    chrome.tabs.sendMessage(tab.id, { do: 'look' }).then(() => 'listens', () => 'unreachable'))`);
}
