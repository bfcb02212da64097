import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { addByHand, createVault, PASSPHRASE, unlockPopup } from '../support/journeys.ts';

/** As it is shown: two groups with a thin space between. */
const A_CODE = /\d{3}\u2009\d{3}/;

test('a wrong passphrase is refused in one sentence, and the right one still opens', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await manage.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await unlockPopup(popup, 'not the passphrase');
  await popup.waitForText('That is not the passphrase of this vault.');
  await popup.evaluate(`document.querySelector('input[type=password]').select()`);
  await popup.type(PASSPHRASE);
  await popup.press('Enter');
  await popup.waitForText('No accounts yet');
});

test('locking takes the codes from every open page', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Example', 'JBSWY3DPEHPK3PXP');
  await manage.reload();
  await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
  await expect(manage.getByText('Example')).toBeVisible();
  await popup.press('l', { ctrl: true });
  await popup.waitForText('Locked');
  await expect(manage.getByText('Example')).toHaveCount(0);
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
});

test('a restart of the browser keeps the accounts and locks the vault', async ({ origin }) => {
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-restart-'));
  try {
    const first = await ExtensionBrowser.launch({ profile });
    await createVault(first);
    const before = await first.clickToolbarIcon(await first.openTab(origin));
    await addByHand(before, 'Example', 'JBSWY3DPEHPK3PXP');
    await first.close();

    const second = await ExtensionBrowser.launch({ profile });
    const popup = await second.clickToolbarIcon(await second.openTab(origin));
    await popup.waitForText('Locked');
    await unlockPopup(popup);
    await popup.waitForText('Example');
    await popup.waitFor(`/\\d/.test(document.querySelector('.row-code')?.textContent ?? '')`, 'its code');
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a stopped service worker loses neither the session nor the accounts', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Example', 'JBSWY3DPEHPK3PXP');
  await popup.close();
  await extension.stopServiceWorker();
  const again = await extension.clickToolbarIcon(page);
  await again.waitForText('Example');
});

test('locking leaves nothing in the document of any page: no form, no message, no search, no made code', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await addByHand(popup, 'Quillwort', 'JBSWY3DPEHPK3PXP');
  await popup.waitFor(`/\\d/.test(document.querySelector('.row-code')?.textContent ?? '')`, 'its code');
  await popup.click('#search');
  await popup.type('quill');
  await manage.reload();
  await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
  await manage.getByRole('button', { name: /^Edit/ }).click();
  await manage.getByLabel('Account name').fill('quill-draft');
  await manage.getByRole('button', { name: 'Save' }).click();
  await expect(manage.getByText('Saved')).toBeVisible();
  await manage.getByRole('button', { name: /^Edit/ }).click();
  const everything = `document.documentElement.outerHTML + document.title + location.href +
    [...document.querySelectorAll('input, textarea')].map(({ value }) => value).join()`;
  // The control: it is all there before.
  expect(await popup.evaluate(everything)).toMatch(A_CODE);
  expect((await popup.evaluate<string>(everything)).toLowerCase()).toContain('quill');
  expect(await manage.evaluate<string>(everything)).toContain('quill-draft');

  await extension.inWorker(`chrome.storage.session.get('session').then(({ session }) =>
    chrome.storage.session.set({ session: { ...session, lockAt: Date.now() } }))`);
  await extension.inWorker(`chrome.alarms.create('lock', { when: Date.now() })`);
  await popup.waitForText('Locked');
  await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
  for (const left of [await popup.evaluate<string>(everything), await manage.evaluate<string>(everything)]) {
    expect(left.toLowerCase()).not.toContain('quill');
    expect(left).not.toMatch(A_CODE);
  }
  await manage.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await manage.getByRole('button', { name: 'Unlock' }).click();
  await expect(manage.getByText('quill-draft')).toBeVisible();
  await expect(manage.getByText('Saved')).toHaveCount(0);
});

test('the user chooses when the vault locks, and a choice without a time has no alarm', async ({
  extension,
}) => {
  const manage = await createVault(extension);
  const alarm = () =>
    extension.inWorker<number | null>(
      `chrome.alarms.get('lock').then((alarm) => alarm?.scheduledTime ?? null)`,
    );
  await manage.getByRole('link', { name: 'Security' }).click();
  const choice = manage.getByLabel('Lock the vault');
  await expect(choice).toHaveValue('15');
  await choice.selectOption('When the screen locks');
  await expect.poll(alarm).toBeNull();
  await choice.selectOption('After 1 minute without use');
  await expect.poll(alarm).not.toBeNull();
  const left = ((await alarm()) ?? 0) - Date.now();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(60_000);
  await choice.selectOption('When the browser closes');
  await expect.poll(alarm).toBeNull();
  await expect(manage.getByText('whoever sits down at this computer')).toBeVisible();
  await expect(choice.locator('option')).toHaveCount(6);
  await extension.stopServiceWorker();
  await manage.reload();
  await expect(choice).toHaveValue('browser-close');
  await expect(choice.getByText(/never/i)).toHaveCount(0);
});

test('a popup that stays open after losing the focus shows no code until it has it again', async ({
  extension,
  origin,
}) => {
  await createVault(extension);
  const popup = await extension.clickToolbarIcon(await extension.openTab(origin));
  await addByHand(popup, 'Example', 'JBSWY3DPEHPK3PXP');
  const isShown = `/^\\d{3}.\\d{3}$/.test(document.querySelector('.row-code')?.textContent ?? '')`;
  await popup.waitFor(isShown, 'its code');
  await popup.evaluate(`window.dispatchEvent(new Event('blur'))`);
  await popup.waitFor(`!/\\d/.test(document.querySelector('.row')?.textContent ?? '')`, 'no digit');
  await popup.evaluate(`window.dispatchEvent(new Event('focus'))`);
  await popup.waitFor(isShown, 'its code');
});
