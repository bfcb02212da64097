// What has to outlive a browser, in Firefox: the recovery codes of a site, and a backup file that brings both back elsewhere.
import { test } from '@playwright/test';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import type { FirefoxBrowser } from '../support/browsers/firefox-browser.ts';
import {
  createVault,
  downloaded,
  enrolByScanning,
  openManage,
  signUp,
  withFirefox,
} from '../support/browsers/firefox-journeys.ts';
import { PASSPHRASE } from '../support/journeys.ts';

test('in Firefox recovery codes are kept from the page, and a backup brings them and the account into another browser', async () => {
  const server = await startRelyingParty();
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-firefox-kept-'));
  const backup = path.join(folder, 'backup');
  try {
    const origin = server.origin('ankra');
    await withFirefox({}, async (firefox) => {
      await createVault(firefox);
      await signUp(firefox, origin);
      await enrolByScanning(firefox, origin);
      await keepRecoveryCodes(firefox);
      copyFileSync(await makeBackup(firefox), backup);
    });
    await withFirefox({}, async (firefox) => {
      await createVault(firefox);
      await restore(firefox, backup);
      await firefox.waitForText('ada.new@example.com');
      await openManage(firefox, '#/recovery');
      await firefox.waitForText('10 of 10 left');
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.close();
  }
});

async function keepRecoveryCodes(firefox: FirefoxBrowser): Promise<void> {
  await firefox.waitFor(
    "document.querySelectorAll('#recovery-codes li').length === 10",
    'ten recovery codes',
  );
  await firefox.clickToolbarIcon();
  const offers = (words: string) => `document.body.innerText.includes(${JSON.stringify(words)})`;
  await firefox.waitInPopup(offers('This page shows 10 recovery codes.'), 'the offer');
  await firefox.inPopup("document.querySelector('.page-offer button.primary').click()");
  await firefox.waitInPopup(offers('10 of 10 left'), 'the count');
  await firefox.closePopup();
}

/** The file, which was read back. */
async function makeBackup(firefox: FirefoxBrowser): Promise<string> {
  await openManage(firefox, '#/backup');
  await firefox.typeInto('Your current passphrase', PASSPHRASE);
  await firefox.clickButton('Continue');
  await firefox.clickButton('Save the backup file');
  const file = await downloaded(firefox);
  await firefox.typeInto('The file that was just saved', file);
  await firefox.waitForText('The backup was read back and is whole.');
  return file;
}

async function restore(firefox: FirefoxBrowser, file: string): Promise<void> {
  await openManage(firefox, '#/backup');
  // Two sections ask for a file and its passphrase.
  const section =
    "[...document.querySelectorAll('section')].find((s) => s.querySelector('h2')?.innerText === 'Restore a backup')";
  await firefox.waitFor(`${section} !== undefined`, 'where a backup is restored');
  await firefox.evaluate(`${section}.setAttribute('data-here', '')`);
  await firefox.type('[data-here] input[type=file]', file);
  await firefox.type('[data-here] input[type=password]', PASSPHRASE);
  await firefox.clickButton('Show what is in it');
  await firefox.clickButton('Restore 1 account');
}
