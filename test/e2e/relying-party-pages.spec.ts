import axe from 'axe-core';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.ts';
import { decodeBase32 } from '../../src/core/bytes/base32.ts';
import { ADMINISTRATOR, DEMO_PASSWORD, NEW_USER, seedDemoUsers } from '../../src/relying-party/demo-users.ts';
import type { Policy } from '../../src/relying-party/policies/policy.ts';
import { PRESETS } from '../../src/relying-party/policies/presets.ts';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import { codeAt, Customer, CUSTOMER_PASSWORD } from '../support/customer.ts';

// The pages themselves, without the extension: for everyone, by keyboard, on a small screen, in the dark.
let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startRelyingParty();
  for (const site of server.sites.values()) await seedDemoUsers(site);
  browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
});

test.afterAll(async () => {
  await browser.close();
  await server.close();
});

async function signIn(page: Page, policy: Policy, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${server.origin(policy.id)}/sign-in`);
  await page.getByLabel(policy.words.signInName).fill(email);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function confirmWhereAsked(page: Page): Promise<void> {
  if (!page.url().includes('/step-up')) return;
  await examine(page);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Confirm with password' }).click();
}

/** No violation of any rule of axe, none of its contrasts in the dark, and nothing to scroll sideways at 320 pixels. */
async function examine(page: Page): Promise<void> {
  const at = page.url();
  await page.evaluate(axe.source);
  expect(await violationsOn(page, {}), at).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsOn(page, { runOnly: ['color-contrast'] }), `${at} in the dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth'), at).toBe(320);
  await page.setViewportSize({ width: 1280, height: 800 });
}

function violationsOn(page: Page, options: axe.RunOptions): Promise<readonly string[]> {
  return page.evaluate(async (given) => {
    const { axe: engine } = globalThis as unknown as { readonly axe: typeof axe };
    const { violations } = await engine.run({ ...given, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, options);
}

for (const policy of PRESETS) {
  test(`${policy.id}: no page has a fault that axe knows, in light or dark, or is wider than a small screen`, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const open = async (path: string) => {
      await page.goto(server.origin(policy.id) + path);
      await confirmWhereAsked(page);
      await examine(page);
    };
    await signIn(page, policy, 'nobody@example.com');
    await examine(page);
    await signIn(page, policy, 'grace@example.com');
    await examine(page);
    // These differ between the sites by nothing but a colour and a word.
    const isFirst = policy === PRESETS[0];
    const alike = [
      '/challenge?boxes=six',
      '/challenge/recovery-code',
      '/sign-up',
      '/sign-in/sso',
      '/nowhere',
      '/outbox',
    ];
    for (const path of isFirst ? alike : []) await open(path);
    await signIn(page, policy, NEW_USER);
    await page.locator('details.menu > summary').click();
    await examine(page);
    const { profile, security, activity, group } = policy.paths;
    for (const path of [profile, security, activity, group, '/authenticators/new']) await open(path);
    await page.locator('input[name=code]').fill('000000');
    await page.getByRole('button', { name: policy.words.confirmEnrolment }).click();
    await examine(page);
    if (policy.passkeys) await open('/passkeys/new');
    if (policy.commandLine) await open('/device');
    await signIn(page, policy, ADMINISTRATOR);
    await open(group);
    if (policy.groups.enforcement) await open(await lastSwitch(page));
    if (policy.administratorReset) await open(await resetOf(page, 'Grace Hopper'));
    await page.close();
  });
}

/** Where the last switch on the page leads. */
function lastSwitch(page: Page): Promise<string> {
  return page
    .locator('form:has([role=switch])')
    .last()
    .evaluate((form) => form.getAttribute('action') ?? '');
}

async function resetOf(page: Page, name: string): Promise<string> {
  await page.getByLabel(`More for ${name}`).click();
  const link = page
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByRole('link', { name: 'Reset user 2FA' });
  return (await link.getAttribute('href')) ?? '';
}

/** Presses Tab until the element with this name has the focus, and sees that the focus can be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const label = (element as HTMLInputElement).labels?.[0]?.innerText;
      const { outlineStyle } = getComputedStyle(element);
      const silent = element.cloneNode(true) as HTMLElement;
      for (const part of silent.querySelectorAll('[aria-hidden]')) part.remove();
      const spoken = element.getAttribute('aria-label') ?? label ?? silent.textContent;
      return { spoken: spoken.trim(), outlineStyle, isPage: element === document.body };
    });
    // Between the last element and the first one the focus is in the browser's own bars.
    if (focused.isPage) continue;
    expect(focused.outlineStyle, focused.spoken).not.toBe('none');
    if (focused.spoken === name) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

for (const policy of PRESETS) {
  test(`${policy.id}: a second factor is set up and used by the keyboard alone`, async () => {
    const page = await browser.newPage();
    const customer = new Customer({ server, page }, policy.id, 'keys@example.com');
    await customer.beAdded();
    await customer.signIn();
    await customer.openSecurity();
    const { twoFactorSwitch, addAuthenticator } = policy.words;
    await tabTo(page, policy.disabling === 'by-switch' ? twoFactorSwitch : addAuthenticator);
    await page.keyboard.press('Enter');
    if (!policy.stepUp.signInCounts) {
      await expect(page.getByRole('heading', { name: 'Confirm it is you' })).toBeVisible();
      await tabTo(page, 'Password');
      await page.keyboard.type(CUSTOMER_PASSWORD);
      await page.keyboard.press('Enter');
    }
    await expect(page.locator('input[name=code]')).toBeFocused();
    const secret = decodeBase32((await page.locator('#totp-secret').getAttribute('data-secret')) ?? '');
    await customer.typeCode(secret ?? new Uint8Array());
    await page.locator('input[name=code]').focus();
    if (policy.totp.authenticators === 'several-named') {
      await tabTo(page, 'Name');
      await page.keyboard.type('Phone');
    }
    await page.keyboard.press('Enter');
    if (policy.totp.activeAfter === 'codes-saved') {
      await expect(page.locator('#recovery-codes')).toBeVisible();
      await tabTo(page, 'I have saved my recovery codes');
      await page.keyboard.press('Enter');
    }
    await expect(page.locator('#recovery-codes').or(page.locator('#two-factor-status'))).toBeVisible();

    await customer.signOut();
    await customer.signIn();
    await expect(page.locator('input[name=code], #digit-1')).toBeFocused();
    await page.keyboard.type(codeAt(secret ?? new Uint8Array(), Date.now()));
    await page.keyboard.press('Enter');
    await expect(page.locator('#signed-in-as')).toContainText('keys@example.com');
    await page.close();
  });
}

test('without JavaScript a second factor is set up, its recovery codes are saved and it signs in', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const customer = new Customer({ server, page }, 'bytebase', 'plain@example.com');
  await customer.beAdded();
  await customer.signIn();
  await customer.openSecurity();
  await page.getByRole('switch', { name: customer.policy.words.twoFactorSwitch }).click();
  await page.getByText(customer.policy.words.manualSecret).click();
  const text = (await page.locator('#totp-secret').textContent()) ?? '';
  const secret = decodeBase32(text.replaceAll(' ', '')) ?? new Uint8Array();
  await customer.typeCode(secret);
  await page.getByRole('button', { name: customer.policy.words.confirmEnrolment }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('bytebase-recovery-codes.txt');
  await page.getByRole('button', { name: 'I have saved my recovery codes' }).click();
  await expect(page.locator('#two-factor-status')).toHaveText('On');

  await customer.signOut();
  await customer.signIn();
  const code = codeAt(secret, Date.now());
  for (const [index, digit] of [...code].entries())
    await page.locator('input[name=digit]').nth(index).fill(digit);
  await page.getByRole('button', { name: customer.policy.words.verify, exact: true }).click();
  await expect(page.locator('#signed-in-as')).toContainText('plain@example.com');
  await context.close();
});

test('the secret on the enrolment page is copied by its button', async () => {
  const page = await browser.newPage();
  await signIn(page, PRESETS.find(({ id }) => id === 'crm')!, NEW_USER);
  await page.goto(`${server.origin('crm')}/authenticators/new`);
  await confirmWhereAsked(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const secret = await page.locator('#totp-secret').getAttribute('data-secret');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
  await page.close();
});

test('the account menu opens by Enter, is left by Escape with the focus where it was, and closes by a click beside it', async () => {
  const page = await browser.newPage();
  await signIn(page, PRESETS[0]!, NEW_USER);
  await tabTo(page, 'Ada Lovelace, account menu');
  await page.keyboard.press('Enter');
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await expect(signOut).toBeVisible();
  await tabTo(page, 'Authentication');
  await page.keyboard.press('Escape');
  await expect(signOut).toBeHidden();
  await expect(page.locator('details.menu > summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(signOut).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(signOut).toBeHidden();
  await page.close();
});
