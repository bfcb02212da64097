// What an administrator sets by the policies of the browser is kept to, and said to the user.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import axe from 'axe-core';
import { EXTENSION_DIR, ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import {
  createVault as createVaultIn,
  openManage,
  withFirefox,
} from '../support/browsers/firefox-journeys.ts';
import { addByHand, createVault, PASSPHRASE } from '../support/journeys.ts';
import { policedBrowser, policedFirefox } from '../support/browsers/policed-browser.ts';
import { acceptPermissionPrompt, focusBrowser } from '../support/browsers/xvfb-input.ts';

const WEAK = 'harbour7';
const NOT_ROOT = 'policies of the browser can be set by root alone';

test('the policies of an organisation are kept to and shown', async () => {
  const policed = policedBrowser();
  test.skip(policed === undefined, NOT_ROOT);
  if (policed === undefined) return;
  policed.set({
    allowedLockChoices: ['1', '5'],
    minimumPassphraseStrength: 'good',
    disableExport: true,
    defaultSites: [{ issuer: 'Harbour', origin: 'https://sso.harbour.example' }],
  });
  const browser = await ExtensionBrowser.launch({ executable: policed.executable });
  try {
    const manage = await browser.openManage('#/welcome/passphrase');
    await test.step('a passphrase that is easy to guess is refused', async () => {
      for (const label of ['Passphrase', 'The same passphrase again'])
        await manage.getByLabel(label, { exact: true }).fill(WEAK);
      await manage.getByRole('button', { name: 'Create the vault' }).click();
      await expect(manage.getByText('Your organisation asks for a stronger passphrase.')).toBeVisible();
      for (const label of ['Passphrase', 'The same passphrase again'])
        await manage.getByLabel(label, { exact: true }).fill(PASSPHRASE);
      await manage.getByRole('button', { name: 'Create the vault' }).click();
      await manage.getByRole('heading', { name: 'Your vault is ready' }).waitFor();
    });

    await test.step('an account of the organisation gets its site', async () => {
      const popup = await browser.clickToolbarIcon(await browser.openTab('about:blank'));
      await addByHand(popup, 'Harbour', 'JBSWY3DPEHPK3PXP');
      await popup.close();
      await manage.bringToFront();
      await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
      await expect(manage.getByText('sso.harbour.example')).toBeVisible();
    });

    await test.step('what is set is listed, and what is not allowed is not offered', async () => {
      await manage.getByRole('link', { name: 'Security' }).click();
      const section = manage.getByRole('region', { name: 'Set by your organisation' });
      await expect(section.getByRole('listitem')).toHaveText([
        /After 1 minute without use or After 5 minutes/,
        /“Good” or better/,
        /Accounts are not exported/,
        /Harbour \(.*sso\.harbour\.example\)/,
      ]);
      await expect(manage.getByLabel('Lock the vault').locator('option')).toHaveCount(2);
      await expect(manage.getByLabel('Lock the vault')).toHaveValue('5');
      await manage.evaluate(axe.source);
      const violations = await manage.evaluate(async () => {
        const { axe: engine } = globalThis as unknown as { readonly axe: typeof axe };
        return (await engine.run(document)).violations.map(({ id }) => id);
      });
      expect(violations).toEqual([]);
    });

    await test.step('nothing is exported', async () => {
      await manage.getByRole('link', { name: 'Export', exact: true }).click();
      await expect(manage.getByText('Accounts are not exported.')).toBeVisible();
      await expect(manage.getByRole('button', { name: /Export|Save/ })).toHaveCount(0);
    });
  } finally {
    await browser.close();
    policed.remove();
  }
});

test('a browser that does not say yet what is set keeps nobody waiting, and its word counts when it comes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-late-'));
  cpSync(EXTENSION_DIR, folder, { recursive: true });
  const background = path.join(folder, 'background.js');
  writeFileSync(background, SAYS_NOTHING + readFileSync(background, 'utf8'));
  const browser = await ExtensionBrowser.launch({ extension: folder });
  try {
    const manage = await createVault(browser);
    const popup = await browser.clickToolbarIcon(await browser.openTab('about:blank'));
    await addByHand(popup, 'Harbour', 'JBSWY3DPEHPK3PXP');
    await popup.close();
    await manage.bringToFront();
    await manage.getByRole('link', { name: 'Security' }).click();
    await manage.getByLabel('Lock the vault').selectOption({ label: 'After 60 minutes without use' });
    await expect(manage.getByText('Saved')).toBeVisible();
    await expect(manage.getByRole('region', { name: 'Set by your organisation' })).toHaveCount(0);

    await browser.inWorker(`tellPolicy({ allowedLockChoices: ['1', '5'], disableExport: true })`);
    await expect(manage.getByRole('region', { name: 'Set by your organisation' })).toContainText(
      'Accounts are not exported',
    );
    await expect(manage.getByLabel('Lock the vault')).toHaveValue('5');
    const minutesLeft = '(({ session }) => (session.lockAt - Date.now()) / 60_000)';
    await expect
      .poll(() => browser.inWorker<number>(`chrome.storage.session.get('session').then(${minutesLeft})`))
      .toBeLessThanOrEqual(5);
    await manage.getByRole('link', { name: 'Export', exact: true }).click();
    await expect(manage.getByText('Accounts are not exported.')).toBeVisible();
    const kept = () => browser.inWorker(`chrome.storage.local.get('policy').then(({ policy }) => policy)`);
    expect(await kept()).toEqual({ allowedLockChoices: ['1', '5'], disableExport: true });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** As Chromium in its first seconds, until it is told what to say. */
const SAYS_NOTHING = `{
  const { promise, resolve } = Promise.withResolvers();
  globalThis.tellPolicy = (managed) => void resolve(managed);
  chrome.storage.managed.get = (...given) => {
    const answer = given.at(-1);
    if (typeof answer === 'function') void promise.then(answer);
    return promise;
  };
}
`;

test('no passkey is kept for a site where an organisation wants none', async () => {
  const policed = policedBrowser();
  test.skip(policed === undefined, NOT_ROOT);
  if (policed === undefined) return;
  policed.set({ disablePasskeyProvider: true });
  const browser = await ExtensionBrowser.launch({ executable: policed.executable });
  const scripts = () =>
    browser.inWorker('chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ id }) => id))');
  try {
    const manage = await createVault(browser);
    await manage.getByRole('link', { name: 'Sites' }).click();
    await manage.getByLabel('Address of a site').fill('http://ankra.localhost');
    focusBrowser(await browser.processId());
    await manage.getByRole('button', { name: 'Turn on for this site' }).click();
    await acceptPermissionPrompt();
    await manage.getByRole('link', { name: 'Security' }).click();
    await expect(manage.getByRole('region', { name: 'Set by your organisation' })).toContainText(
      'Passkeys are neither made nor used.',
    );
    expect(await scripts()).toEqual([]);

    // Chromium reads its policies again when their files change: the same site, without the order of the organisation.
    policed.set({ disableExport: true });
    await expect.poll(scripts, { timeout: 60_000 }).not.toEqual([]);
  } finally {
    await browser.close();
    policed.remove();
  }
});

test('in Firefox the policies of an organisation are kept to and shown', async () => {
  const policed = policedFirefox();
  test.skip(policed === undefined, NOT_ROOT);
  if (policed === undefined) return;
  policed.set({
    allowedLockChoices: ['1', '5'],
    minimumPassphraseStrength: 'good',
    disableExport: true,
    defaultSites: 'https://sso.harbour.example',
  });
  try {
    await withFirefox({ executable: policed.executable }, async (firefox) => {
      await openManage(firefox, '#/welcome/passphrase');
      await firefox.typeInto('Passphrase', WEAK);
      await firefox.typeInto('The same passphrase again', WEAK);
      await firefox.clickButton('Create the vault');
      await firefox.waitForText('Your organisation asks for a stronger passphrase.');
      await firefox.goTo('about:blank');
      await createVaultIn(firefox);

      await openManage(firefox, '#/security');
      await firefox.waitForText('Set by your organisation');
      const sentences =
        "[...document.querySelectorAll('[aria-labelledby=policy-title] li')].map((l) => l.innerText)";
      expect(await firefox.evaluate<readonly string[]>(sentences)).toEqual([
        expect.stringContaining('After 1 minute without use or After 5 minutes'),
        expect.stringContaining('“Good” or better'),
        expect.stringContaining('Accounts are not exported'),
        expect.stringMatching(/does not understand these settings.*defaultSites/),
      ]);
      const choices = `[...document.querySelectorAll('label')].find((l) => l.innerText.includes('Lock the vault'))
        ?.control.options.length`;
      expect(await firefox.evaluate(choices)).toBe(2);

      await openManage(firefox, '#/export');
      await firefox.waitForText('Accounts are not exported.');
    });
  } finally {
    policed.remove();
  }
});
