import { describe, expect, test } from 'vitest';
import { decodeBase32 } from '../../../../src/core/bytes/base32.ts';
import { PRESETS } from '../../../../src/relying-party/policies/presets.ts';
import { confirmIdentity, pendingLogin, signedIn, userOf } from '../support/preset-steps.ts';
import { secretOn, TestBrowser } from '../support/test-browser.ts';
import { codeOf, createTestSite, STEP, wrongCode } from '../support/test-site.ts';

describe.each(PRESETS.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  async function enrolling() {
    const site = createTestSite(policy);
    const browser = new TestBrowser(site);
    await browser.signUp('ada@example.com');
    await confirmIdentity(browser);
    const secret = decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
    return { site, browser, secret };
  }

  test('a secret has 160 bits and counts only after one right code', async () => {
    const { site, browser, secret } = await enrolling();
    expect(secret).toHaveLength(20);
    const status = async () => (await browser.get(policy.paths.security)).text;
    const wrong = await browser.post('/authenticators/new', { code: wrongCode(site, secret), name: 'Phone' });
    expect(wrong.status).toBe(422);
    const activated = await browser.post('/authenticators/activate');
    // Elsewhere there is no such address: the code alone makes it count.
    expect(activated).toMatchObject(
      policy.totp.activeAfter === 'codes-saved' ? { location: '/authenticators/new' } : { status: 404 },
    );
    expect(await status()).toContain('>Off<');
    await browser.post('/authenticators/new', { code: codeOf(site, secret), name: 'Phone' });
    await browser.post('/authenticators/activate');
    expect(await status()).toContain('>On<');
  });

  test('the code that confirmed the enrolment does not sign in, and the next one does', async () => {
    const { site, browser, secret } = await enrolling();
    const code = codeOf(site, secret);
    await browser.post('/authenticators/new', { code, name: 'Phone' });
    await browser.post('/authenticators/activate');
    await browser.post('/sign-out');
    await browser.signIn('ada@example.com');
    expect((await browser.post('/challenge', { code })).status).toBe(401);
    site.clock.advance(STEP);
    expect((await browser.post('/challenge', { code: codeOf(site, secret) })).location).toBe('/');
  });

  test.each([
    [-2, 401],
    [-1, 303],
    [1, 303],
    [2, 401],
  ])('a code %i steps away is answered with %i', async (steps, status) => {
    const user = await userOf(policy);
    const browser = await pendingLogin(user);
    const page = await browser.post('/challenge', { code: codeOf(user.site, user.secret, steps) });
    expect(page.status).toBe(status);
  });

  test('a replayed time step is refused, and so is an earlier one', async () => {
    const user = await userOf(policy);
    await signedIn(user);
    for (const steps of [0, -1]) {
      const thief = await pendingLogin(user);
      expect((await thief.post('/challenge', { code: codeOf(user.site, user.secret, steps) })).status).toBe(
        401,
      );
    }
  });

  test('of four logins that send one code at the same moment, one succeeds', async () => {
    const user = await userOf(policy);
    const browsers = await Promise.all(Array.from({ length: 4 }, () => pendingLogin(user)));
    const forms = await Promise.all(
      browsers.map(async (browser) => [browser, await browser.csrf()] as const),
    );
    const code = codeOf(user.site, user.secret);
    const pages = await Promise.all(
      forms.map(([browser, csrf]) => browser.postRaw('/challenge', { code, csrf })),
    );
    expect(pages.filter(({ location }) => location === '/')).toHaveLength(1);
  });

  test('a time step is spent per authenticator', async () => {
    const user = await userOf(policy);
    const { secret } = user.site.users.addAuthenticator(user.site.users.find(user.email) ?? 0);
    await signedIn(user);
    const other = await pendingLogin(user);
    expect((await other.post('/challenge', { code: codeOf(user.site, secret) })).location).toBe('/');
  });

  test('a time step is accepted once across step-up and sign-in, where step-up takes codes', async () => {
    const user = await userOf(policy);
    const { site, secret } = user;
    const browser = await signedIn(user);
    const stepUp = () => browser.post('/step-up', { proof: 'totp', code: codeOf(site, secret) });
    const takesCodes = policy.stepUp.proofs.includes('totp');
    // Where it takes none, the form is shown again and the step stays unspent.
    expect((await stepUp()).location).toBe(takesCodes ? null : '/step-up?next=%2F');
    site.clock.advance(STEP);
    expect((await stepUp()).location).toBe(takesCodes ? '/' : '/step-up?next=%2F');
    const login = await pendingLogin(user);
    const page = await login.post('/challenge', { code: codeOf(site, secret) });
    expect(page.location).toBe(takesCodes ? null : '/');
  });
});
