// The passkey provider in Firefox: what is made and signed there is verified by the relying party.
import { expect, test } from '@playwright/test';
import { ankra } from '../../src/relying-party/policies/ankra.ts';
import { crm } from '../../src/relying-party/policies/crm.ts';
import { sekoia } from '../../src/relying-party/policies/sekoia.ts';
import { type RunningServer, startRelyingParty } from '../../src/relying-party/server.ts';
import type { FirefoxBrowser } from '../support/browsers/firefox-browser.ts';
import { createVault, openManage, signUp, withFirefox } from '../support/browsers/firefox-journeys.ts';
import { PASSPHRASE } from '../support/journeys.ts';
import type { Check } from '../support/webauthn/check.ts';
import { type Ends, PLAIN_CHECKS, plainRun } from '../support/webauthn/plain-checks.ts';

const EMAIL = 'ada.new@example.com';
const PASSWORD = 'a long site password';
const OFFERING = { ...ankra, passkeys: { ...ankra.passkeys!, offeredInField: true } };

let server: RunningServer;
let origin = '';

test.beforeEach(async () => {
  server = await startRelyingParty({ presets: [OFFERING, crm, sekoia] });
  origin = server.origin('ankra');
});
test.afterEach(() => server.close());

test('in Firefox a passkey is kept here, and signs in as second factor, alone, and from the popup where the page waits', async () => {
  await withFirefox({ asks: true }, async (firefox) => {
    await createVault(firefox);
    await test.step('what begins no ceremony ends as with the browser’s own provider', async () => {
      const theirs = await endsIn(firefox, PLAIN_CHECKS);
      // There is no device: what begins a ceremony ends so, and what comes after it may end that.
      const plain = PLAIN_CHECKS.filter(({ name }) => !/NotAllowed|Abort|no answer/.test(theirs[name] ?? ''));
      expect(plain.length).toBeGreaterThan(80);
      await turnOn(firefox, origin);
      const ours = await endsIn(firefox, plain);
      const differing = plain.filter(({ name }) => ours[name] !== theirs[name]);
      // As in the table of docs/passkeys.md.
      expect(differing.map(({ name }) => name)).toEqual(['the source text of create']);
    });
    await signUp(firefox, origin);

    await test.step('made, after a yes in a window of ours', async () => {
      await firefox.goTo(`${origin}/passkeys/new`);
      await firefox.type('[name=name]', 'Tallystick');
      await firefox.inNewWindow(
        () => firefox.clickButton('Add passkey'),
        () => pressArmed(firefox, 'Save it in Tallystick'),
      );
      await firefox.waitFor("document.querySelector('#recovery-codes') !== null", 'recovery codes');
    });

    await test.step('signs in after the password', async () => {
      await signOut(firefox, origin);
      await signIn(firefox);
      await answer(firefox, 'Use a passkey');
      await expectSignedIn(firefox);
    });

    await test.step('signs in alone, with the passphrase', async () => {
      await signOut(firefox, origin);
      await firefox.inNewWindow(
        () => firefox.clickButton('Use a passkey'),
        () => verify(firefox),
      );
      await expectSignedIn(firefox);
    });

    await test.step('from the popup, where the page waits for one', async () => {
      await signOut(firefox, origin);
      expect(await firefox.evaluate('PublicKeyCredential.isConditionalMediationAvailable()')).toBe(true);
      await firefox.clickToolbarIcon();
      await firefox.inNewWindow(
        () => firefox.clickInPopup(`Sign in with passkey ${EMAIL}`),
        () => verify(firefox),
      );
      await expectSignedIn(firefox);
    });

    await test.step('another device is one click away', async () => {
      await firefox.addVirtualAuthenticator();
      await firefox.goTo(`${origin}/passkeys/new`);
      await firefox.type('[name=name]', 'Device');
      await firefox.inNewWindow(
        () => firefox.clickButton('Add passkey'),
        () => pressArmed(firefox, 'Use another device or security key'),
      );
      await firefox.waitForText('Device');
      await firefox.waitFor("document.querySelectorAll('#method-passkeys li').length === 2", 'both of them');
    });

    await test.step('a window that is closed is a no', async () => {
      await signOut(firefox, origin);
      await firefox.inNewWindow(
        () => firefox.clickButton('Use a passkey'),
        () => pressArmed(firefox, 'Cancel'),
      );
      await firefox.waitForText('The browser was not given a passkey.');
    });
  });
});

test('in Firefox a passkey proves who removes it, and stands in for a security device after the password', async () => {
  await withFirefox({ asks: true }, async (firefox) => {
    await createVault(firefox);

    await test.step('crm: added, second factor, step-up, removed', async () => {
      const site = server.origin('crm');
      await turnOn(firefox, site);
      await signUp(firefox, site);
      await enrol(firefox, site, 'Add passkey');
      await firefox.waitFor("document.querySelectorAll('#method-passkeys li').length === 1", 'the passkey');
      await signOut(firefox, site);
      await signIn(firefox);
      await answer(firefox, 'Use a passkey');
      await expectSignedIn(firefox);
      await firefox.goTo(`${site}${crm.paths.security}`);
      await firefox.click('#method-passkeys a[href$="/remove"]');
      await firefox.waitForText('Confirm it is you');
      await answer(firefox, 'Use a passkey');
      await firefox.clickButton('Remove');
      await firefox.waitForText('It was removed and no longer signs you in.');
    });

    await test.step('sekoia: a security device after the password', async () => {
      const site = server.origin('sekoia');
      await turnOn(firefox, site);
      await signUp(firefox, site);
      await enrol(firefox, site, 'Add security device');
      await firefox.waitFor("document.querySelector('#recovery-codes') !== null", 'recovery codes');
      await signOut(firefox, site);
      await signIn(firefox);
      await answer(firefox, 'Use a security device');
      await expectSignedIn(firefox);
    });
  });
});

/** After the password, which both sites ask for first. */
async function enrol(firefox: FirefoxBrowser, site: string, button: string): Promise<void> {
  await firefox.goTo(`${site}/passkeys/new`);
  await firefox.type('[name=password]', PASSWORD);
  await firefox.clickButton('Confirm with password');
  await firefox.type('[name=name]', 'Tallystick');
  await firefox.inNewWindow(
    () => firefox.clickButton(button),
    () => pressArmed(firefox, 'Save it in Tallystick'),
  );
}

/** The ceremony that the button of the page begins. */
async function answer(firefox: FirefoxBrowser, button: string): Promise<void> {
  await firefox.waitForText(button);
  await firefox.inNewWindow(
    () => firefox.clickButton(button),
    () => pressArmed(firefox, `Sign in as ${EMAIL}`),
  );
}

async function signIn(firefox: FirefoxBrowser): Promise<void> {
  await firefox.type('[name=email]', EMAIL);
  await firefox.type('[name=password]', PASSWORD);
  await firefox.clickButton('Sign in');
}

async function turnOn(firefox: FirefoxBrowser, site: string): Promise<void> {
  const { hostname } = new URL(site);
  await openManage(firefox, '#/sites');
  await firefox.typeInto('Address of a site', `http://${hostname}`);
  await firefox.clickButton('Turn on for this site');
  expect(await firefox.acceptPermissionPrompt()).toContain(hostname);
  await expect.poll(() => firefox.registeredPatterns()).toContain(`http://${hostname}/*`);
}

async function endsIn(firefox: FirefoxBrowser, checks: readonly Check[]): Promise<Ends> {
  await firefox.goTo(`${origin}/sign-in`);
  return firefox.evaluate<Ends>(plainRun(checks));
}

async function signOut(firefox: FirefoxBrowser, site: string): Promise<void> {
  await firefox.goTo(`${site}/`);
  await firefox.waitFor("document.querySelector('#sign-out') !== null", 'the menu');
  await firefox.evaluate("document.querySelector('#sign-out').closest('form').requestSubmit()");
  await firefox.waitFor("location.pathname === '/sign-in'", 'to be signed out');
}

async function expectSignedIn(firefox: FirefoxBrowser): Promise<void> {
  await firefox.waitFor(
    `document.querySelector('#signed-in-as')?.textContent.includes(${JSON.stringify(EMAIL)}) === true`,
    'to be signed in',
  );
}

/** Once it says yes to a click: half a second after the window came up. */
async function pressArmed(firefox: FirefoxBrowser, name: string): Promise<void> {
  await firefox.waitFor(
    `[...document.querySelectorAll('button')].some((b) => b.innerText.trim() === ${JSON.stringify(name)} && !b.disabled)`,
    `a button “${name}”`,
  );
  await firefox.clickButton(name);
}

async function verify(firefox: FirefoxBrowser): Promise<void> {
  await firefox.typeInto('Passphrase', PASSPHRASE);
  await pressArmed(firefox, `Sign in as ${EMAIL}`);
}
