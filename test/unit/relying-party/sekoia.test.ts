import { expect, test } from 'vitest';
import { sekoia } from '../../../src/relying-party/policies/sekoia.ts';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, PASSWORD } from './support/test-site.ts';

async function signedIn() {
  const site = createTestSite(sekoia);
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(user.email);
  await browser.post('/challenge', { code: codeOf(site, user.secret) });
  return { site, browser, ...user };
}

test('a backup code goes into the same field as the code', async () => {
  const { site, email, recoveryCodes } = await signedIn();
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  expect((await browser.get('/challenge/recovery-code')).status).toBe(404);
  expect((await browser.post('/challenge', { code: recoveryCodes[0] ?? '' })).location).toBe('/');
});

test('disabling asks for the password, then deletes the factors and backup codes', async () => {
  const { site, browser, email } = await signedIn();
  const refused = await browser.post('/two-factor/disable', { password: 'wrong password' });
  expect(refused.status).toBe(401);
  expect(refused.text).toContain('id="password-error"');
  const disabled = await browser.post('/two-factor/disable', { password: PASSWORD });
  expect(disabled.location).toBe('/security?notice=disabled');
  expect((await browser.get('/security')).text).not.toContain('codes-remaining');
  expect((await new TestBrowser(site).signIn(email)).location).toBe('/');
});

test('a session that ends while the password is checked disables nothing', async () => {
  const { site, browser, email } = await signedIn();
  const csrf = await browser.csrf();
  const other = new TestBrowser(site, browser.cookie);
  const [disabled] = await Promise.all([
    browser.postRaw('/two-factor/disable', { password: PASSWORD, csrf }),
    other.postRaw('/sign-out', { csrf }),
  ]);
  expect(disabled).toMatchObject({ location: '/sign-in' });
  expect((await new TestBrowser(site).signIn(email)).location).toBe('/challenge');
});

test('the preferred method is named first at sign-in and the other one stays', async () => {
  const { site, browser, email } = await signedIn();
  const next = new TestBrowser(site);
  await next.signIn(email);
  expect((await next.get('/challenge')).text).toContain(
    'the 6-digit code from your app, or one of your backup codes',
  );
  await browser.post('/preferred-method', { method: 'recovery-code' });
  expect((await next.get('/challenge')).text).toContain(
    'one of your backup codes, or the 6-digit code from your app',
  );
});

test('an unknown preferred method changes nothing', async () => {
  const { browser } = await signedIn();
  await browser.post('/preferred-method', { method: 'carrier-pigeon' });
  expect((await browser.get('/security')).text).toMatch(/value="totp"\s+checked/);
});

test('the password is asked for before a factor is set up', async () => {
  const browser = new TestBrowser(createTestSite(sekoia));
  await browser.signUp('ada@example.com');
  const asked = await browser.get('/authenticators/new');
  expect(asked.location).toBe('/step-up?next=%2Fauthenticators%2Fnew');
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  expect((await browser.get('/authenticators/new')).text).toContain('Enter the token manually');
});

test('the menu leads to "Profile and security", whose section has the switch that disables', async () => {
  const { browser } = await signedIn();
  expect((await browser.get('/')).text).toContain('<a href="/profile">Profile and security</a>');
  const { text } = await browser.get('/profile');
  expect(text).toMatch(
    /Register Two-Factor Authentication[\s\S]*action="\/two-factor\/disable"[\s\S]*>Enable</,
  );
});
