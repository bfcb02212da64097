// Runs the checks in a page with a virtual authenticator: as the page is, with whichever provider stands in for the browser's.
import type { BrowserContext, Page } from '@playwright/test';
import { PASSPHRASE } from '../journeys.ts';
import { isPrompt } from '../passkey-window.ts';
import { addPrfAuthenticator } from '../virtual-authenticator.ts';
import type { Check } from './check.ts';
import { installKit } from './kit.ts';
import { FRAME_PAGE, installFrames, PLACES, servePlaces } from './places.ts';

/** Longer than the browser makes any of these wait. */
const NO_ANSWER_MS = 20_000;

export interface Ran {
  readonly result: string;
  /** How many windows of ours came up. */
  readonly asked: number;
}

export async function runChecks(
  context: BrowserContext,
  origin: string,
  { checks, before }: { readonly checks: readonly Check[]; readonly before: () => Promise<void> },
): Promise<ReadonlyMap<string, Ran>> {
  const page = await context.newPage();
  const { session, id: authenticatorId } = await addPrfAuthenticator(page);
  await servePlaces(page);
  const user = new User(context);
  const ran = new Map<string, Ran>();
  let at = '';
  for (const check of checks) {
    await session.send('WebAuthn.clearCredentials', { authenticatorId });
    await before();
    const place = check.at ?? 'site';
    if (at !== place) await openPlace(page, place, origin);
    // Where our user waits, the device does too.
    const enabled = check.user === undefined;
    await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    user.begin(check.user);
    const result = await endOf(page, check);
    ran.set(check.name, { result, asked: await user.end() });
    // What is still under way is none of the next one's.
    at = check.user === undefined && result !== NO_ANSWER ? place : '';
  }
  await page.close();
  return ran;
}

const NO_ANSWER = 'no answer';

async function openPlace(page: Page, place: string, origin: string): Promise<void> {
  const { url } = PLACES[place] ?? {};
  if (url === undefined) throw new Error(`there is no place ${place}`);
  await page.goto(url(new URL(origin)));
  await page.bringToFront();
  await page.evaluate(installKit);
  await page.evaluate(installFrames, FRAME_PAGE);
}

async function endOf(page: Page, { run }: Check): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(NO_ANSWER), NO_ANSWER_MS);
  });
  const answer = page.evaluate(run).then(
    (value) => JSON.stringify(value) ?? 'undefined',
    (error: unknown) => `failed: ${String(error).split('\n')[0]}`,
  );
  const first = await Promise.race([answer, late]);
  clearTimeout(timer);
  return first;
}

/** Whoever sits before our window. */
class User {
  readonly #context: BrowserContext;
  #does: Check['user'];
  #asked: Promise<void>[] = [];

  constructor(context: BrowserContext) {
    this.#context = context;
    context.on('page', (page) => {
      if (isPrompt(page)) this.#asked.push(this.#answer(page));
    });
  }

  begin(does: Check['user']): void {
    this.#does = does;
    this.#asked = [];
  }

  /** How often there was a window; none is left open. */
  async end(): Promise<number> {
    const asked = [...this.#asked];
    await Promise.all(asked);
    for (const page of this.#context.pages()) if (isPrompt(page)) await page.close();
    return asked.length;
  }

  async #answer(prompt: Page): Promise<void> {
    if (this.#does === 'waits') return;
    try {
      const yes = prompt.locator('main > button.primary, form button.primary, main > button').first();
      await yes.waitFor();
      const passphrase = prompt.getByLabel('Passphrase');
      if (await passphrase.isVisible()) await passphrase.fill(PASSPHRASE);
      // Before the window knows by what the vault is opened, a click does nothing.
      while (!prompt.isClosed()) {
        await yes.click();
        await prompt.waitForEvent('close', { timeout: 4_000 }).catch(() => undefined);
      }
    } catch (error) {
      // The click closes the window, perhaps before it has been answered.
      if (!prompt.isClosed()) throw error;
    }
  }
}
