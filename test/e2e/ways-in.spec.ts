import { expect, type Page, test } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault, PASSPHRASE } from '../support/journeys.ts';

const NEW_PASSPHRASE = 'five other words for tonight';

let browser: ExtensionBrowser;
let page: Page;

test.beforeEach(async () => {
  browser = await ExtensionBrowser.launch();
  page = await createVault(browser);
  await addAccounts(page, [
    { issuer: 'Example', accountName: 'ada', site: 'https://example.com' },
    { issuer: 'Forge', accountName: 'bob', site: 'https://forge.example' },
  ]);
});
test.afterEach(async () => browser.close());

async function openSecurity(): Promise<void> {
  await page.getByRole('link', { name: 'Security' }).click();
  await expect(page.getByRole('heading', { name: 'Ways into the vault' })).toBeVisible();
}

async function confirm(passphrase: string, button: string): Promise<void> {
  await page.getByLabel('Your current passphrase').fill(passphrase);
  await page.getByRole('button', { name: button, exact: true }).last().click();
}

/** Makes a recovery key as a person does: reads it, says so, and types two groups back. */
async function makeRecoveryKey(): Promise<string> {
  await page.getByRole('button', { name: 'Make a recovery key' }).click();
  const shown = (await page.getByRole('status', { name: 'Recovery key' }).innerText()).trim();
  await page.getByRole('button', { name: 'I have written it down' }).click();
  const groups = shown.split('-');
  for (const field of await page.getByLabel(/^Group \d$/).all()) {
    const label = (await field.getAttribute('id')) ?? '';
    const words = await page.locator(`label[for="${label}"]`).innerText();
    await field.fill((groups[Number(/\d/.exec(words)?.[0]) - 1] ?? '').toLowerCase());
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await confirm(PASSPHRASE, 'Store the recovery key');
  await expect(page.getByText('The recovery key works from now on.')).toBeVisible();
  return shown;
}

async function lock(): Promise<void> {
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
}

async function unlock(passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
}

async function choose(passphrase: string): Promise<void> {
  await page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Change the passphrase' }).last().click();
  await expect(page.getByText('The passphrase was changed.')).toBeVisible();
}

async function accountsAreThere(): Promise<void> {
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await expect(page.locator('.entries strong').getByText('Forge')).toBeVisible();
}

test('who forgot the passphrase gets in with the recovery key, and chooses a new one', async () => {
  await openSecurity();
  const recoveryKey = await makeRecoveryKey();
  await lock();
  await page.getByRole('link', { name: 'Forgot your passphrase?' }).click();
  await page.getByLabel('Recovery key').fill(recoveryKey.slice(0, -1));
  await page.getByRole('button', { name: 'Unlock with the recovery key' }).click();
  await expect(page.getByText('This recovery key is too short')).toBeVisible();
  await page.getByLabel('Recovery key').fill(recoveryKey.replaceAll('-', ' ').toLowerCase());
  await page.getByRole('button', { name: 'Unlock with the recovery key' }).click();
  await expect(page.getByRole('heading', { name: 'Choose a new passphrase' })).toBeVisible();
  await choose(NEW_PASSPHRASE);
  await lock();
  await unlock(NEW_PASSPHRASE);
  await accountsAreThere();
});

test('a changed passphrase opens the vault, and the old one does not any more', async () => {
  await openSecurity();
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await confirm('not the passphrase', 'Continue');
  await expect(page.getByRole('alert')).toBeVisible();
  await confirm(PASSPHRASE, 'Continue');
  await choose(NEW_PASSPHRASE);
  await lock();
  await unlock(PASSPHRASE);
  await expect(page.getByRole('alert')).toBeVisible();
  await unlock(NEW_PASSPHRASE);
  await accountsAreThere();
});

test('a new vault key keeps the accounts, names the ways in that went, and stays after a restart of the worker', async () => {
  await openSecurity();
  await makeRecoveryKey();
  await page.getByRole('button', { name: 'Encrypt everything with a new key' }).click();
  await confirm(PASSPHRASE, 'Encrypt everything with a new key');
  await expect(page.getByText('Give the recovery key, or tick that it is removed.')).toBeVisible();
  await page.getByLabel('Remove the recovery key').check();
  await confirm(PASSPHRASE, 'Encrypt everything with a new key');
  await expect(page.getByText('1 way in was removed')).toBeVisible();
  await browser.stopServiceWorker();
  await page.reload();
  await accountsAreThere();
  await openSecurity();
  await page.getByRole('button', { name: 'Check every record' }).click();
  await expect(page.getByText('2 records were checked. All are whole.')).toBeVisible();
  expect(await browser.inWorker('indexedDB.databases().then((all) => all.map(({ name }) => name))')).toEqual([
    'tallystick-vault-1',
  ]);
});

test('the history undoes a change, and the undoing', async () => {
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await page.getByRole('button', { name: 'Move to trash: Forge, bob' }).click();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByText('To the trash: Forge (bob).')).toBeVisible();
  await page
    .getByRole('button', { name: /^Back to before this/ })
    .first()
    .click();
  await expect(page.getByText('Out of the trash: Forge (bob).')).toBeVisible();
});

test('erasing asks for the passphrase, and the next thing is a first run', async () => {
  await openSecurity();
  await page.getByRole('button', { name: 'Erase this vault from this browser' }).click();
  // A backup is offered first.
  await expect(page.getByRole('link', { name: 'Make a backup' })).toHaveAttribute('href', '#/backup');
  await confirm('not the passphrase', 'Erase 2 accounts for good');
  await expect(page.getByRole('alert')).toBeVisible();
  await confirm(PASSPHRASE, 'Erase 2 accounts for good');
  await expect(page.getByRole('heading', { name: 'Your sign-in codes, in this browser' })).toBeVisible();
  await expect(page.getByText('The vault was erased.')).toBeVisible();
  expect(await browser.inWorker('indexedDB.databases()')).toEqual([]);
  const left = await browser.inWorker<string[]>('chrome.storage.local.get(null).then(Object.keys)');
  expect(left.filter((key) => /mirror|anchor|installed/.test(key))).toEqual([]);
});
