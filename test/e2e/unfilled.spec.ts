// A command that can fill nothing does not end in silence: the popup that opens in its place says why.
import { addAccounts } from '../support/accounts.ts';
import { serve } from '../support/hostile-page.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, scanAndSave, signUp, unlockPopup } from '../support/journeys.ts';
import { focusBrowser, openContextMenu, pressKeys } from '../support/browsers/xvfb-input.ts';

const STEP_MS = 30_000;
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

test('a fill that is asked for right after saving says there what becomes of it', async ({
  extension,
  origin,
}) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  const hide = (isHidden: boolean) =>
    page.evaluate((value) => {
      document.body.style.display = value ? 'none' : '';
    }, isHidden);
  const popup = await scanAndSave(extension, page);
  const FILL = 'Fill the code on this page';
  const WAITING = 'The next one is filled in';
  const isWaiting = async () => (await popup.text()).includes(WAITING);

  await hide(true);
  await popup.clickButton(FILL);
  await popup.waitForText('No field for an authenticator code was found on this page');
  await hide(false);

  // Its code is spent, as by a popup in another window; the rest has to be done before the next one is there.
  await expect
    .poll(() => STEP_MS - (Date.now() % STEP_MS), { timeout: STEP_MS })
    .toBeGreaterThan(STEP_MS / 2);
  await popup.evaluate(`(async () => {
    const ask = async (verb, request) => (await chrome.runtime.sendMessage({ verb, request })).value;
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    const [{ id }] = await ask('accounts/list', { tabId: tab.id });
    await ask('autofill/fill', { tabId: tab.id, accountId: id, gives: 'app-code' });
  })()`);
  await expect(page.locator('input[name=code]')).toHaveValue(/^\d{6}$/);
  await popup.clickButton(FILL);
  await popup.waitForText(WAITING);
  expect(await popup.text()).not.toContain('No field');
  await popup.clickButton('Cancel');
  await expect.poll(isWaiting).toBe(false);

  // It ends with the place that shows it: nothing is filled behind another one.
  await popup.clickButton(FILL);
  await popup.waitForText(WAITING);
  await popup.clickButton('Done');
  await popup.waitForSelector('#search');
  expect(await isWaiting()).toBe(false);
});
