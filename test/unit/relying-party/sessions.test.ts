import { expect, test } from 'vitest';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, PASSWORD } from './support/test-site.ts';

test('the session cookie is for this host only, unseen by scripts and not sent along by other sites', async () => {
  const browser = new TestBrowser(createTestSite());
  const cookie = (await browser.signUp('ada@example.com')).headers.get('Set-Cookie');
  expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('each step up in rights comes with a new session id, and the old one is worth nothing', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.get('/sign-in');
  const ids = [browser.cookie];
  await browser.signIn(email);
  ids.push(browser.cookie);
  await browser.post('/challenge', { code: codeOf(site, secret) });
  ids.push(browser.cookie);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  ids.push(browser.cookie);
  expect(new Set(ids).size).toBe(4);
  for (const id of ids.slice(0, 3)) {
    expect((await new TestBrowser(site, id).get('/')).location).toBe('/sign-in');
  }
});

test('a session id planted before sign-in is not the one that is signed in', async () => {
  const site = createTestSite();
  await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const planted = 'A'.repeat(43);
  const victim = new TestBrowser(site, planted);
  await victim.signIn('ada@example.com');
  expect(victim.cookie).not.toBe(planted);
  expect((await new TestBrowser(site, planted).get('/')).location).toBe('/sign-in');
});

test('signing in as someone else ends the session before it', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const before = browser.cookie;
  await browser.signUp('bob@example.com');
  expect((await new TestBrowser(site, before).get('/')).location).toBe('/sign-in');
  const second = browser.cookie;
  await browser.signIn('ada@example.com');
  expect((await new TestBrowser(site, second).get('/')).location).toBe('/sign-in');
});

test('enrolling and signing out change the session id too', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  const before = browser.cookie;
  await browser.post('/sign-out');
  expect(browser.cookie).not.toBe(before);
});

test.each([
  '/sign-in',
  '/sign-up',
  '/sign-out',
  '/challenge',
  '/challenge/recovery-code',
  '/authenticators/new',
  '/authenticators/1/remove',
  '/recovery-codes/new',
  '/step-up',
])('a POST to %s without its CSRF token is refused', async (path) => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  expect((await browser.postRaw(path, {})).status).toBe(403);
  expect((await browser.postRaw(path, { csrf: 'A'.repeat(43) })).status).toBe(403);
});

test('the CSRF token of one session does not fit another', async () => {
  const site = createTestSite();
  const attacker = new TestBrowser(site);
  await attacker.signUp('eve@example.com');
  const victim = new TestBrowser(site);
  await victim.signUp('ada@example.com');
  expect((await victim.postRaw('/sign-out', { csrf: await attacker.csrf() })).status).toBe(403);
  expect((await victim.get('/')).status).toBe(200);
});

test('a POST that a browser says comes from another origin is refused, even with a right token', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  const body = new URLSearchParams({ csrf: await browser.csrf() }).toString();
  const post = (origin: string) =>
    browser.request('/sign-out', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
    });
  for (const origin of [
    'http://evil.example',
    'http://crm.localhost:8787',
    'null',
    'http://ankra.localhost',
  ]) {
    expect((await post(origin)).status).toBe(403);
  }
  expect((await post(browser.origin)).status).toBe(303);
});

test('the second-factor page of a pending login opens nothing else', async () => {
  const site = createTestSite();
  const { email } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  for (const path of [
    '/',
    '/profile',
    '/profile/authentication',
    '/authenticators/new',
    '/recovery-codes/new',
  ]) {
    expect((await browser.get(path)).location).toMatch(/^\/sign-in/);
  }
});
