import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OtpParameters } from '../../src/core/otp/otp-parameters.ts';
import { addAccounts } from '../support/accounts.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

const COUNTED: OtpParameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 3 };
const SLOW: OtpParameters = { type: 'totp', algorithm: 'SHA512', digits: 8, period: 60 };
const DIST = path.resolve(import.meta.dirname, '../../dist/chrome');

/** Everything that can be seen, where it stands and what it says; codes and countdowns change by themselves. */
const SEEN = `JSON.stringify([...document.querySelectorAll(
    '.search, .icon-button, .list-heading > span:first-child, .row-main, .monogram, .row-title, .row-subtitle, .row-code, .ring, .row-note, .row-pin.is-pinned')]
  .filter((seen) => seen.getBoundingClientRect().y < innerHeight)
  .map((seen) => {
    const { x, y, width, height } = seen.getBoundingClientRect();
    const says = seen.matches('.row-main')
      ? [seen.ariaLabel, seen.parentElement.className.trim()].join()
      : seen.matches('.row-code, .ring, .row-note')
        ? ''
        : seen.textContent + (seen.placeholder ?? '') + getComputedStyle(seen).backgroundColor;
    const place = [x, y, seen.matches('.row-note, .row-code') ? 0 : width, height].map(Math.round);
    return [seen.classList[0], says, ...(seen.matches('.row-code') ? place.slice(1) : place)].join(' ');
  }))`;

test('what is painted first stands where the program of the popup draws it a moment later', async ({
  origin,
}) => {
  const seen = [await firstScreen(withoutProgram(), origin), await firstScreen(undefined, origin)];
  expect(seen[0]?.length).toBeGreaterThan(40);
  expect(seen[0]).toEqual(seen[1]);
});

test('what is painted first looks as the user chose, by the copy in memory and without one', async () => {
  const copy = withoutProgram();
  const extension = await ExtensionBrowser.launch({ extension: copy });
  try {
    const manage = await createVault(extension);
    const dressed = async () => {
      const page = await extension.openTab('about:blank');
      const popup = await extension.openUnwatched(page, 'src/popup/index.html', 0);
      await popup.waitFor(`document.documentElement.dataset.codes !== undefined`, 'the looks');
      const { theme, codes, text } = await popup.evaluate<DOMStringMap>(
        '({ ...document.documentElement.dataset })',
      );
      await popup.close();
      await page.close();
      return [theme, codes, text];
    };
    const kept = () => manage.evaluate(`chrome.storage.session.get('looks')`);
    expect(await dressed()).toEqual(['system', 'shown', 'normal']);
    await manage.goto(`${manage.url().split('#')[0]}#/appearance`);
    await manage.getByLabel('Dark').check();
    await manage.getByRole('checkbox', { name: 'Hide codes' }).check();
    const looks = { theme: 'dark', hidesCodes: true, hasLargeText: false };
    await expect.poll(kept).toEqual({ looks });
    await manage.getByLabel('Large text').check();
    await expect.poll(() => manage.evaluate(`chrome.action.getPopup({})`)).toMatch(/#large$/);
    expect(await dressed()).toEqual(['dark', 'hidden', 'large']);
    await manage.getByLabel('Large text').uncheck();
    await expect.poll(() => manage.evaluate(`chrome.action.getPopup({})`)).toMatch(/index.html$/);
    await expect.poll(kept).toEqual({ looks });
    // The copy alone says so: what it was made from is gone. A page that is shown before the copy has come looks there.
    await manage.evaluate(() => localStorage.clear());
    await expect.poll(dressed, { timeout: 30_000 }).toEqual(['dark', 'hidden', 'normal']);
    await manage.evaluate(`chrome.storage.session.remove('looks')`);
    const other = JSON.stringify({ theme: 'light', hasLargeText: true });
    await manage.evaluate((stored) => localStorage.setItem('appearance', stored), other);
    expect(await dressed()).toEqual(['light', 'shown', 'large']);
  } finally {
    await extension.close();
    rmSync(copy, { recursive: true, force: true });
  }
});

async function firstScreen(copy: string | undefined, origin: string): Promise<readonly string[]> {
  const extension = await ExtensionBrowser.launch(copy === undefined ? {} : { extension: copy });
  try {
    const manage = await createVault(extension);
    await addAccounts(manage, [
      { issuer: 'Here', accountName: 'ada@example.com', site: origin },
      { issuer: 'Counted', accountName: 'ada', parameters: COUNTED, isPinned: true },
      { issuer: '', accountName: 'Pinned \u202eby name alone', isPinned: true },
      { issuer: 'Slow', accountName: 'ada', parameters: SLOW, isPinned: true },
      ...Array.from({ length: 19 }, (_, index) => ({
        issuer: `Service ${index} with a long name`,
        accountName: 'ada',
      })),
    ]);
    const page = await extension.openTab(`${origin}/sign-in`);
    const popup = await extension.openUnwatched(page, 'src/popup/index.html', 0);
    const isProgram = copy === undefined ? `document.querySelector('#search') !== null && ` : '';
    await popup.waitFor(`${isProgram}document.querySelectorAll('.row').length >= 7`, 'the rows that fit');
    return JSON.parse(await popup.evaluate<string>(SEEN)) as readonly string[];
  } finally {
    await extension.close();
    if (copy !== undefined) rmSync(copy, { recursive: true, force: true });
  }
}

/** The built extension with a popup whose program never comes. */
function withoutProgram(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'tallystick-first-paint-'));
  cpSync(DIST, copy, { recursive: true });
  writeFileSync(path.join(copy, 'assets/popup-program.js'), '');
  return copy;
}
