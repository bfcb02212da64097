import { expect, test } from 'vitest';
import { TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, createTestSite, MINUTE, PASSWORD } from './support/test-site.ts';

test('signing up makes an account and signs it in', async () => {
  const browser = new TestBrowser(createTestSite());
  expect((await browser.signUp('ada@example.com')).location).toBe('/');
  expect((await browser.get('/')).text).toContain('Signed in as ada@example.com');
});

test('an address has one account, whatever the case of its letters', async () => {
  const site = createTestSite();
  await new TestBrowser(site).signUp('ada@example.com');
  const second = await new TestBrowser(site).signUp('ADA@Example.com');
  expect(second.status).toBe(409);
  expect(second.text).toContain('id="email-error"');
});

test('each field of a sign-up form that is wrong is told beside it', async () => {
  const browser = new TestBrowser(createTestSite());
  const page = await browser.post('/sign-up', { name: ' ', email: 'nobody', password: 'short' });
  expect(page.status).toBe(422);
  for (const name of ['name', 'email', 'password']) expect(page.text).toContain(`id="${name}-error"`);
});

test('a password signs in and a wrong one does not', async () => {
  const site = createTestSite();
  await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const browser = new TestBrowser(site);
  expect((await browser.signIn('ada@example.com', 'wrong password')).status).toBe(401);
  expect((await browser.signIn('ada@example.com')).location).toBe('/');
});

test('a user with a factor is not signed in by the password alone', async () => {
  const site = createTestSite();
  const { email } = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  expect((await browser.signIn(email)).location).toBe('/challenge');
  expect((await browser.get('/profile')).location).toContain('/sign-in');
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  const thief = new TestBrowser(site, browser.cookie);
  await browser.post('/sign-out');
  expect((await thief.get('/')).location).toBe('/sign-in');
});

test('a session ends after twelve hours', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp('ada@example.com');
  site.clock.advance(12 * 60 * MINUTE - 1);
  expect((await browser.get('/')).status).toBe(200);
  site.clock.advance(1);
  expect((await browser.get('/')).location).toBe('/sign-in');
});

test('after many wrong passwords even the right one has to wait', async () => {
  const site = createTestSite();
  await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  const browser = new TestBrowser(site);
  for (let failure = 0; failure < 10; failure += 1) await browser.signIn('ada@example.com', 'wrong password');
  expect((await browser.signIn('ada@example.com')).status).toBe(429);
  site.clock.advance(1000);
  expect((await browser.signIn('ada@example.com')).status).toBe(303);
});

test('single sign-on signs in its own users only, and still asks for their second factor', async () => {
  const site = createTestSite();
  const user = { name: 'Sol', password: PASSWORD };
  await site.users.add({ ...user, email: 'plain@example.com' });
  const id = await site.users.add({ ...user, email: 'sso@example.com', singleSignOn: true });
  site.users.addAuthenticator(id ?? 0);
  const byProvider = (browser: TestBrowser, email: string) =>
    browser.post('/sign-in/sso', { email, password: PASSWORD });
  expect((await byProvider(new TestBrowser(site), 'plain@example.com')).status).toBe(401);
  expect((await byProvider(new TestBrowser(site), 'who@example.com')).status).toBe(401);
  const browser = new TestBrowser(site);
  expect((await byProvider(browser, 'sso@example.com')).location).toBe('/challenge');
  const without = await new TestBrowser(site).post('/sign-in/sso', { email: 'sso@example.com' });
  expect(without.status).toBe(422);
});

test('a name is shown as text, never as markup', async () => {
  const browser = new TestBrowser(createTestSite());
  await browser.signUp('ada@example.com', '<img src=x onerror=alert(1)>');
  const page = await browser.get('/profile');
  expect(page.text).toContain('&lt;img src=x');
  expect(page.text).not.toContain('<img');
});
