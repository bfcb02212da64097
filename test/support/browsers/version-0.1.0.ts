// The steps of a user in version 0.1.0, as its pages were then. They stay as they are when today's pages change.
import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from './extension-browser.ts';

export const KEPT_PASSPHRASE = 'a passphrase from long ago';
export const KEPT_ACCOUNTS = [
  { issuer: 'Old Harbour', secret: 'JBSWY3DPEHPK3PXP' },
  { issuer: 'Second Quay', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
] as const;
export const KEPT_SHEET = ['QW7RT-9KLPX', 'M3WDF-T8ZCV', '4HBNG-X6RAJ', 'Q9JSK-2VKEY', 'E5TGB-W7YUH'];
/** Minutes without use; not what a new vault has. */
export const KEPT_LOCK = '5';

/** A vault with two accounts, recovery codes for the first, and a setting of its own. */
export async function fillVersion010(browser: ExtensionBrowser, url: string): Promise<void> {
  const manage = await browser.openManage('#/welcome');
  await manage.getByLabel('Passphrase', { exact: true }).fill(KEPT_PASSPHRASE);
  await manage.getByLabel('The same passphrase again').fill(KEPT_PASSPHRASE);
  await manage.getByRole('button', { name: 'Create the vault' }).click();
  await manage.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
  await addAccounts(browser, url);
  await manage.goto(manage.url().replace(/#.*/, '#/recovery'));
  await manage.reload();
  await keepSheet(manage, KEPT_ACCOUNTS[0].issuer);
  await manage.goto(manage.url().replace(/#.*/, '#/security'));
  await manage.getByLabel('Lock the vault').selectOption(KEPT_LOCK);
  await manage.getByText('Saved', { exact: true }).waitFor();
}

async function addAccounts(browser: ExtensionBrowser, url: string): Promise<void> {
  const popup = await browser.clickToolbarIcon(await browser.openTab(url));
  for (const { issuer, secret } of KEPT_ACCOUNTS) {
    await popup.clickButton('Add an account by hand');
    await popup.waitForText('Secret, or otpauth link');
    await popup.type(secret);
    await popup.press('Tab');
    await popup.type(issuer);
    await popup.press('Enter');
    await popup.clickButton('Save');
    await popup.waitForText('is in your vault');
    await popup.clickButton('Done');
    await popup.waitForText(issuer);
  }
  await popup.close();
}

async function keepSheet(manage: Page, issuer: string): Promise<void> {
  await manage.getByRole('button', { name: new RegExp(`^Add a sheet to .*${issuer}`) }).click();
  await manage.getByLabel('Recovery codes').fill(KEPT_SHEET.join('\n'));
  await manage.getByRole('button', { name: 'Keep these codes' }).click();
  await manage.getByText(`${KEPT_SHEET.length} of ${KEPT_SHEET.length} left`).waitFor();
}
