// The first script of the popup, small and alone: it paints what was prepared, then asks the background and loads the program,
// which takes up that answer and draws over it. Where nothing was prepared, it paints the answer.
import { correctedTime } from '../../core/clock/corrected-time.ts';
import {
  applyAppearance,
  decodeAppearance,
  LARGE_TEXT,
  LOOKS,
  readAppearance,
} from '../../platform/storage/appearance.ts';
import type { PopupView } from '../../messaging/page-responses.ts';
import { type FirstScreen, type PreparedScreen, screenFor } from '../../messaging/prepared-screen.ts';
import { drawFirst, type Moment } from './rows.ts';

/** Without the polyfill, which would double this file: both names answer with promises where we run. */
interface Extension {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly storage: { readonly session: { get(keys: readonly string[]): Promise<Kept> } };
  readonly tabs: { query(sought: object): Promise<readonly { readonly url?: string }[]> };
  readonly i18n: { getMessage(key: string, substitutions: readonly string[]): string };
}
/** What the browser keeps in its memory for the popup. */
interface Kept {
  /** A `PreparedScreen` as JSON. */
  readonly screen?: unknown;
  readonly [LOOKS]?: unknown;
}
const world = globalThis as unknown as {
  readonly browser?: Extension;
  readonly chrome: Extension;
  tallystickFirstReply?: Promise<unknown>;
};
const api = world.browser ?? world.chrome;

const LONGEST_FRAME_MS = 100;

const words: Moment['words'] = (key, ...substitutions) => api.i18n.getMessage(key, substitutions);

const prepared = Promise.all([
  api.storage.session.get(['screen', LOOKS]),
  api.tabs.query({ active: true, lastFocusedWindow: true }),
]);
// `markPopupLarge` says so. The browser asks how large the popup is before anything has been answered.
if (location.hash === LARGE_TEXT) document.documentElement.dataset['text'] = 'large';
prepared.then(([kept]) => dress(kept[LOOKS])).catch(() => dress());
void pageShown().then(() => dress());
const drawn = prepared.then(drawPrepared).catch(() => false);
const painted = drawn.then(onScreen);
// Asked for once what was prepared is on the screen, as the program is: a background that answers, or starts, takes the
// processor from that frame.
const reply = Promise.race([painted, longestFrame()]).then(() =>
  api.runtime.sendMessage({ verb: 'popup/open', request: {} }),
);
world.tallystickFirstReply = reply;
// Where nothing was prepared, the answer of the background is painted. A failure is said by the program, which asks again.
void drawn
  .then((isDrawn) => (isDrawn ? painted : reply.then(drawAnswer).then(onScreen)))
  .catch(() => undefined)
  .then(() => import('../program.tsx'));

let isDressed = false;

/**
 * Once, before anything is painted: nothing may change its looks a moment later. The copy is there as soon as what was
 * prepared; for the first word from localStorage the page stands still for 1 to 2 ms, just when it could be complete.
 */
function dress(copy?: unknown): void {
  if (isDressed) return;
  isDressed = true;
  applyAppearance(document.documentElement, copy === undefined ? readAppearance() : decodeAppearance(copy));
}

async function drawPrepared([kept, [tab]]: Awaited<typeof prepared>): Promise<boolean> {
  const now = Date.now();
  if (typeof kept.screen !== 'string') return false;
  const ready: PreparedScreen = JSON.parse(kept.screen);
  const isGood = () => Date.now() >= now && Date.now() < ready.until;
  const screen = screenFor(ready, webOriginOf(tab?.url), now);
  return draw(screen, correctedTime(now, ready.offsetSeconds), isGood);
}

async function drawAnswer(answer: unknown): Promise<boolean> {
  const { value } = (answer ?? {}) as { readonly value?: PopupView };
  return draw(value?.list, correctedTime(Date.now(), value?.clock.offsetSeconds ?? 0));
}

/** Whether there was anything to draw, and it may still be shown once the page is. */
async function draw(
  screen: FirstScreen | null | undefined,
  now: number,
  isGood = () => true,
): Promise<boolean> {
  if (!screen?.first.length) return false;
  const rows = drawFirst(screen, { now, words });
  await pageShown();
  if (!isGood()) return false;
  document.querySelector('#app')?.replaceChildren(rows);
  return true;
}

/**
 * Chromium shows a popup once its page is complete, and has its elements laid out before that: rows in the page would keep
 * it from being shown by as long as they take. Put in as it is shown, they are laid out for its first frame, once.
 */
async function pageShown(): Promise<void> {
  if (document.visibilityState === 'visible') return;
  await Promise.race([
    longestFrame(),
    new Promise<unknown>((resolve) => document.addEventListener('visibilitychange', resolve, { once: true })),
  ]);
}

async function onScreen(isDrawn: boolean): Promise<void> {
  if (!isDrawn) return;
  await nextFrame();
  await nextFrame();
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
