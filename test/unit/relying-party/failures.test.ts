import { expect, test } from 'vitest';
import { TestBrowser } from './support/test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  type EnrolledUser,
  type TestSite,
  wrongCode,
} from './support/test-site.ts';

/** Sends wrong codes until the login is over. */
async function exhaust(site: TestSite, { email, secret }: EnrolledUser): Promise<TestBrowser> {
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  for (let failure = 0; failure < 5; failure += 1) {
    await browser.post('/challenge', { code: wrongCode(site, secret) });
  }
  return browser;
}

test('the fifth wrong second factor ends the login, and the right one comes too late', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(user.email);
  const code = wrongCode(site, user.secret);
  for (let failure = 1; failure < 5; failure += 1) {
    expect((await browser.post('/challenge', { code })).status).toBe(401);
  }
  expect((await browser.post('/challenge', { code })).location).toBe('/sign-in?notice=ended');
  site.clock.advance(60 * 60_000);
  const late = await browser.post('/challenge', { code: codeOf(site, user.secret) });
  expect(late.location).toBe('/sign-in?notice=ended');
  expect((await browser.get(late.location ?? '')).text).toContain('Start again with your password');
});

test('wrong codes and wrong recovery codes are counted together', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  for (let failure = 0; failure < 2; failure += 1) {
    await browser.post('/challenge', { code: wrongCode(site, secret) });
    await browser.post('/challenge/recovery-code', { 'recovery-code': 'AAAAA-AAAAA' });
  }
  const fifth = await browser.post('/challenge/recovery-code', { 'recovery-code': 'AAAAA-AAAAA' });
  expect(fifth.location).toBe('/sign-in?notice=ended');
});

test('wrong second factors sent all at once are counted as if they came in turn', async () => {
  const site = createTestSite();
  const { email, recoveryCodes } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  const csrf = await browser.csrf();
  const guesses = [...Array.from({ length: 20 }, () => 'AAAAA-AAAAA'), recoveryCodes[0] ?? ''];
  const pages = await Promise.all(
    guesses.map((guess) => browser.postRaw('/challenge/recovery-code', { 'recovery-code': guess, csrf })),
  );
  expect(pages.filter((page) => page.location === '/')).toHaveLength(0);
});

test('a new login does not give new guesses: the account waits, longer each time', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  await exhaust(site, user);
  for (const waitMs of [30_000, 60_000, 120_000]) {
    const browser = new TestBrowser(site);
    await browser.signIn(user.email);
    const early = await browser.post('/challenge', { code: codeOf(site, user.secret) });
    expect(early.status).toBe(429);
    expect(early.text).toContain('Too many wrong codes. Wait');
    site.clock.advance(waitMs - 1);
    expect((await browser.post('/challenge', { code: codeOf(site, user.secret) })).status).toBe(429);
    site.clock.advance(1);
    expect((await browser.post('/challenge', { code: wrongCode(site, user.secret) })).status).toBe(401);
  }
});

test('the wait never grows beyond an hour', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  await exhaust(site, user);
  for (let failure = 0; failure < 60; failure += 1) {
    site.clock.advance(60 * 60_000);
    const browser = new TestBrowser(site);
    await browser.signIn(user.email);
    expect((await browser.post('/challenge', { code: wrongCode(site, user.secret) })).status).toBe(401);
  }
});

test('a right second factor forgets the failures before it', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const failFour = async () => {
    const browser = new TestBrowser(site);
    await browser.signIn(email);
    for (let failure = 0; failure < 4; failure += 1) {
      await browser.post('/challenge', { code: wrongCode(site, secret) });
    }
    return browser;
  };
  expect((await (await failFour()).post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
  site.clock.advance(30_000);
  expect((await (await failFour()).post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
});

test('what cannot be a code costs no attempt', async () => {
  const site = createTestSite();
  const { email, secret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345']) {
    expect((await browser.post('/challenge', { code })).status).toBe(422);
    expect((await browser.post('/challenge/recovery-code', { 'recovery-code': code })).status).toBe(422);
  }
  expect((await browser.post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
});
