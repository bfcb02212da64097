import { expect, test } from 'vitest';
import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { sekoia } from '../../../src/relying-party/policies/sekoia.ts';
import { secretOn, TestBrowser } from './support/test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  MINUTE,
  PASSWORD,
  type TestSite,
} from './support/test-site.ts';

const DAY = 24 * 60 * MINUTE;

/** Olga administers the community; Grace (user 2) has a factor and asks for a reset. */
async function createCommunity() {
  const site = createTestSite(sekoia);
  const admin = new TestBrowser(site);
  await admin.signUp('olga@example.com', 'Olga');
  const grace = await addEnrolledUser(site);
  return { site, admin, ...grace };
}

async function resetGrace(admin: TestBrowser): Promise<string> {
  const page = await admin.post('/users/2/reset/confirm', { password: PASSWORD });
  return /id="reset-code"[^>]*>([^<]+)</.exec(page.text)?.[1]?.trim() ?? '';
}

async function enterCode(site: TestSite, code: string) {
  const browser = new TestBrowser(site);
  await browser.signIn('grace@example.com');
  return { browser, page: await browser.post('/challenge', { code }) };
}

test('the users page leads by its menu to the requirements and then to the password', async () => {
  const { admin } = await createCommunity();
  expect((await admin.get('/settings/workspace/users')).text).toMatch(
    /href="\/users\/2\/reset"[^>]*>Reset user 2FA</,
  );
  expect((await admin.get('/users/2/reset')).text).toContain('It works for 24 hours');
  expect((await admin.get('/users/2/reset/confirm')).text).toContain('autocomplete="current-password"');
});

test('a reset needs the administrator’s password', async () => {
  const { site, admin, secret } = await createCommunity();
  expect((await admin.post('/users/2/reset/confirm', { password: 'wrong password' })).status).toBe(401);
  const { page } = await enterCode(site, codeOf(site, secret));
  expect(page.location).toBe('/');
});

test('the code signs the user in with their password, and leads to nothing but enrolment', async () => {
  const { site, admin } = await createCommunity();
  const code = await resetGrace(admin);
  expect(code.replaceAll('-', '')).toMatch(/^[A-HJ-NP-Z2-9]{30}$/);
  const { browser, page } = await enterCode(site, code);
  expect(page.location).toBe('/');
  expect((await browser.get('/')).location).toBe('/secure-your-account');
  expect((await browser.get('/security')).location).toBe('/secure-your-account');
});

test('after a reset the password alone, the old codes and the old recovery codes open nothing', async () => {
  const { site, admin, secret, recoveryCodes } = await createCommunity();
  await resetGrace(admin);
  const browser = new TestBrowser(site);
  expect((await browser.signIn('grace@example.com')).location).toBe('/challenge');
  expect((await browser.get('/')).location).toBe('/sign-in');
  for (const code of [codeOf(site, secret), recoveryCodes[0] ?? '']) {
    expect((await enterCode(site, code)).page.status).toBe(422);
  }
});

test('the code works once, even where the enrolment after it was left open', async () => {
  const { site, admin } = await createCommunity();
  const code = await resetGrace(admin);
  await enterCode(site, code);
  expect((await enterCode(site, code)).page.status).toBe(401);
});

test('the code works for 24 hours', async () => {
  const { site, admin } = await createCommunity();
  const [first, late] = [await resetGrace(admin), DAY];
  site.clock.advance(late);
  expect((await enterCode(site, first)).page.status).toBe(401);
  await admin.signIn('olga@example.com');
  const second = await resetGrace(admin);
  site.clock.advance(DAY - 1);
  expect((await enterCode(site, second)).page.location).toBe('/');
});

test('a newer code takes the place of an older one', async () => {
  const { site, admin } = await createCommunity();
  const [older, newer] = [await resetGrace(admin), await resetGrace(admin)];
  expect((await enterCode(site, older)).page.status).toBe(401);
  expect((await enterCode(site, newer)).page.location).toBe('/');
});

test('of several logins that send the code at the same moment, one succeeds', async () => {
  const { site, admin } = await createCommunity();
  const code = await resetGrace(admin);
  const pages = await Promise.all(Array.from({ length: 4 }, () => enterCode(site, code)));
  expect(pages.filter(({ page }) => page.location === '/')).toHaveLength(1);
});

test('a reset ends every session of the user', async () => {
  const { site, admin, secret } = await createCommunity();
  const { browser } = await enterCode(site, codeOf(site, secret));
  expect((await browser.get('/')).status).toBe(200);
  await resetGrace(admin);
  expect((await browser.get('/')).location).toBe('/sign-in');
});

test('the mail informs and does not hold the code', async () => {
  const { site, admin } = await createCommunity();
  const code = await resetGrace(admin);
  const [mail] = site.mails;
  expect(mail).toMatchObject({ to: 'grace@example.com' });
  expect(mail?.text).not.toContain(code);
  const outbox = await admin.get('/outbox');
  expect(outbox.text).toContain('two-factor authentication was reset');
  expect(outbox.text).not.toContain(code);
});

test('members, strangers and users of other communities cannot reset anyone', async () => {
  const { site, admin } = await createCommunity();
  const member = new TestBrowser(site);
  await member.signUp('ada@example.com');
  const other = await site.users.add({ email: 'otto@example.com', name: 'Otto', password: PASSWORD });
  site.users.join(other ?? 0, { name: 'Elsewhere', role: 'admin' });
  const elsewhere = new TestBrowser(site);
  await elsewhere.signIn('otto@example.com');
  for (const browser of [member, elsewhere]) {
    expect((await browser.get('/users/2/reset')).status).toBe(404);
    expect((await browser.post('/users/2/reset/confirm', { password: PASSWORD })).status).toBe(404);
  }
  expect((await admin.get('/users/99/reset')).status).toBe(404);
});

test('a member without 2FA is not offered for a reset, and a link from before says why', async () => {
  const { site, admin } = await createCommunity();
  await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const { text } = await admin.get('/settings/workspace/users');
  expect(text).not.toContain('href="/users/3/reset"');
  expect(text).toMatch(/More for Ada[\s\S]{0,200}No 2FA to reset/);
  for (const path of ['/users/3/reset', '/users/3/reset/confirm']) {
    const page = await admin.get(path);
    expect(page.status).toBe(409);
    expect(page.text).toContain('has no two-factor authentication. There is nothing to reset.');
  }
  expect((await admin.post('/users/3/reset/confirm', { password: PASSWORD })).status).toBe(409);
  expect(site.mails).toEqual([]);
});

test('a member whose reset is not finished is offered for another', async () => {
  const { admin } = await createCommunity();
  await resetGrace(admin);
  expect((await admin.get('/settings/workspace/users')).text).toContain('href="/users/2/reset"');
});

test('an administrator who is signed out while their password is checked resets nobody', async () => {
  const { site, admin, email } = await createCommunity();
  const csrf = await admin.csrf();
  const other = new TestBrowser(site, admin.cookie);
  const [reset] = await Promise.all([
    admin.postRaw('/users/2/reset/confirm', { password: PASSWORD, csrf }),
    other.postRaw('/sign-out', { csrf }),
  ]);
  expect(reset).toMatchObject({ location: '/sign-in' });
  const grace = new TestBrowser(site);
  await grace.signIn(email);
  expect((await grace.get('/challenge')).text).not.toContain('Single-use');
});

test('an administrator does not reset themselves: that would be a way around their own second factor', async () => {
  const { site, admin } = await createCommunity();
  site.users.addAuthenticator(1);
  expect((await admin.get('/users/1/reset')).status).toBe(404);
  expect((await admin.post('/users/1/reset/confirm', { password: PASSWORD })).status).toBe(404);
});

test('the activity of both tells of the reset, and neither holds the code', async () => {
  const { site, admin } = await createCommunity();
  const code = await resetGrace(admin);
  const { browser } = await enterCode(site, code);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
  await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  const [hers, his] = [await browser.get('/activity'), await admin.get('/activity')];
  expect(hers.text).toMatch(/reset by an administrator <span class="quiet">by Olga</);
  expect(hers.text).toContain('The code of an administrator’s reset was used');
  expect(his.text).toMatch(/reset by an administrator <span class="quiet">of Grace</);
  for (const { text } of [hers, his]) expect(text).not.toContain(code);
});

test('a password that is being checked while the reset happens opens no session without the code', async () => {
  const { site, admin } = await createCommunity();
  const thief = new TestBrowser(site);
  await thief.get('/sign-in');
  const [adminCsrf, csrf] = [await admin.csrf(), await thief.csrf()];
  // The reset's own password check begins first, so that its commit comes before the login that is under way.
  const [, signedIn] = await Promise.all([
    admin.postRaw('/users/2/reset/confirm', { csrf: adminCsrf, password: PASSWORD }),
    thief.postRaw('/sign-in', { csrf, email: 'grace@example.com', password: PASSWORD }),
  ]);
  expect(signedIn.status).toBe(303);
  expect((await thief.get('/')).location).toMatch(/^\/(challenge|sign-in)/);
  expect((await thief.get('/secure-your-account')).status).not.toBe(200);
});
