import type * as nodeCrypto from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { DEMO_PASSWORD, seedDemoUsers, SINGLE_SIGN_ON_USER } from '../../../src/relying-party/demo-users.ts';
import { TestBrowser } from './support/test-browser.ts';
import { codeOf, createTestSite, MINUTE, PASSWORD, type TestSite } from './support/test-site.ts';

/** The options of each scrypt call. */
const derivations = vi.hoisted((): object[] => []);
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof nodeCrypto>();
  const scrypt: typeof original.scrypt = (...call: unknown[]) => {
    derivations.push(call[3] as object);
    Reflect.apply(original.scrypt, undefined, call);
  };
  return { ...original, scrypt };
});

const SOL = 'sol@example.com';

async function createSite() {
  const site = createTestSite();
  await site.users.add({ email: 'plain@example.com', name: 'Plain', password: PASSWORD });
  const id = (await site.users.add({ email: SOL, name: 'Sol', password: PASSWORD, singleSignOn: true })) ?? 0;
  return { site, id };
}

function byProvider(browser: TestBrowser, email: string, password = PASSWORD) {
  return browser.post('/sign-in/sso', { email, password });
}

async function signedIn(site: TestSite): Promise<TestBrowser> {
  const browser = new TestBrowser(site);
  await byProvider(browser, SOL);
  return browser;
}

test('the account of single sign-on does not open by a password of the site, that of the demo included', async () => {
  const { site } = await createSite();
  expect((await new TestBrowser(site).signIn(SOL)).status).toBe(401);
  const demo = createTestSite();
  await seedDemoUsers(demo);
  expect((await new TestBrowser(demo).signIn(SINGLE_SIGN_ON_USER, DEMO_PASSWORD)).status).toBe(401);
  const provided = await byProvider(new TestBrowser(demo), SINGLE_SIGN_ON_USER, DEMO_PASSWORD);
  expect(provided.location).toBe('/');
});

test('the identity provider has one answer to an unknown address, one of a password and a wrong password, at one cost', async () => {
  const { site } = await createSite();
  const answers = [];
  for (const [email, password] of [
    [SOL, 'wrong password'],
    ['plain@example.com', PASSWORD],
    ['nobody@example.com', PASSWORD],
  ] as const) {
    const browser = new TestBrowser(site, 'B'.repeat(43));
    derivations.length = 0;
    const { status, text, headers } = await byProvider(browser, email, password);
    answers.push({
      status,
      text: text.replaceAll(email, ''),
      headers: [...headers.keys()],
      costs: [...derivations],
    });
  }
  expect(answers[0]).toMatchObject({ status: 401, costs: [{}] });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('step-up asks a user of single sign-on for no password of this site, but to sign in there again', async () => {
  const { site, id } = await createSite();
  const browser = await signedIn(site);
  site.clock.advance(15 * MINUTE);
  const { location } = await browser.get('/authenticators/new');
  const asked = await browser.get(location ?? '');
  expect(asked.text).not.toContain('type="password"');
  expect(asked.text).toContain('href="/sign-in/sso?next=%2Fauthenticators%2Fnew"');
  const byPassword = await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  expect(byPassword.location).toMatch(/^\/step-up/);
  const next = '/authenticators/new';
  const again = await browser.post('/sign-in/sso', { email: SOL, password: PASSWORD, next });
  expect(again.location).toBe(next);
  expect((await browser.get(next)).status).toBe(200);

  const { secret } = site.users.addAuthenticator(id);
  site.clock.advance(15 * MINUTE);
  expect((await browser.get(location ?? '')).text).toContain('Confirm with code');
  const code = codeOf(site, secret);
  expect((await browser.post('/step-up', { proof: 'totp', code, next })).location).toBe(next);
});
