// A code from anywhere: each source ends in the same form, and nothing is saved before its button is pressed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, signUp } from '../support/journeys.ts';
import { pageWithQr } from '../support/qr-page.ts';
import { filmOfCode, pngWithCode } from '../support/qr-picture.ts';
import {
  acceptPromptOver,
  focusBrowser,
  openContextMenu,
  pressKeys,
} from '../support/browsers/xvfb-input.ts';

const GOOGLE = new URL('../exports/google-migration/four-shuffled.txt', import.meta.url);

const uriOf = (name: string) => `otpauth://totp/${name}:ada?secret=JBSWY3DPEHPK3PXP&issuer=${name}`;

test('a code is scanned from files, the clipboard, the camera, a page, an area of it, an image and a link', async ({
  origin,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-film-'));
  const film = path.join(folder, 'code.mjpeg');
  writeFileSync(film, filmOfCode(uriOf('Camera')));
  const extension = await ExtensionBrowser.launch({
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const manage = await createVault(extension);
    await manage.getByRole('link', { name: 'Scan', exact: true }).click();

    await test.step('picture files, one of which is none', async () => {
      await manage.locator('input[type=file]').setInputFiles([
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing') },
        { name: 'code.png', mimeType: 'image/png', buffer: pngWithCode(uriOf('File')) },
      ]);
      await expect(manage.getByText('notes.txt is not a picture that can be read here.')).toBeVisible();
      await expect(manage.getByText('File', { exact: true })).toBeVisible();
      await saveIn(manage, 'File');
    });

    await test.step('a pasted link, and a picture that is dropped', async () => {
      await send(manage, 'paste', { text: uriOf('Pasted') });
      await saveIn(manage, 'Pasted');
      await send(manage, 'drop', { png: pngWithCode(uriOf('Dropped')).toString('base64') });
      await saveIn(manage, 'Dropped');
    });

    await test.step('a code that is no account is told as text', async () => {
      await send(manage, 'paste', { png: pngWithCode('https://example.com/menu').toString('base64') });
      await expect(manage.getByText('It holds: https://example.com/menu')).toBeVisible();
      await expect(manage.getByRole('main').getByRole('link', { name: /menu/ })).toHaveCount(0);
    });

    await test.step('the camera', async () => {
      await manage.getByRole('button', { name: 'Use the camera' }).click();
      await saveIn(manage, 'Camera');
      await expect(manage.locator('video')).toHaveCount(0);
    });

    const page = await extension.context.newPage();
    await signUp(page, origin);

    await test.step('a page that offers an account: one button saves it and fills its first code', async () => {
      await page.goto(`${origin}/authenticators/new`);
      const popup = await extension.clickToolbarIcon(page);
      await popup.waitForText('This page offers a new account');
      await popup.clickButton('Save and fill the code');
      await popup.waitUntilClosed();
      await expect(page.getByLabel('6-digit code from the app')).toHaveValue(/^\d{6}$/);
    });

    await test.step('an area that is drawn in the picture of a page', async () => {
      await page.goto(`${origin}/forms/one-field`);
      await pageWithQr(page, [uriOf('Area')]);
      const popup = await extension.clickToolbarIcon(page);
      await popup.clickButton('Scan this page');
      await popup.clickButton('Scan something else');
      const opening = extension.context.waitForEvent('page');
      await popup.clickButton('Draw the area to scan');
      const drawing = await opening;
      const stage = drawing.getByRole('application');
      await stage.focus();
      // The frame at the upper left corner, as small as it can be, holds no code.
      for (let step = 0; step < 20; step += 1) await drawing.keyboard.press('Control+Shift+ArrowLeft');
      await drawing.keyboard.press('Enter');
      await expect(drawing.getByText('No QR code was found in this area.')).toBeVisible();
      const box = (await stage.boundingBox())!;
      await drawing.mouse.move(box.x + 2, box.y + 2);
      await drawing.mouse.down();
      await drawing.mouse.move(box.x + box.width / 2, box.y + box.height * 0.7, { steps: 3 });
      await drawing.mouse.up();
      await expect(drawing.getByLabel(`Use on ${new URL(origin).host}`)).toBeChecked();
      await saveIn(drawing, 'Area');
      await drawing.close();
    });

    await test.step('an image, by its menu; its address is not asked for again', async () => {
      const picture = pngWithCode(uriOf('Image')).toString('base64');
      await page.goto(`${origin}/forms/one-field`);
      // Below the view, and in its own proportions: the page would stretch it.
      await page.evaluate((source) => {
        document.body.innerHTML = `<svg width="10" height="2000"></svg>
          <img width="400" height="400" src="data:image/png;base64,${source}">`;
      }, picture);
      await openContextMenu(page.locator('img'), await extension.processId());
      pressKeys('Up', 'Up', 'Return');
      const popup = await extension.attachToPopup();
      await popup.waitForText('Image');
      await popup.clickButton('Save');
      await popup.waitForText('is in your vault');
      await popup.clickButton(`Allow on ${new URL(origin).host}`);
      await acceptPromptOver(popup);
      await expect
        .poll(() =>
          extension.inWorker('chrome.scripting.getRegisteredContentScripts().then((all) => all.length)'),
        )
        .toBe(1);
    });

    await test.step('a link that the user clicks on an allowed site, and not one that the page clicks', async () => {
      await page.goto(`${origin}/forms/one-field`);
      await page.evaluate(
        ([mine, theirs]) => {
          document.body.innerHTML = `<a id="theirs" href="${theirs}">Set up</a><a id="mine" href="${mine}">Add</a>`;
          const link = document.querySelector<HTMLElement>('#theirs');
          // Ours has heard it by then. The browser would ask which program opens it, over the popup that is to be seen.
          link?.addEventListener('click', (event) => event.preventDefault());
          link?.click();
        },
        [uriOf('Clicked'), uriOf('Forged')],
      );
      focusBrowser(await extension.processId());
      await page.locator('#mine').click();
      const popup = await extension.attachToPopup();
      await popup.waitForText('Clicked');
      expect(await popup.text()).not.toContain('Forged');
      await popup.clickButton('Save');
      await popup.waitForText('is in your vault');
      await popup.close();
    });

    await manage.bringToFront();
    await manage.getByRole('navigation').getByRole('link', { name: 'Accounts', exact: true }).click();
    // Theirs and the one that the page offered, whose name is the site's own; nothing that nobody confirmed.
    const names = manage.locator('.entries strong');
    await expect(names).toHaveCount(8);
    for (const name of ['Area', 'Camera', 'Clicked', 'Dropped', 'File', 'Image', 'Pasted'])
      await expect(names.filter({ hasText: name })).toHaveCount(1);
    await expect(names.filter({ hasText: 'Forged' })).toHaveCount(0);

    await test.step('an export in parts, the popup closed in between; a lock forgets what was there', async () => {
      const parts = readFileSync(GOOGLE, 'utf8').trim().split('\n');
      const keptParts = `chrome.storage.session.get('scannedParts').then((kept) => Object.keys(kept).length)`;
      const look = async (texts: readonly string[], awaited: string) => {
        await pageWithQr(page, texts);
        const popup = await extension.clickToolbarIcon(page);
        await popup.clickButton('Scan this page');
        await popup.waitForText(awaited);
        return popup;
      };
      const scan = async (texts: readonly string[], awaited: string) => {
        const popup = await look(texts, awaited);
        const shown = await popup.text();
        await popup.close();
        return shown;
      };
      await page.bringToFront();
      await page.goto(`${origin}/forms/one-field`);
      await scan(parts.slice(0, 2), '2 of 4 parts of an export are here. Missing: 2, 4.');
      const whole = await scan(parts.slice(2), 'Harbour');
      expect(whole).toContain('Wharf');
      expect(whole).not.toContain('parts of an export');
      // The popup closed before they were saved: one code brings all back, until they are.
      const again = await look(parts.slice(0, 1), 'Wharf');
      expect(await again.text()).not.toContain('parts of an export');
      await again.click('form .button.primary');
      await again.waitForText('in your vault');
      await expect.poll(() => extension.inWorker(keptParts)).toBe(0);
      await again.close();
      await scan(parts.slice(0, 1), '1 of 4 parts of an export are here.');
      expect(await extension.inWorker(keptParts)).toBe(1);
      await manage.evaluate(`chrome.runtime.sendMessage({ verb: 'vault/lock', request: {} })`);
      await expect.poll(() => extension.inWorker(keptParts)).toBe(0);
    });
  } finally {
    await extension.close();
    rmSync(folder, { recursive: true });
  }
});

async function saveIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${name}, ada is in your vault.`)).toBeVisible();
}

/** A paste or a drop, as the browser hands it to the page. */
function send(page: Page, type: 'paste' | 'drop', what: { text?: string; png?: string }): Promise<void> {
  return page.evaluate(
    ([name, { text, png }]) => {
      const data = new DataTransfer();
      if (text !== undefined) data.setData('text/plain', text);
      if (png !== undefined) {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], 'code.png', { type: 'image/png' }));
      }
      const options = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        name === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data }),
      );
    },
    [type, what] as const,
  );
}
