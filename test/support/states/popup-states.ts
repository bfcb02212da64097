// Every state of the real popup that a page, a click or a key leads to.
import type { Page } from '@playwright/test';
import { addAccounts } from '../accounts.ts';
import { EXTENSION_ID, type ExtensionBrowser } from '../browsers/extension-browser.ts';
import { unlockPopup } from '../journeys.ts';
import { ask } from '../passkeys/passkey-window.ts';
import { pageWithQr } from '../qr-page.ts';
import type { Walk } from '../walk.ts';
import { accountsAt, createVault } from './shared-steps.ts';
import { toldStates } from './told-states.ts';

const SHEET = ['QW7RT-9KLPX', 'M3WDF-T8ZCV', '4HBNG-X6RAJ', 'Q9JSK-2VKEY', 'E5TGB-W7YUH', '8XDPM-H3FNR'];

export async function popupStates(walk: Walk, origin: string, browser: ExtensionBrowser): Promise<void> {
  const site = await browser.openTab(`${origin}/forms/one-field`);
  const first = await browser.clickToolbarIcon(site);
  await walk.look('first run', first);
  await first.close();
  await createVault(walk);
  const empty = await browser.clickToolbarIcon(site);
  await empty.waitForText(walk.say('emptyTitle'));
  await walk.look('empty', empty);
  await empty.close();
  await addAccounts(walk.page, accountsAt(origin));
  const popup = await browser.clickToolbarIcon(site);
  await popup.waitForText('Here');
  await walk.look('list', popup);
  await popup.click('.row-main');
  await popup.waitForText(walk.say('copied'));
  await popup.waitForText(walk.say('clipboardHolds'));
  await walk.look('copied', popup);
  await popup.press('/');
  await popup.type('nothing like it');
  await popup.waitForText(walk.say('noMatchTitle'));
  await walk.look('no match', popup);
  await popup.press('Escape');
  await popup.clickButton(walk.say('addAccount'));
  await popup.waitForText(walk.say('secretOrUri'));
  await popup.type('JBSWY3DPEHPK3PXQ');
  await popup.press('Tab');
  await popup.type('New');
  await popup.clickButton(walk.say('advanced'));
  await walk.look('by hand', popup);
  await popup.clickButton(walk.say('next'));
  await popup.waitForText(walk.say('previewSave'));
  await walk.look('preview', popup);
  await popup.clickButton(walk.say('previewSave'));
  await popup.waitForText(walk.say('savedOne', 'New'));
  await walk.look('saved', popup);
  await popup.clickButton(walk.say('done'));
  await popup.clickButton(walk.say('scanPage'));
  await popup.waitForText(walk.say('scanNothing'));
  await walk.look('nothing to scan', popup);
  await popup.press('Escape');
  await popup.close();
  await onPages(walk, browser, site);
  await recoveryOnPages(walk, browser, site);
  await toldStates(walk, browser);
  await largeCode(walk, browser);
  await lockedPopup(walk, browser, site);
}

async function lockedPopup(walk: Walk, browser: ExtensionBrowser, site: Page): Promise<void> {
  const popup = await browser.clickToolbarIcon(site);
  await popup.press('l', { ctrl: true });
  await popup.waitForText(walk.say('lockedTitle'));
  await walk.look('locked', popup);
  await unlockPopup(popup, 'not the passphrase');
  await popup.waitForSelector('[role=alert], .error');
  await walk.look('locked, refused', popup);
  await popup.close();
}

/** What the page in front has, or asks for. */
async function onPages(walk: Walk, browser: ExtensionBrowser, site: Page): Promise<void> {
  const asking = await browser.clickToolbarIcon(site);
  await asking.waitForText(walk.say('asksForCode'));
  await asking.clickButton(walk.say('fillFor', 'Zeta, ada'));
  await asking.waitForText(walk.say('fillHere'));
  await walk.look('a question before filling', asking);
  await asking.close();
  await ask(walk.page, 'clock/correct', { offsetSeconds: 30 });
  const corrected = await browser.clickToolbarIcon(site);
  await corrected.waitForText(walk.say('clockIsCorrected'));
  await walk.look('codes follow a corrected clock', corrected);
  await corrected.clickButton(walk.say('checkClock'));
  await corrected.waitForText(walk.say('checkClockHere'));
  await walk.look('clock', corrected);
  await corrected.close();
  await ask(walk.page, 'clock/correct', { offsetSeconds: 0 });
  await pageWithQr(site, ['otpauth://totp/Second:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Second']);
  const offered = await browser.clickToolbarIcon(site);
  await offered.waitForText(walk.say('pageOffers', 'Second, ada'));
  await walk.look('an account on the page', offered);
  await offered.clickButton(walk.say('scanPage'));
  await offered.waitForText(walk.say('previewTitle'));
  await walk.look('scanned', offered);
  await offered.clickButton(walk.say('previewSave'));
  await offered.waitForText(walk.say('savedOne', 'Second, ada'));
  await walk.look('scanned and saved', offered);
  await offered.close();
}

async function recoveryOnPages(walk: Walk, browser: ExtensionBrowser, site: Page): Promise<void> {
  await site.evaluate((codes) => {
    document.body.innerHTML = `<h1>Your recovery codes</h1><p>Save these recovery codes. Each can be used once.</p>
      <ul>${codes.map((code) => `<li>${code}</li>`).join('')}</ul>`;
  }, SHEET);
  const sheet = await browser.clickToolbarIcon(site);
  await sheet.waitForText(walk.say('pageShowsCodes', String(SHEET.length)));
  await sheet.clickButton(walk.say('pageSheetCompare'));
  await walk.look('recovery codes on the page', sheet);
  await sheet.click('.page-offer button.primary');
  await sheet.waitForText(walk.say('codesLeft', String(SHEET.length), String(SHEET.length)));
  await sheet.close();
  const { origin } = new URL(site.url());
  await site.goto(`${origin}/forms/one-field`);
  const instead = await browser.clickToolbarIcon(site);
  await instead.clickButton(walk.say('recoveryInstead'));
  await instead.waitForText(walk.say('fillRecoveryText'));
  await walk.look('a recovery code instead', instead);
  await instead.close();
  await site.goto(`${origin}/forms/recovery-code`);
  const filling = await browser.clickToolbarIcon(site);
  await filling.waitForText(walk.say('asksForRecoveryCode'));
  await walk.look('a recovery code is asked for', filling);
  await filling.click('.row-fill');
  await filling.waitUntilClosed();
  const question = await browser.clickToolbarIcon(site);
  await question.clickButton(walk.say('answerNo'));
  await question.waitForText(walk.say('whatAboutCode'));
  await walk.look('what about the code', question);
  await question.close();
}

async function largeCode(walk: Walk, browser: ExtensionBrowser): Promise<void> {
  const [first] = (await ask(walk.page, 'accounts/list', { tabId: null })) as readonly {
    readonly id: string;
  }[];
  const page = await browser.openTab(`chrome-extension://${EXTENSION_ID}/src/popup/code.html#${first?.id}`);
  await page.getByText(walk.say('copyCode')).waitFor();
  await walk.look('large code', page);
  await page.close();
}
