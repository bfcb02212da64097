import { createVault, scanAndSave, signUp } from '../support/journeys.ts';
import { expect, test } from '../support/journey.ts';

test('the recovery codes that a site shows after enrolment are kept with one button and counted', async ({
  extension,
  origin,
}) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  const scanned = await scanAndSave(extension, page);
  await scanned.clickButton('Fill the code on this page');
  await scanned.waitUntilClosed();
  await page.getByRole('button', { name: 'Confirm' }).click();
  const shown = (await page.locator('#recovery-codes li').allInnerTexts()).map((code) => code.trim());
  expect(shown.length).toBeGreaterThanOrEqual(8);

  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText(`This page shows ${shown.length} recovery codes.`);
  await popup.clickButton('Compare the codes');
  const listed = await popup.evaluate<readonly string[]>(
    "[...document.querySelectorAll('.page-sheet-codes li')].map((item) => item.innerText.trim())",
  );
  expect(listed).toEqual(shown);
  const keep = "[...document.querySelectorAll('.page-offer button.primary')][0]";
  await popup.evaluate(`${keep}.click()`);
  await popup.waitForText(`${shown.length} of ${shown.length} left`);
});
