// Content scripts: put into a page after a gesture (activeTab), or registered for the sites that the user allowed.
import { browser } from './browser.ts';
import { inTime } from './deadline.ts';
import { originOfTab } from './tabs.ts';

/** A page that is still loading, or whose script runs on and on, never answers. */
const ANSWER_MS = 10_000;

export interface ReachedFrame {
  readonly frameId: number;
  readonly documentId: string | undefined;
}

const FIRST_WAIT_MS = 20;
const LAST_WAIT_MS = 160;

/**
 * Runs something in the pages of a tab that a gesture let us into, again where it is refused; none where that goes on. The
 * page's process hears of the gesture by another way than it gets the script, on a busy machine later: 10 of 160 commands
 * beside four browsers were refused, all of them let in 20 to 60 ms later (Chromium 156). The browser says so in an error
 * where there is one frame, and leaves out those that refused where there are more. A page that shows its address and is open
 * to no extension (a store, an error page) costs 0.3 seconds; where we may not even see the address nothing is tried again.
 */
export async function onceLetIn<Result>(
  tabId: number,
  run: () => Promise<readonly Result[]>,
  isLetIn: (results: readonly Result[]) => boolean = (results) => results.length > 0,
): Promise<readonly Result[]> {
  for (let wait = FIRST_WAIT_MS; ; wait *= 2) {
    const results = await run().catch(() => []);
    if (isLetIn(results) || wait > LAST_WAIT_MS || (await originOfTab(tabId)) === null) return results;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/**
 * Runs a packaged script in the frames of a tab that may be reached, or in the top one only; none where the page refuses
 * scripts. Settles once all of them have run it: a frame that never ends loading holds it up for good.
 */
export async function injectScript(
  tabId: number,
  file: string,
  only?: 'top',
): Promise<readonly ReachedFrame[]> {
  const target = only === 'top' ? { tabId, frameIds: [0] } : { tabId, allFrames: true };
  const run = () => browser.scripting.executeScript({ target, files: [file] });
  const hasPage = (results: readonly { readonly frameId: number }[]) =>
    results.some(({ frameId }) => frameId === 0);
  const results = only === 'top' ? await run().catch(() => []) : await onceLetIn(tabId, run, hasPage);
  return results.map((result) => ({
    frameId: result.frameId,
    // Chrome and Firefox name the document too, so that a frame that navigated in between is told apart.
    documentId: (result as { readonly documentId?: string }).documentId,
  }));
}

/** Runs a packaged script in the document at the top of a tab, where that may be reached. */
export async function putScript(
  { tabId, documentId }: { readonly tabId: number; readonly documentId: string | undefined },
  file: string,
): Promise<void> {
  const where = documentId === undefined ? { frameIds: [0] } : { documentIds: [documentId] };
  const target = { tabId, ...where };
  await browser.scripting.executeScript({ target, files: [file] }).catch(() => undefined);
}

/** Puts a packaged script into the top frame and asks it; undefined where the page refuses scripts or does not answer. */
export function askTopFrame(tabId: number, file: string, message: unknown): Promise<unknown> {
  return inTime(putAndAsk(tabId, file, message), undefined, ANSWER_MS);
}

async function putAndAsk(tabId: number, file: string, message: unknown): Promise<unknown> {
  await browser.scripting.executeScript({ target: { tabId }, files: [file] });
  return browser.tabs.sendMessage(tabId, message, { frameId: 0 });
}

const REGISTRATION = 'tallystick-sites';
/** Stands for none: some browsers refuse a list of none, and what a change leaves out stays as it was. */
const NOWHERE = 'https://nowhere.invalid/*';
const PASSKEYS = { bridge: 'tallystick-passkey-bridge', page: 'tallystick-passkey-page' } as const;

export async function registeredPatterns(): Promise<readonly string[]> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [REGISTRATION] });
  return (registered?.matches ?? []).toSorted();
}

type Registration = Parameters<typeof browser.scripting.registerContentScripts>[0][number];

/** Makes the registered script run on exactly these patterns from the next page load on. */
export function registerSiteScript(file: string, patterns: readonly string[]): Promise<void> {
  const script: Registration = {
    id: REGISTRATION,
    js: [file],
    matches: [...patterns],
    allFrames: true,
    runAt: 'document_idle',
    persistAcrossSessions: true,
  };
  return registerExactly([REGISTRATION], patterns.length === 0 ? [] : [script]);
}

/**
 * Of these ids exactly these scripts. In one step where they are there already: between an end and a new beginning pages of
 * other sites would load without them.
 */
async function registerExactly(ids: readonly string[], scripts: readonly Registration[]): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [...ids] });
  const known = registered.map(({ id }) => id);
  if (scripts.length > 0 && scripts.every(({ id }) => known.includes(id)))
    return browser.scripting.updateContentScripts([...scripts]);
  if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: known });
  if (scripts.length > 0) await browser.scripting.registerContentScripts([...scripts]);
}

export interface PasskeyScripts {
  /** Of the extension's own world: it reaches the background. */
  readonly bridge: string;
  /** Of the page's world: it stands in for the browser's own interface. */
  readonly page: string;
}

interface PasskeyPatterns {
  readonly matches: readonly string[];
  readonly excluded: readonly string[];
}

export async function passkeyPatterns(): Promise<PasskeyPatterns> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [PASSKEYS.page] });
  const { matches = [], excludeMatches = [] } = registered ?? {};
  const excluded = excludeMatches.filter((pattern) => pattern !== NOWHERE);
  return { matches: matches.toSorted(), excluded: excluded.toSorted() };
}

/** Makes both scripts run on exactly these patterns, before the first script of the page, from the next load on. */
export function registerPasskeyScripts(
  { bridge, page }: PasskeyScripts,
  { matches, excluded }: PasskeyPatterns,
): Promise<void> {
  // Not in frames: a ceremony in one goes to the browser, as it came.
  const shared = {
    matches: [...matches],
    excludeMatches: excluded.length === 0 ? [NOWHERE] : [...excluded],
    runAt: 'document_start',
    persistAcrossSessions: true,
  } as const;
  const scripts = [
    { ...shared, id: PASSKEYS.bridge, js: [bridge] },
    { ...shared, id: PASSKEYS.page, js: [page], world: 'MAIN' },
  ] as Registration[];
  return registerExactly(Object.values(PASSKEYS), matches.length === 0 ? [] : scripts);
}
