// The main journeys once more, in Firefox: no service worker, no offscreen page, a popup that closes by its own rules.
import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import type { FirefoxBrowser } from '../support/browsers/firefox-browser.ts';
import {
  createVault,
  enrolByScanning,
  openManage,
  signUp,
  unlockPopup,
  withFirefox,
} from '../support/browsers/firefox-journeys.ts';

const AEGIS = path.resolve(import.meta.dirname, '../exports/aegis/plain.json');

let server: RunningServer;
let origin = '';

test.beforeEach(async () => {
  server = await startRelyingParty();
  origin = server.origin('ankra');
});
test.afterEach(() => server.close());

test('in Firefox an account is enrolled by scanning, survives a restart and signs in by filling', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'tallystick-firefox-'));
  let used = '';
  try {
    await withFirefox({ profile }, async (firefox) => {
      await createVault(firefox);
      await signUp(firefox, origin);
      used = await enrolByScanning(firefox, origin);
    });
    await withFirefox({ profile }, (firefox) => signInByFilling(firefox, used));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('in Firefox an export is imported in the manage tab, and its codes outlive the event page until they are locked', async () => {
  await withFirefox({}, async (firefox) => {
    await createVault(firefox);
    await openManage(firefox, '#/import');
    await firefox.type('input[type=file]', AEGIS);
    await firefox.clickButton('Add 7 accounts');
    await firefox.waitForText('7 accounts added.');

    await firefox.goTo(`${origin}/sign-in`);
    await expectCodes(firefox);
    await firefox.stopEventPage();
    // The popup's question starts it again, and it finds the vault as it was: unlocked, with every account.
    await expectCodes(firefox);
    expect(await firefox.eventPageState()).toBe('running');

    await openManage(firefox, '#/accounts');
    await firefox.waitForText('Harbour');
    await firefox.clickButton('Lock');
    await firefox.waitFor("!document.body.innerText.includes('Harbour')", 'the names to go');
    await firefox.stopEventPage();
    await firefox.goTo(`${origin}/sign-in`);
    await firefox.clickToolbarIcon();
    await firefox.waitInPopup("document.querySelector('input[type=password]') !== null", 'to be asked');
    expect(await firefox.inPopup("document.body.innerText.includes('Harbour')")).toBe(false);
    await unlockPopup(firefox);
    await firefox.waitInPopup("document.body.innerText.includes('Harbour')", 'the accounts');
    // By the style within the page, which its policy lets through by a hash, and by what the program brings along.
    expect(await firefox.inPopup(styleOf('.row', 'position'))).toBe('absolute');
    expect(await firefox.inPopup(styleOf('.bars', 'flexShrink'))).toBe('0');
    await firefox.waitInPopup(
      `parseFloat(${styleOf('.ring .left', 'strokeDashoffset')}) > 0`,
      'the ring to move',
    );
  });
});

test('in Firefox a site that is allowed in the prompt of the browser shows its count on the toolbar', async () => {
  await withFirefox({ asks: true }, async (firefox) => {
    await createVault(firefox);
    await signUp(firefox, origin);
    await firefox.goTo(`${origin}/authenticators/new`);
    await firefox.clickToolbarIcon();
    await firefox.clickInPopup('Scan this page');
    await firefox.clickInPopup('Save');
    await firefox.clickInPopup(`Allow on ${new URL(origin).host}`);
    expect(await firefox.acceptPermissionPrompt()).toContain('ankra.localhost');
    await expect.poll(() => firefox.registeredPatterns()).toEqual(['http://ankra.localhost/*']);
    await firefox.goTo(`${origin}/forms/one-field`);
    await expect.poll(() => firefox.badgeText()).toBe('1');
    // Nothing in a Firefox page can tell whether a button is covered, so none is offered there.
    expect(await firefox.evaluate("document.querySelectorAll('iframe, [popover]').length")).toBe(0);

    await firefox.closePopup();
    await fillWithin(firefox, 'srcdoc-frame');
    await fillWithin(firefox, 'scripted-frame');
  });
});

/** A frame that the page wrote itself has no address, and is the page's own all the same. */
async function fillWithin(firefox: FirefoxBrowser, shape: string): Promise<void> {
  const code = `document.querySelector('iframe').contentDocument.querySelector('#code')`;
  await firefox.goTo(`${origin}/forms/${shape}`);
  await firefox.waitFor(`${code} !== null`, 'the field in the frame');
  await firefox.clickToolbarIcon();
  await firefox.waitInPopup("document.querySelector('.row-fill') !== null", 'a button to fill');
  await firefox.inPopup("document.querySelector('.row-fill').click()");
  // The same code is not filled twice: the popup waits for the next one.
  await firefox.waitUntilPopupIsClosed(40_000);
  expect(await firefox.evaluate(`${code}.value`), shape).toMatch(/^\d{6}$/);
}

async function expectCodes(firefox: FirefoxBrowser): Promise<void> {
  await firefox.clickToolbarIcon();
  await firefox.waitInPopup("document.body.innerText.includes('Harbour')", 'the accounts');
  await firefox.waitInPopup("/\\d{3}/.test(document.querySelector('.row-code')?.textContent)", 'a code');
  await firefox.closePopup();
}

async function signInByFilling(firefox: FirefoxBrowser, used: string): Promise<void> {
  await firefox.goTo(`${origin}/sign-in`);
  await firefox.type('[name=email]', 'ada.new@example.com');
  await firefox.type('[name=password]', 'a long site password');
  await firefox.clickButton('Sign in');
  await firefox.waitFor("document.querySelector('[name=code]') !== null", 'the challenge');
  await firefox.clickToolbarIcon();
  await unlockPopup(firefox);
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

function styleOf(selector: string, property: string): string {
  return `content.getComputedStyle(document.querySelector('${selector}')).${property}`;
}
