import { expect, test } from 'vitest';
import { FORM_SHAPES } from '../../../src/relying-party/forms/shapes.ts';
import { TestBrowser } from './support/test-browser.ts';
import { createTestSite } from './support/test-site.ts';

const FRAMES = new Set(['same-origin-frame', 'cross-origin-frame']);

test('the index lists every shape once', async () => {
  const { text } = await new TestBrowser(createTestSite()).get('/forms');
  for (const { id } of FORM_SHAPES) expect(text.split(`href="/forms/${id}"`)).toHaveLength(2);
});

test.each(FORM_SHAPES.map(({ id }) => id))('%s has a page whose form posts back to it', async (id) => {
  const page = await new TestBrowser(createTestSite()).get(`/forms/${id}`);
  expect(page.status).toBe(200);
  const target = FRAMES.has(id) ? /<iframe src="[^"]*\/forms\/one-field"/ : `action="/forms/${id}"`;
  // A document within an attribute is escaped.
  expect(page.text.replaceAll('&quot;', '"')).toMatch(target);
});

test('a shape shows what it received, the digits of boxes as one text', async () => {
  const browser = new TestBrowser(createTestSite());
  const page = await browser.request('/forms/six-boxes', {
    method: 'POST',
    body: 'digit=1&digit=2&digit=3&digit=4&digit=5&digit=6&note=%3Cb%3E',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  const json = /<output id="received">([^<]*)<\/output>/.exec(page.text)?.[1]?.replaceAll('&quot;', '"');
  expect(JSON.parse(json ?? '')).toEqual({ digit: '123456', note: '&lt;b&gt;' });
});

test('the frame of another origin is on another host name of the same port', async () => {
  const { text } = await new TestBrowser(createTestSite()).get('/forms/cross-origin-frame');
  expect(text).toContain('src="http://frame.localhost:8787/forms/one-field"');
});

test('shapes may be framed by names under localhost, and by nothing else', async () => {
  const page = await new TestBrowser(createTestSite()).get('/forms/one-field');
  const policy = page.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain('frame-ancestors http://*.localhost:* http://localhost:*');
  expect(page.headers.get('X-Frame-Options')).toBeNull();
});

test('an unknown shape is 404', async () => {
  const browser = new TestBrowser(createTestSite());
  expect((await browser.get('/forms/nothing')).status).toBe(404);
  expect((await browser.postRaw('/forms/nothing', {})).status).toBe(404);
});
