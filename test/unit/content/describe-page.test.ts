import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageDescription } from '../../../src/core/detection/field-description.ts';
import { type ContentBrowser, startContentBrowser } from './isolated-page.ts';

let browser: ContentBrowser;
beforeAll(async () => {
  browser = await startContentBrowser();
});
afterAll(() => browser.close());

async function describe(html: string): Promise<PageDescription> {
  const { ask } = await browser.open(html);
  return (await ask('contentWorld.describe()')) as PageDescription;
}

test('a field is described by its own words and those around it', async () => {
  const { fields } =
    await describe(`<title>Sign in</title><h1>Two-step <b>verification</b></h1><form id="f" action="/login/2fa">
    <p>Open your app.</p><label for="c">Code</label>
    <input id="c" name="otp" class="big wide" autocomplete="one-time-code" inputmode="numeric" maxlength="6"
      placeholder="123456" aria-describedby="d" ng-model="vm.code"><p id="d">Six digits</p><button>Verify</button></form>`);
  expect(fields).toMatchObject([
    {
      type: 'text',
      name: 'otp',
      id: 'c',
      hooks: 'big wide ng-model vm.code',
      autocomplete: 'one-time-code',
      inputMode: 'numeric',
      maxLength: 6,
      placeholder: '123456',
      label: 'Code',
      described: 'Six digits',
      heading: 'Two-step verification',
      before: 'Two-step\nverification\nOpen your app.\nCode',
      after: 'Six digits\nVerify',
      scope: 'Open your app.\nCode\nSix digits\nVerify',
      form: 0,
      formHooks: 'f   login 2fa',
      chosen: '',
      visible: true,
      editable: true,
    },
  ]);
});

test('what a user has typed is never part of a description', async () => {
  const { page, ask } = await browser.open('<input name="otp" value="from-the-page"><input type="password">');
  await page.fill('[name=otp]', '424242');
  await page.fill('[type=password]', 'hunter2');
  const described = JSON.stringify(await ask('contentWorld.describe()'));
  for (const secret of ['424242', 'hunter2', 'from-the-page']) expect(described).not.toContain(secret);
});

test('of what was chosen before words are told, and no token', async () => {
  const { fields } = await describe(`<div role="tablist"><button role="tab" aria-selected="true">SMS</button>
    <button role="tab" aria-selected="false">App</button></div><form><input type="hidden" name="ctl00$Provider" value="Email Code">
    <input type="hidden" name="providerState" value="Zm9vYmFy0123"><input type="hidden" name="csrf" value="abcdef">
    <label><input type="radio" name="otp_type" value="voice" checked>Call</label><input name="code"></form>`);
  expect(fields.find(({ name }) => name === 'code')?.chosen).toBe('Email Code\nvoice\nSMS');
});

test('hidden text and hidden fields are told from visible ones', async () => {
  const { fields, text } =
    await describe(`<p style="display:none">Recovery code</p><p>Code</p><input name="a">
    <div style="visibility:hidden"><input name="b"></div><input name="c" style="display:none"><input name="d" style="opacity:0">
    <input type="hidden" name="e"><input type="checkbox">`);
  expect(fields.map(({ name, visible }) => [name, visible])).toEqual([
    ['a', true],
    ['b', false],
    ['c', false],
    ['d', true],
  ]);
  expect(text).toBe('Code');
});

test('an invalid type counts as what the browser makes of it', async () => {
  expect((await describe('<input type="code" name="a">')).fields).toMatchObject([{ type: 'text' }]);
});

test('fields in nested shadow roots and slots are read in the order they are shown', async () => {
  const { fields } = await describe(`<x-outer><template shadowrootmode="open"><h2>Verify</h2>
    <x-inner><template shadowrootmode="open"><p>Code from your app</p><input name="deep"></template></x-inner>
    <slot></slot></template><input name="slotted"></x-outer>`);
  expect(fields.map(({ name, heading }) => [name, heading])).toEqual([
    ['deep', 'Verify'],
    ['slotted', 'Verify'],
  ]);
});

test('a closed shadow root is read where the browser opens it to extensions', async () => {
  const { page, ask } = await browser.open('<x-code></x-code>');
  await page.evaluate(() => {
    const root = document.querySelector('x-code')?.attachShadow({ mode: 'closed' });
    if (root) root.innerHTML = '<input name="closed">';
  });
  expect(await ask('contentWorld.describe().fields.length')).toBe(0);
  // Content scripts have chrome.dom; a plain isolated world does not, so a stand-in hands out the root of a twin.
  await ask(`globalThis.chrome = { dom: { openOrClosedShadowRoot(element) {
    if (element.localName !== 'x-code') return null;
    const twin = document.createElement('div').attachShadow({ mode: 'open' });
    twin.innerHTML = '<input name="closed">';
    return twin;
  } } }`);
  expect(await ask('contentWorld.describe().fields.map(({ name }) => name)')).toEqual(['closed']);
});

test('pictures are named, for QR codes and captchas', async () => {
  const { pictures } = await describe('<img alt="QR code" src="/img/setup-qr.png?x=1"><input>');
  expect(pictures).toContain('QR code');
  expect(pictures).toContain('setup-qr.png');
});

test('a page without a body, and one nested deeper than any parser goes, are described without error', async () => {
  const { page, ask } = await browser.open('');
  await page.evaluate(() => document.body.remove());
  expect(await ask('contentWorld.describe().fields')).toEqual([]);
  const deep = await browser.open('<main></main>');
  await deep.page.evaluate(() => {
    let at: Element | null = document.querySelector('main');
    document.querySelector('main')?.append(document.createElement('input'));
    for (let depth = 0; depth < 1500; depth += 1) at = at?.appendChild(document.createElement('div')) ?? null;
  });
  expect(await deep.ask('contentWorld.describe().fields.length')).toBe(1);
});
