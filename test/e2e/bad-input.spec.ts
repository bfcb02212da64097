import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { focusBrowser } from '../support/browsers/xvfb-input.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import { pageWithQr } from '../support/qr-page.ts';

const NOTHING_STORED = 'No accounts yet';

const REFUSED = [
  ['https://example.com/', 'This QR code is not for an authenticator. It holds: https://example.com/'],
  ['otpauth://yandex/a?secret=JBSWY3DPEHPK3PXP', 'is for a kind of code that Tallystick cannot make.'],
  ['otpauth://totp/a?secret=JBSW!Y3D', 'The secret is not valid'],
  ['otpauth://totp/a', 'holds no secret'],
] as const;

test('a QR code that is of no use is refused in one sentence and changes nothing', async ({
  extension,
  origin,
}) => {
  await createVault(extension);
  const page = await extension.openTab(origin);
  for (const [text, sentence] of REFUSED) {
    await pageWithQr(page, [text]);
    const popup = await extension.clickToolbarIcon(page);
    await popup.clickButton('Scan this page');
    await popup.waitForText(sentence);
    await popup.clickButton('Back');
    await popup.waitForText(NOTHING_STORED);
    await popup.close();
  }
});

test('a page without a QR code says how to go on', async ({ extension, origin }) => {
  await createVault(extension);
  const popup = await extension.clickToolbarIcon(await extension.openTab(`${origin}/sign-in`));
  await popup.clickButton('Scan this page');
  await popup.waitForText('No QR code was found on the visible part of this page.');
});

test('a page that the browser keeps from extensions is refused in one sentence', async ({
  extension,
  origin,
}) => {
  await createVault(extension);
  await (await extension.openTab(origin)).bringToFront();
  // Opened by a program and not by a click, the popup has no activeTab: the browser refuses the capture.
  focusBrowser(await extension.processId());
  await extension.inWorker('chrome.action.openPopup()');
  const popup = await extension.attachToPopup();
  await popup.clickButton('Scan this page');
  await popup.waitForText('The browser does not let extensions see this page.');
});

test('all codes on a page are found, and each can be left out', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.openTab(origin);
  await pageWithQr(page, [uri('One', 'JBSWY3DPEHPK3PXP'), uri('Two', 'GEZDGNBVGY3TQOJQ')]);
  const popup = await extension.clickToolbarIcon(page);
  await popup.clickButton('Scan this page');
  await popup.waitForText('Save 2 accounts');
  await popup.click('.found li:nth-child(2) input[type=checkbox]');
  await popup.clickButton('Save');
  await popup.waitForText('is in your vault');
  expect(await accountCount(extension)).toBe(1);
});

test('the same account is not saved twice', async ({ extension, origin }) => {
  await createVault(extension);
  const page = await extension.openTab(origin);
  await pageWithQr(page, [uri('One', 'JBSWY3DPEHPK3PXP')]);
  for (const expected of ['is in your vault', 'You have this account already.']) {
    const popup = await extension.clickToolbarIcon(page);
    await popup.clickButton('Scan this page');
    await popup.waitForText('Found on this page');
    if (expected === 'is in your vault') await popup.clickButton('Save');
    await popup.waitForText(expected);
    await popup.close();
  }
  expect(await accountCount(extension)).toBe(1);
});

test('a new secret for a known name replaces the old one, which goes to the trash', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  const page = await extension.openTab(origin);
  for (const secret of ['JBSWY3DPEHPK3PXP', 'GEZDGNBVGY3TQOJQ']) {
    await pageWithQr(page, [uri('One', secret)]);
    const popup = await extension.clickToolbarIcon(page);
    await popup.clickButton('Scan this page');
    await popup.waitForText('Found on this page');
    if (secret === 'GEZDGNBVGY3TQOJQ') {
      await popup.waitForText('with another secret');
      await popup.clickButton('Replace it (the old one goes to the trash)');
    }
    await popup.clickButton('Save');
    await popup.waitForText('is in your vault');
    await popup.close();
  }
  await manage.bringToFront();
  await manage.getByRole('link', { name: 'Accounts', exact: true }).click();
  await expect(manage.getByRole('heading', { name: 'Trash' })).toBeVisible();
  await expect(manage.getByRole('button', { name: 'Restore One, ada' })).toBeVisible();
});

function uri(issuer: string, secret: string): string {
  return `otpauth://totp/${issuer}:ada?secret=${secret}&issuer=${issuer}`;
}

async function accountCount(extension: ExtensionBrowser): Promise<number> {
  const manage = await extension.openManage('#/accounts');
  await manage.getByRole('heading', { name: 'Accounts' }).waitFor();
  await manage.locator('.entries').first().waitFor();
  const count = await manage.locator('.entries > li').count();
  await manage.close();
  return count;
}
