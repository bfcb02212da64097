// One user of one mock site, as they act in the browser. The words on the buttons are those of the site's policy.
import { expect, type Page } from '@playwright/test';
import { decodeBase32 } from '../../src/core/bytes/base32.ts';
import { totp } from '../../src/core/otp/totp.ts';
import type { Policy } from '../../src/relying-party/policies/policy.ts';
import type { RelyingParty } from '../../src/relying-party/relying-party.ts';
import type { RunningServer } from '../../src/relying-party/server.ts';
import type { ExtensionBrowser } from './browsers/extension-browser.ts';
import { scanAndSave } from './journeys.ts';

export const CUSTOMER_PASSWORD = 'a long site password';
const STEP_MS = 30_000;
/** From the code to the server that checks it, on a machine that is busy. */
const TO_SEND_A_CODE_MS = 8_000;
/** The popup waits, visibly, for a time step that was not filled before. */
const NEXT_STEP_MS = 40_000;

export interface Visit {
  /** Left out where nothing is scanned or filled. */
  readonly extension?: ExtensionBrowser;
  readonly server: RunningServer;
  readonly page: Page;
}

export class Customer {
  readonly page: Page;
  readonly origin: string;
  readonly policy: Policy;
  readonly site: RelyingParty;
  readonly email: string;
  readonly #visit: Visit;

  constructor(visit: Visit, preset: string, email = 'ada@example.com') {
    const { server, page } = visit;
    const site = server.sites.get(preset);
    if (site === undefined) throw new Error(`there is no site ${preset}`);
    this.page = page;
    this.origin = server.origin(preset);
    this.site = site;
    this.policy = site.policy;
    this.email = email;
    this.#visit = visit;
  }

  get #extension(): ExtensionBrowser {
    const { extension } = this.#visit;
    if (extension === undefined) throw new Error('this browser has no extension');
    return extension;
  }

  open(path: string): Promise<unknown> {
    return this.page.goto(`${this.origin}${path}`);
  }

  openSecurity(): Promise<unknown> {
    return this.open(this.policy.paths.security);
  }

  async signUp(): Promise<void> {
    await this.open('/sign-up');
    await this.page.getByLabel('Name', { exact: true }).fill('Ada');
    await this.page.getByLabel(this.policy.words.signInName).fill(this.email);
    await this.page.getByLabel('Password').fill(CUSTOMER_PASSWORD);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await expect(this.page.locator('#signed-in-as')).toBeVisible();
  }

  /** The password step. */
  async signIn(): Promise<void> {
    await this.open('/sign-in');
    await this.submitPassword();
  }

  async submitPassword(): Promise<void> {
    await this.page.getByLabel(this.policy.words.signInName).fill(this.email);
    await this.page.getByLabel('Password').fill(CUSTOMER_PASSWORD);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** As a browser that was never here: without any cookie of the site. */
  async signOut(): Promise<void> {
    await this.page.context().clearCookies({ domain: new URL(this.origin).hostname });
  }

  /** Made by the site itself, without walking through its pages. */
  async beAdded(): Promise<number> {
    const id = await this.site.users.add({ email: this.email, name: 'Ada', password: CUSTOMER_PASSWORD });
    if (id === undefined) throw new Error(`${this.email} is taken`);
    return id;
  }

  /** Where the site asks who is there: by the password. */
  async confirmByPassword(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Confirm it is you' })).toBeVisible();
    await this.page.getByLabel('Password').fill(CUSTOMER_PASSWORD);
    await this.page.getByRole('button', { name: 'Confirm with password' }).click();
  }

  /**
   * Types a code of the time step before: the present one stays unspent for the extension. The site takes it until this
   * step ends; near its end the next one is waited for.
   */
  async typeCode(secret: Uint8Array, now = () => Date.now()): Promise<void> {
    await expect
      .poll(() => STEP_MS - (now() % STEP_MS), { timeout: STEP_MS })
      .toBeGreaterThan(TO_SEND_A_CODE_MS);
    const code = codeAt(secret, now() - STEP_MS);
    const boxes = this.page.locator('[data-boxes] input');
    await expect(boxes.or(this.page.locator('input[name=code]')).first()).toBeAttached();
    if ((await boxes.count()) > 0) {
      for (const [index, digit] of [...code].entries()) await boxes.nth(index).fill(digit);
    } else {
      await this.page.locator('input[name=code]').fill(code);
    }
  }

  /** From the enrolment page to a confirmed factor; gives the recovery codes that the site showed. */
  async enrolByScanning(found: 'new' | 'known' = 'new'): Promise<readonly string[]> {
    const popup = await scanAndSave(this.#extension, this.page, found);
    await popup.clickButton('Fill the code on this page');
    await popup.waitUntilClosed(NEXT_STEP_MS);
    await expect(this.page.locator('input[name=code]')).toHaveValue(/^\d{6}$/);
    return this.#confirmEnrolment(found);
  }

  /** The same with the code typed, so that the extension need not wait for the next one to sign in. */
  async enrolByScanningAndTyping(): Promise<readonly string[]> {
    const popup = await scanAndSave(this.#extension, this.page);
    await popup.close();
    const text = (await this.page.locator('#totp-secret').getAttribute('data-secret')) ?? '';
    await this.typeCode(decodeBase32(text) ?? new Uint8Array());
    return this.#confirmEnrolment('new');
  }

  async #confirmEnrolment(found: 'new' | 'known'): Promise<readonly string[]> {
    const name = this.page.getByLabel('Name', { exact: true });
    if ((await name.count()) > 0) await name.fill(found === 'new' ? 'Phone' : 'New phone');
    await this.page.getByRole('button', { name: this.policy.words.confirmEnrolment }).click();
    return this.recoveryCodes();
  }

  /** The codes on the page, once it shows them or the security page. */
  async recoveryCodes(): Promise<readonly string[]> {
    const codes = this.page.locator('#recovery-codes code');
    await expect(codes.first().or(this.page.locator('#two-factor-status'))).toBeVisible();
    return codes.allTextContents();
  }

  /** Fills the present page from the popup, by this user's account, and sees the code in its field. */
  async fillFromPopup(): Promise<void> {
    const popup = await this.#extension.clickToolbarIcon(this.page);
    await popup.waitForText('asks for a code');
    await popup.click(`.row-fill[aria-label*="${this.email}"]`);
    await popup.waitUntilClosed(NEXT_STEP_MS);
    const boxes = this.page.locator('[data-boxes] input');
    await expect(boxes.or(this.page.locator('input[name=code]')).first()).toBeAttached();
    const fields = (await boxes.count()) > 0 ? boxes : this.page.locator('input[name=code]');
    for (const field of await fields.all()) await expect(field).toHaveValue(/^\d+$/);
  }

  async verify(): Promise<void> {
    await this.page.getByRole('button', { name: this.policy.words.verify, exact: true }).click();
    await expect(this.page.locator('#signed-in-as')).toContainText(this.email);
  }

  /** Types a recovery code where this site takes it, at the challenge. */
  async spendRecoveryCode(code: string): Promise<void> {
    if (this.policy.signIn.recoveryCodeField === 'own-page') {
      await this.page.getByRole('link', { name: this.policy.words.useRecoveryCode }).click();
      await this.page.locator('input[name="recovery-code"]').fill(code);
    } else {
      await this.page.getByLabel('Verification code').fill(code);
    }
    await this.page.getByRole('button', { name: this.policy.words.verify, exact: true }).click();
  }
}

export function codeAt(secret: Uint8Array, timeMs: number): string {
  return totp(secret, timeMs, { algorithm: 'SHA1', digits: 6, period: 30 });
}
