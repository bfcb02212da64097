// The first script of the popup, small and alone: it asks for the first screen and paints it before the program of the
// popup is loaded. That program takes up the same answer and draws over it.
import { correctedTime } from '../../core/clock/corrected-time.ts';
import { applyAppearance, readAppearance } from '../../platform/storage/appearance.ts';
import type { PopupList, PopupView } from '../../messaging/page-responses.ts';
import { listFrom, type PreparedScreen } from '../../messaging/prepared-screen.ts';
import { firstScreen, type Words } from './rows.ts';

/** Without the polyfill, which would double this file: both names answer with promises where we run. */
interface Extension {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly storage: { readonly session: { get(key: string): Promise<{ readonly screen?: PreparedScreen }> } };
  readonly tabs: { query(sought: object): Promise<readonly { readonly url?: string }[]> };
  readonly i18n: { getMessage(key: string, substitutions: readonly string[]): string };
}
const world = globalThis as unknown as {
  readonly browser?: Extension;
  readonly chrome: Extension;
  tallystickFirstReply?: Promise<unknown>;
};
const { runtime, storage, tabs, i18n } = world.browser ?? world.chrome;

const LONGEST_FRAME_MS = 100;

const words: Words = (key, ...substitutions) => i18n.getMessage(key, substitutions);

const prepared = Promise.all([
  storage.session.get('screen'),
  tabs.query({ active: true, lastFocusedWindow: true }),
]);
const drawn = prepared.then(drawPrepared).catch(() => false);
// Asked once what was prepared is on its way to the screen: a background that was stopped takes the processor while it starts.
const reply = Promise.race([
  drawn.then((isDrawn) => (isDrawn ? nextFrame() : undefined)),
  longestFrame(),
]).then(() => runtime.sendMessage({ verb: 'popup/open', request: {} }));
world.tallystickFirstReply = reply;
// While the answers are on their way: nothing that is painted must change its looks a moment later.
applyAppearance(document.documentElement, readAppearance());
// What was prepared is there first; where it does not do, the answer of the background is painted. A failure is said by
// the program, which asks again.
// The program is asked for when that is on the screen: to load it before that delays the first frame by another.
void drawn
  .then((isDrawn) => isDrawn || reply.then(drawAnswer))
  .then((isDrawn) => (isDrawn ? nextFrame().then(nextFrame) : undefined))
  .catch(() => undefined)
  .then(() => import('../program.tsx'));

async function drawPrepared([{ screen }, [tab]]: Awaited<typeof prepared>): Promise<boolean> {
  const now = Date.now();
  const list = screen && listFrom(screen, webOriginOf(tab?.url), now);
  const isGood = () => Date.now() >= now && Date.now() < (screen?.until ?? 0);
  return draw(list ?? null, correctedTime(now, screen?.offsetSeconds ?? 0), isGood);
}

async function drawAnswer(answer: unknown): Promise<boolean> {
  const { value } = (answer ?? {}) as { readonly value?: PopupView };
  return draw(value?.list ?? null, correctedTime(Date.now(), value?.clock.offsetSeconds ?? 0));
}

/** Whether there was anything to draw, and it may still be shown once the page is. */
async function draw(list: PopupList | null, now: number, isGood = () => true): Promise<boolean> {
  if (!list?.rows.length) return false;
  const screen = firstScreen({ list, now, words });
  await pageShown();
  if (!isGood()) return false;
  document.querySelector('#app')?.replaceChildren(screen);
  return true;
}

/**
 * Chromium shows a popup once its page is complete, and has its elements laid out before that: rows in the page would keep
 * it from being shown by as long as they take. Put in as it is shown, they are laid out for its first frame, once.
 */
function pageShown(): Promise<unknown> | undefined {
  if (document.visibilityState === 'visible') return undefined;
  return Promise.race([
    longestFrame(),
    new Promise<unknown>((resolve) => document.addEventListener('visibilitychange', resolve, { once: true })),
  ]);
}

/** A page that is not drawn has no frames: nobody waits for one longer than the eye would notice. */
function nextFrame(): Promise<void> {
  return Promise.race([
    longestFrame(),
    new Promise<void>((resolve) => requestAnimationFrame(() => resolve())),
  ]);
}

function longestFrame(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LONGEST_FRAME_MS));
}

/** The browser shows the address of the page only to whoever was let in by the click. */
function webOriginOf(address: string | undefined): string | null {
  const { protocol, origin } = new URL(address ?? 'about:blank');
  return protocol.startsWith('http') ? origin : null;
}
