import { describe, expect, test } from 'vitest';
import { encodeBase32 } from '../../../../src/core/bytes/base32.ts';
import { createApp } from '../../../../src/relying-party/app.ts';
import type { Policy } from '../../../../src/relying-party/policies/policy.ts';
import { PRESETS } from '../../../../src/relying-party/policies/presets.ts';
import { Database } from '../../../../src/relying-party/store/database.ts';
import { migrate } from '../../../../src/relying-party/store/schema.ts';
import { noMail, systemClock, systemRandom } from '../../../../src/relying-party/system.ts';
import {
  confirmIdentity,
  pendingLogin,
  signedIn,
  spendRecoveryCode,
  userOf,
} from '../support/preset-steps.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { codeOf, createTestSite, PASSWORD, wrongCode } from '../support/test-site.ts';

/** Every address that takes a POST from a page, as the router knows them: none can be forgotten here. */
function postPathsOf(policy: Policy): readonly string[] {
  const database = new Database(':memory:');
  migrate(database);
  const scryptCost = { logN: 1, parallelism: 1 };
  const outside = { clock: systemClock, random: systemRandom, mail: noMail };
  const { routes } = createApp({
    policy,
    database,
    scryptCost,
    csrfKey: new Uint8Array(32),
    origin: 'http://site.localhost',
    ...outside,
  });
  const paths = routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
  // Programs speak to /api with a token of their own and no cookie; the form shapes have no session.
  return [...new Set(paths)]
    .filter((path) => !/^\/(?:api|forms)\//.test(path))
    .map((path) => path.replaceAll(/:\w+(?:\{(\w+)[^}]*\})?/g, (_, first?: string) => first ?? '1'));
}

describe.each(PRESETS.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  test('every POST without the token of its session, or with another session’s, is refused', async () => {
    const site = createTestSite(policy);
    const browser = new TestBrowser(site);
    await browser.signUp('ada@example.com');
    const attacker = new TestBrowser(site);
    await attacker.signUp('eve@example.com');
    const csrf = await attacker.csrf();
    const paths = postPathsOf(policy);
    expect(paths).toEqual(expect.arrayContaining(['/sign-in', '/challenge', '/authenticators/1/remove']));
    for (const path of paths) {
      for (const fields of [{}, { csrf }]) {
        expect((await browser.postRaw(path, fields)).status, path).toBe(403);
      }
    }
    expect((await browser.get('/')).status).toBe(200);
  });

  test('a POST that the browser says comes from another site is refused, even with the right token', async () => {
    const browser = new TestBrowser(createTestSite(policy));
    await browser.signUp('ada@example.com');
    const csrf = await browser.csrf();
    for (const path of postPathsOf(policy)) {
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: 'http://evil.localhost',
      };
      const body = new URLSearchParams({ csrf }).toString();
      expect((await browser.request(path, { method: 'POST', body, headers })).status, path).toBe(403);
    }
  });

  test('each step up in rights comes with a new session id, and a planted one is never signed in', async () => {
    const user = await userOf(policy);
    const planted = 'A'.repeat(43);
    const browser = new TestBrowser(user.site, planted);
    const ids = [planted];
    const keep = () => ids.push(browser.cookie ?? '');
    await browser.signIn(user.email);
    keep();
    await browser.post('/challenge', { code: codeOf(user.site, user.secret) });
    keep();
    const cookie = (await browser.post('/step-up', { proof: 'password', password: PASSWORD })).headers.get(
      'Set-Cookie',
    );
    keep();
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids.slice(0, 3)) {
      expect((await new TestBrowser(user.site, id).get('/')).location).toBe('/sign-in');
    }
    expect((await browser.get('/')).status).toBe(200);
  });

  test('an unknown user, a wrong password and a user with a second factor get one answer to a wrong password', async () => {
    const user = await userOf(policy);
    await user.site.users.add({ email: 'plain@example.com', name: 'Plain', password: PASSWORD });
    const answers = await Promise.all(
      [user.email, 'plain@example.com', 'nobody@example.com'].map(async (email) => {
        const browser = new TestBrowser(user.site, 'B'.repeat(43));
        const { status, text, headers } = await browser.signIn(email, 'wrong password');
        return { status, text: text.replaceAll(email, ''), headers: [...headers.keys()] };
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/..//evil.example'])(
    'next=%s leads nowhere but to this site, after the password, the second factor and step-up',
    async (next) => {
      const user = await userOf(policy);
      const browser = new TestBrowser(user.site);
      await browser.post('/sign-in', { email: user.email, password: PASSWORD, next });
      expect((await browser.post('/challenge', { code: codeOf(user.site, user.secret) })).location).toBe('/');
      const stepUp = await browser.post('/step-up', { proof: 'password', password: PASSWORD, next });
      expect(stepUp.location).toBe('/');
      expect((await browser.get(`/step-up?next=${encodeURIComponent(next)}`)).text).not.toContain('evil');
    },
  );

  test('the activity page tells what happened, when and in which session, and never a secret', async () => {
    const user = await userOf(policy);
    const { site, email, secret, recoveryCodes } = user;
    await new TestBrowser(site).signIn(email, 'wrong password');
    const browser = await pendingLogin(user);
    await browser.post('/challenge', { code: wrongCode(site, secret) });
    const code = codeOf(site, secret);
    await browser.post('/challenge', { code });
    await spendRecoveryCode(await pendingLogin(user), policy, recoveryCodes[0] ?? '');
    await confirmIdentity(browser);
    await browser.post('/recovery-codes/new');
    const { text } = await browser.get(policy.paths.activity);
    for (const event of [
      'A sign-in with a wrong password was refused',
      'A wrong second factor was refused',
      'Signed in',
      'A recovery code was used',
      'New recovery codes made',
      'Identity confirmed',
    ]) {
      expect(text).toContain(event);
    }
    expect(text).toMatch(/2023-11-14 22:13 UTC[\s\S]*<code>[0-9a-f]{8}<\/code>/);
    for (const each of [encodeBase32(secret), code, PASSWORD, browser.cookie ?? '', ...recoveryCodes]) {
      expect(text).not.toContain(each);
    }
  });

  test('signing in leaves no other session of this browser, and signing out ends it on the server', async () => {
    const user = await userOf(policy);
    const browser = await signedIn(user);
    const thief = new TestBrowser(user.site, browser.cookie);
    await browser.post('/sign-out');
    expect((await thief.get('/')).location).toBe('/sign-in');
  });
});
