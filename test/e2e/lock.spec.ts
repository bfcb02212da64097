import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { addByHand, createVault, PASSPHRASE, unlockPopup } from '../support/journeys.ts';

test('a wrong passphrase is refused in one sentence, and the right one still opens', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await unlockPopup(popup, 'not the passphrase');
  await popup.waitForText('That is not the passphrase of this vault.');
  await popup.evaluate(`document.querySelector('input[type=password]').select()`);
  await popup.type(PASSPHRASE);
  await popup.press('Enter');
  await popup.waitForText('No accounts yet');
});

test('locking takes the codes from every open page', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Example', 'JBSWY3DPEHPK3PXP');
  await manage.reload();
  await manage.getByRole('link', { name: 'Accounts' }).click();
  await expect(manage.getByText('Example')).toBeVisible();
  await popup.press('l', { ctrl: true });
  await popup.waitForText('Locked');
  await expect(manage.getByText('Example')).toHaveCount(0);
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
});

test('a restart of the browser keeps the accounts and locks the vault', async ({ origin }) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-restart-'));
  try {
    const first = await ExtensionBrowser.launch({ profile });
    await createVault(first);
    const before = await first.clickToolbarIcon(await first.openTab(origin));
    await addByHand(before, 'Example', 'JBSWY3DPEHPK3PXP');
    await first.close();

    const second = await ExtensionBrowser.launch({ profile });
    const popup = await second.clickToolbarIcon(await second.openTab(origin));
    await popup.waitForText('Locked');
    await unlockPopup(popup);
    await popup.waitForText('Example');
    await popup.waitFor(`/\\d/.test(document.querySelector('.row-code').textContent)`, 'its code');
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a stopped service worker loses neither the session nor the accounts', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Example', 'JBSWY3DPEHPK3PXP');
  await popup.close();
  await extension.stopServiceWorker();
  const again = await extension.clickToolbarIcon(page);
  await again.waitForText('Example');
});
