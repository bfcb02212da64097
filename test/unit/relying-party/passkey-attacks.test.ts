import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerWithPasskey, beginCeremony, registerPasskey } from './support/passkey-steps.ts';
import { type Deviations, SoftwareAuthenticator } from './support/software-authenticator.ts';
import { TestBrowser } from './support/test-browser.ts';
import { createTestSite, MINUTE } from './support/test-site.ts';

const EMAIL = 'ada@example.com';

async function withPasskey(deviations: Deviations = {}) {
  const site = createTestSite();
  const browser = new TestBrowser(site);
  await browser.signUp(EMAIL);
  const authenticator = new SoftwareAuthenticator(browser.origin);
  const added = await registerPasskey(browser, authenticator, deviations);
  return { site, browser, authenticator, added };
}

async function pending(site: ReturnType<typeof createTestSite>, email = EMAIL) {
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  return browser;
}

const LIES: readonly (readonly [string, Deviations])[] = [
  ['for another site', { origin: 'http://evil.localhost:8787' }],
  ['for this name on another port', { origin: 'http://ankra.localhost:9999' }],
  ['over https', { origin: 'https://ankra.localhost:8787' }],
  ['for a name under this one', { origin: 'http://a.ankra.localhost:8787' }],
  ['in a frame of another site', { crossOrigin: true }],
  ['with a top origin', { topOrigin: 'http://ankra.localhost:8787' }],
  ['with another rp id', { rpId: 'crm.localhost' }],
  ['with the rp id of all names under localhost', { rpId: 'localhost' }],
  ['for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
  ['without a touch', { flags: 0x04 }],
  ['backed up but not able to be', { flags: 0x15 }],
];

test.each(LIES)('a registration made %s is refused', async (_, deviations) => {
  const { browser, added } = await withPasskey(deviations);
  expect(added.status).toBe(400);
  expect((await browser.get('/profile/authentication')).text).not.toContain('Laptop');
});

test.each(['http://ankra.localhost:9999', 'http://localhost:8787'])(
  'the origin is the one that the site is served at, not the one in the Host header: %s is refused',
  async (origin) => {
    const { site, browser, authenticator } = await withPasskey();
    const liar = new TestBrowser(site, undefined, origin);
    const alone = await answerWithPasskey(liar, authenticator, 'sign-in', { origin });
    expect(alone.status).toBe(401);
    const other = new TestBrowser(site, browser.cookie, origin);
    const key = new SoftwareAuthenticator(origin, 'other');
    expect((await registerPasskey(other, key)).status).toBe(400);
  },
);

test('a registration of the wrong type is refused', async () => {
  expect((await withPasskey({ type: 'webauthn.get' })).added.status).toBe(400);
});

test.each([
  ...LIES,
  ['of the wrong type', { type: 'webauthn.create' }],
  [
    'with a signature of another key',
    { signWith: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
  ],
  ['with the handle of another user', { userHandle: Buffer.alloc(32).toString('base64url') }],
  ['that is able to be backed up all of a sudden', { flags: 0x0d }],
] as const satisfies readonly (readonly [string, Deviations])[])(
  'an assertion made %s is refused, as second factor and alone',
  async (_, deviations) => {
    const { site, authenticator } = await withPasskey();
    const second = await answerWithPasskey(await pending(site), authenticator, 'second-factor', deviations);
    expect(second.status).toBe(401);
    const alone = await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in', deviations);
    expect(alone.status).toBe(401);
    expect((await answerWithPasskey(await pending(site), authenticator, 'second-factor')).location).toBe('/');
  },
);

test('without verifying the user a passkey is a second factor and does not sign in alone', async () => {
  const { site, authenticator } = await withPasskey();
  const flags = 0x01;
  expect((await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in', { flags })).status).toBe(
    401,
  );
  const second = await answerWithPasskey(await pending(site), authenticator, 'second-factor', { flags });
  expect(second.location).toBe('/');
});

test.each([null, ''])(
  'a passkey that does not say whose it is (%j) does not sign in alone',
  async (userHandle) => {
    const { site, authenticator } = await withPasskey();
    const page = await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in', { userHandle });
    expect(page.status).toBe(401);
    const second = await answerWithPasskey(await pending(site), authenticator, 'second-factor', {
      userHandle,
    });
    expect(second.location).toBe('/');
  },
);

test('another user’s passkey is no second factor', async () => {
  const { site, browser } = await withPasskey();
  const eve = new TestBrowser(site);
  await eve.signUp('eve@example.com');
  const key = new SoftwareAuthenticator(browser.origin, 'eve');
  await registerPasskey(eve, key);
  const victim = await pending(site);
  expect((await answerWithPasskey(victim, key, 'second-factor')).status).toBe(401);
  expect((await victim.get('/')).location).toBe('/sign-in');
});

test('a credential that is registered cannot be registered again, by its user or another', async () => {
  const { site, browser, authenticator } = await withPasskey();
  const eve = new TestBrowser(site);
  await eve.signUp('eve@example.com');
  for (const visitor of [browser, eve]) {
    const page = await registerPasskey(visitor, authenticator);
    expect(page.status).toBe(400);
    expect(page.text).toContain('This is registered already.');
  }
});

test('an answer counts once: sent again it is refused, in this browser and in another', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = await pending(site);
  const credential = authenticator.get(await beginCeremony(browser, 'second-factor'));
  expect((await browser.post('/challenge/passkey', { credential })).location).toBe('/');
  const thief = await pending(site);
  expect((await thief.post('/challenge/passkey', { credential })).status).toBe(400);
  await beginCeremony(thief, 'second-factor');
  expect((await thief.post('/challenge/passkey', { credential })).status).toBe(401);
});

test('the challenge is gone after a wrong answer, so the right one to it comes too late', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = await pending(site);
  const options = await beginCeremony(browser, 'second-factor');
  await browser.post('/challenge/passkey', { credential: authenticator.get(options, { flags: 0 }) });
  expect((await browser.post('/challenge/passkey', { credential: authenticator.get(options) })).status).toBe(
    400,
  );
});

test('the challenge is gone even after an answer that could not be read', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = new TestBrowser(site);
  const options = await beginCeremony(browser, 'sign-in');
  expect((await browser.post('/sign-in/passkey', { credential: '{' })).status).toBe(400);
  expect((await browser.post('/sign-in/passkey', { credential: authenticator.get(options) })).status).toBe(
    400,
  );
});

test('the answer to one purpose is none to another', async () => {
  const { site, browser, authenticator } = await withPasskey();
  const options = await beginCeremony(browser, 'step-up');
  const next = await pending(site);
  const credential = authenticator.get(options);
  expect((await next.post('/challenge/passkey', { credential })).status).toBe(400);
  expect((await browser.post('/sign-in/passkey', { credential })).status).toBe(400);
});

test('a challenge lives five minutes', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = new TestBrowser(site);
  const options = await beginCeremony(browser, 'sign-in');
  site.clock.advance(5 * MINUTE);
  expect((await browser.post('/sign-in/passkey', { credential: authenticator.get(options) })).status).toBe(
    400,
  );
});

test('a counter that does not grow is refused, and a forged signature does not move it', async () => {
  const { site, authenticator } = await withPasskey();
  const tap = async (deviations: Deviations) =>
    (await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in', deviations)).status;
  expect(await tap({ signCount: 10 })).toBe(303);
  expect(await tap({ signCount: 10 })).toBe(401);
  expect(await tap({ signCount: 9 })).toBe(401);
  expect(await tap({ signCount: 0 })).toBe(401);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(await tap({ signCount: 4_000_000_000, signWith: privateKey })).toBe(401);
  expect(await tap({ signCount: 11 })).toBe(303);
});

test('an authenticator without a counter signs in again and again', async () => {
  const { site, authenticator } = await withPasskey();
  for (let time = 0; time < 3; time += 1) {
    const page = await answerWithPasskey(new TestBrowser(site), authenticator, 'sign-in', { signCount: 0 });
    expect(page.location).toBe('/');
  }
});

test('wrong passkeys and wrong codes end a login together', async () => {
  const { site, authenticator } = await withPasskey();
  const browser = await pending(site);
  for (let failure = 0; failure < 2; failure += 1) {
    await answerWithPasskey(browser, authenticator, 'second-factor', { flags: 0 });
  }
  for (let failure = 0; failure < 2; failure += 1) await browser.post('/challenge', { code: '000000' });
  const last = await answerWithPasskey(browser, authenticator, 'second-factor', { flags: 0 });
  expect(last.location).toBe('/sign-in?notice=ended');
});

test('without a pending login there is nothing to answer', async () => {
  const { site, browser } = await withPasskey();
  expect((await new TestBrowser(site).post('/ceremonies/second-factor')).status).toBe(403);
  expect((await browser.post('/ceremonies/second-factor')).status).toBe(403);
  expect((await new TestBrowser(site).post('/ceremonies/step-up')).location).toBe('/sign-in');
  expect((await new TestBrowser(site).post('/ceremonies/registration')).location).toBe('/sign-in');
});

test('a ceremony begins only with the token of the page', async () => {
  const { browser } = await withPasskey();
  expect((await browser.postRaw('/ceremonies/registration', {})).status).toBe(403);
});

test('a user without a passkey is not asked for any passkey of this site', async () => {
  const site = createTestSite();
  const id = await site.users.add({ email: EMAIL, name: 'Ada', password: 'correct horse battery' });
  site.users.addAuthenticator(id ?? 0);
  expect((await (await pending(site)).post('/ceremonies/second-factor')).status).toBe(404);
});

const BASE = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };
const CLIENT_DATA = Buffer.from('{"type":"webauthn.get"}').toString('base64url');

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"id":',
  '"\\ud800"',
  JSON.stringify(BASE),
  JSON.stringify({ ...BASE, response: null }),
  JSON.stringify({ ...BASE, id: 'not base64!', response: {} }),
  JSON.stringify({ ...BASE, id: 'A'.repeat(2000), response: {} }),
  JSON.stringify({
    ...BASE,
    response: {
      clientDataJSON: CLIENT_DATA,
      attestationObject: 'oWNmbXQ',
      authenticatorData: 'AAAA',
      signature: 'A',
    },
  }),
  JSON.stringify({
    ...BASE,
    response: { clientDataJSON: '____', attestationObject: '____', authenticatorData: '_', signature: '_' },
  }),
])('the answer %s is refused with 400 or 401, never stumbled over', async (credential) => {
  const { site, browser } = await withPasskey();
  await beginCeremony(browser, 'registration');
  expect((await browser.post('/passkeys/new', { name: 'x', credential })).status).toBe(400);
  await beginCeremony(browser, 'step-up');
  expect([400, 401]).toContain((await browser.post('/step-up/passkey', { credential })).status);
  const alone = new TestBrowser(site);
  await beginCeremony(alone, 'sign-in');
  expect([400, 401]).toContain((await alone.post('/sign-in/passkey', { credential })).status);
});
