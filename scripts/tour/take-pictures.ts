import path from 'node:path';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { addAccounts, type PlainAccount } from '../../test/support/accounts.ts';
import { ExtensionBrowser } from '../../test/support/browsers/extension-browser.ts';
import type { ExtensionPage } from '../../test/support/browsers/extension-page.ts';
import { createVault, unlockPopup } from '../../test/support/journeys.ts';

const SERVICES = [
  ['Amazon Web Services', 'root'],
  ['Fastmail', 'ada@example.com'],
  ['GitHub', 'ada-lovelace'],
  ['GitLab', 'ada'],
  ['Hetzner', 'K0123456'],
  ['Nextcloud', 'ada@home.example'],
  ['Proton', 'ada.lovelace'],
] as const;

const ICONS_ARE_THERE = `document.querySelectorAll('.is-brand').length > 2`;
const MANY = Array.from(
  { length: 92 },
  (_, index): PlainAccount => ({
    issuer: `Service ${index + 1}`,
    accountName: 'ada',
  }),
);

/** Every state of the popup that a user meets, and the manage page. */
export async function takePictures(folder: string): Promise<void> {
  const server = await startRelyingParty();
  const browser = await ExtensionBrowser.launch();
  const file = (name: string) => path.join(folder, `${name}.png`);
  try {
    const origin = server.origin('ankra');
    const manage = await createVault(browser);
    const page = await browser.openTab(`${origin}/forms/one-field`);
    await withPopup(browser, page, async (popup) => {
      await popup.waitForText('No accounts yet');
      await popup.screenshot(file('popup-empty'));
    });
    await addAccounts(manage, [
      { issuer: 'Ankra', accountName: 'ada@example.com', site: origin },
      ...SERVICES.map(([issuer, accountName]): PlainAccount => ({ issuer, accountName })),
    ]);
    await withPopup(browser, page, async (popup) => {
      await popup.waitFor(ICONS_ARE_THERE, 'the icons of the services');
      await popup.waitForText('asks for a code');
      await popup.screenshot(file('popup'));
      await popup.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: 'dark' }],
      });
      await popup.screenshot(file('popup-dark'));
    });
    await manage.getByRole('link', { name: 'Accounts' }).click();
    await manage.getByText('Fastmail').waitFor();
    await manage.screenshot({ path: file('manage') });
    await manage.goto(manage.url().replace(/#.*/, '#/appearance'));
    await manage.getByRole('heading', { name: 'Appearance' }).waitFor();
    await manage.screenshot({ path: file('manage-appearance') });
    await manage.getByRole('link', { name: 'Accounts' }).click();
    await manage.emulateMedia({ colorScheme: 'dark' });
    await manage.screenshot({ path: file('manage-dark') });
    await addAccounts(manage, MANY);
    await withPopup(browser, page, async (popup) => {
      await popup.waitForText('asks for a code');
      await popup.screenshot(file('popup-100-accounts'));
      await popup.press('l', { ctrl: true });
      await popup.waitForText('Locked');
      await popup.screenshot(file('popup-locked'));
      await unlockPopup(popup);
      await popup.waitForText('asks for a code');
    });
  } finally {
    await browser.close();
    await server.close();
  }
}

async function withPopup(
  browser: ExtensionBrowser,
  page: Parameters<ExtensionBrowser['clickToolbarIcon']>[0],
  work: (popup: ExtensionPage) => Promise<void>,
): Promise<void> {
  const popup = await browser.clickToolbarIcon(page);
  await work(popup);
  await popup.close();
}
