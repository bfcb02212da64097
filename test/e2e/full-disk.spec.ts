import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { addByHand, createVault } from '../support/journeys.ts';

const DISK = '160m';

test('on a full disk a change is refused in one sentence, what was there stays, and later it can be saved', async ({
  origin,
}) => {
  const disk = mkdtempSync(path.join(tmpdir(), 'tallystick-disk-full-'));
  test.skip(!mountDisk(disk), 'a small disk can only be made as root, where mounting is allowed');
  try {
    const extension = await ExtensionBrowser.launch({ profile: path.join(disk, 'profile') });
    try {
      const manage = await createVault(extension);
      const page = await extension.openTab(origin);
      const popup = await extension.clickToolbarIcon(page);
      await addByHand(popup, 'Before', 'JBSWY3DPEHPK3PXP');
      await popup.close();
      await manage.bringToFront();
      await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
      await manage.getByRole('button', { name: 'Edit Before' }).click();
      await manage.getByLabel('Account name').fill('changed');
      const ballast = fillDisk(disk);
      await manage.getByRole('button', { name: 'Save' }).click();
      await expect(manage.getByText(/(disk is full|If the disk is full)/)).toBeVisible();

      const full = await extension.clickToolbarIcon(page);
      await full.waitForText('Before');
      expect(await full.text()).not.toContain('changed');
      await full.waitFor(
        `/\\d/.test(document.querySelector('.row-code')?.textContent ?? '')`,
        'the code, as before',
      );
      await full.close();

      rmSync(ballast);
      await manage.bringToFront();
      await manage.getByRole('button', { name: 'Save' }).click();
      await expect(manage.locator('.names')).toContainText('changed');
    } finally {
      await extension.close();
    }
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

function mountDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return false;
  }
}

/** Takes every free byte; the file that is returned gives them back. */
function fillDisk(disk: string): string {
  const file = path.join(disk, 'ballast');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(4096);
  try {
    while (statfsSync(disk).bfree > 0) writeSync(handle, block);
  } catch {
    // The disk is full, as it should be.
  } finally {
    closeSync(handle);
  }
  return file;
}
