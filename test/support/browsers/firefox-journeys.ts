// The steps that the journeys in Firefox share, as a user takes them.
import { expect } from '@playwright/test';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ADDON_ORIGIN, FirefoxBrowser, type FirefoxOptions } from './firefox-browser.ts';
import { downloadsOf } from './firefox-profile.ts';
import { PASSPHRASE } from '../journeys.ts';

const MANAGE = `${ADDON_ORIGIN}/src/manage/index.html`;

/** A browser for the work, and closed after it. */
export async function withFirefox(
  options: FirefoxOptions,
  work: (firefox: FirefoxBrowser) => Promise<void>,
): Promise<void> {
  const firefox = await FirefoxBrowser.launch(options);
  try {
    await work(firefox);
  } finally {
    await firefox.close();
  }
}

export async function openManage(firefox: FirefoxBrowser, place: string): Promise<void> {
  await firefox.goTo(`${MANAGE}${place}`);
}

export async function createVault(firefox: FirefoxBrowser): Promise<void> {
  await openManage(firefox, '#/welcome/passphrase');
  await firefox.typeInto('Passphrase', PASSPHRASE);
  await firefox.typeInto('The same passphrase again', PASSPHRASE);
  await firefox.clickButton('Create the vault');
  await firefox.waitForText('Your vault is ready');
}

export async function unlockPopup(firefox: FirefoxBrowser): Promise<void> {
  await firefox.typeInPopup('input[type=password]', PASSPHRASE);
  await firefox.inPopup("document.querySelector('form').requestSubmit()");
}

export async function signUp(firefox: FirefoxBrowser, origin: string): Promise<void> {
  await firefox.goTo(`${origin}/sign-up`);
  await firefox.type('[name=name]', 'Ada');
  await firefox.type('[name=email]', 'ada.new@example.com');
  await firefox.type('[name=password]', 'a long site password');
  await firefox.clickButton('Create account');
  await firefox.waitFor("document.querySelector('#sign-out') !== null", 'to be signed in');
}

/** Signed up, ends on the page with the recovery codes. The code that the site took. */
export async function enrolByScanning(firefox: FirefoxBrowser, origin: string): Promise<string> {
  await firefox.goTo(`${origin}/authenticators/new`);
  await firefox.clickToolbarIcon();
  await firefox.clickInPopup('Scan this page');
  await firefox.clickInPopup('Save');
  await firefox.clickInPopup('Fill the code on this page');
  await firefox.waitUntilPopupIsClosed();
  const code = await firefox.evaluate<string>("document.querySelector('[name=code]').value");
  expect(code).toMatch(/^\d{6}$/);
  await firefox.clickButton('Confirm');
  await firefox.waitFor("document.querySelector('#recovery-codes') !== null", 'recovery codes');
  return code;
}

/** The one file that was handed to the downloads, when it is whole. */
export function downloaded(firefox: FirefoxBrowser): Promise<string> {
  return wholeFileIn(downloadsOf(firefox.profile));
}

/** The one file that a folder of downloads gets. */
export async function wholeFileIn(folder: string): Promise<string> {
  const files = () => (existsSync(folder) ? readdirSync(folder) : []);
  const isWhole = (name: string) => !name.endsWith('.part') && statSync(path.join(folder, name)).size > 0;
  // Until it is whole it is empty, and there is another one beside it.
  await expect.poll(() => files().length === 1 && files().every(isWhole), { timeout: 20_000 }).toBe(true);
  return path.join(folder, files()[0] ?? '');
}
