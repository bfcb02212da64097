// The relying party's ceremonies with our provider in place of the browser's: nothing stands in for a device here, so what is
// verified was made by us.
import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '../support/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, PASSPHRASE, signIn, signOut, signUp } from '../support/journeys.ts';
import { acceptPermissionPrompt, focusBrowser } from '../support/xvfb-input.ts';

const HOST = 'ankra.localhost';

test('a passkey is kept here, and signs in as second factor and alone', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage);
  const page = await extension.context.newPage();
  await signUp(page, origin);

  await test.step('made, after a yes in a window of ours', async () => {
    await page.goto(`${origin}/passkeys/new`);
    await page.getByLabel('Name').fill('Tallystick');
    const prompt = await promptOf(extension, () =>
      page.getByRole('button', { name: /^Add (a )?passkey$/ }).click(),
    );
    await expect(prompt.getByRole('heading')).toHaveText(`Save a passkey for ${new URL(origin).host}?`);
    await pressIn(prompt, 'Save it in Tallystick');
    await expect(page.locator('#recovery-codes li')).toHaveCount(10);
    await page.getByRole('link', { name: 'Done' }).click();
    await expect(page.locator('#method-passkeys')).toContainText('Tallystick');
  });

  await test.step('signs in after the password', async () => {
    await signOut(page);
    await signIn(page, origin);
    const prompt = await promptOf(extension, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click(),
    );
    await answer(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toBeVisible();
  });

  await test.step('signs in alone', async () => {
    await signOut(page);
    const prompt = await promptOf(extension, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click(),
    );
    await answer(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toContainText('ada.new@example.com');
  });

  await test.step('a second one for the same account is not made', async () => {
    await page.goto(`${origin}/passkeys/new`);
    await page.getByLabel('Name').fill('Again');
    const prompt = await promptOf(extension, () =>
      page.getByRole('button', { name: /^Add (a )?passkey$/ }).click(),
    );
    await pressIn(prompt, 'Tell the site so');
    await expect(page.locator('[data-ceremony-error]')).toHaveText('This device is registered already.');
  });
});

/** As the user does it: in the manage page, and in the browser's own prompt. */
async function turnOn(extension: ExtensionBrowser, manage: Page): Promise<void> {
  await manage.getByRole('link', { name: 'Sites' }).click();
  await manage.getByLabel('Address of a site').fill(`http://${HOST}`);
  focusBrowser(await extension.processId());
  await manage.getByRole('button', { name: 'Turn on for this site' }).click();
  await acceptPermissionPrompt();
  await expect(
    manage.getByRole('checkbox', { name: `Keep passkeys for this site, http://${HOST}` }),
  ).toBeChecked();
}

async function promptOf(extension: ExtensionBrowser, begin: () => Promise<void>): Promise<Page> {
  const [prompt] = await Promise.all([extension.context.waitForEvent('page'), begin()]);
  return prompt;
}

/** By the passphrase where the site wants it. */
async function answer(prompt: Page, button: RegExp): Promise<void> {
  const passphrase = prompt.getByLabel('Passphrase');
  await prompt.getByRole('button', { name: button }).waitFor();
  if (await passphrase.isVisible()) await passphrase.fill(PASSPHRASE);
  await pressIn(prompt, button);
}

/** The click closes the window, perhaps before it has been answered. */
async function pressIn(prompt: Page, name: string | RegExp): Promise<void> {
  const closed = prompt.waitForEvent('close');
  await prompt
    .getByRole('button', { name })
    .click()
    .catch((error: unknown) => {
      if (!prompt.isClosed()) throw error;
    });
  await closed;
}
