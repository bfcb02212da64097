import { addAccounts } from '../support/accounts.ts';
import { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { CODE_FIELD, serve } from '../support/hostile-page.ts';
import { expect, test as base } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import { acceptPromptOver, focusBrowser, pressKeys } from '../support/browsers/xvfb-input.ts';

/** Names outside of this machine, answered by it: localhost has no registrable domain that could be resembled. */
const test = base.extend({
  extension: async ({}, use) => {
    const extension = await ExtensionBrowser.launch({ args: ['--host-resolver-rules=MAP *.test 127.0.0.1'] });
    await use(extension);
    await extension.close();
  },
});

const CODE = /^\d{6}$/;

/** What the popup asks for by its button, whether or not it shows one. */
function fillFrom(issuer: string): string {
  return `(async () => {
    const ask = (verb, request) => chrome.runtime.sendMessage({ verb, request });
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const { value } = await ask('accounts/list', { tabId: null });
    const { id } = value.find(({ account }) => account.issuer === '${issuer}');
    return ask('autofill/fill', { tabId: tab.id, accountId: id });
  })()`;
}

test('a code goes to another place only after a question, and a look-alike is named before it is shown', async ({
  extension,
  server,
  origin,
}) => {
  const manage = await createVault(extension);
  const frameOrigin = `http://frame.localhost:${server.port}`;
  await addAccounts(manage, [
    { issuer: 'Elsewhere', accountName: 'ada', site: 'https://elsewhere.example' },
    { issuer: 'Framed', accountName: 'ada', site: frameOrigin },
    { issuer: 'Example', accountName: 'ada', site: 'https://example.test' },
  ]);
  const page = await extension.openTab(`${origin}/forms/one-field`);
  const field = page.locator('input:visible').first();

  // Another site: asked, remembered, and not asked again.
  let popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('None of your accounts belongs to');
  await popup.clickButton('Fill the code of Elsewhere, ada');
  await popup.waitForText('Fill the code here?');
  await expect.poll(() => popup.text()).toContain('elsewhere.example');
  await popup.clickButton(`Remember ${new URL(origin).host} for this account`);
  await popup.clickButton(`Fill on ${new URL(origin).host}`);
  await popup.waitUntilClosed();
  await expect(field).toHaveValue(CODE);
  popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('asks for a code');
  await popup.close();

  // A frame of another origin.
  await page.goto(`${origin}/forms/cross-origin-frame`);
  const framed = page.frameLocator('iframe').locator('input:visible').first();
  await framed.waitFor();
  popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('A frame on this page belongs to frame.localhost');
  focusBrowser(await extension.processId());
  await popup.clickButton('Allow');
  await acceptPromptOver(popup);
  await expect
    .poll(() => extension.inWorker(`chrome.permissions.getAll().then(({ origins }) => origins)`))
    .toEqual(['http://frame.localhost/*']);
  popup = await extension.clickToolbarIcon(page);
  await popup.clickButton('Fill the code of Framed, ada');
  await popup.waitForText('which is shown inside a page of');
  await popup.clickButton('Cancel');
  await popup.waitForText('Elsewhere');
  await expect(framed).toHaveValue('');
  await popup.clickButton('Fill the code of Framed, ada');
  await popup.clickButton(`Fill on ${new URL(frameOrigin).host}`);
  await popup.waitUntilClosed();
  await expect(framed).toHaveValue(CODE);

  // What that frame holds in turn is shown by it, also where it is the page's own.
  await addAccounts(manage, [{ issuer: 'Within', accountName: 'ada', site: origin }]);
  for (const shape of ['one-field', 'srcdoc-frame', 'scripted-frame']) {
    await page.goto(`${origin}/forms/cross-origin-frame`);
    await framed.waitFor();
    await page.frames()[1]?.evaluate((address) => {
      document.body.innerHTML = `<iframe src="${address}"></iframe>`;
    }, `${origin}/forms/${shape}`);
    const depth = shape === 'one-field' ? 3 : 4;
    await expect.poll(() => page.frames().length).toBe(depth);
    await page.frames()[depth - 1]?.locator('input:visible').first().waitFor();
    popup = await extension.clickToolbarIcon(page);
    expect(await popup.evaluate(fillFrom('Within')), shape).toEqual({ ok: false, error: 'no-field' });
    await popup.close();
  }

  // A look-alike: the code is hidden until the user has read whose page it is not.
  await page.goto(`http://exarnple.test:${server.port}/forms/one-field`);
  popup = await extension.clickToolbarIcon(page);
  await popup.waitForText('Careful: this is exarnple.test');
  expect(await popup.evaluate(`document.querySelector('.row-code').textContent`)).toBe('•••\u2009•••');
  await popup.clickButton('Show');
  await popup.waitFor(
    `/^\\d{3}.\\d{3}$/.test(document.querySelector('.row-code')?.textContent ?? '')`,
    'the code',
  );
  await popup.waitForText('It is another site.');
  expect(await popup.text()).not.toContain('point at one to fill it');
  await popup.close();

  // The keyboard command ends in the popup: with the same warning,
  const command = async () => {
    await page.bringToFront();
    focusBrowser(await extension.processId());
    pressKeys('ctrl+shift+y');
    return extension.attachToPopup();
  };
  popup = await command();
  await popup.waitForText('Careful: this is exarnple.test');
  await popup.close();

  // with the question of the one account that it could be,
  const plain = `http://plain.test:${server.port}`;
  await addAccounts(manage, [{ issuer: 'Plain', accountName: 'ada', site: plain }]);
  await serve(page, plain, CODE_FIELD);
  popup = await command();
  await popup.waitForText('Fill the code here?');
  // The same code has to be current for the next command.
  await expect.poll(() => Date.now() % 30_000, { timeout: 20_000 }).toBeLessThan(12_000);
  await popup.clickButton(`Fill on ${new URL(plain).host}`);
  await popup.waitUntilClosed();
  await expect(field).toHaveValue(CODE);

  // with the seconds to wait,
  popup = await command();
  await popup.waitForText('This code was filled already');
  await popup.close();

  // and with the choice between twins.
  await addAccounts(manage, [{ issuer: 'Plain', accountName: 'bob', site: plain }]);
  popup = await command();
  await popup.waitForText('Several of your accounts belong to this site');
  await popup.close();
});
