// Packages as they were released, updated to the one that was just built, with what people had kept in them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { hasTool } from '../../scripts/find-browser.ts';
import { EXTENSION_DIR, ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import type { ExtensionPage } from '../support/browsers/extension-page.ts';
import { expect, test } from '../support/journey.ts';
import {
  fillVersion010,
  KEPT_ACCOUNTS,
  KEPT_LOCK,
  KEPT_PASSPHRASE,
  KEPT_SHEET,
} from '../support/browsers/version-0.1.0.ts';

const PACKAGES = path.resolve(import.meta.dirname, '../vectors/packages');

for (const name of readdirSync(PACKAGES).filter((file) => file.endsWith('.zip'))) {
  test(`what was kept in ${name} is found after the update to today's version`, async ({ origin }) => {
    test.skip(!hasTool('oathtool'), 'oathtool is not installed');
    const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-upgrade-'));
    const extension = path.join(folder, 'extension');
    const profile = path.join(folder, 'profile');
    try {
      await unpack(path.join(PACKAGES, name), extension);
      allowDeveloperMode(profile);
      const browser = await ExtensionBrowser.launch({ profile, extension });
      await fillVersion010(browser, origin);
      await update(browser, extension);
      await expectEverything(browser, origin);
      await browser.close();

      const again = await ExtensionBrowser.launch({ profile, extension });
      await expectEverything(again, origin);
      await again.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** As the browser does it: other files at the same place, and the running extension started anew from them. */
async function update(browser: ExtensionBrowser, extension: string): Promise<void> {
  rmSync(extension, { recursive: true });
  cpSync(EXTENSION_DIR, extension, { recursive: true });
  const started = browser.context.waitForEvent('serviceworker');
  // The worker ends with this call and cannot answer it.
  await browser.inWorker('chrome.runtime.reload()').catch(() => undefined);
  await started;
  // A file that the kept package goes without.
  expect(await browser.inWorker("fetch('/licences.json').then(({ ok }) => ok)")).toBe(true);
}

/** Where it is off, the browser switches an unpacked extension off that starts itself anew. */
function allowDeveloperMode(profile: string): void {
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  const preferences = { extensions: { ui: { developer_mode: true } } };
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
}

async function expectEverything(browser: ExtensionBrowser, url: string): Promise<void> {
  const popup = await browser.clickToolbarIcon(await browser.openTab(url));
  await popup.waitForText('Locked');
  await popup.type(KEPT_PASSPHRASE);
  await popup.press('Enter');
  for (const { issuer, secret } of KEPT_ACCOUNTS) await expectCode(popup, issuer, secret);
  await popup.close();

  const manage = await browser.openManage('#/recovery');
  await expect(manage.getByText(`${KEPT_SHEET.length} of ${KEPT_SHEET.length} left`)).toBeVisible();
  await manage.goto(manage.url().replace(/#.*/, '#/security'));
  await expect(manage.getByLabel('Lock the vault')).toHaveValue(KEPT_LOCK);
  // No word of damage anywhere: the mirror, the anchor and the index were read as they are.
  await expect(manage.getByRole('alert')).toHaveCount(0);
  await manage.close();
}

async function expectCode(popup: ExtensionPage, issuer: string, secret: string): Promise<void> {
  await popup.waitForText(issuer);
  const row = `[...document.querySelectorAll('[role=row], li, .row')].find((row) => row.innerText.includes(${JSON.stringify(issuer)}))`;
  const digits = `(${row})?.querySelector('.row-code')?.textContent.replace(/\\D/g, '') ?? ''`;
  await popup.waitFor(`${digits} !== ''`, `the code of ${issuer}`);
  const shown = await popup.evaluate<string>(digits);
  expect(oathtoolCodes(secret), issuer).toContain(shown);
}

/** The codes of an independent program, for now and the step before, should it have ended just now. */
function oathtoolCodes(secret: string): readonly string[] {
  return [0, -30].map((step) => {
    const at = `@${Math.floor(Date.now() / 1000) + step}`;
    return execFileSync('oathtool', ['--totp', '-b', `--now=${at}`, secret], { encoding: 'utf8' }).trim();
  });
}

async function unpack(archive: string, folder: string): Promise<void> {
  const entries = await new ZipReader(new Uint8ArrayReader(readFileSync(archive))).getEntries();
  for (const entry of entries) {
    if (entry.directory) continue;
    const file = path.join(folder, entry.filename);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await entry.getData(new Uint8ArrayWriter()));
  }
}
