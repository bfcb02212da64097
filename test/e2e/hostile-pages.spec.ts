// What a page of an allowed site can do to the offer, and to a fill.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';
import { allowSite } from '../support/allowed-site.ts';
import {
  buttonOf,
  CODE_FIELD,
  codesIn,
  isVisible,
  offerIn,
  pressAway,
  serve,
  untilSeen,
  untilUnseen,
} from '../support/hostile-page.ts';
import { pageRequests } from '../../src/messaging/page-requests.ts';

const COVER =
  'position:fixed;inset:0;margin:0;padding:0;border:0;width:100%;height:100%;max-width:none;max-height:none;background:white;pointer-events:none';
const COVERED = 'The page covers this: use the toolbar button.';
const HOST = `const host = [...document.querySelectorAll(':popover-open')].at(-1);`;
const setOnHost = (name: string, value: string) =>
  `host.style.setProperty('${name}', '${value}', 'important')`;

/** What a page does once the offer is there; `host` is the element that it has come in. */
const HIDING: Readonly<Record<string, string>> = {
  'makes its root transparent': `document.documentElement.style.opacity = '0'`,
  'makes its body nearly transparent': `document.body.style.opacity = '0.001'`,
  'makes the host half transparent': setOnHost('opacity', '0.5'),
  'clips the host': setOnHost('clip-path', 'inset(0 0 0 70%)'),
  'masks the host': setOnHost('mask-image', 'linear-gradient(transparent, transparent)'),
  'filters the host': setOnHost('filter', 'opacity(0)'),
  'transforms the host': setOnHost('transform', 'scale(0.2)'),
  'hides the host': setOnHost('visibility', 'hidden'),
  'blends the host into the page': setOnHost('mix-blend-mode', 'difference'),
  'covers it with a popover': `const cover = Object.assign(document.createElement('div'), { popover: 'manual' });
    cover.style.cssText = '${COVER}'; document.body.append(cover); cover.showPopover()`,
  'covers it with a dialog': `const cover = document.createElement('dialog');
    cover.style.cssText = '${COVER}'; document.body.append(cover); cover.showModal()`,
  'covers it with a frame': `const cover = Object.assign(document.createElement('iframe'), { popover: 'manual', srcdoc: 'Win' });
    cover.style.cssText = '${COVER}'; document.body.append(cover); cover.showPopover()`,
};

test('no trick of a page turns a click into a fill, and an honest page is filled', async ({
  extension,
  origin,
}) => {
  const { page, manage } = await allowSite(extension, origin);
  await page.bringToFront();

  // By the next step each of those clicks would have led to a code, however slowly.
  const expectNothingFilled = async () =>
    expect(await extension.inWorker(`chrome.storage.session.get('filledUntil')`)).toEqual({});

  for (const [what, script] of Object.entries(HIDING)) {
    await test.step(`a page that ${what}`, async () => {
      await serve(page, origin, CODE_FIELD);
      const frame = await untilSeen(page);
      const { x, y } = await buttonOf(frame);
      await page.evaluate(`(() => { ${HOST} ${script} })()`);
      await untilUnseen(page, frame);
      await page.mouse.click(x, y);
      expect(await codesIn(page), what).toBe('');
      // This one lets the click through to the offer.
      if (what.endsWith('with a popover')) await expect(frame.locator('#note')).toHaveText(COVERED);
    });
  }

  await expectNothingFilled();

  await test.step('a page that slides the offer under the cursor', async () => {
    await serve(page, origin, CODE_FIELD);
    const frame = await untilSeen(page);
    const { x, y } = await buttonOf(frame);
    // As the cursor arrives, the field jumps so that the button would lie below it.
    await page.evaluate(`addEventListener('mousemove', () => {
      document.querySelector('#form').style.cssText = 'position:relative;top:200px' }, { once: true })`);
    await page.mouse.click(x, y + 200);
    await expect.poll(async () => (await buttonOf(frame)).y).toBe(y + 200);
    expect(await codesIn(page)).toBe('');
  });
  await expectNothingFilled();

  await test.step('style sheets and animations of the page change nothing', async () => {
    await serve(page, origin, CODE_FIELD);
    const frame = await untilSeen(page);
    await page.evaluate(`(() => { ${HOST}
      document.head.append(Object.assign(document.createElement('style'), { textContent:
        '@layer a { ' + host.localName + ' { opacity: 0 !important } } ' + host.localName + ' { opacity: 0 !important }' }));
      host.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e6 });
      host.click(); host.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      document.elementFromPoint(200, 130)?.click(); })()`);
    expect(await isVisible(frame)).toBe(true);
    expect(await codesIn(page)).toBe('');
  });

  await expectNothingFilled();

  await test.step('the honest page, which is not moved by it', async () => {
    await serve(page, origin, `${CODE_FIELD}<p id="below">Below</p>`);
    const below = await page.locator('#below').boundingBox();
    const frame = await untilSeen(page);
    expect(await page.locator('#below').boundingBox()).toEqual(below);
    const { x, y } = await buttonOf(frame);
    await page.mouse.click(x, y);
    await expect.poll(() => codesIn(page)).toMatch(/^\d{6}$/);
    await expect.poll(() => offerIn(page)).toBeUndefined();
  });

  await test.step('by the keyboard it can be reached, and sent away', async () => {
    await serve(page, origin, CODE_FIELD);
    const frame = await untilSeen(page);
    await page.locator('#code').focus();
    await page.keyboard.press('Alt+ArrowDown');
    // The focus goes from one process to another; a key sent before it has arrived goes to the page.
    await expect.poll(() => frame.evaluate('document.hasFocus()')).toBe(true);
    await page.keyboard.press('Tab');
    await expect(frame.locator('#rows button')).toBeFocused();
    await pressAway(page, 'Escape', () => expect.poll(() => offerIn(page)).toBeUndefined());
  });

  await test.step('while locked it names nobody and opens the popup', async () => {
    await manage.bringToFront();
    await manage.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await page.bringToFront();
    await serve(page, origin, CODE_FIELD);
    const frame = await untilSeen(page);
    await expect(frame.locator('body')).not.toContainText('ada.new');
    const { x, y } = await buttonOf(frame);
    await page.mouse.click(x, y);
    await (await extension.attachToPopup()).waitForSelector('input[type=password]');
  });
});

const FRAMES: Readonly<Record<string, (field: string) => string>> = {
  'a sandboxed document': (field) => `<iframe sandbox="allow-scripts" srcdoc='${field}'></iframe>`,
  'a sandboxed page of the site': () => `<iframe sandbox="allow-scripts" src="/forms/one-field"></iframe>`,
  'a letter, shown without scripts': (field) =>
    `<iframe sandbox="allow-same-origin allow-forms" srcdoc='${field}'></iframe>`,
  'a page of the site, shown without scripts': () =>
    `<iframe sandbox="allow-same-origin" src="/forms/one-field"></iframe>`,
  'a data: document': (field) => `<iframe src="data:text/html,${encodeURIComponent(field)}"></iframe>`,
  'a sandboxed blob: document': (field) => `<iframe sandbox="allow-scripts" id="f"></iframe>
    <script>f.src = URL.createObjectURL(new Blob([${JSON.stringify(field)}], { type: 'text/html' }))</script>`,
};

test('no frame of another origin, no changed form and no forged message gets a code', async ({
  extension,
  origin,
}) => {
  const { page, manage } = await allowSite(extension, origin);
  const askAsManage = (verb: string, request: object) =>
    manage.evaluate<{ readonly ok: boolean; readonly error?: string; readonly value?: unknown }>(
      `chrome.runtime.sendMessage(${JSON.stringify({ verb, request })})`,
    );
  const tabId = await extension.inWorker<number>(
    `chrome.tabs.query({}).then((tabs) => tabs.find(({ url }) => url?.startsWith(${JSON.stringify(origin)})).id)`,
  );
  const listed = (await askAsManage('accounts/list', { tabId: null })).value as readonly { id: string }[];
  const accountId = listed[0]?.id ?? '';

  for (const [what, frame] of Object.entries(FRAMES)) {
    await test.step(what, async () => {
      await serve(page, origin, frame(CODE_FIELD.replaceAll('\n', ' ')));
      await expect.poll(() => page.frames().length).toBe(2);
      await page.frames()[1]?.locator('input:visible').first().waitFor();
      expect(await askAsManage('autofill/fill', { tabId, accountId })).toEqual({
        ok: false,
        error: 'no-field',
      });
      expect(offerIn(page)).toBeUndefined();
    });
  }

  await test.step('a page of another site', async () => {
    await page.goto(`${origin}/forms/cross-origin-frame`);
    await expect.poll(() => page.frames().length).toBe(2);
    await page.frames()[1]?.locator('input:visible').first().waitFor();
    expect(await askAsManage('autofill/fill', { tabId, accountId })).toEqual({
      ok: false,
      error: 'no-field',
    });
  });

  for (const [what, change] of [
    ['is sent in clear to another host', `form.action = 'http://other.example/take'`],
    ['sends its form elsewhere once it is looked at', `sendElsewhereAfterLook()`],
  ] as const) {
    await test.step(`a page that ${what}`, async () => {
      // A page cannot see that it is looked at, so this one turns its form without end.
      const helper = `function sendElsewhereAfterLook() {
        let turns = 0; const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { form.action = 'https://evil' + (turns += 1) + '.example/'; port2.postMessage(0); };
        port2.postMessage(0); }`;
      await serve(page, origin, `${CODE_FIELD}<script>${helper}; ${change}</script>`);
      expect(await askAsManage('autofill/fill', { tabId, accountId })).toEqual({
        ok: false,
        error: 'page-refused',
      });
      expect(await codesIn(page)).toBe('');
    });
  }

  await test.step('messages forged by the page and in the world of our content script', async () => {
    await serve(page, origin, CODE_FIELD);
    await untilSeen(page);
    expect(await page.evaluate('typeof globalThis.chrome?.runtime?.sendMessage')).toBe('undefined');
    const forged = Object.keys(pageRequests).flatMap((verb) => [
      { verb, request: { tabId, accountId, id: accountId, ids: [accountId] } },
      { verb, tabId, accountId, sender: { url: manage.url() } },
    ]);
    const others = [
      { verb: 'autofill/code', ticket: '0'.repeat(32), page: '' },
      { verb: 'offer/open' },
      { verb: 'offer/fill', accountId, gives: 'app-code' },
      { verb: 'offer/fill', accountId, gives: 'recovery-code' },
      { verb: 'offer/unlock' },
    ];
    const replies = await inContentWorld(
      page,
      `Promise.all(${JSON.stringify([...forged, ...others])}.map((message) => chrome.runtime.sendMessage(message)))`,
    );
    const refused = { ok: false, error: 'bad-request' };
    expect(replies).toEqual([
      ...forged.map(() => refused),
      { ok: false, error: 'not-allowed' },
      refused,
      refused,
      refused,
      refused,
    ]);
    // Whatever was pretended, the vault is still open and its account there.
    expect((await askAsManage('accounts/list', { tabId: null })).value).toHaveLength(1);
    expect(await codesIn(page)).toBe('');
  });

  await test.step('of the address of the offer a page learns nothing that works', async () => {
    const reached = await page.evaluate(
      ({ id }) =>
        fetch(`chrome-extension://${id}/src/offer/index.html`).then(
          () => 'reached',
          () => 'refused',
        ),
      { id: await extension.inWorker<string>('chrome.runtime.id') },
    );
    expect(reached).toBe('refused');
  });

  expect(await extension.inWorker(`chrome.storage.session.get('filledUntil')`)).toEqual({});
});

/** Evaluates in the isolated world that the extension's scripts share in the page. */
async function inContentWorld(page: Page, expression: string): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const contexts: { readonly id: number; readonly origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => void contexts.push(context));
  await session.send('Runtime.enable');
  const own = contexts.find((context) => context.origin.startsWith('chrome-extension://'));
  if (own === undefined) throw new Error('no script of ours is in the page');
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId: own.id,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
