import { expect, test } from 'vitest';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, PASSWORD } from './support/test-site.ts';

const FORM = 'application/x-www-form-urlencoded';

test.each([
  'http://evil.example/',
  'http://192.168.1.7:8787/',
  'http://localhost.evil.example/',
  'http://evil-localhost/',
  'http://0.0.0.0:8787/',
  'http://127.0.0.1.evil.example/',
])('a request addressed to %s is refused', async (url) => {
  const response = await createTestSite().fetch(new Request(url));
  expect(response.status).toBe(421);
  expect(response.headers.get('Set-Cookie')).toBeNull();
});

test.each([
  'http://localhost/',
  'http://ankra.localhost:8787/',
  'http://127.0.0.1:8787/',
  'http://[::1]:8787/',
])('a request addressed to %s is answered', async (url) => {
  expect((await createTestSite().fetch(new Request(url))).status).toBe(303);
});

test.each([
  ['//evil.example', '/'],
  ['https://evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/../../../..//evil.example', '/'],
  ['', '/'],
  [`/${'a'.repeat(600)}`, '/'],
  ['/profile?tab=1', '/profile?tab=1'],
])('after sign-in with next=%s the browser goes to %s', async (next, location) => {
  const site = createTestSite();
  await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const browser = new TestBrowser(site);
  const page = await browser.post('/sign-in', { email: 'ada@example.com', password: PASSWORD, next });
  expect(page.location).toBe(location);
});

test('the page asked for before signing in is the one shown after the second factor', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  const asked = await browser.get('/profile/activity');
  expect(asked.location).toBe('/sign-in?next=%2Fprofile%2Factivity');
  await browser.post('/sign-in', { email, password: PASSWORD, next: '/profile/activity' });
  const page = await browser.post('/challenge', { code: codeOf(site, secret) });
  expect(page.location).toBe('/profile/activity');
});

test.each<[string, RequestInit, number]>([
  ['JSON instead of a form', { body: '{"email":1}', headers: { 'Content-Type': 'application/json' } }, 415],
  ['no content type', { body: new Uint8Array([1, 2, 3]) }, 415],
  ['no body', { headers: { 'Content-Type': FORM } }, 403],
  [
    'bytes that are not UTF-8',
    { body: new Uint8Array([0xff, 0xfe, 0x80]), headers: { 'Content-Type': FORM } },
    400,
  ],
  ['half a character', { body: new Uint8Array([0x61, 0xc3]), headers: { 'Content-Type': FORM } }, 400],
  ['a megabyte', { body: 'a'.repeat(1_000_000), headers: { 'Content-Type': FORM } }, 413],
  [
    'a length that is a lie',
    { body: 'a'.repeat(20_000), headers: { 'Content-Type': FORM, 'Content-Length': '3' } },
    413,
  ],
  ['broken percent signs', { body: 'csrf=%&%zz=%e0%a4', headers: { 'Content-Type': FORM } }, 403],
])('a POST with %s is refused, not stumbled over', async (_, init, status) => {
  const browser = new TestBrowser(createTestSite());
  for (const path of ['/sign-in', '/challenge', '/authenticators/new', '/nowhere']) {
    expect((await browser.request(path, { method: 'POST', ...init })).status).toBe(status);
  }
});

test.each(['\u0000', '\ud800', "' OR 1=1 --", 'a'.repeat(10_000), '<script>', '%00', '../../etc/passwd'])(
  'the value %j in every field gives a page, never a failure of the server',
  async (value) => {
    const site = createTestSite();
    const { email } = await addEnrolledUser(site);
    const pending = new TestBrowser(site);
    await pending.signIn(email);
    const account = new TestBrowser(site);
    await account.signUp('ada@example.com');
    const fields = ['name', 'email', 'password', 'next', 'code', 'digit', 'proof', 'recovery-code'];
    const form = Object.fromEntries(fields.map((name) => [name, value]));
    const posts = ['/sign-in', '/sign-in/sso', '/sign-up', '/challenge', '/challenge/recovery-code'];
    for (const browser of [new TestBrowser(site), pending]) {
      for (const path of posts) expect((await browser.post(path, form)).status).toBeLessThan(500);
    }
    for (const path of ['/authenticators/new', '/step-up', '/recovery-codes/new']) {
      expect((await account.post(path, form)).status).toBeLessThan(500);
    }
  },
);

test('an unknown page is 404 and a method that a page does not take is too', async () => {
  const browser = new TestBrowser(createTestSite());
  expect((await browser.get('/nowhere')).status).toBe(404);
  expect((await browser.request('/sign-in', { method: 'DELETE' })).status).toBe(404);
  expect((await browser.get('/%E0%A4%A')).status).toBe(404);
});

test('every page forbids foreign script, framing and caching, refusals included', async () => {
  const browser = new TestBrowser(createTestSite());
  for (const page of [
    await browser.get('/sign-in'),
    await browser.get('/nowhere'),
    await browser.postRaw('/sign-in', {}),
  ]) {
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(page.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.text).not.toMatch(/<style|style=|<script>/);
  }
});
