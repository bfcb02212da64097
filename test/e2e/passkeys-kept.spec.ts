// The passkeys that are kept: brought in from another application's export, listed, renamed, thrown away and taken back,
// hidden by nobody but their site, in the backup and out of it again.
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { violationsOn } from '../support/browsers/axe-violations.ts';
import { bitwardenFile, bitwardenPasskey } from '../support/passkeys/bitwarden-passkeys.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault, PASSPHRASE } from '../support/journeys.ts';
import { makeBackup } from '../support/backup/make-backup.ts';
import { expect, test } from '../support/journey.ts';

test('passkeys of another application are imported, listed beside the codes of their site, renamed, thrown away and taken back', async ({
  extension,
  origin,
}, info) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [{ issuer: 'Example', accountName: 'ada', site: 'https://login.example.com' }]);
  const file = info.outputPath('bitwarden.json');
  writeFileSync(
    file,
    bitwardenFile([
      bitwardenPasskey(),
      bitwardenPasskey({
        credentialId: 'b64.AAEC',
        userName: 'bob@example.org',
        rpId: 'example.org',
        rpName: 'Other',
      }),
      bitwardenPasskey({
        credentialId: 'b64.AAEF',
        rpId: new URL(origin).hostname,
        rpName: 'Here',
        userName: 'carol',
      }),
      bitwardenPasskey({ credentialId: 'b64.AAED', counter: '3' }),
      bitwardenPasskey({ credentialId: 'b64.AAEE', keyValue: Buffer.alloc(138).toString('base64url') }),
    ]),
  );

  await manage.getByRole('link', { name: 'Import', exact: true }).click();
  await manage.getByLabel(/Drop/).setInputFiles(file);
  const kept = manage.getByRole('checkbox', { name: /bob@example\.org/ });
  await expect(kept).toBeChecked();
  await expect(manage.getByText('Of a kind that cannot be kept here')).toBeVisible();
  await expect(manage.getByText('Cannot be read')).toBeVisible();
  await expectAccessible(manage, info.outputPath('import'));
  await manage.getByRole('button', { name: 'Add what is chosen (3)' }).click();
  await expect(manage.getByText('3 passkeys added.')).toBeVisible();

  await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
  await expectAccessible(manage, info.outputPath('accounts'));
  await manage.getByRole('link', { name: '1 passkey', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Passkeys', exact: true })).toBeVisible();
  const row = manage.getByRole('listitem').filter({ hasText: 'ada@example.com' });
  await expect(row).toContainText('Not used yet');
  await expectAccessible(manage, info.outputPath('passkeys'));

  // By keyboard alone.
  await row.getByRole('button', { name: 'Edit Example, ada@example.com' }).focus();
  await manage.keyboard.press('Enter');
  await manage.getByLabel('Service').fill('My example');
  await manage.keyboard.press('Enter');
  await expect(manage.getByText('My example')).toBeVisible();
  await manage.getByRole('button', { name: 'Undo' }).click();
  await expect(manage.getByText('My example')).toHaveCount(0);

  await manage.getByRole('button', { name: 'Move to trash: Example, ada@example.com' }).click();
  await expect(manage.getByRole('heading', { name: 'Trash' })).toBeVisible();
  await expect(manage.getByRole('button', { name: 'Empty the trash' })).toBeVisible();
  await expectAccessible(manage, info.outputPath('trash'));
  await manage.getByRole('button', { name: 'Undo' }).click();
  await expect(manage.getByRole('heading', { name: 'Trash' })).toHaveCount(0);

  await manage.getByRole('button', { name: 'Move to trash: Other, bob@example.org' }).click();
  await manage.getByRole('button', { name: 'Erase for good: Other, bob@example.org' }).click();
  await expect(manage.getByRole('alert')).toContainText('remove it there first');
  await manage.getByRole('button', { name: 'Erase it' }).click();
  await expect(manage.getByText('That is not what was shown.')).toBeVisible();
  await manage.getByLabel('Type “erase” to go on').fill('Erase ');
  await manage.getByRole('button', { name: 'Erase it' }).click();
  await expect(manage.getByText('bob@example.org')).toHaveCount(0);

  const popup = await extension.clickToolbarIcon(await extension.openTab(origin));
  await popup.waitForText('carol');
  await popup.waitForText('Not used yet');
  expect(await popup.evaluate("document.querySelector('.site-passkeys').innerText")).not.toContain('ada');
  await popup.screenshot(info.outputPath('popup.png'));
  expect(await violationsOn(popup)).toEqual([]);
  await popup.close();

  await manage.getByRole('link', { name: 'History' }).click();
  await expect(manage.getByText(/Added: .*Other \(bob@example\.org\)/)).toBeVisible();
});

test('a backup compares passkeys with the vault, and brings them back into another browser', async ({
  extension,
}, info) => {
  const manage = await createVault(extension);
  await importPasskeys(manage, info.outputPath('bitwarden.json'), [bitwardenPasskey()]);
  await manage.getByRole('link', { name: 'Backup', exact: true }).click();
  const file = await makeBackup(manage);
  await expect(manage.getByText(/Your backup of .* has everything\./)).toBeVisible();

  await importPasskeys(manage, info.outputPath('later.json'), [
    bitwardenPasskey({ credentialId: 'b64.AAEC', userName: 'bob', rpName: 'Later' }),
  ]);
  await manage.getByRole('link', { name: 'Backup', exact: true }).click();
  await expect(manage.getByText('1 passkey was added or changed since your last backup.')).toBeVisible();
  const check = manage.locator('section', { has: manage.getByRole('heading', { name: 'Check a backup' }) });
  await check.getByLabel('Backup file').setInputFiles(file);
  await check.getByLabel('Passphrase of the file').fill(PASSPHRASE);
  await check.getByRole('button', { name: 'Compare' }).click();
  await expect(check.getByText('Passkey: Later, bob')).toBeVisible();
  await expect(check.getByText(/^The backup of .* does not have everything\.$/)).toBeVisible();
  await expectAccessible(manage, info.outputPath('compared'));

  const elsewhere = await ExtensionBrowser.launch();
  try {
    const other = await createVault(elsewhere, 'another passphrase altogether');
    await other.getByRole('link', { name: 'Backup', exact: true }).click();
    const restore = other.locator('section', {
      has: other.getByRole('heading', { name: 'Restore a backup' }),
    });
    await restore.getByLabel('Backup file').setInputFiles(file);
    await restore.getByLabel('Passphrase of the file').fill(PASSPHRASE);
    await restore.getByRole('button', { name: 'Show what is in it' }).click();
    await expect(restore.getByText('Passkey: Example, ada@example.com')).toBeVisible();
    await restore.getByRole('button', { name: 'Restore what is chosen (1)' }).click();
    await expect(other.getByText('Restored: 1.')).toBeVisible();
    await other.getByRole('link', { name: 'Passkeys', exact: true }).click();
    await expect(other.getByText('ada@example.com')).toBeVisible();
    await expect(other.getByText('In no backup yet')).toHaveCount(0);
  } finally {
    await elsewhere.close();
  }
});

async function importPasskeys(
  manage: Page,
  file: string,
  passkeys: Parameters<typeof bitwardenFile>[0],
): Promise<void> {
  writeFileSync(file, bitwardenFile(passkeys));
  await manage.getByRole('link', { name: 'Import', exact: true }).click();
  await manage.getByLabel(/Drop/).setInputFiles(file);
  await manage.getByRole('button', { name: 'Add what is chosen (1)' }).click();
  await expect(manage.getByText('1 passkey added.')).toBeVisible();
}

/** In light and in dark, with a picture of each to look at. */
async function expectAccessible(page: Page, picture: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOn(page)).toEqual([]);
    await page.screenshot({ path: `${picture}-${colorScheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: null });
}
