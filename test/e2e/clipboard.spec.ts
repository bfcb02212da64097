import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import type { ExtensionPage } from '../support/browsers/extension-page.ts';
import { expect, test } from '../support/journey.ts';
import { addByHand, createVault } from '../support/journeys.ts';
import { acceptPermissionPrompt, focusBrowser } from '../support/browsers/xvfb-input.ts';

const MINE = 'what the user copied afterwards';

test('without the permission the popup offers to clear the clipboard, and does', async ({
  extension,
  origin,
}) => {
  await createVault(extension);
  const { page, popup } = await popupWithAccount(extension, origin);
  await popup.click('.row-main');
  await popup.waitForText('The code is on the clipboard.');
  expect(await remembered(extension)).toBeNull();
  await popup.clickButton('Clear clipboard');
  await popup.waitFor(
    `!document.body.innerText.includes('The code is on the clipboard.')`,
    'the offer to go',
  );
  await popup.close();
  expect(await clipboardText(page)).toBe('');
});

test('with the permission a code is cleared by the alarm although the worker died, and newer text stays', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await allowClipboard(extension, manage);
  const { page, popup } = await popupWithAccount(extension, origin);
  await popup.click('.row-main');
  await popup.waitForText('Copied');
  await expect.poll(() => remembered(extension)).not.toBeNull();
  expect(await popup.text()).not.toContain('Clear clipboard');
  await popup.close();
  const code = await clipboardText(page);
  expect(code).toMatch(/^\d{6}$/);
  expect(JSON.stringify(await remembered(extension))).not.toContain(code);
  await extension.stopServiceWorker();
  // The browser's own alarm, which no test can bring forward: it starts the stopped worker.
  await expect.poll(() => clipboardText(page), { timeout: 60_000, intervals: [1_000] }).toBe('');
  await expect.poll(() => remembered(extension)).toBeNull();

  const again = await extension.clickToolbarIcon(page);
  await again.waitFor(`/\\d/.test(document.querySelector('.row-code')?.textContent ?? '')`, 'its code');
  await again.click('.row-main');
  await again.waitForText('Copied');
  await expect.poll(() => remembered(extension)).not.toBeNull();
  await again.close();
  await page.evaluate((text) => navigator.clipboard.writeText(text), MINE);
  await passHalfAMinute(extension);
  await expect.poll(() => remembered(extension)).toBeNull();
  expect(await clipboardText(page)).toBe(MINE);
});

async function popupWithAccount(
  extension: ExtensionBrowser,
  origin: string,
): Promise<{ readonly page: Page; readonly popup: ExtensionPage }> {
  await extension.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Example', 'JBSWY3DPEHPK3PXP');
  await popup.waitFor(`/\\d/.test(document.querySelector('.row-code')?.textContent ?? '')`, 'its code');
  return { page, popup };
}

/** As the site's page reads it, which has nothing to do with what the extension may. */
async function clipboardText(page: Page): Promise<string> {
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function allowClipboard(extension: ExtensionBrowser, manage: Page): Promise<void> {
  await manage.getByRole('link', { name: 'Security' }).click();
  const setting = manage.getByLabel('Clear a copied code from the clipboard after 30 seconds');
  await expect(setting).toBeEnabled();
  await expect(setting).not.toBeChecked();
  focusBrowser(await extension.processId());
  await setting.click();
  await acceptPermissionPrompt();
  await expect(setting).toBeChecked();
}

function remembered(extension: ExtensionBrowser): Promise<object | null> {
  return extension.inWorker(`chrome.storage.session.get('copied').then(({ copied }) => copied ?? null)`);
}

/** For the worker alone, by its clock; the alarm is a real one. */
async function passHalfAMinute(extension: ExtensionBrowser): Promise<void> {
  await extension.inWorker(`{
    const real = Date.now;
    Date.now = () => real() + 31_000;
    chrome.alarms.create('clipboard', { when: real() });
  }`);
}
