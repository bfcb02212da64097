// The main journey once more, in Firefox: no service worker, no offscreen page, a popup that closes by its own rules.
import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { ADDON_ORIGIN, FirefoxBrowser } from '../support/firefox-browser.ts';
import { PASSPHRASE } from '../support/journeys.ts';

const MANAGE = `${ADDON_ORIGIN}/src/manage/index.html`;

test('in Firefox an account is enrolled by scanning, survives a restart and signs in by filling', async () => {
  const server = await startRelyingParty();
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-firefox-'));
  const origin = server.origin('ankra');
  let used = '';
  try {
    const first = await FirefoxBrowser.launch({ profile });
    try {
      await createVault(first);
      await signUp(first, origin);
      used = await enrolByScanning(first, origin);
    } finally {
      await first.close();
    }
    const second = await FirefoxBrowser.launch({ profile });
    try {
      await signInByFilling(second, origin, used);
    } finally {
      await second.close();
    }
  } finally {
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

async function createVault(firefox: FirefoxBrowser): Promise<void> {
  await firefox.goTo(`${MANAGE}#/welcome`);
  await firefox.typeInto('Passphrase', PASSPHRASE);
  await firefox.typeInto('The same passphrase again', PASSPHRASE);
  await firefox.clickButton('Create the vault');
  await firefox.waitForText('Your vault is ready');
}

async function signUp(firefox: FirefoxBrowser, origin: string): Promise<void> {
  await firefox.goTo(`${origin}/sign-up`);
  await firefox.type('[name=name]', 'Ada');
  await firefox.type('[name=email]', 'ada.new@example.com');
  await firefox.type('[name=password]', 'a long site password');
  await firefox.clickButton('Create account');
  await firefox.waitFor("document.querySelector('#sign-out') !== null", 'to be signed in');
}

/** The code that the site took. */
async function enrolByScanning(firefox: FirefoxBrowser, origin: string): Promise<string> {
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

async function signInByFilling(firefox: FirefoxBrowser, origin: string, used: string): Promise<void> {
  await firefox.goTo(`${origin}/sign-in`);
  await firefox.type('[name=email]', 'ada.new@example.com');
  await firefox.type('[name=password]', 'a long site password');
  await firefox.clickButton('Sign in');
  await firefox.waitFor("document.querySelector('[name=code]') !== null", 'the challenge');
  await firefox.clickToolbarIcon();
  await firefox.typeInPopup('input[type=password]', PASSPHRASE);
  await firefox.inPopup("document.querySelector('form').requestSubmit()");
  await firefox.waitInPopup("document.querySelector('.row-fill') !== null", 'a button to fill');
  // The site takes each code once, and what was filled before a restart is not remembered.
  const shown = "document.querySelector('.row-code')?.textContent.replace(/\\D/g, '') ?? ''";
  await firefox.waitInPopup(`![${JSON.stringify(used)}, ''].includes(${shown})`, 'the next code', 40_000);
  await firefox.inPopup("document.querySelector('.row-fill').click()");
  await firefox.waitUntilPopupIsClosed();
  expect(await firefox.evaluate("document.querySelector('[name=code]').value")).toMatch(/^\d{6}$/);
  await firefox.clickButton('Verify');
  await firefox.waitFor("document.querySelector('#sign-out') !== null", 'to be signed in');
}
