import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { PRESETS } from '../../src/relying-party/policies/presets.ts';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import { Customer } from '../support/customer.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault } from '../support/journeys.ts';

// One browser for the whole file. Each site has its own user, whose tests follow one another.
test.describe.configure({ mode: 'serial' });

let server: RunningServer;
let extension: ExtensionBrowser;
const customers = new Map<string, Customer>();
/** What each customer keeps on paper. */
const sheets = new Map<string, readonly string[]>();

test.beforeAll(async () => {
  server = await startRelyingParty();
  extension = await ExtensionBrowser.launch();
  await createVault(extension);
  for (const { id } of PRESETS) {
    customers.set(id, new Customer({ extension, server, page: await extension.context.newPage() }, id));
  }
});

test.afterAll(async () => {
  await extension.close();
  await server.close();
});

for (const policy of PRESETS) {
  const { id, words } = policy;

  test(`${id}: a user enrols by scanning the code of the page, and keeps the recovery codes`, async () => {
    const customer = customers.get(id)!;
    const { page } = customer;
    await customer.signUp();
    await customer.openSecurity();
    await expect(page.locator('#two-factor-status')).toHaveText('Off');
    const bySwitch = policy.disabling === 'by-switch';
    await (bySwitch
      ? page.getByRole('switch', { name: words.twoFactorSwitch }).click()
      : page.getByRole('link', { name: words.addAuthenticator }).click());
    if (!policy.stepUp.signInCounts) await customer.confirmByPassword();
    await expect(page.getByRole('heading', { name: words.enrolmentPage })).toBeVisible();
    let codes = await customer.enrolByScanningAndTyping();
    if (policy.recoveryCodes.made === 'on-request') {
      expect(codes).toEqual([]);
      await page.getByRole('link', { name: 'Generate codes' }).click();
      await page.getByRole('button', { name: 'Generate codes' }).click();
      codes = await customer.recoveryCodes();
    }
    expect(new Set(codes).size).toBe(10);
    await takeAlong(customer, codes);
    await page.getByRole(policy.totp.activeAfter === 'code' ? 'link' : 'button', DONE).click();
    await expect(page.locator('#two-factor-status')).toHaveText('On');
    await expect(page.locator('#codes-remaining')).toHaveText('10');
    sheets.set(id, codes);
  });

  test(`${id}: the extension fills the code at sign-in`, async () => {
    const customer = customers.get(id)!;
    await customer.signOut();
    await customer.signIn();
    await expect(customer.page).toHaveURL(/\/challenge/);
    await customer.fillFromPopup();
    await customer.verify();
  });

  test(`${id}: a recovery code signs in once, and access is regained with a new authenticator`, async () => {
    const customer = customers.get(id)!;
    const { page } = customer;
    const [code = ''] = sheets.get(id)!;
    await customer.signOut();
    await customer.signIn();
    await customer.spendRecoveryCode(code);
    await expect(page.locator('#signed-in-as')).toContainText(customer.email);
    await customer.openSecurity();
    await expect(page.locator('#codes-remaining')).toHaveText('9');

    // The phone is lost: another authenticator takes its place, and the codes of the lost one are worth nothing.
    if (policy.disabling === 'by-switch') {
      await page.getByRole('switch', { name: words.twoFactorSwitch }).click();
      await page.getByRole('button', { name: 'Turn off' }).click();
      await expect(page.locator('#two-factor-status')).toHaveText('Off');
    }
    await customer.open('/authenticators/new');
    if (!policy.stepUp.signInCounts) await customer.confirmByPassword();
    await customer.enrolByScanning('known');
    if (policy.totp.activeAfter === 'codes-saved') await page.getByRole('button', DONE).click();
    await customer.openSecurity();
    if (policy.totp.authenticators === 'several-named') {
      await page.getByRole('link', { name: 'Remove Phone', exact: true }).click();
      await page.getByRole('button', { name: 'Remove' }).click();
    }
    await expect(page.locator('#method-totp li')).toHaveCount(1);

    await customer.signOut();
    await customer.signIn();
    await customer.spendRecoveryCode(code);
    await expect(page.getByText('is wrong or was used before')).toBeVisible();
  });
}

const DONE = { name: /^(Done|I have saved my recovery codes)$/ };

/** By every way that the site offers. */
async function takeAlong({ page, policy }: Customer, codes: readonly string[]): Promise<void> {
  const { offers } = policy.recoveryCodes;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  for (const code of codes) expect(file).toContain(code);
  const copy = page.getByRole('button', { name: 'Copy' });
  await expect(copy).toHaveCount(offers.includes('copy') ? 1 : 0);
  if (offers.includes('copy')) {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.bringToFront();
    await copy.click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(codes.join('\n'));
  }
  const print = page.getByRole('button', { name: 'Print' });
  await expect(print).toHaveCount(offers.includes('print') ? 1 : 0);
  if (offers.includes('print')) {
    await page.evaluate('window.print = () => { document.title = `printed ${document.title}`; }');
    await print.click();
    await expect(page).toHaveTitle(/^printed /);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('#recovery-codes')).toBeVisible();
    await expect(print).toBeHidden();
    await page.emulateMedia({ media: null });
  }
}
