// The first script of the popup, small and alone: it asks for the first screen and paints it before the program of the
// popup is loaded. That program takes up the same answer and draws over it.
import { correctedTime } from '../../core/clock/corrected-time.ts';
import { applyAppearance, readAppearance } from '../../platform/appearance.ts';
import type { PopupView } from '../../messaging/page-responses.ts';
import { firstScreen, type Words } from './rows.ts';

/** Without the polyfill, which would double this file: both names answer with promises where we run. */
interface Extension {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly i18n: { getMessage(key: string, substitutions: readonly string[]): string };
}
const world = globalThis as unknown as {
  readonly browser?: Extension;
  readonly chrome: Extension;
  tallystickFirstReply?: Promise<unknown>;
  tallystickFirstPainted?: Promise<void>;
};
const { runtime, i18n } = world.browser ?? world.chrome;

const LONGEST_FRAME_MS = 100;

const words: Words = (key, ...substitutions) => i18n.getMessage(key, substitutions);

const reply = runtime.sendMessage({ verb: 'popup/open', request: {} });
world.tallystickFirstReply = reply;
// While the answer is on its way: nothing that is painted must change its looks a moment later.
applyAppearance(document.documentElement, readAppearance());
// The first text costs a trip to the browser, which is made while the answer is on its way.
words('otherAccounts');
// A failure is said by the program, which asks again.
world.tallystickFirstPainted = reply.then(paint, () => undefined);

/** Resolves when the first screen was painted; at once where there is none to paint. */
async function paint(answer: unknown): Promise<void> {
  const { value } = (answer ?? {}) as { readonly value?: PopupView };
  const root = document.querySelector('#app');
  if (!value?.list || value.list.rows.length === 0 || root === null) return;
  const now = correctedTime(Date.now(), value.clock.offsetSeconds);
  root.replaceChildren(...firstScreen({ list: value.list, now, words }));
  await nextFrame();
  await nextFrame();
}

/** A page that is not drawn has no frames: nobody waits for one longer than the eye would notice. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_FRAME_MS);
    requestAnimationFrame(() => resolve());
  });
}
