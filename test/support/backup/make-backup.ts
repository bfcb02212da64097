import { expect, type Page } from '@playwright/test';
import { PASSPHRASE } from '../journeys.ts';

/** At the place of backups. Makes a file by the downloads, which is what a browser without a save dialog does. */
export async function makeBackup(page: Page, passphrase = PASSPHRASE): Promise<string> {
  await page.evaluate('delete globalThis.showSaveFilePicker');
  const make = page.locator('section', { has: page.getByRole('heading', { name: 'Make a backup' }) });
  await make.getByLabel('Your current passphrase').fill(passphrase);
  await make.getByRole('button', { name: 'Continue' }).click();
  const download = page.waitForEvent('download');
  await make.getByRole('button', { name: 'Save the backup file' }).click();
  const file = await (await download).path();
  await expect(page.getByText('Pick it once more')).toBeVisible();
  await make.getByLabel('The file that was just saved').setInputFiles(file);
  await expect(page.getByText('The backup was read back and is whole.')).toBeVisible();
  return file;
}
