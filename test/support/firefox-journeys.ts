// The steps that the journeys in Firefox share, as a user takes them.
import { ADDON_ORIGIN, FirefoxBrowser, type FirefoxOptions } from './firefox-browser.ts';
import { PASSPHRASE } from './journeys.ts';

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
  await openManage(firefox, '#/welcome');
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
