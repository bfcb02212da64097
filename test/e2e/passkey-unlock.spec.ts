import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { violationsOn } from '../support/browsers/axe-violations.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault, PASSPHRASE } from '../support/journeys.ts';
import { addPrfAuthenticator, type VirtualAuthenticator } from '../support/passkeys/virtual-authenticator.ts';

let browser: ExtensionBrowser;
let page: Page;

test.beforeEach(async () => {
  browser = await ExtensionBrowser.launch();
  page = await createVault(browser);
  await addAccounts(page, [{ issuer: 'Example', accountName: 'ada', site: 'https://example.com' }]);
});
test.afterEach(async () => browser.close());

async function startAdding(name: string): Promise<void> {
  await page.getByRole('link', { name: 'Security' }).click();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Your current passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name of the passkey').fill(name);
  await page.getByRole('button', { name: 'Create the passkey' }).click();
}

async function addPasskey(name = 'This laptop'): Promise<VirtualAuthenticator> {
  const authenticator = await addPrfAuthenticator(page);
  await startAdding(name);
  await expect(page.getByText('The passkey opens the vault from now on.')).toBeVisible();
  return authenticator;
}

async function lock(): Promise<void> {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible();
}

const byPasskey = () => page.getByRole('button', { name: 'Unlock with a passkey' });

async function accountsAreThere(): Promise<void> {
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await expect(page.locator('.entries strong').getByText('Example')).toBeVisible();
}

async function opensByPassphrase(): Promise<void> {
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await accountsAreThere();
}

async function state(): Promise<string> {
  const reply = await page.evaluate<{ value: { state: string } }>(
    `chrome.runtime.sendMessage({ verb: 'vault/status', request: {} })`,
  );
  return reply.value.state;
}

test('a passkey opens the vault with one tap, has its name, and opens nothing once it is removed', async () => {
  const { session, id } = await addPasskey('Küchen-Laptop');
  const row = page.locator('.entries li').filter({ hasText: 'Küchen-Laptop' });
  await expect(row).toContainText('Passkey');
  expect(await violationsOn(page)).toEqual([]);
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId: id });
  expect(credentials).toHaveLength(1);
  expect(credentials[0]?.rpId).toContain(new URL(page.url()).host);

  await lock();
  expect(await violationsOn(page)).toEqual([]);
  await byPasskey().click();
  await accountsAreThere();

  await page.getByRole('link', { name: 'Security' }).click();
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Your device may go on listing the passkey')).toBeVisible();
  await page.getByLabel('Your current passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Remove' }).last().click();
  await expect(page.getByText('Removed.')).toBeVisible();
  await lock();
  await expect(byPasskey()).toBeHidden();
  await opensByPassphrase();
});

test('an authenticator without PRF adds nothing and is told so; one that was refused neither', async () => {
  const { session, id } = await addPrfAuthenticator(page, { hasPrf: false });
  await startAdding('No PRF');
  await expect(page.getByRole('alert')).toContainText('it has no PRF');
  await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: id });
  await addUnverified(page);
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('No passkey was added');
  await page.reload();
  await page.getByRole('link', { name: 'Security' }).click();
  await expect(page.locator('.entries li')).toHaveCount(1);
  await lock();
  await expect(byPasskey()).toBeHidden();
  await opensByPassphrase();
});

test('the same authenticator is not taken twice', async () => {
  await addPasskey();
  await startAdding('Again');
  await expect(page.getByRole('alert')).toContainText('already has a passkey for this vault');
});

test('a passkey that was deleted elsewhere says what to do, and the passphrase opens the vault', async () => {
  const { session, id } = await addPasskey();
  await lock();
  await session.send('WebAuthn.clearCredentials', { authenticatorId: id });
  await byPasskey().click();
  await expect(page.getByRole('alert')).toContainText('the passkey is not there any more');
  expect(await state()).toBe('locked');
  await opensByPassphrase();
});

test('who is not verified by the authenticator does not get in', async () => {
  const { session, id } = await addPasskey();
  await lock();
  await session.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
  await byPasskey().click();
  await expect(page.getByRole('alert')).toContainText('Nothing was opened');
  expect(await state()).toBe('locked');
});

test('a passkey of the same name that answers with another key opens nothing', async () => {
  await addPasskey();
  await lock();
  // As a copy of the credential without its secret would answer.
  await page.evaluate(`{
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = async (options) => {
      const answer = await get(options);
      answer.getClientExtensionResults = () => ({ prf: { results: { first: new Uint8Array(32).fill(7).buffer } } });
      return answer;
    };
  }`);
  await byPasskey().click();
  await expect(page.getByRole('alert')).toContainText('gives another key');
  expect(await state()).toBe('locked');
});

test('the small window asks at once, opens the vault and closes', async () => {
  await addPasskey();
  await lock();
  const manage = page.url();
  // The virtual authenticator lives in this tab: the window's page is opened in it.
  await page.evaluate(`location.hash = '#/passkey'`).catch(() => undefined);
  await expect.poll(() => page.isClosed()).toBe(true);
  page = await browser.openTab(manage);
  await accountsAreThere();
});

test('the popup opens that window, where the vault has a passkey', async () => {
  await addPasskey();
  await lock();
  const site = await browser.openTab('about:blank');
  const popup = await browser.clickToolbarIcon(site);
  const opened = browser.context.waitForEvent('page');
  await popup.clickButton('Unlock with a passkey');
  const window = await opened;
  await expect.poll(() => window.url()).toContain('src/manage/index.html#/passkey/');
  await expect(window.getByRole('link', { name: 'Enter the passphrase instead' })).toBeVisible();
  await popup.waitUntilClosed();
});

/** It is there and does not believe that it is the user. */
async function addUnverified(of: Page): Promise<CDPSession> {
  const { session, id } = await addPrfAuthenticator(of);
  await session.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
  return session;
}
