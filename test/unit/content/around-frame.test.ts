import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageDescription } from '../../../src/core/detection/field-description.ts';
import { type ContentBrowser, type IsolatedPage, startContentBrowser } from './isolated-page.ts';

let browser: ContentBrowser;
beforeAll(async () => {
  browser = await startContentBrowser();
});
afterAll(() => browser.close());

const FIELD = `<form><input name="code" inputmode="numeric" maxlength="6"><button>Continue</button></form>`;

async function open(before: string, within: string, after = ''): Promise<IsolatedPage> {
  const opened = await browser.open(`<title>Shop</title>${before}${frameOf(within)}${after}`);
  await opened.page.frameLocator('iframe').locator('input').first().waitFor();
  return opened;
}

function frameOf(html: string, attributes = ''): string {
  return `<iframe ${attributes} srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
}

function described(page: IsolatedPage): Promise<PageDescription> {
  return page.askInFrame('contentWorld.describe()') as Promise<PageDescription>;
}

test('a frame that says next to nothing is read with the words of the page around it', async () => {
  const page = await open(
    `<h1>Two-step <b>verification</b></h1><script>const no = 'No words';</script>
     <p>Enter the code from your authenticator app.</p><select><option>Nor this</option></select>
     <p hidden>${'Nor what is hidden. '.repeat(100)}</p>`,
    FIELD,
    `<p hidden>Nor what is hidden</p><a href="#">Use a recovery code</a>`,
  );
  const { title, text, fields } = await described(page);
  expect(title).toBe('Shop');
  expect(text).toBe(
    'Two-step\nverification\nEnter the code from your authenticator app.\nContinue\nUse a recovery code',
  );
  expect(fields).toMatchObject([
    {
      heading: 'Two-step verification',
      lead: 'Two-step\nverification\nEnter the code from your authenticator app.',
      after: 'Continue\nUse a recovery code',
      scope: 'Continue',
    },
  ]);
});

test.each([
  ['a code of the app', '<p>Enter the 6-digit code from your authenticator app.</p>', ['app-code']],
  ['a code that was sent', '<p>We sent a 6-digit code to your email address.</p>', ['delivered-code']],
  [
    'a code that was sent, by its tab',
    `<h1>Two-step verification</h1><div role="tablist"><button role="tab">Authenticator app</button>
     <button role="tab" aria-selected="true">Text message</button></div>`,
    ['delivered-code'],
  ],
  ['nothing', '<p>Your voucher code for 10 % off.</p>', []],
])('the page around a frame says that it asks for %s', async (_what, words, roles) => {
  const { askInFrame } = await open(`<h2>Almost there</h2>${words}`, FIELD);
  expect(await askInFrame('contentWorld.roles()')).toEqual(roles);
});

test.each([
  [
    'a heading and a line',
    `<h1>Two-factor authentication</h1><p>Code from your authenticator app</p>${FIELD}`,
    'app-code',
  ],
  ['a sentence', `<p>We texted a 6-digit code to the number ending in 42.</p>${FIELD}`, 'delivered-code'],
])('a frame with %s of its own stands for itself', async (_what, within, role) => {
  const page = await open(
    '<h1>Verify it is you</h1><p>By an authenticator app, or a text message</p>',
    within,
  );
  expect((await described(page)).text).not.toContain('Verify it is you');
  expect(await page.askInFrame('contentWorld.roles()')).toEqual([role]);
});

test('of a long page only what is near a frame is read', async () => {
  const words = (name: string) => Array.from({ length: 900 }, (_, at) => `<p>${name} ${at}</p>`).join('');
  const { text } = await described(await open(words('before'), FIELD, words('after')));
  expect(text).toContain('before 899');
  expect(text).not.toContain('before 800\n');
  expect(text).toContain('after 0');
  expect(text).not.toContain('after 100\n');
});

test.each([
  ['that the page wrote', '', false],
  ['that could free itself', 'sandbox="allow-scripts allow-same-origin"', false],
  ['that may do nothing, as letters are shown', 'sandbox="allow-same-origin allow-forms"', true],
])('a frame %s (%j) is foreign: %j', async (_what, attributes, isForeign) => {
  const { page, askInFrame } = await browser.open('');
  for (const within of [FIELD, frameOf(FIELD)]) {
    await page.route('http://site.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: frameOf(within, attributes) }),
    );
    await page.goto('http://site.test/');
    await expect.poll(() => page.frames().length).toBe(within === FIELD ? 2 : 3);
    await page.frames().at(-1)?.locator('input').first().waitFor();
    expect(await askInFrame('contentWorld.isForeign()')).toBe(isForeign);
    await page.unroute('http://site.test/');
  }
});
