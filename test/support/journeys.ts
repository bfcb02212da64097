// The steps that several journeys share, as a user takes them.
import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from './browsers/extension-browser.ts';
import type { ExtensionPage } from './browsers/extension-page.ts';

export const PASSPHRASE = 'correct horse battery staple';

/** First run in the manage page. */
export async function createVault(browser: ExtensionBrowser, passphrase = PASSPHRASE): Promise<Page> {
  const page = await browser.openManage('#/welcome/passphrase');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Create the vault' }).click();
  const made = page.getByRole('heading', { name: 'Your vault is ready' });
  await made.waitFor({ timeout: 60_000 }).catch(async (error: unknown) => {
    throw new Error(`no vault was made; the page shows: ${await page.innerText('body')}`, { cause: error });
  });
  return page;
}

export async function signUp(page: Page, origin: string, email = 'ada.new@example.com'): Promise<void> {
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(SITE_PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

const SITE_PASSWORD = 'a long site password';

export async function signIn(page: Page, origin: string, email = 'ada.new@example.com'): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(SITE_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/**
 * Scans the QR on the page and saves what was found, in place of the account it is `known` as; the popup stays open on
 * its "Saved" note.
 */
export async function scanAndSave(
  browser: ExtensionBrowser,
  page: Page,
  found: 'new' | 'known' = 'new',
): Promise<ExtensionPage> {
  const popup = await browser.clickToolbarIcon(page);
  await popup.clickButton('Scan this page');
  await popup.waitForText('Found on this page');
  if (found === 'known') await popup.clickButton('Replace it (the old one goes to the trash)');
  await popup.clickButton('Save');
  await popup.waitForText('is in your vault');
  return popup;
}

export async function unlockPopup(popup: ExtensionPage, passphrase = PASSPHRASE): Promise<void> {
  await popup.waitForSelector('input[type=password]');
  await popup.type(passphrase);
  await popup.press('Enter');
}

/** In the menu behind the avatar. */
export async function signOut(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign out' });
  if (!(await button.isVisible())) await page.locator('details:has(#sign-out) > summary').click();
  await button.click();
  await page.waitForURL(/sign-in/);
}

/** By the form in the popup, which ends on its list. */
export async function addByHand(popup: ExtensionPage, issuer: string, secret: string): Promise<void> {
  await popup.clickButton('Add an account by hand');
  await popup.waitForText('Secret, or otpauth link');
  await popup.type(secret);
  await popup.press('Tab');
  await popup.type(issuer);
  await popup.press('Enter');
  await popup.waitForText('Save');
  await popup.clickButton('Save');
  await popup.waitForText('is in your vault');
  await popup.clickButton('Done');
  await popup.waitForText(issuer);
}
