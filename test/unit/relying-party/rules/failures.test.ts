import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../../src/relying-party/policies/presets.ts';
import {
  pendingLogin,
  type PresetUser,
  spendRecoveryCode,
  userOf,
  wrongRecoveryCode,
} from '../support/preset-steps.ts';
import { codeOf, MINUTE, wrongCode } from '../support/test-site.ts';

const ENDED = '/sign-in?notice=ended';

describe.each(PRESETS.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  const right = ({ site, secret }: PresetUser) => ({ code: codeOf(site, secret) });
  const wrong = ({ site, secret }: PresetUser) => ({ code: wrongCode(site, secret) });

  async function failing(user: PresetUser, times: number) {
    const browser = await pendingLogin(user);
    for (let failure = 0; failure < times; failure += 1) await browser.post('/challenge', wrong(user));
    return browser;
  }

  test('a pending login lives ten minutes', async () => {
    const user = await userOf(policy);
    const browser = await pendingLogin(user);
    const csrf = await browser.csrf();
    user.site.clock.advance(10 * MINUTE);
    expect((await browser.postRaw('/challenge', { ...right(user), csrf })).location).toBe(ENDED);
  });

  test('five wrong second factors end the login, codes and recovery codes together', async () => {
    const user = await userOf(policy);
    const browser = await failing(user, 2);
    for (let failure = 0; failure < 2; failure += 1) {
      expect((await spendRecoveryCode(browser, policy, wrongRecoveryCode(policy))).status).toBe(401);
    }
    expect((await browser.post('/challenge', wrong(user))).location).toBe(ENDED);
    user.site.clock.advance(60 * MINUTE);
    expect((await browser.post('/challenge', right(user))).location).toBe(ENDED);
  });

  test('a new ticket does not reset the count: the right code and a right recovery code wait too', async () => {
    const user = await userOf(policy);
    await failing(user, 5);
    const next = await pendingLogin(user);
    expect((await next.post('/challenge', right(user))).status).toBe(429);
    expect((await spendRecoveryCode(next, policy, user.recoveryCodes[0] ?? '')).status).toBe(429);
    user.site.clock.advance(MINUTE / 2);
    expect((await next.post('/challenge', right(user))).location).toBe('/');
  });

  test('failures spread over many tickets are counted as those of one', async () => {
    const user = await userOf(policy);
    for (let ticket = 0; ticket < 5; ticket += 1) await failing(user, 1);
    expect((await (await pendingLogin(user)).post('/challenge', right(user))).status).toBe(429);
  });

  test('the pause doubles with each further failure', async () => {
    const user = await userOf(policy);
    await failing(user, 5);
    for (const pauseMs of [30_000, 60_000, 120_000]) {
      user.site.clock.advance(pauseMs - 1);
      expect((await (await pendingLogin(user)).post('/challenge', wrong(user))).status).toBe(429);
      user.site.clock.advance(1);
      expect((await (await pendingLogin(user)).post('/challenge', wrong(user))).status).toBe(401);
    }
  });

  test('a right second factor forgets the failures before it', async () => {
    const user = await userOf(policy);
    const browser = await failing(user, 4);
    expect((await browser.post('/challenge', right(user))).location).toBe('/');
    user.site.clock.advance(MINUTE);
    const next = await failing(user, 4);
    expect((await next.post('/challenge', right(user))).location).toBe('/');
  });
});
