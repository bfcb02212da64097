// Runs the checks in a page with a virtual authenticator: as the page is, with whichever provider stands in for the browser's.
import type { BrowserContext, Page } from '@playwright/test';
import type { PasskeyPromptView } from '../../../src/messaging/passkey-prompt.ts';
import { PASSPHRASE } from '../journeys.ts';
import { ask, isPrompt, trashPasskeys } from '../passkeys/passkey-window.ts';
import { addPrfAuthenticator } from '../passkeys/virtual-authenticator.ts';
import type { Check } from './check.ts';
import { installKit } from './kit.ts';
import { FRAME_PAGE, installFrames, PLACES, servePlaces } from './places.ts';

/** How long it takes to believe that there is no answer. */
const UNANSWERED_MS = 12_000;
/** Longer than the browser makes any of the others wait. */
const LATE_MS = 30_000;

export interface Ran {
  readonly result: string;
  /** How many windows of ours came up. */
  readonly asked: number;
}

export async function runChecks(
  context: BrowserContext,
  origin: string,
  { checks, ownPage }: { readonly checks: readonly Check[]; readonly ownPage: Page },
): Promise<ReadonlyMap<string, Ran>> {
  const page = await context.newPage();
  const { session, id: authenticatorId } = await addPrfAuthenticator(page);
  await servePlaces(page);
  const user = new User(context, ownPage);
  const ran = new Map<string, Ran>();
  let at = '';
  for (const check of checks) {
    await session.send('WebAuthn.clearCredentials', { authenticatorId });
    const place = check.at ?? 'site';
    if (at !== place) await openPlace(page, place, origin);
    // Where our user waits, the device does too.
    const enabled = check.user === undefined;
    await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    user.begin(check.user);
    const result = await endOf(page, check);
    const asked = await user.end();
    if (asked > 0) await trashPasskeys(ownPage);
    ran.set(check.name, { result, asked });
    // What is still under way is none of the next one's.
    at = check.user === undefined && check.isUnanswered !== true ? place : '';
  }
  await page.close();
  return ran;
}

async function openPlace(page: Page, place: string, origin: string): Promise<void> {
  const { url } = PLACES[place] ?? {};
  if (url === undefined) throw new Error(`there is no place ${place}`);
  await page.goto(url(new URL(origin)));
  await page.bringToFront();
  await page.evaluate(installKit);
  await page.evaluate(installFrames, FRAME_PAGE);
}

async function endOf(page: Page, { run, isUnanswered = false }: Check): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    if (isUnanswered) timer = setTimeout(() => resolve('no answer'), UNANSWERED_MS);
    else timer = setTimeout(() => resolve('failed: no answer'), LATE_MS);
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
  readonly #ownPage: Page;
  #does: Check['user'];
  #asked: Promise<void>[] = [];

  constructor(context: BrowserContext, ownPage: Page) {
    this.#context = context;
    this.#ownPage = ownPage;
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
    const closed = prompt.waitForEvent('close');
    const id = new URL(prompt.url()).hash.slice(1);
    try {
      const view = await this.#viewOf(id);
      // The page took its question back before the window was there.
      if (view === undefined) return void (await closed);
      if (view.verifies) await enterPassphrase(prompt);
      // What the button says to the background, without the half second for which it is dead: that is tried elsewhere.
      else
        await ask(this.#ownPage, 'passkey-prompt/confirm', { id, presented: null, passkeyId: chosen(view) });
    } catch (error) {
      // The page took its question back, or the click closed the window before it had been answered.
      if (!prompt.isClosed()) throw error;
    }
    await closed;
  }

  async #viewOf(id: string): Promise<PasskeyPromptView | undefined> {
    try {
      return (await ask(this.#ownPage, 'passkey-prompt/view', { id })) as PasskeyPromptView;
    } catch (error) {
      if (String(error).includes('not-found')) return undefined;
      throw error;
    }
  }
}

function chosen({ type, accounts }: PasskeyPromptView): string | null {
  return type === 'create' ? null : (accounts[0]?.id ?? null);
}

async function enterPassphrase(prompt: Page): Promise<void> {
  await prompt.getByLabel('Passphrase').fill(PASSPHRASE);
  await prompt.locator('form button.primary').click();
}
