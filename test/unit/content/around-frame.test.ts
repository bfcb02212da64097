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
  const srcdoc = within.replaceAll('"', '&quot;');
  const opened = await browser.open(
    `<title>Shop</title>${before}<iframe srcdoc="${srcdoc}"></iframe>${after}`,
  );
  await opened.page.frameLocator('iframe').locator('input').first().waitFor();
  return opened;
}

test('a frame that says nothing of its own is read with the words of the page around it', async () => {
  const { ask } = await open(
    `<h1>Two-step <b>verification</b></h1><script>const no = 'No words';</script>
     <p>Enter the code from your authenticator app.</p><select><option>Nor this</option></select>`,
    FIELD,
    `<p hidden>Nor what is hidden</p><a href="#">Use a recovery code</a>`,
  );
  const { title, text, fields } = (await ask('contentWorld.describeFrame()')) as PageDescription;
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
  ['a code of the app', 'Enter the 6-digit code from your authenticator app.', ['app-code']],
  ['a code that was sent', 'We sent a 6-digit code to your email address.', ['delivered-code']],
  ['nothing', 'Your voucher code for 10 % off.', []],
])('the page around a frame says that it asks for %s', async (_what, sentence, roles) => {
  const { ask } = await open(`<h2>Almost there</h2><p>${sentence}</p>`, FIELD);
  expect(await ask('contentWorld.rolesInFrame()')).toEqual(roles);
});

test('a frame with a heading of its own stands for itself', async () => {
  const { ask } = await open(
    '<p>We sent a code to your email address.</p>',
    `<h1>Two-factor authentication</h1><p>Enter the code from your authenticator app.</p>${FIELD}`,
  );
  const { text } = (await ask('contentWorld.describeFrame()')) as PageDescription;
  expect(text).not.toContain('email');
  expect(await ask('contentWorld.rolesInFrame()')).toEqual(['app-code']);
});

test('of a long page only what is near a frame is read', async () => {
  const words = (name: string) => Array.from({ length: 900 }, (_, at) => `<p>${name} ${at}</p>`).join('');
  const { ask } = await open(words('before'), FIELD, words('after'));
  const { text } = (await ask('contentWorld.describeFrame()')) as PageDescription;
  expect(text).toContain('before 899');
  expect(text).not.toContain('before 800\n');
  expect(text).toContain('after 0');
  expect(text).not.toContain('after 100\n');
});
