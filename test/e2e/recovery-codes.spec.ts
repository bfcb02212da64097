import type { Page } from '@playwright/test';
import axe from 'axe-core';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { addAccounts } from '../support/accounts.ts';
import { createVault, PASSPHRASE, scanAndSave, signUp } from '../support/journeys.ts';
import { expect, test } from '../support/journey.ts';

const OLDER = ['7KD2-PQ9X', 'M4TR-8WJC', 'H2NV-5ZBF', 'X9GL-3RKS', 'T6YP-4MDQ', 'C8JW-7HXN'];

const NEWER = [
  'QW7RT-9KLPX',
  'M3WDF-T8ZCV',
  '4HBNG-X6RAJ',
  'Q9JSK-2VKEY',
  'E5TGB-W7YUH',
  '8XDPM-H3FNR',
  'Z2RCT-6MBSD',
  'V4KAW-9JQTE',
];

test('recovery codes are kept from the page with one button, counted, replaced by newer ones, compared and put on paper', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  const scanned = await scanAndSave(extension, page);
  await scanned.clickButton('Fill the code on this page');
  await scanned.waitUntilClosed();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('#recovery-codes li')).toHaveCount(10);
  const shown = (await page.locator('#recovery-codes li').allInnerTexts()).map((code) => code.trim());
  await keepFromPage(extension, page, shown);

  // The site makes new ones: those that are kept so far are struck through until the new ones are known to work.
  await page.evaluate((codes) => {
    document.body.innerHTML = `<h1>Your recovery codes</h1><p>Save these recovery codes. Each can be used once.</p>
      <ul>${codes.map((code) => `<li>${code}</li>`).join('')}</ul>`;
  }, NEWER);
  await keepFromPage(extension, page, NEWER);

  await manage.bringToFront();
  await manage.getByRole('link', { name: 'Recovery codes' }).click();
  await expect(manage.getByText('Replaced by a newer sheet')).toBeVisible();
  await expectAccessible(manage);
  await manage.getByRole('button', { name: 'Yes, remove the old one' }).click();
  await expect(manage.getByText('Replaced by a newer sheet')).toHaveCount(0);

  await manage.getByRole('button', { name: 'It was used: 1', exact: true }).click();
  await expect(manage.getByText(`${NEWER.length - 1} of ${NEWER.length} left`)).toBeVisible();
  await manage.getByRole('button', { name: 'Compare with the site' }).click();
  await manage.getByLabel('Codes left, as the site says').fill(String(NEWER.length - 2));
  await manage.keyboard.press('Enter');
  await expect(manage.getByText('The site has fewer codes left; difference: 1.')).toBeVisible();
  await manage.getByRole('button', { name: 'Cancel' }).click();

  await manage.getByRole('button', { name: 'Print or save' }).click();
  await manage.getByLabel('Your current passphrase').fill('not this one');
  await manage.keyboard.press('Enter');
  await expect(manage.getByRole('alert')).toBeVisible();
  await expect(manage.getByText(NEWER[1] ?? '')).toHaveCount(0);
  await manage.getByLabel('Your current passphrase').fill(PASSPHRASE);
  await manage.keyboard.press('Enter');
  await expect(manage.locator('.paper-codes code')).toHaveText(NEWER);
  await expectAccessible(manage);
});

/** The popup shows what it found, keeps it for the one account of the site, and counts it in the row. */
test('a temporary code of an administrator is kept until it ends, and the page of the account says what there is', async ({
  extension,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [{ issuer: 'Ankra', accountName: 'ada' }]);
  await manage.getByRole('link', { name: 'Recovery codes' }).click();
  await manage.getByRole('button', { name: 'Add a temporary code to Ankra, ada' }).click();
  await expect(manage.getByRole('textbox', { name: 'Temporary code' })).toBeFocused();
  await manage.keyboard.type('8F3K-22QP');
  await manage.getByLabel('Good for how many hours').fill('0');
  await manage.keyboard.press('Enter');
  await expect(manage.getByText('Give a whole number of hours from 1 to 720.')).toBeVisible();
  await manage.getByLabel('Good for how many hours').fill('24');
  await expectAccessible(manage);
  await manage.keyboard.press('Enter');
  await expect(manage.getByRole('main').getByText('Temporary code, good until')).toBeVisible();
  await expect(manage.getByText('8F3K-22QP')).toHaveCount(0);
  await expect(manage.getByRole('button', { name: 'Compare with the site' })).toHaveCount(0);

  await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
  await manage.getByRole('button', { name: /^Edit/ }).click();
  await expect(manage.getByText('No recovery codes are kept for this account.')).toBeVisible();
  await expect(manage.getByText('Temporary code, good until')).toBeVisible();
  await expectAccessible(manage);
  await manage.getByRole('link', { name: 'Add a sheet' }).click();
  await expect(manage.getByRole('heading', { name: 'Recovery codes', level: 1 })).toBeVisible();

  // The temporary code is no sheet: there is nothing yet that the first one could replace.
  await expect(manage.getByRole('checkbox', { name: 'They replace the codes kept so far' })).toHaveCount(0);
  await addByHand(manage, OLDER);
  await manage.getByRole('button', { name: 'Add a sheet to Ankra, ada' }).click();
  await expect(manage.getByRole('checkbox', { name: 'They replace the codes kept so far' })).toBeChecked();
  await addByHand(manage, NEWER);
  await expect(manage.getByText('Replaced by a newer sheet')).toBeVisible();
  await expect(manage.locator('.is-replaced code').first()).toHaveCSS('text-decoration-line', 'line-through');
  await expectAccessible(manage);
  await manage.getByRole('button', { name: 'No, go back to the old one' }).click();
  await expect(manage.getByText(`${OLDER.length} of ${OLDER.length} left`)).toBeVisible();
  await manage.getByRole('link', { name: 'History' }).click();
  await expect(manage.getByText('Recovery codes to the trash: Ankra (ada).')).toBeVisible();
  await expect(manage.getByText('Recovery codes kept: Ankra (ada).')).toHaveCount(3);
  await expect(manage.getByText('Used:')).toHaveCount(0);
});

async function addByHand(manage: Page, codes: readonly string[]): Promise<void> {
  await manage.getByRole('textbox', { name: 'Recovery codes' }).fill(codes.join('\n'));
  await manage.getByRole('button', { name: 'Keep these codes' }).click();
  await expect(manage.getByText(`${codes.length} of ${codes.length} left`)).toBeVisible();
}

async function keepFromPage(
  extension: ExtensionBrowser,
  page: Page,
  codes: readonly string[],
): Promise<void> {
  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText(`This page shows ${codes.length} recovery codes.`);
  await popup.clickButton('Compare the codes');
  const listed = await popup.evaluate<readonly string[]>(
    "[...document.querySelectorAll('.page-sheet-codes li')].map((item) => item.innerText.trim())",
  );
  expect(listed).toEqual(codes);
  await popup.click('.page-offer button.primary');
  await popup.waitForText(`${codes.length} of ${codes.length} left`);
  await popup.close();
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: engine } = globalThis as unknown as { readonly axe: typeof axe };
    const found = await engine.run(document);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(violations).toEqual([]);
}
