import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { bytebase } from '../../../src/relying-party/policies/bytebase.ts';
import { crm } from '../../../src/relying-party/policies/crm.ts';
import { sekoia } from '../../../src/relying-party/policies/sekoia.ts';
import type { Policy } from '../../../src/relying-party/policies/policy.ts';
import { answerWithPasskey, beginCeremony, registerPasskey } from './support/passkey-steps.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { recoveryCodesOn, TestBrowser } from './support/test-browser.ts';
import { addEnrolledUser, codeOf, createTestSite, MINUTE, PASSWORD, STEP } from './support/test-site.ts';

const EMAIL = 'ada@example.com';

async function newUser(policy: Policy = ankra) {
  const site = createTestSite(policy);
  const browser = new TestBrowser(site);
  await browser.signUp(EMAIL);
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  return { site, browser, authenticator: new SoftwareAuthenticator(browser.origin) };
}

async function withPasskey(policy: Policy = ankra) {
  const made = await newUser(policy);
  const added = await registerPasskey(made.browser, made.authenticator);
  return { ...made, added };
}

test('a first passkey turns the second factor on and gives the recovery codes once', async () => {
  const { browser, added } = await withPasskey();
  expect(added.status).toBe(200);
  expect(recoveryCodesOn(added)).toHaveLength(10);
  const { text } = await browser.get('/profile/authentication');
  expect(text).toMatch(/id="two-factor-status"[^>]*><span[^>]*>On</);
  expect(text).toMatch(/Laptop[\s\S]*Added <time datetime="2023-11-14/);
});

test('adding a passkey ends the other sessions of the user', async () => {
  const { site, browser, authenticator } = await newUser();
  const thief = new TestBrowser(site, browser.cookie);
  await registerPasskey(browser, authenticator);
  expect((await thief.get('/')).location).toBe('/sign-in');
  expect((await browser.get('/')).status).toBe(200);
});

test('after the password one tap signs in', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = new TestBrowser(site);
  expect((await browser.signIn(EMAIL)).location).toBe('/challenge');
  const challenge = await browser.get('/challenge');
  expect(challenge.text).toContain('data-ceremony="second-factor"');
  expect(challenge.text).not.toContain('name="code"');
  expect((await answerWithPasskey(browser, authenticator, 'second-factor')).location).toBe('/');
  expect((await browser.get('/')).text).toContain(EMAIL);
  expect((await browser.get('/profile/authentication')).text).toContain('last used');
});

test('a passkey signs in alone, without name and password', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = new TestBrowser(site);
  const options = await beginCeremony(browser, 'sign-in');
  expect(options).toMatchObject({
    allowCredentials: [],
    userVerification: 'required',
    rpId: 'ankra.localhost',
  });
  expect((await answerWithPasskey(browser, authenticator, 'sign-in')).location).toBe('/');
  expect((await browser.get('/')).text).toContain(EMAIL);
});

test('the page asked for before signing in is the one shown after the passkey', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = new TestBrowser(site);
  const credential = authenticator.get(await beginCeremony(browser, 'sign-in'));
  const page = await browser.post('/sign-in/passkey', { credential, next: '/profile/activity' });
  expect(page.location).toBe('/profile/activity');
});

test('fifty passkeys enrol, each names those before it as excluded, and the last one signs in', async () => {
  const { site, browser } = await newUser(crm);
  const authenticators = Array.from(
    { length: 50 },
    (_, seed) => new SoftwareAuthenticator(browser.origin, seed),
  );
  for (const [index, authenticator] of authenticators.entries()) {
    const added = await registerPasskey(browser, authenticator, { name: `Key ${index}` });
    expect(added.location).toBe('/settings/security?notice=passkey-added');
    expect(authenticator.excluded).toHaveLength(index);
  }
  expect((await browser.get('/settings/security')).text.match(/aria-label="Remove /g)).toHaveLength(50);
  const next = new TestBrowser(site);
  await next.signIn(EMAIL);
  const last = authenticators.at(-1)!;
  expect((await answerWithPasskey(next, last, 'second-factor')).location).toBe('/');
});

test.each(['ES256', 'Ed25519', 'RS256'] as const)(
  'a key of the kind %s registers and signs in',
  async (kind) => {
    const { site, browser } = await newUser();
    const authenticator = new SoftwareAuthenticator(browser.origin, 1, kind);
    expect((await registerPasskey(browser, authenticator)).status).toBe(200);
    expect((await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in')).location).toBe('/');
  },
);

test.each(['ES384', 'RS1'] as const)(
  'a key of the kind %s, which was not asked for, is refused',
  async (kind) => {
    const { browser } = await newUser();
    const page = await registerPasskey(browser, new SoftwareAuthenticator(browser.origin, 1, kind));
    expect(page.status).toBe(400);
    expect(page.text).toContain('a kind of key that is not taken here');
  },
);

test('the options ask for three algorithms, 32 random bytes and no attestation', async () => {
  const { browser } = await newUser();
  const options = await beginCeremony(browser, 'registration');
  expect(options).toMatchObject({
    rp: { id: 'ankra.localhost' },
    attestation: 'none',
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
  });
  expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
  expect((await beginCeremony(browser, 'registration')).challenge).not.toBe(options.challenge);
});

test('one of several passkeys is removed and the other one still signs in', async () => {
  const { site, browser, authenticator } = await withPasskey();
  const second = new SoftwareAuthenticator(browser.origin, 2);
  await registerPasskey(browser, second, { name: 'Phone' });
  expect((await browser.get('/passkeys/1/remove')).text).toContain('Remove Laptop');
  expect((await browser.post('/passkeys/1/remove')).location).toContain('notice=passkey-removed');
  expect((await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in')).status).toBe(401);
  expect((await answerWithPasskey(new TestBrowser(site), second, 'sign-in')).location).toBe('/');
});

test('the last passkey stays where the last factor is kept, and an authenticator beside it frees it', async () => {
  const { site, browser } = await withPasskey();
  expect((await browser.post('/passkeys/1/remove')).status).toBe(409);
  site.users.addAuthenticator(site.users.find(EMAIL) ?? 0);
  expect((await browser.post('/passkeys/1/remove')).status).toBe(303);
  expect((await browser.post('/authenticators/1/remove')).status).toBe(409);
});

test('of a passkey and an authenticator removed at once, one stays', async () => {
  const { site, browser } = await withPasskey();
  site.users.addAuthenticator(site.users.find(EMAIL) ?? 0);
  const paths = ['/passkeys/1/remove', '/authenticators/1/remove'];
  const pages = await Promise.all(paths.map((path) => browser.post(path)));
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([303, 409]));
});

test('crm: the last passkey goes after a warning, with the backup codes, and the next sign-in asks the password alone', async () => {
  const { site, browser } = await withPasskey(crm);
  await browser.post('/recovery-codes/new');
  expect((await browser.get('/passkeys/1/remove')).text).toContain('This is your last factor');
  expect((await browser.post('/passkeys/1/remove')).status).toBe(303);
  expect((await browser.get('/settings/security')).text).not.toContain('codes-remaining');
  expect((await new TestBrowser(site).signIn(EMAIL)).location).toBe('/');
});

test('another user’s passkey cannot be removed', async () => {
  const { site } = await withPasskey();
  const other = new TestBrowser(site);
  await other.signUp('eve@example.com');
  expect((await other.post('/passkeys/1/remove')).status).toBe(404);
});

test.each(['/passkeys/new', '/passkeys/1/remove'])('crm: %s asks who is there first', async (address) => {
  const { site, browser } = await withPasskey(crm);
  site.clock.advance(5 * MINUTE);
  expect((await browser.get(address)).location).toBe(`/step-up?next=${encodeURIComponent(address)}`);
  expect((await browser.post('/ceremonies/registration')).status).toBe(303);
});

test('a passkey opens the window for changes', async () => {
  const { site, browser, authenticator } = await withPasskey(crm);
  site.clock.advance(5 * MINUTE);
  expect((await browser.get('/step-up')).text).toContain('data-ceremony="step-up"');
  const credential = authenticator.get(await beginCeremony(browser, 'step-up'));
  const page = await browser.post('/step-up/passkey', { credential, next: '/passkeys/new' });
  expect(page.location).toBe('/passkeys/new');
  expect((await browser.get('/passkeys/new')).status).toBe(200);
});

test('sekoia: a security device is no step-up, because its document asks for the password', async () => {
  const { site, browser, authenticator } = await withPasskey(sekoia);
  site.clock.advance(5 * MINUTE);
  expect((await browser.get('/step-up')).text).not.toContain('data-ceremony');
  await answerWithPasskey(browser, authenticator, 'step-up');
  expect((await browser.get('/passkeys/new')).status).toBe(303);
});

test('sekoia: a security device follows the password and does not sign in alone', async () => {
  const { site, authenticator } = await withPasskey(sekoia);
  const browser = new TestBrowser(site);
  expect((await browser.get('/sign-in')).text).not.toContain('data-ceremony');
  expect((await browser.post('/ceremonies/sign-in')).status).toBe(404);
  await browser.signIn(EMAIL);
  expect((await browser.get('/challenge')).text).toContain('Use a security device');
  const page = await answerWithPasskey(browser, authenticator, 'second-factor', { flags: 0x01 });
  expect(page.location).toBe('/');
});

test('sekoia: the security device can be preferred, and the others stay', async () => {
  const { site, browser } = await withPasskey(sekoia);
  site.users.addAuthenticator(site.users.find(EMAIL) ?? 0);
  const order = async (method: string) => {
    await browser.post('/preferred-method', { method });
    const next = new TestBrowser(site);
    await next.signIn(EMAIL);
    const { text } = await next.get('/challenge');
    return [text.indexOf('data-ceremony='), text.indexOf('name="code"')] as const;
  };
  const [device, code] = await order('passkey');
  expect(device).toBeLessThan(code);
  expect(device).toBeGreaterThan(0);
  const [deviceAfter, codeBefore] = await order('totp');
  expect(codeBefore).toBeLessThan(deviceAfter);
  expect(codeBefore).toBeGreaterThan(0);
});

test('bytebase: there are no passkeys at all', async () => {
  const { browser } = await newUser(bytebase);
  expect((await browser.get('/profile')).text).not.toContain('method-passkeys');
  for (const path of [
    '/passkeys/new',
    '/ceremonies/registration',
    '/challenge/passkey',
    '/sign-in/passkey',
  ]) {
    expect((await browser.post(path)).status).toBe(404);
  }
});

test('any factor satisfies the challenge: code, passkey and recovery code stand beside each other', async () => {
  const site = createTestSite(crm);
  const user = await addEnrolledUser(site);
  const browser = new TestBrowser(site);
  await browser.signIn(user.email);
  await browser.post('/challenge', { code: codeOf(site, user.secret) });
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
  const authenticator = new SoftwareAuthenticator(browser.origin);
  await registerPasskey(browser, authenticator);
  site.clock.advance(STEP);
  const next = new TestBrowser(site);
  await next.signIn(user.email);
  const { text } = await next.get('/challenge');
  for (const part of ['data-ceremony="second-factor"', 'name="code"', 'href="/challenge/recovery-code"']) {
    expect(text).toContain(part);
  }
  expect((await next.post('/challenge', { code: codeOf(site, user.secret) })).location).toBe('/');
});

test('a member who must enrol first can do it with a passkey', async () => {
  const site = createTestSite();
  const admin = new TestBrowser(site);
  await admin.signUp(EMAIL);
  await admin.post('/groups/1/enforcement/on');
  expect((await admin.get('/')).location).toBe('/secure-your-account');
  expect((await admin.get('/secure-your-account')).text).toContain('href="/passkeys/new"');
  await registerPasskey(admin, new SoftwareAuthenticator(admin.origin));
  expect((await admin.get('/')).status).toBe(200);
  expect((await admin.get('/organisation')).text).toContain('2FA on');
});
