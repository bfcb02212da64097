import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContentBrowser, startContentBrowser } from './isolated-page.ts';

let browser: ContentBrowser;
beforeAll(async () => {
  browser = await startContentBrowser();
});
afterAll(() => browser.close());

async function signsOf(html: string): Promise<unknown> {
  const { ask } = await browser.open(html);
  return ask('contentWorld.signs()');
}

describe('a page complains about its code', () => {
  test.each([
    ['by marking the field', '<form><input id="code" aria-invalid="true"></form>'],
    ['by an alert', '<form><p role="alert">That code is not right.</p><input id="code"></form>'],
    [
      'by a class that is made for it',
      '<form><span class="form-error">Falscher Code</span><input id="code"></form>',
    ],
    ['by an alert at the top of the page', '<div role="alert">Try again</div><form><input id="code"></form>'],
  ])('%s', async (_how, html) => {
    expect(await signsOf(html)).toMatchObject({ complains: true });
  });

  test.each([
    ['an empty place for one', '<form><p role="alert"></p><input id="code"></form>'],
    ['a hidden one', '<form><p role="alert" hidden>Wrong</p><input id="code"></form>'],
    ['none', '<form><p>Enter the code</p><input id="code" aria-invalid="false"></form>'],
    [
      'one of another form',
      '<form class="a"><p class="error">Wrong</p></form><form><input id="code"></form>',
    ],
  ])('but not by %s', async (_what, html) => {
    expect(await signsOf(html)).toMatchObject({ complains: false });
  });
});

test('a passkey is asked for where there is no password field', async () => {
  const page = '<h1>Use your passkey</h1><button>Continue</button>';
  expect(await signsOf(page)).toMatchObject({ passkey: true });
  expect(await signsOf(`${page}<input type="password">`)).toMatchObject({ passkey: false });
});

test('frames of other origins are named once, those that cannot be seen are not', async () => {
  const frames = ['https://pay.test/a', 'https://pay.test/b', 'about:blank', 'data:text/html,x']
    .map((src) => `<iframe src="${src}"></iframe>`)
    .join('');
  const hidden = '<iframe src="https://ads.test/" hidden></iframe>';
  expect(await signsOf(frames + hidden)).toMatchObject({ frames: ['https://pay.test'] });
});
