import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import type { Policy } from '../../../src/relying-party/policies/policy.ts';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, type TestSite } from './support/test-site.ts';

const KEPT: Policy = { ...ankra, totp: { ...ankra.totp, authenticators: 'several-named' } };
const REMOVABLE: Policy = { ...KEPT, lastFactor: 'removable-with-warning' };

async function signedIn(site: TestSite) {
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(user.email);
  await browser.post('/challenge', { code: codeOf(site, user.secret) });
  return { ...user, browser, csrf: await browser.csrf() };
}

test('the last factor stays where the policy keeps it, and the page says what to do instead', async () => {
  const { browser, csrf } = await signedIn(createTestSite(KEPT));
  const refused = await browser.postRaw('/authenticators/1/remove', { csrf });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('You cannot remove your last remaining factor while 2FA is active.');
  expect((await browser.get('/authenticators/1/remove')).status).toBe(409);
  expect((await browser.get('/profile/authentication')).text).toContain('>On<');
});

test('recovery codes do not count as a factor that remains', async () => {
  const { browser, csrf, recoveryCodes } = await signedIn(createTestSite(KEPT));
  expect(recoveryCodes).toHaveLength(10);
  expect((await browser.postRaw('/authenticators/1/remove', { csrf })).status).toBe(409);
});

test('of two removals at once, one of the last two factors stays', async () => {
  const site = createTestSite(KEPT);
  const { browser, csrf, email } = await signedIn(site);
  site.users.addAuthenticator(site.users.find(email) ?? 0, { name: 'Tablet' });
  const pages = await Promise.all(
    [1, 2].map((id) => browser.postRaw(`/authenticators/${id}/remove`, { csrf })),
  );
  expect(new Set(pages.map((page) => page.status))).toEqual(new Set([303, 409]));
  expect((await browser.get('/profile/authentication')).text).toContain('>On<');
});

test('removing one of several leaves the others in place', async () => {
  const site = createTestSite(KEPT);
  const { browser, csrf, email } = await signedIn(site);
  const { secret } = site.users.addAuthenticator(site.users.find(email) ?? 0, { name: 'Tablet' });
  await browser.postRaw('/authenticators/1/remove', { csrf });
  const page = await browser.get('/profile/authentication?notice=removed');
  expect(page.text).toContain('Tablet');
  expect(page.text).toContain('Its codes no longer work.');
  const next = new TestBrowser(site);
  await next.signIn(email);
  expect((await next.post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
});

test('where the last factor may go, a warning comes first and the recovery codes go with it', async () => {
  const site = createTestSite(REMOVABLE);
  const { browser, csrf, email } = await signedIn(site);
  expect((await browser.get('/authenticators/1/remove')).text).toContain('This is your last factor.');
  expect((await browser.postRaw('/authenticators/1/remove', { csrf })).status).toBe(303);
  expect((await browser.get('/profile/authentication')).text).not.toContain('codes-remaining');
  expect((await browser.get('/')).status).toBe(200);
  expect((await new TestBrowser(site).signIn(email)).location).toBe('/');
});

test('recovery codes of before do not come back with a new factor', async () => {
  const site = createTestSite(REMOVABLE);
  const { browser, csrf, email, recoveryCodes } = await signedIn(site);
  await browser.postRaw('/authenticators/1/remove', { csrf });
  site.users.addAuthenticator(site.users.find(email) ?? 0);
  const next = new TestBrowser(site);
  await next.signIn(email);
  const page = await next.post('/challenge/recovery-code', { 'recovery-code': recoveryCodes[0] ?? '' });
  expect(page.status).toBe(401);
});

test('no one removes the authenticator of someone else', async () => {
  const site = createTestSite(REMOVABLE);
  const { browser } = await signedIn(site);
  const attacker = new TestBrowser(site);
  await attacker.signUp('eve@example.com');
  expect((await attacker.get('/authenticators/1/remove')).status).toBe(404);
  expect((await attacker.post('/authenticators/1/remove')).status).toBe(404);
  expect((await browser.get('/profile/authentication')).text).toContain('>On<');
});

test.each(['0', '2', '-1', '1.5', 'abc', '1e99', '9007199254740993'])(
  'removing the authenticator %s, which is not there, is answered with 404',
  async (id) => {
    const { browser, csrf } = await signedIn(createTestSite(REMOVABLE));
    expect((await browser.postRaw(`/authenticators/${id}/remove`, { csrf })).status).toBe(404);
  },
);
