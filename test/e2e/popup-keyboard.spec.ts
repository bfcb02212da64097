// The popup by keyboard alone, and every state of it and of the manage page under the rules of axe: light and dark, and
// from right to left. One browser for all of it.
import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import { violationsOn } from '../support/browsers/axe-violations.ts';
import { EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import type { ExtensionPage } from '../support/browsers/extension-page.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, unlockPopup } from '../support/journeys.ts';

const POPUP = `chrome-extension://${EXTENSION_ID}/src/popup/index.html`;
/** What the address bar does once it has the code, but for the closing: see platform/clipboard-guard.ts. */
const COPY_OUT_OF_SIGHT = `chrome.offscreen.createDocument({
  url: 'src/offscreen/clipboard.html#copy:246813', reasons: ['CLIPBOARD'], justification: 'test',
})`;
const FOCUSED = `document.activeElement?.getAttribute('aria-label') ?? ''`;
const TITLES = `[...document.querySelectorAll('.row-title')].map((title) => title.textContent).join()`;
const PLACES = ['accounts', 'history', 'backup', 'sites', 'security', 'appearance', 'about'] as const;

test('the popup is walked by keyboard alone, no state of our pages has a fault that axe knows, and the page out of sight copies', async ({
  extension,
  origin,
}) => {
  test.setTimeout(180_000);
  const page = await extension.openTab(origin);
  const fresh = await extension.clickToolbarIcon(page);
  await hasNoFault(fresh, 'first run');
  await fresh.close();
  const manage = await createVault(extension);
  const empty = await extension.clickToolbarIcon(page);
  await empty.waitForText('No accounts yet');
  await hasNoFault(empty, 'empty');
  await empty.close();
  await addAccounts(manage, [
    { issuer: 'Here', accountName: 'ada@example.com', site: origin },
    ...['Alpha', 'Beta', 'GitHub', 'Zeta'].map((issuer) => ({ issuer, accountName: 'ada' })),
  ]);

  const popup = await extension.clickToolbarIcon(page);
  await popup.waitFor(`document.querySelectorAll('.row').length === 5`, 'five rows');
  await walks(popup);
  await hasNoFault(popup, 'list');
  await popup.close();
  await fitsWhenZoomed(await extension.openTab(POPUP));

  const again = await extension.clickToolbarIcon(page);
  // The site's own, then the pinned one, then the one that was copied, then the others as they were.
  await again.waitFor(`${TITLES} === 'Here,Beta,GitHub,Alpha,Zeta'`, 'the order of use');
  await again.press('/');
  await again.type('nothing like it');
  await again.waitForText('No account matches');
  await hasNoFault(again, 'no match');
  await again.press('Escape');
  await again.clickButton('Add an account by hand');
  await again.waitForText('Secret, or otpauth link');
  await hasNoFault(again, 'by hand');
  await again.press('Escape');
  await again.waitForText('Zeta');
  await again.press('l', { ctrl: true });
  await again.waitForText('Locked');
  await hasNoFault(again, 'locked');
  await unlockPopup(again);
  await again.waitForText('Zeta');
  await again.close();

  await manage.evaluate(`location.hash = '#/accounts'`);
  await manage.getByRole('button', { name: 'Move to trash: Zeta, ada' }).click();
  await manage.getByRole('button', { name: 'Restore Zeta, ada' }).waitFor();
  await manage.getByRole('checkbox', { name: 'Choose Beta, ada' }).check();
  const moved = manage.getByRole('button', { name: 'Move Beta, ada' });
  await moved.focus();
  await manage.keyboard.press('Alt+ArrowUp');
  await manage.getByText('Beta, ada is number 2 of 4.').waitFor();
  await expect(moved).toBeFocused();
  await manage.getByRole('button', { name: 'Edit Beta, ada' }).click();
  await manage.getByText('How its codes are made').click();
  await hasNoFaultAt(manage, new URL(manage.url()).hash.slice(2));
  for (const place of PLACES) await hasNoFaultAt(manage, place);

  await extension.context.grantPermissions(['clipboard-read'], { origin });
  await extension.inWorker(COPY_OUT_OF_SIGHT);
  await page.bringToFront();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('246813');
});

/** Arrows, Home and End, letters, P, Shift, Enter, Escape. */
async function walks(popup: ExtensionPage): Promise<void> {
  await popup.press('ArrowDown');
  await popup.waitFor(`(${FOCUSED}).includes('Here,')`, 'the first row');
  await popup.press('End');
  await popup.waitFor(`(${FOCUSED}).includes('Zeta,')`, 'the last row');
  await popup.press('Home');
  await popup.waitFor(`(${FOCUSED}).includes('Here,')`, 'the first row again');
  await popup.press('ArrowUp');
  await popup.waitFor(`document.activeElement.id === 'search'`, 'the search above it');
  await popup.press('ArrowDown');
  for (const step of ['Alpha', 'Beta']) {
    await popup.press('ArrowDown');
    await popup.waitFor(`(${FOCUSED}).includes('${step},')`, step);
  }
  await popup.press('p');
  await popup.waitFor(`document.querySelectorAll('.row-pin.is-pinned').length === 1`, 'the pin');
  await popup.waitFor(`${TITLES} === 'Here,Alpha,Beta,GitHub,Zeta'`, 'the order of before');
  await popup.waitFor(`(${FOCUSED}).includes('Beta,')`, 'the focus where it was');
  const shift = { key: 'Shift', windowsVirtualKeyCode: 16, modifiers: 8 };
  await popup.send('Input.dispatchKeyEvent', { type: 'keyDown', ...shift });
  await popup.waitFor(`document.activeElement.innerText.includes('next')`, 'the next code');
  await popup.send('Input.dispatchKeyEvent', { type: 'keyUp', ...shift, modifiers: 0 });
  await popup.press('g');
  await popup.waitFor(`document.querySelector('#search').value === 'g'`, 'the letter in the search');
  await popup.waitFor(`(${TITLES}) === 'GitHub'`, 'what it finds');
  await popup.press('Enter');
  await popup.waitForText('Copied');
  await popup.press('Escape');
  await popup.waitFor(`document.querySelectorAll('.row').length === 5`, 'the search cleared');
}

/** At 200 % a browser has half as much room for a popup: the list gets shorter, and nothing is cut off. */
async function fitsWhenZoomed(tab: Page): Promise<void> {
  await tab.setViewportSize({ width: 360, height: 300 });
  await tab.locator('.row').first().waitFor();
  await tab.waitForFunction(
    `innerHeight === 300 && document.querySelector('#app').getBoundingClientRect().bottom === 300`,
  );
  expect(await tab.evaluate(STICKS_OUT)).toEqual([]);
  await tab.close();
}

async function hasNoFault(popup: ExtensionPage, state: string): Promise<void> {
  expect(await violationsOn(popup), state).toEqual([]);
  await popup.send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: 'dark' }],
  });
  expect(await violationsOn(popup, ['color-contrast']), `${state}, dark`).toEqual([]);
  await popup.evaluate(`document.documentElement.dir = 'rtl'`);
  expect(await violationsOn(popup), `${state}, from right to left`).toEqual([]);
  expect(await popup.evaluate(STICKS_OUT), `${state}, from right to left`).toEqual([]);
  await popup.evaluate(`document.documentElement.dir = 'ltr'`);
  await popup.send('Emulation.setEmulatedMedia', { features: [] });
}

async function hasNoFaultAt(manage: Page, place: string): Promise<void> {
  await manage.evaluate(`location.hash = '#/${place}'`);
  await manage.locator('h1').first().waitFor();
  expect(await violationsOn(manage), place).toEqual([]);
  await manage.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsOn(manage, ['color-contrast']), `${place}, dark`).toEqual([]);
  await manage.evaluate(`document.documentElement.dir = 'rtl'`);
  expect(await manage.evaluate(STICKS_OUT), `${place}, from right to left`).toEqual([]);
  await manage.evaluate(`document.documentElement.dir = 'ltr'`);
  await manage.emulateMedia({ colorScheme: null });
}

/** What can be pressed and is not wholly inside of the page's width. */
const STICKS_OUT = `[...document.querySelectorAll('button, input, a, select')]
  .filter((element) => element.getClientRects().length > 0)
  .filter((element) => { const { left, right } = element.getBoundingClientRect(); return left < -1 || right > innerWidth + 1; })
  .map((element) => element.outerHTML.slice(0, 160))`;
