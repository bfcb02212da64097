import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../../src/relying-party/policies/presets.ts';
import { answerWithPasskey, registerPasskey } from '../support/passkey-steps.ts';
import {
  confirmIdentity,
  pendingLogin,
  signedIn,
  spendRecoveryCode,
  userOf,
} from '../support/preset-steps.ts';
import { type Deviations, SoftwareAuthenticator } from '../support/software-authenticator.ts';
import { TestBrowser } from '../support/test-browser.ts';

const everyPreset = PRESETS.map((policy) => [policy.id, policy] as const);

describe.each(everyPreset)('%s', (_, policy) => {
  const isKept = policy.lastFactor === 'kept';

  test(`of the last two factors removed at the same moment, ${isKept ? 'one stays' : 'both go, with the recovery codes'}`, async () => {
    const user = await userOf(policy);
    user.site.users.addAuthenticator(user.site.users.find(user.email) ?? 0, { name: 'Tablet' });
    const browser = await signedIn(user);
    await confirmIdentity(browser);
    const csrf = await browser.csrf();
    const pages = await Promise.all(
      [1, 2].map((id) => browser.postRaw(`/authenticators/${id}/remove`, { csrf })),
    );
    expect(pages.filter(({ status }) => status === 303)).toHaveLength(isKept ? 1 : 2);
    expect(pages.filter(({ status }) => status === 409)).toHaveLength(isKept ? 1 : 0);
    expect((await browser.get(policy.paths.security)).text).toContain(isKept ? '>On<' : '>Off<');
    const next = new TestBrowser(user.site);
    expect((await next.signIn(user.email)).location).toBe(isKept ? '/challenge' : '/');
  });

  test('recovery codes never count as the last factor', async () => {
    const user = await userOf(policy);
    const browser = await signedIn(user);
    await confirmIdentity(browser);
    const { status } = await browser.post('/authenticators/1/remove');
    expect(status).toBe(isKept ? 409 : 303);
    if (isKept) return;
    // They went with it, and a factor set up later does not bring them back.
    user.site.users.addAuthenticator(user.site.users.find(user.email) ?? 0);
    const code = user.recoveryCodes[0] ?? '';
    expect((await spendRecoveryCode(await pendingLogin(user), policy, code)).status).toBe(401);
  });

  test('a factor is removed only after it is known who asks, at once, and leaves the others', async () => {
    const user = await userOf(policy);
    user.site.users.addAuthenticator(user.site.users.find(user.email) ?? 0, { name: 'Tablet' });
    const browser = await signedIn(user);
    user.site.clock.advance(policy.stepUp.windowMs);
    const path = '/authenticators/2/remove';
    expect((await browser.post(path)).location).toBe(`/step-up?next=${encodeURIComponent(path)}`);
    await confirmIdentity(browser);
    expect((await browser.get(path)).text).toContain('Remove Tablet');
    expect((await browser.post(path)).status).toBe(303);
    const { text } = await browser.get(policy.paths.security);
    expect(text).not.toContain('Tablet');
    expect(text).toContain('>On<');
  });
});

const LIES: readonly (readonly [string, Deviations])[] = [
  ['for another site', { origin: 'http://evil.localhost:8787' }],
  ['in a frame of another site', { crossOrigin: true }],
  ['with a wrong rp id', { rpId: 'localhost' }],
  ['for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
  ['without a touch', { flags: 0x04 }],
  ['with a bogus signature', { signWith: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ['with a counter that went back', { signCount: 1 }],
];

describe.each(everyPreset.filter(([, { passkeys }]) => passkeys))('%s', (_, policy) => {
  async function withPasskey() {
    const user = await userOf(policy);
    const browser = await signedIn(user);
    await confirmIdentity(browser);
    const authenticator = new SoftwareAuthenticator(browser.origin);
    const added = await registerPasskey(browser, authenticator);
    expect(added.location).toBe(`${policy.paths.security}?notice=passkey-added`);
    return { user, browser, authenticator };
  }

  test.each(LIES)('an assertion made %s is refused', async (__, deviations) => {
    const { user, authenticator } = await withPasskey();
    const first = await answerWithPasskey(await pendingLogin(user), authenticator, 'second-factor', {
      signCount: 5,
    });
    expect(first.location).toBe('/');
    const lie = { signCount: 6, ...deviations };
    const page = await answerWithPasskey(await pendingLogin(user), authenticator, 'second-factor', lie);
    expect(page.status).toBe(401);
    const honest = await answerWithPasskey(await pendingLogin(user), authenticator, 'second-factor', {
      signCount: 7,
    });
    expect(honest.location).toBe('/');
  });

  test('a registration made for another site, in a frame, with a wrong rp id or without a touch is refused', async () => {
    const { browser } = await withPasskey();
    for (const [index, [, deviations]] of LIES.slice(0, 5).entries()) {
      const authenticator = new SoftwareAuthenticator(browser.origin, `lie ${index}`);
      expect((await registerPasskey(browser, authenticator, deviations)).status).toBe(400);
    }
    expect(
      (await browser.get(policy.paths.security)).text.match(/href="\/passkeys\/\d+\/remove"/g),
    ).toHaveLength(1);
  });

  test('a credential that nobody has is answered as one that lies', async () => {
    const { user, browser, authenticator } = await withPasskey();
    const unknown = new SoftwareAuthenticator(browser.origin, 'unknown');
    const answers = await Promise.all(
      [authenticator, unknown].map(async (each) => {
        const login = await pendingLogin(user);
        const { status, text } = await answerWithPasskey(login, each, 'second-factor', { flags: 0 });
        return { status, text: text.replaceAll(/value="[^"]*"/g, '') };
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
  });

  const alone = policy.passkeys?.signsInAlone
    ? 'a passkey that did not verify the user does not sign in alone'
    : 'a security device does not sign in alone, whatever it verified';
  test(alone, async () => {
    const { user, authenticator } = await withPasskey();
    const tap = async (flags: number) => {
      const visitor = new TestBrowser(user.site);
      const { status, text } = await visitor.post('/ceremonies/sign-in');
      if (status !== 200) return status;
      const options = JSON.parse(text) as Parameters<SoftwareAuthenticator['get']>[0];
      return (await visitor.post('/sign-in/passkey', { credential: authenticator.get(options, { flags }) }))
        .status;
    };
    expect([await tap(0x01), await tap(0x05)]).toEqual(
      policy.passkeys?.signsInAlone ? [401, 303] : [404, 404],
    );
  });
});
