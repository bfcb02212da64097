import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import type { Policy } from '../../../src/relying-party/policies/policy.ts';
import { TestBrowser } from './support/test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  MINUTE,
  PASSWORD,
  STEP,
  type TestSite,
  wrongCode,
} from './support/test-site.ts';

const STRICT: Policy = {
  ...ankra,
  stepUp: { proofs: ['password', 'totp'], windowMs: 5 * MINUTE, signInCounts: false },
};

async function signedIn(site: TestSite) {
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(user.email);
  await browser.post('/challenge', { code: codeOf(site, user.secret) });
  site.clock.advance(STEP);
  return { ...user, browser };
}

test.each(['/authenticators/new', '/authenticators/1/remove', '/recovery-codes/new'])(
  '%s asks who is there first, then goes on',
  async (path) => {
    const { browser } = await signedIn(createTestSite(STRICT));
    const asked = await browser.get(path);
    expect(asked.location).toBe(`/step-up?next=${encodeURIComponent(path)}`);
    expect((await browser.post(path)).location).toBe(asked.location);
    const verified = await browser.post('/step-up', { proof: 'password', password: PASSWORD, next: path });
    expect(verified.location).toBe(path);
    expect((await browser.get(path)).location).toBeNull();
  },
);

test('the window lasts as long as the policy says', async () => {
  const site = createTestSite(STRICT);
  const { browser } = await signedIn(site);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  site.clock.advance(5 * MINUTE - 1);
  expect((await browser.get('/recovery-codes/new')).status).toBe(200);
  site.clock.advance(1);
  expect((await browser.get('/recovery-codes/new')).status).toBe(303);
});

test('a code from an authenticator opens the window, and is spent by it', async () => {
  const site = createTestSite(STRICT);
  const { browser, email, secret } = await signedIn(site);
  const code = codeOf(site, secret);
  expect((await browser.post('/step-up', { proof: 'totp', code })).status).toBe(303);
  expect((await browser.get('/recovery-codes/new')).status).toBe(200);
  const thief = new TestBrowser(site);
  await thief.signIn(email);
  expect((await thief.post('/challenge', { code })).status).toBe(401);
});

test('the code that signed in does not open the window', async () => {
  const site = createTestSite(STRICT);
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  const code = codeOf(site, user.secret);
  await browser.signIn(user.email);
  await browser.post('/challenge', { code });
  expect((await browser.post('/step-up', { proof: 'totp', code })).status).toBe(401);
});

test('wrong codes at step-up count against the account as at sign-in', async () => {
  const site = createTestSite(STRICT);
  const { browser, email, secret } = await signedIn(site);
  const code = wrongCode(site, secret);
  for (let failure = 0; failure < 5; failure += 1) await browser.post('/step-up', { proof: 'totp', code });
  const next = new TestBrowser(site);
  await next.signIn(email);
  expect((await next.post('/challenge', { code: codeOf(site, secret) })).status).toBe(429);
});

test('a wrong password is told beside its field and opens nothing', async () => {
  const { browser } = await signedIn(createTestSite(STRICT));
  const page = await browser.post('/step-up', { proof: 'password', password: 'wrong password' });
  expect(page.status).toBe(401);
  expect(page.text).toContain('id="password-error"');
  expect((await browser.get('/recovery-codes/new')).status).toBe(303);
});

test('a proof that the policy does not list is not taken', async () => {
  const passwordOnly: Policy = { ...STRICT, stepUp: { ...STRICT.stepUp, proofs: ['password'] } };
  const site = createTestSite(passwordOnly);
  const { browser, secret } = await signedIn(site);
  await browser.post('/step-up', { proof: 'totp', code: codeOf(site, secret) });
  expect((await browser.get('/recovery-codes/new')).status).toBe(303);
});

test('where signing in counts, nothing more is asked for a while', async () => {
  const site = createTestSite();
  const { browser } = await signedIn(site);
  expect((await browser.get('/recovery-codes/new')).status).toBe(200);
  site.clock.advance(15 * MINUTE);
  expect((await browser.get('/recovery-codes/new')).status).toBe(303);
});
