// Where Firefox keeps what the extension stores, and when it loses it: what is found then is said, and a backup brings all of
// it back.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { FirefoxBrowser } from '../support/browsers/firefox-browser.ts';
import { createVault, openManage, wholeFileIn, withFirefox } from '../support/browsers/firefox-journeys.ts';
import { ADDON_ID } from '../support/browsers/firefox-profile.ts';
import { PASSPHRASE } from '../support/journeys.ts';

const AEGIS = path.resolve(import.meta.dirname, '../exports/aegis/plain.json');
const OTHER_UUID = '11111111-2222-4333-8444-555555555555';
const OTHER_PASSPHRASE = 'another passphrase altogether';

let folder = '';

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tallystick-firefox-stores-'));
  mkdirSync(path.join(folder, 'profile'));
  mkdirSync(path.join(folder, 'downloads'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is shown between the heading and the next one, as selectors need it. */
async function mark(firefox: FirefoxBrowser, heading: string, selector: string): Promise<string> {
  const section = `[...document.querySelectorAll('section')].find((one) => one.querySelector('h2')?.innerText === ${JSON.stringify(heading)})`;
  await firefox.waitFor(
    `Boolean(${section}?.querySelector(${JSON.stringify(selector)}))`,
    `${selector} under “${heading}”`,
  );
  await firefox.evaluate(
    `${section}.querySelector(${JSON.stringify(selector)}).setAttribute('data-meant', '')`,
  );
  return '[data-meant]';
}

async function inSection(
  firefox: FirefoxBrowser,
  heading: string,
  selector: string,
  act: (selector: string) => Promise<void>,
): Promise<void> {
  await act(await mark(firefox, heading, selector));
  await firefox.evaluate("document.querySelector('[data-meant]')?.removeAttribute('data-meant')");
}

/** The file of a backup, read back. */
async function makeBackup(firefox: FirefoxBrowser, downloads: string): Promise<string> {
  await openManage(firefox, '#/backup');
  await firefox.typeInto('Your current passphrase', PASSPHRASE);
  await firefox.clickButton('Continue');
  await firefox.clickButton('Save the backup file');
  await firefox.waitForText('Pick it once more');
  const file = await wholeFileIn(downloads);
  await inSection(firefox, 'Make a backup', 'input[type=file]', (input) => firefox.type(input, file));
  await firefox.waitForText('The backup was read back and is whole.');
  return file;
}

test('in Firefox that lost the list of its extensions’ addresses the store is a new one, and a backup brings every account back', async () => {
  const profile = path.join(folder, 'profile');
  const downloads = path.join(folder, 'downloads');
  const saving = { 'browser.download.folderList': 2, 'browser.download.dir': downloads };
  let file = '';
  await withFirefox({ profile, preferences: saving }, async (firefox) => {
    await createVault(firefox);
    await openManage(firefox, '#/import');
    await firefox.type('input[type=file]', AEGIS);
    await firefox.clickButton('Add 7 accounts');
    await firefox.waitForText('7 accounts added.');
    file = await makeBackup(firefox, downloads);
  });
  const lost = { 'extensions.webextensions.uuids': JSON.stringify({ [ADDON_ID]: OTHER_UUID }) };
  await withFirefox({ profile, preferences: lost }, async (firefox) => {
    const manage = `moz-extension://${OTHER_UUID}/src/manage/index.html`;
    await firefox.goTo(manage);
    // To the browser this is another extension: nothing of the vault can be reached, and nothing says that there was one.
    await firefox.clickButton('Choose a passphrase');
    await firefox.typeInto('Passphrase', OTHER_PASSPHRASE);
    await firefox.typeInto('The same passphrase again', OTHER_PASSPHRASE);
    await firefox.clickButton('Create the vault');
    await firefox.waitForText('Your vault is ready');
    await firefox.goTo(`${manage}#/backup`);
    await inSection(firefox, 'Restore a backup', 'input[type=file]', (input) => firefox.type(input, file));
    await inSection(firefox, 'Restore a backup', 'input[type=password]', (input) =>
      firefox.type(input, PASSPHRASE),
    );
    await firefox.clickButton('Show what is in it');
    await firefox.clickButton('Restore 7 accounts');
    await firefox.waitForText('7 accounts were restored.');
    await firefox.waitForText('Harbour');
  });
  // The old address again: what was stored under it is there as it was.
  await withFirefox({ profile }, async (firefox) => {
    await openManage(firefox, '');
    await firefox.waitForText('Locked');
  });
});

test('in Firefox that never remembers history no vault is made for a session: what to do is said, and done it works', async () => {
  const profile = path.join(folder, 'profile');
  const forgets = { 'browser.privatebrowsing.autostart': true };
  await withFirefox({ profile, preferences: forgets, isAllowedInPrivate: true }, async (firefox) => {
    await openManage(firefox, '');
    await firefox.waitForText('Storage trouble');
    await firefox.waitForText('Let it remember history');
    const text = await firefox.evaluate<string>('document.body.innerText');
    expect(text).toContain('Nothing was changed.');
    for (const offer of ['Choose a passphrase', 'Create the vault']) expect(text).not.toContain(offer);
  });
  await withFirefox({ profile, preferences: { 'browser.privatebrowsing.autostart': false } }, createVault);
  await withFirefox(
    { profile, preferences: { 'browser.privatebrowsing.autostart': false } },
    async (firefox) => {
      await openManage(firefox, '');
      await firefox.waitForText('Locked');
    },
  );
});
