import { expect, type Page, test } from '@playwright/test';
import { decodeBase32 } from '../../src/core/bytes/base32.ts';
import { totp } from '../../src/core/otp/totp.ts';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import { addAccounts } from '../support/accounts.ts';
import { Customer, type Visit } from '../support/customer.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault } from '../support/journeys.ts';
import { Terminal } from '../support/tally-rp.ts';
import { addVirtualAuthenticator } from '../support/passkeys/virtual-authenticator.ts';

const LONGER_THAN_THE_WINDOW = 16 * 60_000;

// The site's clock, as far behind the real one as a test says: what happened then is long ago once it is back at 0.
let behindMs = 0;
const clock = { now: () => Date.now() - behindMs };
let server: RunningServer;
let extension: ExtensionBrowser;
let manage: Page;
let visit: Visit;

test.beforeAll(async () => {
  server = await startRelyingParty({ clock });
  extension = await ExtensionBrowser.launch();
  manage = await createVault(extension);
  visit = { extension, server, page: await extension.context.newPage() };
});

test.afterAll(async () => {
  await extension.close();
  await server.close();
});

/** A user whose authenticator is in the vault. */
async function customerOf(
  preset: string,
  email: string,
): Promise<{ customer: Customer; secret: Uint8Array }> {
  const customer = new Customer(visit, preset, email);
  const id = await customer.beAdded();
  const { secret } = customer.site.users.addAuthenticator(id);
  await customer.site.users.addRecoveryCodes(id);
  const { issuer } = customer.policy.totp;
  await addAccounts(manage, [{ issuer, accountName: email, site: customer.origin, secret }]);
  return { customer, secret };
}

for (const preset of ['ankra', 'crm', 'bytebase']) {
  test(`${preset}: the extension fills the code that a change of the factors asks for`, async () => {
    const { customer, secret } = await customerOf(preset, 'ada@example.com');
    const { page, policy } = customer;
    behindMs = policy.stepUp.signInCounts ? LONGER_THAN_THE_WINDOW : 0;
    await customer.signIn();
    await customer.typeCode(secret, clock.now);
    await customer.verify();
    behindMs = 0;
    await customer.openSecurity();
    await page.getByRole('link', { name: policy.words.makeRecoveryCodes }).click();
    await expect(page.getByRole('heading', { name: 'Confirm it is you' })).toBeVisible();
    await customer.fillFromPopup();
    await page.getByRole('button', { name: 'Confirm with code' }).click();
    await page.getByRole('button', { name: 'Regenerate' }).click();
    expect(await customer.recoveryCodes()).toHaveLength(10);
    // Within the window nothing more is asked.
    await customer.open('/authenticators/new');
    await expect(page.getByRole('heading', { name: policy.words.enrolmentPage })).toBeVisible();
    await customer.signOut();
  });
}

test('ankra: a sign-in on the command line is finished in the browser by the extension, and the six commands follow', async () => {
  const { customer } = await customerOf('ankra', 'grace@example.com');
  const terminal = new Terminal(customer.origin);
  const login = terminal.start('login');
  const { page } = customer;
  await page.goto(await terminal.addressOf(login));
  await customer.submitPassword();
  await expect(page).toHaveURL(/\/challenge/);
  await customer.fillFromPopup();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('go back to your terminal')).toBeVisible();
  expect(await login.ended).toEqual({ exitCode: 0, printed: 'You are signed in.\n' });

  const status = await terminal.run('--json', 'profile', 'auth', 'status');
  expect(JSON.parse(status.printed)).toMatchObject({ account: customer.email, twoFactor: true, passkeys: 0 });
  const regenerated = await terminal.run('profile', 'auth', 'recovery-codes', 'regenerate');
  expect(regenerated.printed.match(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/gm)).toHaveLength(10);
  expect(await terminal.run('profile', 'auth', 'passkeys', 'list')).toMatchObject({ printed: 'None yet.\n' });

  await addVirtualAuthenticator(page, 'internal');
  const opened = terminal.start('profile', 'auth', 'passkeys', 'open');
  await page.goto(await terminal.addressOf(opened));
  await page.getByLabel('Name', { exact: true }).fill('Laptop');
  await page.getByRole('button', { name: 'Add passkey' }).click();
  await expect(page.locator('#method-passkeys')).toContainText('Laptop');
  expect((await opened.ended).printed).toMatch(/^\d{4}-\d\d-\d\d {2}Laptop\n$/);

  const started = await terminal.run('profile', 'auth', 'totp', 'start');
  const [, secret = ''] = /█[\s\S]*Secret {2}([A-Z2-7]{32})\n/.exec(started.printed) ?? [];
  const refused = await terminal.run('profile', 'auth', 'totp', 'confirm', '12345');
  expect(refused).toEqual({ exitCode: 3, printed: '' });
  const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
  const code = totp(decodeBase32(secret) ?? new Uint8Array(), Date.now(), parameters);
  const confirmed = await terminal.run('profile', 'auth', 'totp', 'confirm', code);
  expect(confirmed.printed).toContain('Two-factor authentication is on.');
  terminal.forget();
});
