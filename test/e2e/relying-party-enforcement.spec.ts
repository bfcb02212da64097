import { expect, test } from '@playwright/test';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import { Customer, CUSTOMER_PASSWORD, type Visit } from '../support/customer.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault } from '../support/journeys.ts';
import { Terminal } from '../support/tally-rp.ts';
import { TestBrowser } from '../unit/relying-party/support/test-browser.ts';

// Each test is the first visit of the extension to its site.
let server: RunningServer;
let extension: ExtensionBrowser;
let visit: Visit;

test.beforeAll(async () => {
  server = await startRelyingParty();
  extension = await ExtensionBrowser.launch();
  await createVault(extension);
  visit = { extension, server, page: await extension.context.newPage() };
});

test.afterAll(async () => {
  await extension.close();
  await server.close();
});

for (const { preset, label, screen, hasPasskeys } of [
  {
    preset: 'ankra',
    label: 'Require two-factor authentication for all members',
    screen: 'Secure your account to continue',
    hasPasskeys: true,
  },
  {
    preset: 'bytebase',
    label: 'Require 2FA for all users',
    screen: 'Two-factor authentication is required',
    hasPasskeys: false,
  },
]) {
  test(`${preset}: a member is forced to enrol, on a site that the extension has never seen`, async () => {
    const olga = new Customer(visit, preset, 'olga@example.com');
    const olgasId = await olga.beAdded();
    const { secret } = olga.site.users.addAuthenticator(olgasId);
    const ada = new Customer(visit, preset);
    const adasId = await ada.beAdded();
    if (olga.policy.groups.newUsers === 'found-their-own') {
      olga.site.users.join(olgasId, { name: 'Analytical Engines', role: 'admin' });
      olga.site.users.join(adasId, { name: 'Analytical Engines', role: 'member' });
    }
    const { page, policy } = ada;
    await olga.signIn();
    await olga.typeCode(secret);
    await olga.verify();
    await olga.open(policy.paths.group);
    await page.getByRole('switch', { name: label }).last().click();
    await page.getByRole('button', { name: 'Require it' }).click();
    await expect(page.getByRole('switch', { name: label }).last()).toBeChecked();
    await olga.signOut();

    await ada.signIn();
    const blocked = page.getByRole('heading', { name: screen });
    await expect(blocked).toBeVisible();
    for (const path of ['/', policy.paths.security, policy.paths.group]) {
      await ada.open(path);
      await expect(blocked).toBeVisible();
    }
    await expect(page.getByRole('link', { name: 'Use a passkey' })).toHaveCount(hasPasskeys ? 1 : 0);
    await page.getByRole('link', { name: 'Set up two-factor authentication' }).click();
    expect(await ada.enrolByScanning()).toHaveLength(10);
    await page.getByRole(policy.totp.activeAfter === 'code' ? 'link' : 'button', DONE).click();
    // The page that was asked for last, when nothing but enrolling was allowed.
    await expect(page).toHaveURL(`${ada.origin}${policy.paths.group}`);
    await ada.openSecurity();
    await expect(page.locator('#two-factor-status')).toHaveText('On');
    await ada.open('/');
    await expect(page.locator('#signed-in-as')).toContainText(ada.email);

    await ada.open(policy.disabling === 'by-switch' ? '/two-factor/disable' : `/authenticators/2/remove`);
    await expect(page.getByText('so one factor has to stay. Nothing was changed.')).toBeVisible();
    await ada.signOut();
  });
}

const DONE = { name: /^(Done|I have saved my recovery codes)$/ };

test('ankra: a sign-in on the command line that is blocked goes on once the extension has enrolled', async () => {
  const ben = new Customer(visit, 'ankra', 'ben@example.com');
  const { page, site } = ben;
  const bensId = await ben.beAdded();
  const boss = new TestBrowser(site);
  await boss.signUp('boss@example.com', 'Boss');
  const { text } = await boss.get(ben.policy.paths.group);
  await boss.post(/\/groups\/\d+\/enforcement\/on/.exec(text)?.[0] ?? '');
  site.users.join(bensId, { name: 'Boss’s organisation', role: 'member' });

  const terminal = new Terminal(ben.origin);
  const login = terminal.start('login');
  await page.goto(await terminal.addressOf(login));
  await ben.submitPassword();
  await expect(page.getByRole('heading', { name: 'Secure your account to continue' })).toBeVisible();
  await page.getByRole('link', { name: 'Set up two-factor authentication' }).click();
  expect(await ben.enrolByScanning()).toHaveLength(10);
  await page.getByRole('link', DONE).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('go back to your terminal')).toBeVisible();
  expect(await login.ended).toEqual({ exitCode: 0, printed: 'You are signed in.\n' });
  const status = await terminal.run('--json', 'profile', 'auth', 'status');
  expect(JSON.parse(status.printed)).toMatchObject({ account: ben.email, required: true, twoFactor: true });
  terminal.forget();
  await ben.signOut();
});

test('sekoia: an administrator resets a user, who enrols anew with the single-use code and the extension', async () => {
  const olga = new Customer(visit, 'sekoia', 'olga@example.com');
  await olga.beAdded();
  const ada = new Customer(visit, 'sekoia');
  const adasId = await ada.beAdded();
  ada.site.users.addAuthenticator(adasId);
  const [oldCode = ''] = await ada.site.users.addRecoveryCodes(adasId);
  const { page } = ada;
  await olga.signIn();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('Settings › Workspace ›')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible();
  await page.getByLabel('More for Ada').click();
  await page.getByRole('link', { name: 'Reset user 2FA' }).click();
  await expect(page.getByText('It works for 24 hours, with their password.')).toBeVisible();
  await page.getByRole('link', { name: 'Reset', exact: true }).click();
  await page.getByLabel('Current password').fill(CUSTOMER_PASSWORD);
  await page.getByRole('button', { name: 'Reset user 2FA' }).click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const code = await page.evaluate<string>('navigator.clipboard.readText()');
  await olga.open('/outbox');
  await expect(page.getByRole('article')).toContainText('two-factor authentication was reset');
  await expect(page.getByRole('main')).not.toContainText(code);
  await olga.signOut();

  await ada.signIn();
  await page.getByLabel('Single-use recovery code').fill(oldCode);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('Enter the whole single-use code')).toBeVisible();
  await page.getByLabel('Single-use recovery code').fill(code);
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByRole('heading', { name: 'Set up two-factor authentication again' })).toBeVisible();
  await page.getByRole('link', { name: 'Set up two-factor authentication' }).click();
  await ada.confirmByPassword();
  expect(await ada.enrolByScanning()).toHaveLength(10);
  await page.getByRole('link', DONE).click();
  await expect(page.locator('#two-factor-status')).toHaveText('On');
});
