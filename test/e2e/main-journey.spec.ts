import { createVault, scanAndSave, signIn, signOut, signUp } from '../support/journeys.ts';
import { expect, test } from '../support/journey.ts';

test('an account is enrolled by scanning, shown in the popup, and signs in by filling', async ({
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
  await expect(page.getByLabel('6-digit code from the app')).toHaveValue(/^\d{6}$/);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.locator('#recovery-codes')).toBeVisible();
  await page.getByRole('link', { name: 'Done' }).click();
  await signOut(page);

  await signIn(page, origin);
  await expect(page).toHaveURL(/\/challenge/);
  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('asks for a code');
  await popup.waitFor(
    `/^\\d{3}.\\d{3}$/.test(document.querySelector('.row-code')?.textContent ?? '')`,
    'a code',
  );
  // The site has accepted this time step at enrolment: the popup waits for the next one, visibly, and then fills.
  await popup.click('.row-fill');
  await popup.waitUntilClosed(40_000);
  await expect(page.locator('input[name=code]')).toHaveValue(/^\d{6}$/);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.locator('#sign-out')).toHaveCount(1);
});

test('the six boxes of a challenge are filled one digit each', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  const scanned = await scanAndSave(extension, page);
  await scanned.clickButton('Done');
  await scanned.close();
  await page.goto(`${origin}/forms/six-boxes`);
  const popup = await extension.clickToolbarIcon(page);
  await popup.click('.row-fill');
  await popup.waitUntilClosed();
  const boxes = page.locator('input:visible');
  await expect(boxes).toHaveCount(6);
  for (const box of await boxes.all()) await expect(box).toHaveValue(/^\d$/);
});
