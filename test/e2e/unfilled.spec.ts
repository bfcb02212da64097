// A command that can fill nothing does not end in silence: the popup that opens in its place says why.
import { addAccounts } from '../support/accounts.ts';
import { serve } from '../support/hostile-page.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, unlockPopup } from '../support/journeys.ts';
import { focusBrowser, openContextMenu, pressKeys } from '../support/browsers/xvfb-input.ts';

const NO_FIELD = 'No field for a code was found on this page. Copy the code here';

test('where no field for a code is found, command, menu and the fill after unlocking say so, and what to do', async ({
  extension,
  server,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [{ issuer: 'Here', accountName: 'ada', site: origin }]);
  const page = await extension.context.newPage();
  await serve(page, origin, '<label>Nickname <input name="nickname"></label>');
  await page.bringToFront();
  focusBrowser(await extension.processId());

  pressKeys('ctrl+shift+y');
  let popup = await extension.attachToPopup();
  await popup.waitForText(NO_FIELD);
  await popup.close();

  // Told once: a popup that the user opens says nothing of it.
  popup = await extension.clickToolbarIcon(page);
  await popup.waitFor(`document.querySelector('[data-looked]') !== null`, 'the look at the page');
  expect(await popup.text()).not.toContain(NO_FIELD);
  await popup.close();

  await page.bringToFront();
  await openContextMenu(page.locator('input'), await extension.processId());
  pressKeys('Up', 'Up', 'Return');
  popup = await extension.attachToPopup();
  await popup.waitForText(NO_FIELD);
  await popup.close();

  // On a site of no account too.
  await serve(page, `http://crm.localhost:${server.port}`, '<input name="nickname">');
  focusBrowser(await extension.processId());
  pressKeys('ctrl+shift+y');
  popup = await extension.attachToPopup();
  await popup.waitForText(NO_FIELD);
  await popup.close();

  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await serve(page, origin, '<input name="nickname">');
  await page.bringToFront();
  focusBrowser(await extension.processId());
  pressKeys('ctrl+shift+y');
  popup = await extension.attachToPopup();
  await unlockPopup(popup);
  await popup.waitForText(NO_FIELD);
});
