// Every place of the manage page, empty and full, refused and done.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { addAccounts } from '../accounts.ts';
import { PASSPHRASE } from '../journeys.ts';
import { ask } from '../passkeys/passkey-window.ts';
import { bitwardenFile, bitwardenPasskey } from '../passkeys/bitwarden-passkeys.ts';
import type { Walk } from '../walk.ts';
import { accountsAt, createVault } from './shared-steps.ts';

const AEGIS = new URL('../../exports/aegis/encrypted.json', import.meta.url);
/** One grey pixel. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';
const SHEET = Array.from({ length: 8 }, (_, at) => `k3m${at}-9xq${at}-r7t${at}`);
const SEVERAL_KINDS = [
  'otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Example',
  'otpauth://totp/New:bob?secret=JBSWY3DPEHPK3PXQ&issuer=New',
  'otpauth://totp/New:bob?secret=JBSWY3DPEHPK3PXQ&issuer=New',
  'otpauth://yandex/x?secret=ABCD',
].join('\n');

export async function manageStates(walk: Walk, origin: string): Promise<void> {
  await beginnings(walk);
  await incoming(walk);
  await accounts(walk, origin);
  await recoveryCodes(walk);
  await outgoing(walk);
  await scanning(walk);
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
  await walk.button('undo').waitFor();
  await walk.look('accounts, something can be undone');
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
  await walk.page.getByRole('combobox', { name: walk.say('icon') }).selectOption('github');
  await walk.press('previewSave');
  await walk.page.locator('.entries .is-brand').waitFor();
  await walk.look('accounts, an icon was chosen');
  await narrow(walk);
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

/** The places are behind a button, and the one that is chosen takes their place. */
async function narrow(walk: Walk): Promise<void> {
  await walk.page.setViewportSize({ width: 420, height: 760 });
  await walk.go('accounts');
  await walk.look('accounts, narrow');
  await walk.press('navMenu');
  const sites = walk.page.getByRole('link', { name: walk.say('navSites'), exact: true });
  await sites.waitFor();
  await walk.look('the places, narrow');
  await sites.click();
  await walk.page.getByRole('heading', { name: walk.say('navSites'), level: 1 }).waitFor();
  await sites.waitFor({ state: 'hidden' });
  await walk.page.setViewportSize({ width: 1200, height: 760 });
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
  await backups(walk);
}

async function backups(walk: Walk): Promise<void> {
  await walk.page.evaluate('delete globalThis.showSaveFilePicker');
  await walk.page.locator('input[type=password]').first().fill(PASSPHRASE);
  await walk.press('continue');
  const download = walk.page.waitForEvent('download');
  await walk.press('backupSave');
  const file = await (await download).path();
  await walk.page.getByText(walk.say('backupUnchecked')).waitFor();
  await walk.look('backup, not checked yet');
  await walk.page.getByLabel(walk.say('backupPickToCheck')).setInputFiles(file);
  await walk.page.getByText(walk.say('backupChecked')).waitFor();
  await walk.look('backup, checked');
  for (const [picker, button, shown] of [
    ['backupPickToCompare', 'backupCheckDo', 'div[role=status].stack'],
    ['backupPickToRestore', 'backupPreview', '.entries .hint'],
  ] as const) {
    await walk.page.getByLabel(walk.say(picker)).setInputFiles(file);
    await walk.button(button).waitFor();
    await walk.page.locator('input[type=password]').last().fill(PASSPHRASE);
    await walk.press(button);
    await walk.page.locator(shown).first().waitFor();
    await walk.look(`backup, ${button}`);
  }
}

async function security(walk: Walk): Promise<void> {
  for (const form of ['passphraseChange', 'recoveryKeyMake', 'rotate', 'slotPasskeyAdd', 'eraseVault']) {
    await walk.go('security');
    await walk.press(form);
    await walk.look(`security, ${form}`);
    await walk.go('about');
  }
  await done(walk);
}

/** What is said at the end of the long ways. */
async function done(walk: Walk): Promise<void> {
  await walk.go('security');
  await walk.press('recoveryKeyMake');
  await walk.press('recoveryKeyWritten');
  await walk.press('continue');
  await walk.page.getByText(walk.say('recoveryKeyGroupWrong')).waitFor();
  await walk.look('security, a recovery key is typed back');
  await walk.go('about');
  await walk.go('security');
  await walk.press('rotate');
  await walk.page.locator('input[type=password]').fill(PASSPHRASE);
  await walk.page.locator('form button[type=submit].primary').click();
  await walk.page.getByText(walk.say('rotated')).waitFor();
  await walk.look('security, rotated');
}

/** By the camera, and in the picture of a page. */
async function scanning(walk: Walk): Promise<void> {
  await walk.go('about');
  await walk.go('scan/camera');
  await walk.page.locator('video').waitFor();
  await walk.look('scan, camera');
  await walk.go('about');
  await walk.go('scan/area');
  await walk.page.getByText(walk.say('areaGone')).waitFor();
  await walk.look('scan, the picture is gone');
  await walk.go('about');
  await ask(walk.page, 'scan/give', { tabId: await ownTab(walk.page), picture: PICTURE });
  await walk.go('scan/area');
  await walk.page.getByText(walk.say('areaHint')).waitFor();
  await walk.look('scan, an area');
  await walk.go('about');
}

function ownTab(page: Page): Promise<number> {
  return page.evaluate('chrome.tabs.getCurrent().then(({ id }) => id)');
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
