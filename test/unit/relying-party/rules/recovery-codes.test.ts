import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../../src/relying-party/policies/presets.ts';
import {
  confirmIdentity,
  pendingLogin,
  recoveryCodeForm,
  signedIn,
  spendRecoveryCode,
  userOf,
} from '../support/preset-steps.ts';
import { recoveryCodesOn, TestBrowser, textOf } from '../support/test-browser.ts';
import { createTestSite } from '../support/test-site.ts';

describe.each(PRESETS.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  test('a recovery code signs in once and lowers the counter of codes remaining', async () => {
    const user = await userOf(policy);
    const [code = ''] = user.recoveryCodes;
    const browser = await pendingLogin(user);
    expect((await spendRecoveryCode(browser, policy, code)).location).toBe('/');
    expect(textOf(await browser.get(policy.paths.security), 'codes-remaining')).toBe('9');
    expect((await spendRecoveryCode(await pendingLogin(user), policy, code)).status).toBe(401);
  });

  test('its case, dashes and blanks do not matter', async () => {
    const user = await userOf(policy);
    const [first = '', second = ''] = user.recoveryCodes;
    for (const typed of [first.toLowerCase().replaceAll('-', ''), ` ${second.replaceAll('-', ' – ')} `]) {
      expect((await spendRecoveryCode(await pendingLogin(user), policy, typed)).location).toBe('/');
    }
  });

  test('of four logins that send one recovery code at the same moment, one succeeds', async () => {
    const user = await userOf(policy);
    const [path, fields] = recoveryCodeForm(policy, user.recoveryCodes[0] ?? '');
    const browsers = await Promise.all(Array.from({ length: 4 }, () => pendingLogin(user)));
    const forms = await Promise.all(
      browsers.map(async (browser) => [browser, await browser.csrf()] as const),
    );
    const pages = await Promise.all(
      forms.map(([browser, csrf]) => browser.postRaw(path, { ...fields, csrf })),
    );
    expect(pages.filter(({ location }) => location === '/')).toHaveLength(1);
  });

  test('a new sheet ends the old one at once, and is shown once', async () => {
    const user = await userOf(policy);
    const browser = await signedIn(user);
    await confirmIdentity(browser);
    const fresh = recoveryCodesOn(await browser.post('/recovery-codes/new'));
    expect(new Set(fresh).size).toBe(10);
    const pattern = new RegExp(`^${policy.recoveryCodes.pattern.replaceAll('X', '[A-HJ-NP-Z2-9]')}$`);
    for (const code of fresh) expect(code).toMatch(pattern);
    const old = await spendRecoveryCode(await pendingLogin(user), policy, user.recoveryCodes[0] ?? '');
    expect(old.status).toBe(401);
    for (const path of [policy.paths.security, '/recovery-codes/new']) {
      expect((await browser.get(path)).text).not.toContain(fresh[0]);
    }
    expect((await spendRecoveryCode(await pendingLogin(user), policy, fresh[0] ?? '')).location).toBe('/');
  });

  test('without a factor there are none to be had', async () => {
    const browser = new TestBrowser(createTestSite(policy));
    await browser.signUp('ada@example.com');
    await confirmIdentity(browser);
    expect((await browser.get('/recovery-codes/new')).location).toBe(policy.paths.security);
    expect(recoveryCodesOn(await browser.post('/recovery-codes/new'))).toEqual([]);
    expect((await browser.get(policy.paths.security)).text).not.toContain('href="/recovery-codes/new"');
  });
});
