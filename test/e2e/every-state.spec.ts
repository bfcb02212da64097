// Every place of the manage page and every state of the popup that can be brought about here, under all rules of axe, in
// the light and in the dark, with nothing sticking out: in English, and in a pseudo-locale from right to left.
import { readFileSync, rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import { addAccounts, type PlainAccount } from '../support/accounts.ts';
import { bitwardenFile, bitwardenPasskey } from '../support/passkeys/bitwarden-passkeys.ts';
import { EXTENSION_DIR, ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { PASSPHRASE, unlockPopup } from '../support/journeys.ts';
import { withPseudoLocale } from '../support/pseudo-locale.ts';
import { Walk } from '../support/walk.ts';

const AEGIS = new URL('../exports/aegis/encrypted.json', import.meta.url);
const SHEET = Array.from({ length: 8 }, (_, at) => `k3m${at}-9xq${at}-r7t${at}`);
const SEVERAL_KINDS = [
  'otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Example',
  'otpauth://totp/New:bob?secret=JBSWY3DPEHPK3PXQ&issuer=New',
  'otpauth://totp/New:bob?secret=JBSWY3DPEHPK3PXQ&issuer=New',
  'otpauth://yandex/x?secret=ABCD',
].join('\n');

for (const locale of ['English', 'a pseudo-locale from right to left']) {
  const isPseudo = locale !== 'English';
  for (const [place, walkThrough, states] of [
    ['manage page', manageStates, 45],
    ['popup', popupStates, 10],
  ] as const) {
    test(`axe finds nothing in any state of the ${place}, in ${locale}`, async () => {
      const extension = isPseudo ? withPseudoLocale(EXTENSION_DIR) : EXTENSION_DIR;
      const server = await startRelyingParty();
      const browser = await ExtensionBrowser.launch({ extension });
      const walk = new Walk(await browser.openManage('#/welcome'), extension);
      try {
        await walkThrough(walk, browser, server.origin('ankra'));
        expect(await walk.page.evaluate('document.documentElement.dir')).toBe(isPseudo ? 'rtl' : 'ltr');
        expect(walk.faults).toEqual([]);
        expect(walk.states).toBe(states);
      } finally {
        await browser.close();
        await server.close();
        if (isPseudo) rmSync(extension, { recursive: true });
      }
    });
  }
}

async function manageStates(walk: Walk, _browser: ExtensionBrowser, origin: string): Promise<void> {
  await beginnings(walk);
  await incoming(walk);
  await accounts(walk, origin);
  await recoveryCodes(walk);
  await outgoing(walk);
  await security(walk);
  await locked(walk);
}

async function beginnings(walk: Walk): Promise<void> {
  await walk.page.getByRole('link', { name: walk.say('firstRunStart') }).waitFor();
  await walk.look('welcome');
  await walk.page.getByRole('link', { name: walk.say('firstRunStart') }).click();
  await walk.field('passphrase').fill('short');
  await walk.press('createVault');
  await walk.look('welcome, refused');
  await createVault(walk);
  await walk.look('ready');
  for (const place of ['accounts', 'passkeys', 'recovery', 'scan', 'history', 'import', 'export', 'sites']) {
    await walk.go(place);
    await walk.look(`${place}, empty`);
  }
}

async function createVault(walk: Walk): Promise<void> {
  await walk.go('welcome/passphrase');
  await walk.field('passphrase').fill(PASSPHRASE);
  await walk.field('passphraseAgain').fill(PASSPHRASE);
  await walk.press('createVault');
  await walk.page.getByRole('heading', { name: walk.say('createdTitle') }).waitFor();
}

async function incoming(walk: Walk): Promise<void> {
  await addAccounts(walk.page, [{ issuer: 'Example', accountName: 'ada' }]);
  await walk.go('import');
  await walk.page.locator('input[type=file]').setInputFiles([
    { name: 'aegis.json', mimeType: '', buffer: readFileSync(AEGIS) },
    { name: 'letter.txt', mimeType: '', buffer: Buffer.from('a letter') },
    {
      name: 'bitwarden.json',
      mimeType: '',
      buffer: Buffer.from(bitwardenFile([bitwardenPasskey(), bitwardenPasskey({ counter: '3' })])),
    },
  ]);
  await walk.page.getByText(walk.say('importPasskeyUnsupported')).waitFor();
  await walk.page.locator('input[type=password]').fill('not this one');
  await walk.press('importOpen');
  await walk.page.getByText(walk.say('importWrongPassphrase')).waitFor();
  await walk.look('import, three files');
  await walk.press('importRemoveOf', 'aegis.json');
  await walk.press('importRemoveOf', 'letter.txt');
  await walk.press('importPaste');
  await walk.look('import, pasting');
  await walk.field('importPasteLabel').fill(SEVERAL_KINDS);
  await walk.press('importRead');
  await walk.page.getByText(walk.say('entryUnknownType')).waitFor();
  await walk.look('import, preview');
  await walk.page.locator('button.primary').last().click();
  await walk.page.getByText(walk.say('importedPasskeysOne')).first().waitFor();
  await walk.look('import, added');
}

async function accounts(walk: Walk, origin: string): Promise<void> {
  await addAccounts(walk.page, accountsAt(origin));
  await walk.go('accounts');
  await walk.press('moveToTrashOf', 'Zeta, ada');
  await walk.button('restoreOf', 'Zeta, ada').waitFor();
  await walk.page.getByRole('checkbox', { name: walk.say('chooseOf', 'Here, ada@example.com') }).check();
  await walk.look('accounts, trash and one chosen');
  await walk.press('trashEmpty');
  await walk.look('accounts, the trash is to be emptied');
  await walk.press('cancel');
  await walk.press('eraseForGoodOf', 'Zeta, ada');
  await walk.look('accounts, one is to be erased');
  await walk.press('cancel');
  await walk.press('editOf', 'Here, ada@example.com');
  await walk.page.getByText(walk.say('howCodesAreMade')).click();
  await walk.look('an account');
  for (const place of ['passkeys', 'history', 'sites', 'scan', 'appearance', 'about', 'backup']) {
    await walk.go(place);
    await walk.look(place);
  }
  await walk.go('passkeys');
  await walk.page
    .getByRole('button', { name: walk.say('editOf', '').trim() })
    .first()
    .click();
  await walk.look('a passkey');
}

async function recoveryCodes(walk: Walk): Promise<void> {
  const name = 'Here, ada@example.com';
  await walk.go('recovery');
  await walk.press('sheetAddTo', name);
  await walk.look('recovery, adding');
  await walk.page.locator('textarea').fill(SHEET.join('\n'));
  await walk.press('sheetKeep');
  await walk.page.getByText(walk.say('codesLeft', '8', '8')).waitFor();
  await walk.page.getByRole('button', { name: `${walk.say('codeShow')}: 1`, exact: true }).click();
  await walk.look('recovery, a sheet');
  await walk.press('sheetCount');
  await walk.look('recovery, comparing');
  await walk.press('cancel');
  await walk.press('temporaryAddTo', 'Example, ada');
  await walk.look('recovery, a temporary code');
  await walk.press('cancel');
  await walk.press('sheetPaper');
  await walk.look('recovery, asked for the passphrase');
  await walk.page.locator('input[type=password]').fill(PASSPHRASE);
  await walk.press('sheetPaperShow');
  await walk.page.locator('.paper-codes').waitFor();
  await walk.look('recovery, on paper');
}

async function outgoing(walk: Walk): Promise<void> {
  await walk.go('export');
  await walk.look('export, a file');
  for (const [way, shown] of [
    ['exportQr', '.qr-show'],
    ['exportSheet', '.qr-sheet'],
  ] as const) {
    await walk.page.getByLabel(walk.say(way)).check();
    await walk.page.locator('input[type=password]').last().fill(PASSPHRASE);
    await walk.page.locator('form button[type=submit]').last().click();
    await walk.page.locator(shown).waitFor();
    await walk.look(way);
    await walk.press('exportClose');
  }
  await walk.go('backup');
  await walk.page.locator('input[type=password]').first().fill('not the passphrase');
  await walk.page.locator('form button[type=submit]').first().click();
  await walk.page.locator('[role=alert], .error').first().waitFor();
  await walk.look('backup, refused');
}

async function security(walk: Walk): Promise<void> {
  for (const form of ['passphraseChange', 'recoveryKeyMake', 'rotate', 'slotPasskeyAdd', 'eraseVault']) {
    await walk.go('security');
    await walk.press(form);
    await walk.look(`security, ${form}`);
    await walk.go('about');
  }
}

async function popupStates(walk: Walk, browser: ExtensionBrowser, origin: string): Promise<void> {
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
  await popup.press('l', { ctrl: true });
  await popup.waitForText(walk.say('lockedTitle'));
  await walk.look('locked', popup);
  await unlockPopup(popup, 'not the passphrase');
  await popup.waitForSelector('[role=alert], .error');
  await walk.look('locked, refused', popup);
  await popup.close();
}

async function locked(walk: Walk): Promise<void> {
  await walk.go('accounts');
  await walk.press('lock');
  await walk.page.getByRole('heading', { name: walk.say('lockedTitle') }).waitFor();
  for (const place of ['accounts', 'forgot', 'passkey']) {
    await walk.go(place);
    await walk.look(`locked, ${place}`);
  }
}

function accountsAt(origin: string): readonly PlainAccount[] {
  return [
    { issuer: 'Here', accountName: 'ada@example.com', site: origin },
    { issuer: '<img src=x>\u202e', accountName: 'w'.repeat(200), site: 'https://example.org' },
    { issuer: 'Zeta', accountName: 'ada' },
  ];
}
