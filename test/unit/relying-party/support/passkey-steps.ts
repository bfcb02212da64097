import type { CeremonyPurpose } from '../../../../src/relying-party/store/ceremonies.ts';
import type { Deviations, SoftwareAuthenticator } from './software-authenticator.ts';
import type { Page, TestBrowser } from './test-browser.ts';

type Options = Parameters<SoftwareAuthenticator['create']>[0];

/** What the script of the page does first. */
export async function beginCeremony(browser: TestBrowser, purpose: CeremonyPurpose): Promise<Options> {
  const { text, status } = await browser.post(`/ceremonies/${purpose}`);
  if (status !== 200) throw new TypeError(`/ceremonies/${purpose} answered ${status}`);
  return JSON.parse(text) as Options;
}

export async function registerPasskey(
  browser: TestBrowser,
  authenticator: SoftwareAuthenticator,
  { name = 'Laptop', ...deviations }: Deviations & { readonly name?: string } = {},
): Promise<Page> {
  const options = await beginCeremony(browser, 'registration');
  return browser.post('/passkeys/new', { name, credential: authenticator.create(options, deviations) });
}

const ANSWER_PATHS = {
  'second-factor': '/challenge/passkey',
  'step-up': '/step-up/passkey',
  'sign-in': '/sign-in/passkey',
} as const;

export async function answerWithPasskey(
  browser: TestBrowser,
  authenticator: SoftwareAuthenticator,
  purpose: keyof typeof ANSWER_PATHS,
  deviations: Deviations = {},
): Promise<Page> {
  const options = await beginCeremony(browser, purpose);
  return browser.post(ANSWER_PATHS[purpose], { credential: authenticator.get(options, deviations) });
}
