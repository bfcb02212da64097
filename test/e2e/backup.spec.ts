import { expect, type Locator, type Page, test } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault, PASSPHRASE } from '../support/journeys.ts';
import { makeBackup } from '../support/backup/make-backup.ts';

let browser: ExtensionBrowser;
let page: Page;

test.beforeEach(async () => {
  browser = await ExtensionBrowser.launch();
  page = await createVault(browser);
});
test.afterEach(async () => browser.close());

async function openBackup(): Promise<void> {
  await page.getByRole('link', { name: 'Backup', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Make a backup' })).toBeVisible();
}

function restoring(): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: 'Restore a backup' }) });
}

async function previewRestoring(file: string): Promise<void> {
  await restoring().getByLabel('Backup file').setInputFiles(file);
  await restoring().getByLabel('Passphrase of the file').fill(PASSPHRASE);
  await restoring().getByRole('button', { name: 'Show what is in it' }).click();
}

test('a backup is reminded of, made, read back, compared, and restored into a new vault of another browser', async () => {
  await addAccounts(page, [
    { issuer: 'Example', accountName: 'ada' },
    { issuer: 'Forge', accountName: 'bob' },
  ]);
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await expect(page.getByText('Make a backup file now.')).toBeVisible();
  await openBackup();
  await expect(page.getByText('There is no backup of this vault yet.')).toBeVisible();
  const file = await makeBackup(page);
  await expect(page.getByText(/Your backup of .* has everything\./)).toBeVisible();
  // Its age is on the first screen of the settings too.
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  await expect(page.getByText(/Your backup of .* has everything\./)).toBeVisible();
  await openBackup();

  await addAccounts(page, [{ issuer: 'Later', accountName: 'carol' }]);
  await expect(page.getByText('1 account was added or changed since.')).toBeVisible();
  const check = page.locator('section', { has: page.getByRole('heading', { name: 'Check a backup' }) });
  await check.getByLabel('Backup file').setInputFiles(file);
  await check.getByLabel('Passphrase of the file').fill('not the passphrase');
  await check.getByRole('button', { name: 'Compare' }).click();
  await expect(check.getByText('That is not the passphrase of this backup.')).toBeVisible();
  await check.getByLabel('Passphrase of the file').fill(PASSPHRASE);
  await check.getByRole('button', { name: 'Compare' }).click();
  await expect(check.getByText('Later, carol')).toBeVisible();
  await expect(check.getByText('Not in the backup')).toBeVisible();
  const lost = page.locator('section', {
    has: page.getByRole('heading', { name: 'What if I lose this computer?' }),
  });
  await expect(lost.locator('.checklist li')).toHaveText([/Example/, /Forge, bob/]);

  const elsewhere = await ExtensionBrowser.launch();
  try {
    page = await createVault(elsewhere, 'another passphrase altogether');
    await openBackup();
    await previewRestoring(file);
    await expect(restoring().getByText('New', { exact: true })).toHaveCount(2);
    await restoring().getByLabel('What to do with Forge, bob').selectOption('Leave as it is');
    await restoring().getByRole('button', { name: 'Restore 1 account' }).click();
    await expect(page.getByText('1 account was restored. You can undo it in the history.')).toBeVisible();
    await expect(page.locator('.entries strong')).toHaveText(['Example']);

    // Whoever goes elsewhere while it is restored stays there, and is told.
    await openBackup();
    await previewRestoring(file);
    await restoring()
      .getByRole('button', { name: 'Restore 1 account' })
      .evaluate((button: HTMLElement) => {
        button.click();
        location.hash = '#/security';
      });
    await expect(page.getByText('1 account was restored. You can undo it in the history.')).toBeVisible();
    expect(new URL(page.url()).hash).toBe('#/security');
    await page.getByRole('link', { name: 'Accounts', exact: true }).click();
    await expect(page.locator('.entries strong')).toHaveText(['Example', 'Forge']);
  } finally {
    await elsewhere.close();
  }
});

test('what is no backup is refused in one sentence, before a passphrase is asked for', async () => {
  await openBackup();
  const file = {
    name: 'holiday.tallystick',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('no backup'),
  };
  await restoring().getByLabel('Backup file').setInputFiles(file);
  await expect(restoring().getByText('This file is not a Tallystick backup.')).toBeVisible();
  await expect(restoring().getByLabel('Passphrase of the file')).toHaveCount(0);
});
