import { addAccounts } from '../support/accounts.ts';
import { EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';

/** Letters, the width and height of the window, and those of the popup in it. */
const WINDOWS = [
  ['normal', [300, 400], [300, 400]],
  ['normal', [359, 700], [359, 480]],
  ['normal', [600, 479], [360, 479]],
  ['normal', [600, 700], [360, 480]],
  // As the browser tries how small a popup can be: nothing in it is to be laid out for that.
  ['normal', [50, 480], [360, 480]],
  ['large', [300, 400], [300, 400]],
  ['large', [449, 700], [449, 600]],
  ['large', [600, 599], [450, 599]],
  ['large', [600, 700], [450, 600]],
  ['large', [50, 600], [450, 600]],
] as const;

const ROWS = `document.querySelectorAll('.row').length`;
const FOCUSED = `document.activeElement?.getAttribute('aria-label') ?? ''`;

test('every account of a short list is drawn, each with its code', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  await addAccounts(manage, named(9));
  const popup = await extension.clickToolbarIcon(await extension.openTab(origin));
  await popup.waitFor(`${ROWS} === 9`, 'nine rows');
  await popup.waitFor(
    `[...document.querySelectorAll('.row-code')].every((code) => /^\\d{3}.\\d{3}$/.test(code.textContent))`,
    'nine codes',
  );
});

test('a long list draws only what can be seen, and scrolling brings the rest with their codes', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, named(300));
  const popup = await extension.clickToolbarIcon(await extension.openTab(origin));
  await popup.waitFor(`document.querySelector('#search').placeholder === 'Search 300 accounts'`, 'the count');
  expect(await popup.evaluate<number>(ROWS)).toBeLessThan(30);
  // The first screen is drawn of a few; the list is as long as it will be once all are there.
  await popup.waitFor(`document.querySelector('.list').scrollHeight > 300 * 50`, 'the whole list');
  await popup.evaluate(`document.querySelector('.list').scrollTop = 1e6`);
  await popup.waitForText('Service 300');
  await popup.waitFor(
    `/\\d/.test([...document.querySelectorAll('.row')].at(-1).querySelector('.row-code').textContent)`,
    'the last code',
  );
});

test('the popup is as large as it asks for, or as its window where that is smaller, in larger letters too', async ({
  extension,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, named(9));
  const popup = await extension.openTab(`chrome-extension://${EXTENSION_ID}/src/popup/index.html`);
  await popup.locator('.row-code').first().waitFor();
  const size = () =>
    popup.evaluate(`(() => {
      const { width, height } = document.querySelector('#app').getBoundingClientRect();
      return [innerWidth, innerHeight, Math.round(width), Math.round(height)];
    })()`);
  for (const [letters, window, expected] of WINDOWS) {
    await popup.evaluate(`document.documentElement.dataset.text = '${letters}'`);
    await popup.setViewportSize({ width: window[0], height: window[1] });
    await expect.poll(size, `${window.join(' × ')}, ${letters}`).toEqual([...window, ...expected]);
  }
});

test('the search finds by service, account and site, and says when nothing fits', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, [
    { issuer: 'Café Olé', accountName: 'ada' },
    { issuer: 'GitHub', accountName: 'grace@example.com', site: 'https://github.com' },
  ]);
  const popup = await extension.clickToolbarIcon(await extension.openTab(origin));
  await popup.waitForText('GitHub');
  await popup.press('/');
  for (const [query, found] of [
    ['cafe ole', 'Café Olé'],
    ['grace', 'GitHub'],
    ['github.com', 'GitHub'],
  ] as const) {
    await popup.evaluate(`document.querySelector('#search').select()`);
    await popup.type(query);
    await popup.waitFor(`${ROWS} === 1`, `one row for ${query}`);
    expect(await popup.text()).toContain(found);
  }
  await popup.evaluate(`document.querySelector('#search').select()`);
  await popup.type('nothing like it');
  await popup.waitForText('No account matches');
});

test('the popup is used by keyboard alone: search, walk the rows, copy, lock', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await addAccounts(manage, named(20));
  await extension.context.grantPermissions(['clipboard-read'], { origin });
  const page = await extension.openTab(origin);
  const popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('Service 1');
  await popup.press('/');
  await popup.waitFor(`document.activeElement.id === 'search'`, 'the search to have the focus');
  await popup.press('ArrowDown');
  await popup.waitFor(`(${FOCUSED}).includes('Service 1,')`, 'the first row');
  for (let step = 0; step < 12; step += 1) await popup.press('ArrowDown');
  await popup.waitFor(`(${FOCUSED}).includes('Service 13,')`, 'the thirteenth row, scrolled into view');
  // The code that is shown is to be the one that was copied a moment before.
  await expect.poll(() => Date.now() % 30_000, { timeout: 15_000 }).toBeLessThan(25_000);
  await popup.press('Enter');
  await popup.waitForText('Copied');
  const code = await popup.evaluate<string>(`document.activeElement.querySelector('.row-code').textContent`);
  await popup.press('l', { ctrl: true });
  await popup.waitForText('Locked');
  await popup.close();
  await page.bringToFront();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code.replace(/\D/g, ''));
});

function named(count: number): readonly { issuer: string; accountName: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    issuer: `Service ${index + 1}`,
    accountName: 'ada',
  }));
}
