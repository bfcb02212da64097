import { expect, test } from 'vitest';
import { recoveryCodesOn, TestBrowser, textOf } from './support/test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  type EnrolledUser,
  type TestSite,
} from './support/test-site.ts';

async function signInWith(site: TestSite, { email }: EnrolledUser, recoveryCode: string) {
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  const page = await browser.post('/challenge/recovery-code', { 'recovery-code': recoveryCode });
  return { browser, page };
}

test('a recovery code completes the sign-in, once', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const code = user.recoveryCodes[0] ?? '';
  const { browser, page } = await signInWith(site, user, code);
  expect(page.location).toBe('/');
  expect(textOf(await browser.get('/profile/authentication'), 'codes-remaining')).toBe('9');
  expect((await signInWith(site, user, code)).page.status).toBe(401);
});

test('case, dashes and blanks do not matter in a recovery code', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const spellings = [
    (code: string) => code.toLowerCase(),
    (code: string) => code.replace('-', ''),
    (code: string) => ` ${code.replace('-', ' – ')} `,
  ];
  for (const [index, spell] of spellings.entries()) {
    const { page } = await signInWith(site, user, spell(user.recoveryCodes[index] ?? ''));
    expect(page.location).toBe('/');
  }
});

test('of ten logins that send one recovery code at the same moment, one succeeds', async () => {
  const site = createTestSite();
  const { email, recoveryCodes } = await addEnrolledUser(site);
  const logins = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = new TestBrowser(site);
      await browser.signIn(email);
      return { browser, csrf: await browser.csrf() };
    }),
  );
  const pages = await Promise.all(
    logins.map(({ browser, csrf }) =>
      browser.postRaw('/challenge/recovery-code', { 'recovery-code': recoveryCodes[0] ?? '', csrf }),
    ),
  );
  expect(pages.filter((page) => page.location === '/')).toHaveLength(1);
});

test('one login that sends two recovery codes at the same moment opens one session', async () => {
  const site = createTestSite();
  const { email, recoveryCodes } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  const csrf = await browser.csrf();
  const pages = await Promise.all(
    recoveryCodes
      .slice(0, 2)
      .map((code) => browser.postRaw('/challenge/recovery-code', { 'recovery-code': code, csrf })),
  );
  expect(new Set(pages.map((page) => page.location))).toEqual(new Set(['/', '/sign-in?notice=ended']));
});

test('a recovery code of another user is refused', async () => {
  const site = createTestSite();
  const grace = await addEnrolledUser(site);
  const bob = await addEnrolledUser(site, 'bob@example.com');
  expect((await signInWith(site, grace, bob.recoveryCodes[0] ?? '')).page.status).toBe(401);
});

test('regenerating shows ten new codes and ends the old ones at once', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const { browser } = await signInWith(site, user, user.recoveryCodes[0] ?? '');
  const fresh = recoveryCodesOn(await browser.post('/recovery-codes/new'));
  expect(fresh).toHaveLength(10);
  expect((await signInWith(site, user, user.recoveryCodes[1] ?? '')).page.status).toBe(401);
  expect((await signInWith(site, user, fresh[0] ?? '')).page.location).toBe('/');
});

test('recovery codes cannot be made without a factor', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com');
  expect((await browser.get('/recovery-codes/new')).location).toBe('/profile/authentication');
  expect(recoveryCodesOn(await browser.post('/recovery-codes/new'))).toEqual([]);
});

test('signing in by recovery code leaves the authenticator as it was', async () => {
  const site = createTestSite();
  const user = await addEnrolledUser(site);
  const { browser } = await signInWith(site, user, user.recoveryCodes[0] ?? '');
  await browser.post('/sign-out');
  await browser.signIn(user.email);
  expect((await browser.post('/challenge', { code: codeOf(site, user.secret) })).location).toBe('/');
});
