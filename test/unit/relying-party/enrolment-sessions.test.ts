import { expect, test } from 'vitest';
import { decodeBase32 } from '../../../src/core/bytes/base32.ts';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { bytebase } from '../../../src/relying-party/policies/bytebase.ts';
import { PRESETS } from '../../../src/relying-party/policies/presets.ts';
import { beginCeremony } from './support/passkey-steps.ts';
import { confirmIdentity, signedIn, spendRecoveryCode, userOf } from './support/preset-steps.ts';
import { SoftwareAuthenticator } from './support/software-authenticator.ts';
import { recoveryCodesOn, secretOn, TestBrowser } from './support/test-browser.ts';
import { codeOf, createTestSite, MINUTE, PASSWORD, STEP } from './support/test-site.ts';

const EMAIL = 'ada@example.com';

/** A user without a factor in two browsers: the owner's, and one that a thief has had for a while. */
async function ownerAndThief(policy = ankra) {
  const site = createTestSite(policy);
  const thief = new TestBrowser(site);
  await thief.signUp(EMAIL);
  await confirmIdentity(thief);
  const owner = new TestBrowser(site);
  await owner.signIn(EMAIL);
  await confirmIdentity(owner);
  return { site, owner, thief };
}

async function openEnrolment(browser: TestBrowser): Promise<Uint8Array> {
  return decodeBase32(secretOn(await browser.get('/authenticators/new'))) ?? new Uint8Array();
}

for (const policy of PRESETS) {
  test(`${policy.id}: the secret that one session enrols is seen by no other of the same user`, async () => {
    const { site, owner, thief } = await ownerAndThief(policy);
    const secret = secretOn(await owner.get('/authenticators/new'));
    expect(secretOn(await thief.get('/authenticators/new'))).not.toBe(secret);
    expect(secretOn(await owner.get('/authenticators/new'))).toBe(secret);
    const code = codeOf(site, decodeBase32(secret) ?? new Uint8Array());
    const stolen = await thief.post('/authenticators/new', { code, name: 'Mine' });
    expect(stolen.status).toBe(422);
    expect(stolen.text).not.toContain(secret);
    const own = await owner.post('/authenticators/new', { code, name: 'Phone' });
    expect(own.status).toBeLessThan(400);
  });
}

test('the thief’s own enrolment ends with their session, when the owner’s is done', async () => {
  const { site, owner, thief } = await ownerAndThief();
  const thiefs = await openEnrolment(thief);
  const code = codeOf(site, await openEnrolment(owner));
  expect((await owner.post('/authenticators/new', { code })).status).toBe(200);
  const late = await thief.post('/authenticators/new', { code: codeOf(site, thiefs) });
  expect(late.location).toBe('/sign-in');
  expect((await owner.get('/profile/authentication')).text.match(/Remove Authenticator app/g)).toHaveLength(
    1,
  );
});

test('an enrolment goes on after a proof of identity that was asked for in its middle', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp(EMAIL);
  site.clock.advance(14 * MINUTE);
  const secret = await openEnrolment(browser);
  site.clock.advance(MINUTE);
  expect((await browser.post('/authenticators/new', { code: codeOf(site, secret) })).location).toMatch(
    /^\/step-up/,
  );
  await confirmIdentity(browser);
  expect((await browser.post('/authenticators/new', { code: codeOf(site, secret) })).status).toBe(200);
});

test('a code for an enrolment that is no longer open is told apart from a wrong one', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp(EMAIL);
  const secret = await openEnrolment(browser);
  site.clock.advance(31 * MINUTE);
  await confirmIdentity(browser);
  const page = await browser.post('/authenticators/new', { code: codeOf(site, secret) });
  expect(page.status).toBe(422);
  expect(page.text).toContain('That secret is no longer waiting.');
});

test('a session that ends while its enrolment is finished stays ended, and nothing of it counts', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp(EMAIL);
  const code = codeOf(site, await openEnrolment(browser));
  const csrf = await browser.csrf();
  const other = new TestBrowser(site, browser.cookie);
  // The recovery codes are being hashed while the sign-out is answered.
  const [enrolled] = await Promise.all([
    browser.postRaw('/authenticators/new', { code, csrf }),
    other.postRaw('/sign-out', { csrf }),
  ]);
  expect(enrolled).toMatchObject({ location: '/sign-in' });
  expect((await browser.get('/')).location).toBe('/sign-in');
  expect((await new TestBrowser(site).signIn(EMAIL)).location).toBe('/');
});

test('a session that ends while its passkey is verified stays ended, and the passkey is not there', async () => {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp(EMAIL);
  const authenticator = new SoftwareAuthenticator(browser.origin);
  const credential = authenticator.create(await beginCeremony(browser, 'registration'));
  const csrf = await browser.csrf();
  const other = new TestBrowser(site, browser.cookie);
  const [added] = await Promise.all([
    browser.postRaw('/passkeys/new', { name: 'Laptop', credential, csrf }),
    other.postRaw('/sign-out', { csrf }),
  ]);
  expect(added).toMatchObject({ status: 303, location: '/sign-in' });
  expect((await browser.get('/')).location).toBe('/sign-in');
  await browser.signIn(EMAIL);
  expect((await browser.get('/profile/authentication')).text).not.toContain('Laptop');
});

test('recovery codes that are being made when their session ends are never good', async () => {
  const user = await userOf(ankra);
  const browser = await signedIn(user);
  const csrf = await browser.csrf();
  const other = new TestBrowser(user.site, browser.cookie);
  const [made] = await Promise.all([
    browser.postRaw('/recovery-codes/new', { csrf }),
    other.postRaw('/sign-out', { csrf }),
  ]);
  expect(recoveryCodesOn(made)).toEqual([]);
  const next = new TestBrowser(user.site);
  await next.signIn(user.email);
  expect((await spendRecoveryCode(next, ankra, user.recoveryCodes[0] ?? '')).location).toBe('/');
});

test('a POST whose body comes in slowly is not acted on for a session that ended while it came', async () => {
  const user = await userOf(ankra);
  const browser = await signedIn(user);
  const csrf = await browser.csrf();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const slow = user.site.fetch(
    new Request(`${browser.origin}/recovery-codes/new`, {
      method: 'POST',
      body: readable,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Cookie: `session=${browser.cookie}`,
      },
      duplex: 'half',
    } as RequestInit),
  );
  await new TestBrowser(user.site, browser.cookie).postRaw('/sign-out', { csrf });
  const writer = writable.getWriter();
  await writer.write(new TextEncoder().encode(new URLSearchParams({ csrf }).toString()));
  await writer.close();
  expect((await slow).headers.get('Location')).toBe('/sign-in');
});

// Where the codes are to be saved before the factor counts.

async function replacing() {
  const user = await userOf(bytebase);
  const browser = await signedIn(user);
  const secret = await openEnrolment(browser);
  const page = await browser.post('/authenticators/new', { code: codeOf(user.site, secret) });
  user.site.clock.advance(STEP);
  return { ...user, browser, fresh: recoveryCodesOn(page), newSecret: secret };
}

async function isGood(user: Awaited<ReturnType<typeof replacing>>, code = ''): Promise<boolean> {
  const browser = new TestBrowser(user.site);
  await browser.signIn(user.email);
  return (await spendRecoveryCode(browser, bytebase, code)).location === '/';
}

test('bytebase: with a factor, the recovery codes from before stay good until the new ones are said to be saved', async () => {
  const user = await replacing();
  expect(user.fresh).toHaveLength(10);
  expect(await isGood(user, user.fresh[0])).toBe(false);
  expect(await isGood(user, user.recoveryCodes[0])).toBe(true);
  expect((await user.browser.post('/authenticators/activate')).location).toBe('/profile?notice=on');
  expect(await isGood(user, user.recoveryCodes[1])).toBe(false);
  expect(await isGood(user, user.fresh[0])).toBe(true);
});

test('bytebase: whoever leaves the codes unsaved and begins anew has lost nothing', async () => {
  const user = await replacing();
  await openEnrolment(user.browser);
  expect((await user.browser.post('/authenticators/activate')).location).toBe('/authenticators/new');
  expect(await isGood(user, user.recoveryCodes[0])).toBe(true);
});

test('bytebase: the word that the codes are saved asks for a fresh proof, then goes on', async () => {
  const user = await replacing();
  user.site.clock.advance(15 * MINUTE);
  const asked = await user.browser.post('/authenticators/activate');
  expect(asked.location).toBe('/step-up?next=%2Fauthenticators%2Factivate');
  const next = '/authenticators/activate';
  const verified = await user.browser.post('/step-up', { proof: 'password', password: PASSWORD, next });
  const page = await user.browser.get(verified.location ?? '');
  expect(page.text).toContain('I have saved my recovery codes');
  expect(page.text).not.toContain(user.fresh[0]);
  expect((await user.browser.post(next)).location).toBe('/profile?notice=on');
  expect(await isGood(user, user.fresh[0])).toBe(true);
});
