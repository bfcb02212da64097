import type { Policy } from '../../../../src/relying-party/policies/policy.ts';
import { type Page, TestBrowser } from './test-browser.ts';
import {
  addEnrolledUser,
  codeOf,
  createTestSite,
  type EnrolledUser,
  PASSWORD,
  type TestSite,
} from './test-site.ts';

// What differs between the sites on the way to the same thing.

export interface PresetUser extends EnrolledUser {
  readonly site: TestSite;
}

/** A user with an authenticator and a sheet of recovery codes on a site of this policy. */
export async function userOf(policy: Policy): Promise<PresetUser> {
  const site = createTestSite(policy);
  return { site, ...(await addEnrolledUser(site)) };
}

/** A browser whose password step is done. */
export async function pendingLogin({ site, email }: PresetUser): Promise<TestBrowser> {
  const browser = new TestBrowser(site);
  await browser.signIn(email);
  return browser;
}

export async function signedIn(user: PresetUser): Promise<TestBrowser> {
  const browser = await pendingLogin(user);
  await browser.post('/challenge', { code: codeOf(user.site, user.secret) });
  return browser;
}

/** Opens the window for changes, where the site asks for it. */
export async function confirmIdentity(browser: TestBrowser): Promise<void> {
  await browser.post('/step-up', { proof: 'password', password: PASSWORD });
}

export function recoveryCodeForm(policy: Policy, code: string): readonly [string, Record<string, string>] {
  return policy.signIn.recoveryCodeField === 'same-field'
    ? ['/challenge', { code }]
    : ['/challenge/recovery-code', { 'recovery-code': code }];
}

export function spendRecoveryCode(browser: TestBrowser, policy: Policy, code: string): Promise<Page> {
  return browser.post(...recoveryCodeForm(policy, code));
}

/** A code of the right shape that is on no sheet. */
export function wrongRecoveryCode(policy: Policy): string {
  return policy.recoveryCodes.pattern.replaceAll('X', 'A');
}
