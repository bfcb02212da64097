import { expect, test } from 'vitest';
import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { recoveryCodesOn, secretOn, TestBrowser, textOf } from './support/test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  MINUTE,
  PASSWORD,
  STEP,
  wrongCode,
} from './support/test-site.ts';

const SECURITY = '/profile/authentication';

async function startEnrolment() {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const page = await browser.get('/authenticators/new');
  const secret = decodeBase32(secretOn(page)) ?? new Uint8Array();
  return { site, browser, page, secret };
}

test('the secret has 160 bits and is not the same for two users', async () => {
  const { site, secret } = await startEnrolment();
  expect(secret).toHaveLength(20);
  const other = new TestBrowser(site);
  await other.signUp('bob@example.com');
  expect(decodeBase32(secretOn(await other.get('/authenticators/new')))).not.toEqual(secret);
});

test('a page loaded again shows the same secret, for half an hour', async () => {
  const { site, browser, page } = await startEnrolment();
  site.clock.advance(14 * MINUTE);
  expect(secretOn(await browser.get('/authenticators/new'))).toBe(secretOn(page));
  site.clock.advance(16 * MINUTE);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  expect(secretOn(await browser.get('/authenticators/new'))).not.toBe(secretOn(page));
});

test('an authenticator counts only after one right code', async () => {
  const { site, browser, secret } = await startEnrolment();
  const refused = await browser.post('/authenticators/new', { code: wrongCode(site, secret) });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('id="code-error"');
  expect((await browser.get(SECURITY)).text).toContain('>Off<');
  const confirmed = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  expect(confirmed.status).toBe(200);
  expect((await browser.get(SECURITY)).text).toContain('>On<');
});

test('the code that confirmed the enrolment does not sign in', async () => {
  const { site, browser, secret } = await startEnrolment();
  const code = codeOf(site, secret);
  await browser.post('/authenticators/new', { code });
  await browser.post('/sign-out');
  await browser.signIn('ada@example.com');
  expect((await browser.post('/challenge', { code })).status).toBe(401);
  site.clock.advance(STEP);
  expect((await browser.post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
});

test('confirming shows ten recovery codes of the form XXXXX-XXXXX, once', async () => {
  const { site, browser, secret } = await startEnrolment();
  const page = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  const codes = recoveryCodesOn(page);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}$/);
  const security = await browser.get(SECURITY);
  expect(textOf(security, 'codes-remaining')).toBe('10');
  expect(security.text).not.toContain(codes[0]);
});

test('the recovery codes can be downloaded without a script', async () => {
  const { site, browser, secret } = await startEnrolment();
  const page = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  const file = /download="ankra-recovery-codes.txt"\s+href="data:text\/plain;charset=utf-8,([^"]+)"/.exec(
    page.text,
  );
  for (const code of recoveryCodesOn(page)) expect(decodeURIComponent(file?.[1] ?? '')).toContain(code);
});

test('enrolling ends every other session of the user', async () => {
  const { site, browser, secret } = await startEnrolment();
  const thief = new TestBrowser(site);
  await thief.signIn('ada@example.com');
  expect((await thief.get('/')).status).toBe(200);
  await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  expect((await thief.get('/')).location).toBe('/sign-in');
  expect((await browser.get('/')).status).toBe(200);
});

test('two confirmations at once make one authenticator', async () => {
  const { site, browser, secret } = await startEnrolment();
  const csrf = await browser.csrf();
  const codes = [codeOf(site, secret), codeOf(site, secret, 1)];
  const pages = await Promise.all(
    codes.map((code) => browser.postRaw('/authenticators/new', { code, csrf })),
  );
  expect(pages.filter((page) => page.status === 200)).toHaveLength(1);
  expect(pages.filter((page) => page.status >= 500)).toHaveLength(0);
});

test('where one authenticator is allowed, a new one takes the place of the old one and the recovery codes stay', async () => {
  const site = createTestSite();
  const { email, secret: oldSecret } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  await browser.post('/challenge', { code: codeOf(site, oldSecret) });
  const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
  const added = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  expect(added.location).toBe(`${SECURITY}?notice=added`);
  expect(textOf(await browser.get(SECURITY), 'codes-remaining')).toBe('10');
  await browser.post('/sign-out');
  site.clock.advance(STEP);
  await browser.signIn(email);
  expect((await browser.post('/challenge', { code: codeOf(site, oldSecret) })).status).toBe(401);
  expect((await browser.post('/challenge', { code: codeOf(site, secret) })).status).toBe(303);
});
