// The pictures of docs/getting-started.md and of the stores, from one journey as a new user takes it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { addAccounts } from '../../test/support/accounts.ts';
import { ExtensionBrowser } from '../../test/support/browsers/extension-browser.ts';
import { createVault, scanAndSave, signIn, signUp } from '../../test/support/journeys.ts';

/** What Chrome's and Mozilla's stores show. */
const STORE_SIZE = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };

const OTHERS = ['Fastmail', 'GitHub', 'Hetzner', 'Nextcloud', 'Proton'];

export async function takeJourneyPictures(folder: string): Promise<void> {
  const server = await startRelyingParty();
  const browser = await ExtensionBrowser.launch();
  const file = (name: string) => path.join(folder, `${name}.png`);
  try {
    const origin = server.origin('ankra');
    const welcome = await browser.openManage('#/welcome/passphrase');
    await welcome.getByLabel('Passphrase', { exact: true }).fill('four unrelated words here');
    await welcome.screenshot({ path: file('start-1-passphrase') });
    await welcome.close();
    const manage = await createVault(browser);
    await manage.screenshot({ path: file('start-2-ready') });
    await enrol(browser, origin, file);
    await addAccounts(
      manage,
      OTHERS.map((issuer) => ({ issuer, accountName: 'ada@example.com' })),
    );
    await fill(browser, origin, file);
    await manage.bringToFront();
    await manage.goto(manage.url().replace(/#.*/, '#/backup'));
    await manage.getByRole('heading', { name: 'Backup', exact: true }).waitFor();
    await manage.screenshot({ path: file('start-5-backup') });
    await takeStorePictures(browser, manage, file);
  } finally {
    await browser.close();
    await server.close();
  }
}

type FileOf = (name: string) => string;

async function enrol(browser: ExtensionBrowser, origin: string, file: FileOf): Promise<void> {
  const page = await browser.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/authenticators/new`);
  const popup = await browser.clickToolbarIcon(page);
  await popup.clickButton('Scan this page');
  await popup.waitForText('Found on this page');
  await popup.screenshot(file('start-3-scan'));
  await popup.close();
  const saved = await scanAndSave(browser, page);
  await saved.clickButton('Fill the code on this page');
  await saved.waitUntilClosed();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.locator('#recovery-codes').waitFor();
  await page.close();
}

async function fill(browser: ExtensionBrowser, origin: string, file: FileOf): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto(`${origin}/account`);
  await page.context().clearCookies();
  await signIn(page, origin);
  await page.locator('[name=code]').waitFor();
  const popup = await browser.clickToolbarIcon(page);
  await popup.waitForText('asks for a code');
  await popup.screenshot(file('start-4-fill'));
  await popup.close();
  await page.close();
}

async function takeStorePictures(browser: ExtensionBrowser, manage: Page, file: FileOf): Promise<void> {
  const session = await manage.context().newCDPSession(manage);
  await session.send('Emulation.setDeviceMetricsOverride', STORE_SIZE);
  for (const [place, heading, name] of [
    ['accounts', 'Accounts', 'store-2-accounts'],
    ['import', 'Import', 'store-3-import'],
    ['security', 'Security', 'store-4-security'],
  ] as const) {
    await manage.goto(manage.url().replace(/#.*/, `#/${place}`));
    await manage.getByRole('heading', { name: heading, exact: true }).waitFor();
    await manage.screenshot({ path: file(name) });
  }
  const page = await browser.openTab('about:blank');
  const onPage = await page.context().newCDPSession(page);
  await onPage.send('Emulation.setDeviceMetricsOverride', STORE_SIZE);
  const picture = (name: string) =>
    `<img src="data:image/png;base64,${readFileSync(file(name)).toString('base64')}">`;
  await page.setContent(`<style>body { margin: 0; height: 800px; display: flex; gap: 80px; align-items: center;
    justify-content: center; background: #dfe7ee } img { max-height: 720px; border-radius: 12px; box-shadow: 0 12px 48px #0004 }</style>
    ${picture('start-4-fill')}${picture('start-3-scan')}`);
  await page.screenshot({ path: file('store-1-popup') });
  await page.close();
}
