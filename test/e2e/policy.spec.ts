// What an administrator sets by the policies of the browser is kept to, and said to the user.
import { expect, test } from '@playwright/test';
import axe from 'axe-core';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import { addByHand, PASSPHRASE } from '../support/journeys.ts';
import { policedBrowser } from '../support/policed-browser.ts';

const WEAK = 'harbour7';

test('the policies of an organisation are kept to and shown', async () => {
  const policed = policedBrowser();
  test.skip(policed === undefined, 'policies of the browser can be set by root alone');
  if (policed === undefined) return;
  policed.set({
    allowedLockChoices: ['1', '5'],
    minimumPassphraseStrength: 'good',
    disableExport: true,
    defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example' }],
  });
  const browser = await ExtensionBrowser.launch({ executable: policed.executable });
  try {
    const manage = await browser.openManage('#/welcome');
    await test.step('a passphrase that is easy to guess is refused', async () => {
      for (const label of ['Passphrase', 'The same passphrase again'])
        await manage.getByLabel(label, { exact: true }).fill(WEAK);
      await manage.getByRole('button', { name: 'Create the vault' }).click();
      await expect(manage.getByText('Your organisation asks for a stronger passphrase.')).toBeVisible();
      for (const label of ['Passphrase', 'The same passphrase again'])
        await manage.getByLabel(label, { exact: true }).fill(PASSPHRASE);
      await manage.getByRole('button', { name: 'Create the vault' }).click();
      await manage.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
    });

    await test.step('an account of the organisation gets its site', async () => {
      const popup = await browser.clickToolbarIcon(await browser.openTab('about:blank'));
      await addByHand(popup, 'Harbour', 'JBSWY3DPEHPK3PXP');
      await popup.close();
      await manage.bringToFront();
      await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
      await expect(manage.getByText('sso.harbour.example')).toBeVisible();
    });

    await test.step('what is set is listed, and what is not allowed is not offered', async () => {
      await manage.getByRole('link', { name: 'Security' }).click();
      const section = manage.getByRole('region', { name: 'Set by your organisation' });
      await expect(section.getByRole('listitem')).toHaveText([
        /After 1 minute without use or After 5 minutes/,
        /“Good” or better/,
        /Accounts are not exported/,
        /Harbour \(.*sso\.harbour\.example\)/,
      ]);
      await expect(manage.getByLabel('Lock the vault').locator('option')).toHaveCount(2);
      await expect(manage.getByLabel('Lock the vault')).toHaveValue('5');
      await manage.evaluate(axe.source);
      const violations = await manage.evaluate(async () => {
        const { axe: engine } = globalThis as unknown as { readonly axe: typeof axe };
        return (await engine.run(document)).violations.map(({ id }) => id);
      });
      expect(violations).toEqual([]);
    });

    await test.step('nothing is exported', async () => {
      await manage.getByRole('link', { name: 'Export', exact: true }).click();
      await expect(manage.getByText('Accounts are not exported.')).toBeVisible();
      await expect(manage.getByRole('button', { name: /Export|Save/ })).toHaveCount(0);
    });
  } finally {
    await browser.close();
    policed.remove();
  }
});
