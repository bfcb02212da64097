// Moving in and moving out, in one browser: an encrypted export of another application with its wrong passphrase, the
// preview, saving, the way back; and what is given out comes back as "there already".
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { createVault, PASSPHRASE } from '../support/journeys.ts';
import { blankPng, jpegWithCode, pngWithCode, svgWithCode } from '../support/qr-picture.ts';
import { FIXTURE_PASSPHRASE } from '../support/transfer-accounts.ts';

const AEGIS = new URL('../exports/aegis/encrypted.json', import.meta.url);
const GOOGLE = new URL('../exports/google-migration/four-shuffled.txt', import.meta.url);
const ENTE = new URL('../exports/ente/encrypted-8-mib.txt', import.meta.url);
const ENTE_GIBIBYTE = new URL('../exports/ente/encrypted-1-gib.txt', import.meta.url);

let browser: ExtensionBrowser;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  browser = await ExtensionBrowser.launch();
  page = await createVault(browser);
});
test.afterAll(() => browser.close());

async function open(place: 'Import' | 'Export'): Promise<void> {
  await page.getByRole('link', { name: place, exact: true }).click();
  await expect(page.getByRole('heading', { name: place, exact: true })).toBeVisible();
}

/** As a drop of files: the page sees the same event as of a mouse. */
async function drop(...files: readonly (readonly [name: string, content: string | Buffer])[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const [name, base64] of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(([name, content]) => [name, Buffer.from(content).toString('base64')] as const),
  );
  await page.locator('.file-picker').dispatchEvent('drop', { dataTransfer: transfer });
}

async function paste(text: string): Promise<void> {
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page.getByLabel('Text to import').fill(text);
  await page.getByRole('button', { name: 'Read it' }).click();
}

/** The number of the vault's state: one more a commit. */
async function seq(): Promise<number> {
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<{ value: { seq: number } }> } };
    };
    return (await chrome.runtime.sendMessage({ verb: 'diagnostics/read', request: {} })).value.seq;
  });
}

/** As soon as some accounts are encrypted, which takes a second or two, Cancel is pressed; what was said then. */
function stopAtFirstProgress(): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const observer = new MutationObserver(() => {
          const bar = document.querySelector('main progress');
          const said = bar?.parentElement?.querySelector('p')?.textContent ?? '';
          if (!/^[1-9]/.test(said)) return;
          observer.disconnect();
          bar?.parentElement?.querySelector('button')?.click();
          resolve(said);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
}

async function expectAccessible(): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => {
      const { axe: engine } = globalThis as unknown as { readonly axe: typeof axe };
      const found = await engine.run(document);
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(violations, colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('an encrypted export is dropped, opened by its passphrase, looked at, added and taken back', async () => {
  await open('Import');
  const content = readFileSync(AEGIS, 'utf8');
  await drop(['aegis.json', content]);
  const passphrase = page.getByLabel('Passphrase that was set in Aegis');
  await expect(page.getByText('This file is encrypted. Nothing was imported yet.')).toBeVisible();
  await passphrase.fill('not this one');
  await passphrase.press('Enter');
  await expect(page.getByText('That passphrase does not open this file.')).toBeVisible();
  await expect(passphrase).toHaveValue('not this one');
  await passphrase.fill(FIXTURE_PASSPHRASE);
  await passphrase.press('Enter');
  await expect(page.getByText('Aegis: 7 accounts')).toBeVisible();
  const before = await seq();
  await page.getByRole('button', { name: 'Add 7 accounts' }).click();
  await expect(page.getByText('7 accounts added.')).toBeVisible();
  expect(await seq()).toBe(before + 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone. What was added is in the trash.')).toBeVisible();
});

test('what conflicts is decided by keyboard, hostile names are text, and what cannot be read says why', async () => {
  await open('Import');
  await paste('otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example');
  await page.getByRole('button', { name: 'Add 1 account' }).click();
  await expect(page.getByText('1 account added.')).toBeVisible();
  await paste(
    [
      'otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Example',
      `otpauth://totp/${encodeURIComponent('<img src=x>\u202e:eve')}?secret=JBSWY3DPEHPK3PXQ`,
      'otpauth://yandex/x?secret=ABCD',
    ].join('\n'),
  );
  await expect(page.getByText('Another secret is there by this name')).toBeVisible();
  await expect(page.getByText('<img src=x>\ufffd', { exact: true })).toBeVisible();
  await expect(page.getByText('Is for a kind of code that Tallystick does not make.')).toBeVisible();
  await expectAccessible();
  const first = page.getByRole('row').first();
  await first.focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Take Example, ada' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Harmless');
  await page.keyboard.press('Enter');
  await page
    .getByLabel('What to do with Example, ada')
    .selectOption('Replace (the old one goes to the trash)');
  await page.getByRole('button', { name: 'Add 2 accounts' }).click();
  await expect(page.getByText('2 accounts added. 1 account changed.')).toBeVisible();
});

test('a file that is no export, or far too large, is refused in one sentence and changes nothing', async () => {
  const before = await seq();
  for (const [content, sentence] of [
    ['a letter to nobody', 'Tallystick does not know this kind of file.'],
    [`[${'['.repeat(100_000)}`, 'This file is larger than any real export.'],
    ['x'.repeat(21 * 1024 * 1024), 'This file is larger than any real export.'],
  ] as const) {
    await drop(['bomb.json', content]);
    await expect(page.getByText(sentence)).toBeVisible();
    await page.getByRole('button', { name: 'Remove bomb.json' }).click();
  }
  expect(await seq()).toBe(before);
});

test('pictures of a phone’s export are dropped and chosen, several at once: what is missing is named until it is there', async () => {
  const [first = '', second = '', third = '', fourth = ''] = readFileSync(GOOGLE, 'utf8').trim().split('\n');
  await open('Import');
  await drop(['screen.png', pngWithCode(first)], ['photo.jpg', jpegWithCode(second)]);
  await expect(page.getByText('QR code 2, 4 of 4')).toBeVisible();
  await expect(page.getByText('This QR code of the export is missing.')).toHaveCount(1);
  await page.locator('input[type=file]').setInputFiles([
    { name: 'third.png', mimeType: 'image/png', buffer: pngWithCode(third) },
    { name: 'blank.png', mimeType: 'image/png', buffer: blankPng() },
    { name: 'fourth.svg', mimeType: 'image/svg+xml', buffer: svgWithCode(fourth) },
  ]);
  await expect(page.getByText('This QR code of the export is missing.')).toHaveCount(0);
  await expect(page.getByText('No QR code was found in blank.png')).toBeVisible();
  await expect(page.getByText('Google Authenticator: 4 accounts')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add 4 accounts' })).toBeEnabled();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
});

test('a file that asks for a gigabyte says how far its key is and can be stopped; a lighter one opens', async () => {
  await open('Import');
  await drop(['ente.txt', readFileSync(ENTE_GIBIBYTE)]);
  const passphrase = page.getByLabel('Passphrase that was set in Ente Auth');
  await passphrase.fill(FIXTURE_PASSPHRASE);
  await passphrase.press('Enter');
  const bar = page.getByRole('progressbar', { name: 'Working out the key' });
  await expect.poll(() => bar.evaluate((element: HTMLProgressElement) => element.value)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('Stopped. Nothing was imported.')).toBeVisible();
  await expect(passphrase).toHaveValue(FIXTURE_PASSPHRASE);
  await page.getByRole('button', { name: 'Remove ente.txt' }).click();
  await drop(['ente.txt', readFileSync(ENTE)]);
  await passphrase.fill(FIXTURE_PASSPHRASE);
  await passphrase.press('Enter');
  await expect(page.getByText(/^Ente Auth: \d accounts$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
});

test('adding ten thousand accounts says how many are encrypted, and stopping it adds none', async () => {
  const before = await seq();
  const lines = Array.from(
    { length: 10_000 },
    (_, at) =>
      `otpauth://totp/Many:user${at}?secret=${(at + 10_000).toString(2).replace(/0/g, 'A').replace(/1/g, 'B').padEnd(16, 'C')}&issuer=Many`,
  );
  await open('Import');
  await drop(['many.txt', lines.join('\n')]);
  const stopped = stopAtFirstProgress();
  await page.getByRole('button', { name: 'Add 10000 accounts' }).click();
  expect(await stopped).toMatch(/^[1-9]\d* of 10000 encrypted$/);
  await expect(page.getByText('Stopped. Nothing was added.')).toBeVisible();
  expect(await seq()).toBe(before);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
});

test('what is exported for the passphrase comes back as there already', async () => {
  await open('Export');
  await page.getByLabel('otpauth links, which most applications read').check();
  await expectAccessible();
  const passphrase = page.getByLabel('Your current passphrase');
  await passphrase.fill('not the passphrase');
  await page.getByRole('button', { name: 'Export 2 accounts' }).click();
  await expect(page.locator('.error')).toBeVisible();
  const download = page.waitForEvent('download');
  await passphrase.fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Export 2 accounts' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8');
  await open('Import');
  await paste(lines);
  await expect(page.getByText('2 there already')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nothing to add' })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
});

test('codes for a phone are turned over by the arrow keys', async () => {
  await open('Export');
  await page.getByLabel('QR code of each account').check();
  await page.getByLabel('Your current passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Export 2 accounts' }).click();
  await expect(page.getByRole('img', { name: '1 of 2' })).toBeVisible();
  await expectAccessible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('img', { name: '2 of 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
});

test('who leaves an export while the passphrase is checked gets nothing from it, and who chooses another form gets the first', async () => {
  await open('Export');
  const first = page.getByRole('img', { name: '1 of 2' });
  const start = async (then: string) => {
    await page.getByLabel('QR code of each account').check();
    await page.getByLabel('Your current passphrase').fill(PASSPHRASE);
    // In one turn: no key is derived so quickly.
    await page.getByRole('button', { name: 'Export 2 accounts' }).evaluate((button, next) => {
      (button as HTMLButtonElement).click();
      document.querySelector<HTMLElement>(next)?.click();
    }, then);
  };
  await start('a[href="#/import"]');
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
  await open('Export');
  // Derived after the one that was left.
  await page.getByLabel('Your current passphrase').fill('not the passphrase');
  await page.getByRole('button', { name: 'Export 2 accounts' }).click();
  await expect(page.locator('.error')).toBeVisible();
  await expect(first).toHaveCount(0);

  await start('.formats label:nth-of-type(5) input');
  await expect(first).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
});
