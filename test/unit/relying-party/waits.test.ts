import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { sekoia } from '../../../src/relying-party/policies/sekoia.ts';
import { signedIn, userOf } from './support/preset-steps.ts';
import { type Page, TestBrowser } from './support/test-browser.ts';
import { createTestSite, MINUTE, PASSWORD, wrongCode } from './support/test-site.ts';

// Each throttle has a count of its own; a page that refuses says how long its own one takes.

async function failMany(browser: TestBrowser, path: string, fields: Readonly<Record<string, string>>) {
  let page: Page | undefined;
  for (let attempt = 0; attempt < 11; attempt += 1) page = await browser.post(path, fields);
  return page;
}

test('step-up names the wait of the password where the password was refused, and of the codes where a code was', async () => {
  const user = await userOf(ankra);
  const browser = await signedIn(user);
  const password = { proof: 'password', password: 'wrong password' };
  const byPassword = await failMany(browser, '/step-up', password);
  expect(byPassword?.status).toBe(429);
  expect(byPassword?.text).toContain('Too many attempts. Wait 1 second, then try again.');
  const code = { proof: 'totp', code: wrongCode(user.site, user.secret) };
  const byCode = await failMany(browser, '/step-up', code);
  expect(byCode?.status).toBe(429);
  expect(byCode?.text).toContain('Too many attempts. Wait 30 seconds, then try again.');
});

test('disabling answers 429 and names the wait where there were too many passwords', async () => {
  const browser = await signedIn(await userOf(sekoia));
  const page = await failMany(browser, '/two-factor/disable', { password: 'wrong password' });
  expect(page?.status).toBe(429);
  expect(page?.text).toContain('Too many attempts. Wait 1 second, then try again.');
});

test('an administrator’s reset answers 429 and names the wait where there were too many passwords', async () => {
  const site = createTestSite(sekoia);
  const admin = new TestBrowser(site);
  await admin.signUp('olga@example.com', 'Olga');
  const id = await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  site.users.addAuthenticator(id ?? 0);
  const page = await failMany(admin, '/users/2/reset/confirm', { password: 'wrong password' });
  expect(page?.status).toBe(429);
  expect(page?.text).toContain('Too many attempts. Wait 1 second, then try again.');
});

test('sign-in names its wait, which is the same for someone who does not exist', async () => {
  const site = createTestSite();
  await site.users.add({ email: 'ada@example.com', name: 'Ada', password: PASSWORD });
  for (const email of ['ada@example.com', 'nobody@example.com']) {
    const browser = new TestBrowser(site);
    const wrong = { email, password: 'wrong password' };
    await failMany(browser, '/sign-in', wrong);
    for (const wait of ['2 seconds', '4 seconds', '8 seconds']) {
      site.clock.advance(((MINUTE / 60) * Number.parseInt(wait, 10)) / 2);
      expect((await browser.post('/sign-in', wrong)).status).toBe(401);
      expect((await browser.post('/sign-in', wrong)).text).toContain(`Too many attempts. Wait ${wait}`);
    }
  }
});

test('the activity page tells of proofs of identity that were refused', async () => {
  const user = await userOf(ankra);
  const browser = await signedIn(user);
  await browser.post('/step-up', { proof: 'password', password: 'wrong password' });
  await browser.post('/step-up', { proof: 'totp', code: wrongCode(user.site, user.secret) });
  const { text } = await browser.get('/profile/activity');
  for (const kind of ['password', 'totp']) {
    expect(text).toContain(`A wrong proof of identity was refused <span class="quiet">${kind}</span>`);
  }
});
