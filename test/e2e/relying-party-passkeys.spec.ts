import type { Page } from '@playwright/test';
import { Customer } from '../support/customer.ts';
import { expect, test } from '../support/journey.ts';
import { signIn, signOut, signUp } from '../support/journeys.ts';
import { Terminal } from '../support/tally-rp.ts';
import { ANSWERERS, type MakeAnswerer } from '../support/passkeys/answerers.ts';

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: /^Add (a )?(passkey|security device)$/ }).click();
}

for (const [who, make] of Object.entries(ANSWERERS))
  test.describe(`answered by ${who}`, () => journeys(make));

function journeys(make: MakeAnswerer): void {
  test('a passkey of this device is added, signs in with one tap and alone, and stays while it is the last factor', async ({
    extension,
    origin,
  }) => {
    const page = await extension.context.newPage();
    const { answer } = await make({ extension, page, origin }, 'internal');
    await signUp(page, origin);
    await page.goto(`${origin}/passkeys/new`);
    await answer(() => addPasskey(page, 'Laptop'));
    await expect(page.locator('#recovery-codes li')).toHaveCount(10);
    await page.getByRole('link', { name: 'Done' }).click();
    await expect(page.locator('#method-passkeys')).toContainText('Laptop');
    await signOut(page);

    await signIn(page, origin);
    await expect(page).toHaveURL(/\/challenge/);
    await answer(() => page.getByRole('button', { name: 'Use a passkey' }).click());
    await expect(page.locator('#signed-in-as')).toBeVisible();
    await signOut(page);

    await answer(() => page.getByRole('button', { name: 'Use a passkey' }).click());
    await expect(page.locator('#signed-in-as')).toContainText('ada.new@example.com');

    await page.goto(`${origin}/passkeys/new`);
    await answer(() => addPasskey(page, 'Laptop again'));
    await expect(page.locator('[data-ceremony-error]')).toHaveText('This device is registered already.');
    await page.goto(`${origin}/profile/authentication`);
    await page.getByRole('link', { name: 'Remove Laptop' }).click();
    await expect(page.getByText('You cannot remove your last remaining factor')).toBeVisible();
  });

  test('a security key follows the password, and is removed after it', async ({ extension, server }) => {
    const origin = server.origin('sekoia');
    const page = await extension.context.newPage();
    const { answer } = await make({ extension, page, origin }, 'usb');
    await signUpAt(page, origin);
    await page.goto(`${origin}/passkeys/new`);
    await confirmPassword(page);
    await answer(() => addPasskey(page, 'Key on my ring'));
    await page.getByRole('link', { name: 'Done' }).click();
    await signOut(page);

    await page.getByLabel('Username (email)').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await answer(() => page.getByRole('button', { name: 'Use a security device' }).click());
    await expect(page.locator('#signed-in-as')).toBeVisible();

    await page.goto(`${origin}/security`);
    await page.getByRole('link', { name: 'Remove Key on my ring' }).click();
    await confirmPassword(page);
    await expect(page.getByText('This is your last factor')).toBeVisible();
    await page.getByRole('button', { name: 'Remove' }).click();
    await expect(page.locator('#two-factor-status')).toHaveText('Off');
  });

  for (const preset of ['ankra', 'crm']) {
    test(`${preset}: a passkey and a security key stand beside each other, either signs in, and each is removed by itself`, async ({
      extension,
      server,
    }) => {
      const page = await extension.context.newPage();
      const customer = new Customer({ extension, server, page }, preset);
      const { answer, answerWithKey } = await make({ extension, page, origin: customer.origin }, 'internal');
      await customer.signUp();
      await customer.openSecurity();
      await page.getByRole('link', { name: 'Add passkey' }).click();
      if (!customer.policy.stepUp.signInCounts) await customer.confirmByPassword();
      await answer(() => addPasskey(page, 'Laptop'));
      if (customer.policy.recoveryCodes.made === 'with-first-factor')
        await page.getByRole('link', { name: 'Done' }).click();
      await expect(page.locator('#method-passkeys')).toContainText('Laptop');
      await page.getByRole('link', { name: 'Add passkey' }).click();
      await answerWithKey(() => addPasskey(page, 'Key on my ring'));
      await expect(page.locator('#method-passkeys li')).toHaveCount(2);

      await customer.signOut();
      await customer.signIn();
      await answer(() => page.getByRole('button', { name: 'Use a passkey' }).click());
      await expect(page.locator('#signed-in-as')).toContainText(customer.email);
      await customer.openSecurity();
      await page.getByRole('link', { name: 'Remove Laptop' }).click();
      if (!customer.policy.stepUp.signInCounts)
        await answer(() => page.getByRole('button', { name: 'Use a passkey' }).click());
      await page.getByRole('button', { name: 'Remove' }).click();
      await expect(page.getByText('It was removed and no longer signs you in.')).toBeVisible();
      await expect(page.locator('#method-passkeys li')).toHaveCount(1);
      await expect(page.locator('#two-factor-status')).toHaveText('On');
    });
  }

  test('a command-line sign-in meets the passkey in the browser and goes on in the terminal', async ({
    extension,
    origin,
  }) => {
    const page = await extension.context.newPage();
    const { answer } = await make({ extension, page, origin }, 'internal');
    await signUp(page, origin);
    await page.goto(`${origin}/passkeys/new`);
    await answer(() => addPasskey(page, 'Laptop'));
    await page.getByRole('link', { name: 'Done' }).click();
    await signOut(page);

    const terminal = new Terminal(origin);
    const login = terminal.start('login');
    await page.goto(await terminal.addressOf(login));
    await answer(() => page.getByRole('button', { name: 'Use a passkey' }).click());
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByText('go back to your terminal')).toBeVisible();
    expect(await login.ended).toEqual({ exitCode: 0, printed: 'You are signed in.\n' });

    const status = await terminal.run('--json', 'profile', 'auth', 'status');
    expect(JSON.parse(status.printed)).toMatchObject({ twoFactor: true, passkeys: 1 });
    await page.goto(`${origin}/profile/authentication`);
    await page.getByRole('button', { name: /^Revoke tally-rp/ }).click();
    const after = await terminal.run('profile', 'auth', 'status');
    expect(after.exitCode).toBe(4);
    terminal.forget();
  });

  test('passkeys open adds a first passkey, and comes back to the terminal though its session is over by it', async ({
    extension,
    origin,
  }) => {
    const page = await extension.context.newPage();
    const { answer } = await make({ extension, page, origin }, 'internal');
    await signUp(page, origin);
    const terminal = new Terminal(origin);
    const login = terminal.start('login');
    await page.goto(await terminal.addressOf(login));
    await page.getByRole('button', { name: 'Allow' }).click();
    expect(await login.ended).toMatchObject({ exitCode: 0 });

    const opened = terminal.start('profile', 'auth', 'passkeys', 'open');
    await page.goto(await terminal.addressOf(opened));
    await answer(() => addPasskey(page, 'Laptop'));
    await expect(page.locator('#recovery-codes li')).toHaveCount(10);
    const { exitCode, printed } = await opened.ended;
    expect(printed).toMatch(/^\d{4}-\d\d-\d\d {2}Laptop\nTwo-factor authentication is on\. Run login/);
    expect(exitCode).toBe(0);
    terminal.forget();
  });
}

const EMAIL = 'ada.new@example.com';
const PASSWORD = 'a long site password';

async function signUpAt(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-up`);
  await page.getByLabel('Name', { exact: true }).fill('Ada');
  await page.getByLabel('Username (email)').fill(EMAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.locator('#signed-in-as')).toBeVisible();
}

async function confirmPassword(page: Page): Promise<void> {
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm with password' }).click();
}
