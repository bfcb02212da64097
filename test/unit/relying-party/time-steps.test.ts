import { expect, test } from 'vitest';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, MINUTE, STEP } from './support/test-site.ts';

test('the code of the present time step completes the sign-in', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  expect((await browser.post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
  expect((await browser.get('/')).status).toBe(200);
});

test.each([
  [-2, 401],
  [-1, 303],
  [0, 303],
  [1, 303],
  [2, 401],
])('a code %i steps away is answered with %i', async (steps, status) => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  expect((await browser.post('/challenge', { code: codeOf(site, secret, steps) })).status).toBe(status);
});

test('a code is accepted once', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const code = codeOf(site, secret);
  const owner = new TestBrowser(site);
  await owner.signIn(email);
  await owner.post('/challenge', { code });
  const thief = new TestBrowser(site);
  await thief.signIn(email);
  expect((await thief.post('/challenge', { code })).status).toBe(401);
});

test('after a code of the next step was accepted, the code of the present one is refused', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  await browser.post('/challenge', { code: codeOf(site, secret, 1) });
  await browser.post('/sign-out');
  await browser.signIn(email);
  expect((await browser.post('/challenge', { code: codeOf(site, secret, 0) })).status).toBe(401);
  site.clock.advance(2 * STEP);
  expect((await browser.post('/challenge', { code: codeOf(site, secret) })).status).toBe(303);
});

test('of many logins that send one code at the same moment, one succeeds', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browsers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = new TestBrowser(site);
      await browser.signIn(email);
      return { browser, csrf: await browser.csrf() };
    }),
  );
  const code = codeOf(site, secret);
  const pages = await Promise.all(
    browsers.map(({ browser, csrf }) => browser.postRaw('/challenge', { code, csrf })),
  );
  expect(pages.filter((page) => page.location === '/')).toHaveLength(1);
});

test('a time step is spent per authenticator: another one of the user is not held back by it', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const { secret: other } = site.users.addAuthenticator(site.users.find(email) ?? 0);
  for (const each of [secret, other]) {
    const browser = new TestBrowser(site);
    await browser.signIn(email);
    expect((await browser.post('/challenge', { code: codeOf(site, each) })).status).toBe(303);
  }
});

test('the code may have a blank or a dash in the middle, or come from six boxes', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const forms = [
    (code: string) => `code=${code.slice(0, 3)}+${code.slice(3)}`,
    (code: string) => `code=${code.slice(0, 3)}-${code.slice(3)}`,
    (code: string) => [...code].map((digit) => `digit=${digit}`).join('&'),
  ];
  for (const form of forms) {
    site.clock.advance(STEP);
    const browser = new TestBrowser(site);
    await browser.signIn(email);
    const page = await browser.request('/challenge', {
      method: 'POST',
      body: `${form(codeOf(site, secret))}&csrf=${encodeURIComponent(await browser.csrf())}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(page.status).toBe(303);
  }
});

test('both shapes of the challenge are forms that work without a script', async () => {
  const site = createTestSite();
  const { email } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  const one = await browser.get('/challenge');
  expect(one.text).toMatch(/<input\s+id="code"[^>]*autocomplete="one-time-code"[^>]*inputmode="numeric"/);
  const six = await browser.get('/challenge?boxes=six');
  expect(six.text.match(/name="digit"/g)).toHaveLength(6);
});

test('a pending login keeps to its ten minutes', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  for (const [wait, location] of [
    [10 * MINUTE - 1, '/'],
    [10 * MINUTE, '/sign-in?notice=ended'],
  ] as const) {
    const browser = new TestBrowser(site);
    await browser.signIn(email);
    const csrf = await browser.csrf();
    site.clock.advance(wait);
    expect((await browser.postRaw('/challenge', { code: codeOf(site, secret), csrf })).location).toBe(
      location,
    );
  }
});
