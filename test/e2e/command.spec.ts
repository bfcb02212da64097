import { expect, test } from '../support/journey.ts';
import { createVault, scanAndSave, signUp, unlockPopup } from '../support/journeys.ts';
import { focusBrowser, pressKeys } from '../support/browsers/xvfb-input.ts';

test('the keyboard command fills the only account of the site', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  await (await scanAndSave(extension, page)).close();
  await page.goto(`${origin}/forms/one-field`);
  await page.bringToFront();
  focusBrowser(await extension.processId());
  pressKeys('ctrl+shift+y');
  await expect(page.locator('input:visible').first()).toHaveValue(/^\d{6}$/);
});

test('the command on a locked vault asks for the passphrase and then goes on with the fill', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  await (await scanAndSave(extension, page)).close();
  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await page.goto(`${origin}/forms/one-field`);
  await page.bringToFront();
  focusBrowser(await extension.processId());
  pressKeys('ctrl+shift+y');
  const popup = await extension.attachToPopup();
  await unlockPopup(popup);
  await popup.waitUntilClosed();
  await expect(page.locator('input:visible').first()).toHaveValue(/^\d{6}$/);
});
