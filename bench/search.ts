// A keystroke in the search of the real popup, until its result is painted; beside one that nobody listens to.
import type { ExtensionPage } from '../test/support/browsers/extension-page.ts';
import { type Row, rowOf } from './table.ts';
import { BLANK, IDLE_PAGE, POPUP, withVault } from './vault-browser.ts';

const TYPED = 'service 99 example';
const ROUNDS = 2;

/** `workMs` ends when the result is laid out, `paintedMs` in the first task after the frame that shows it. */
interface Keystroke {
  readonly workMs: number;
  readonly paintedMs: number;
}

/** In the page: notes each keystroke from before anybody has heard of it. */
const WATCH = `{
  globalThis.keystrokes = [];
  const task = (work) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = work; port2.postMessage(0); };
  document.addEventListener('input', () => {
    const start = performance.now();
    task(() => {
      document.body.offsetHeight;
      const workMs = performance.now() - start;
      requestAnimationFrame(() => task(() => {
        globalThis.keystrokes.push({ workMs, paintedMs: performance.now() - start });
      }));
    });
  }, { capture: true });
}`;

export function measureSearch(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      await fill(size);
      await browser.choosePopup(IDLE_PAGE, POPUP);
      const popup = await browser.openPopup(POPUP, 0);
      await popup.waitFor(`document.querySelector('#search')?.placeholder.includes('${size}')`, 'the list');
      const ours = await typeInto(popup, '#search');
      await popup.close();
      await browser.choosePopup(IDLE_PAGE, BLANK);
      const blank = await browser.openPopup(BLANK, 0);
      await blank.waitFor(`document.readyState === 'complete'`, 'the blank page');
      await blank.evaluate(
        `document.body.append(Object.assign(document.createElement('input'), { id: 'field' }))`,
      );
      const empty = await typeInto(blank, '#field');
      await blank.close();
      rows.push(...rowsOf(size, ours, empty));
    }
    return rows;
  });
}

function rowsOf(size: number, ours: readonly Keystroke[], empty: readonly Keystroke[]): readonly Row[] {
  const row = (what: string, pick: (keystroke: Keystroke) => number) => ({
    ...rowOf(`${what}, ${size} accounts`, 'an empty handler', ours.map(pick), empty.map(pick)),
    growth: { of: what, size },
  });
  return [
    row('search, keystroke until laid out', ({ workMs }) => workMs),
    row('search, keystroke until painted', ({ paintedMs }) => paintedMs),
  ];
}

async function typeInto(page: ExtensionPage, selector: string): Promise<readonly Keystroke[]> {
  const field = `document.querySelector(${JSON.stringify(selector)})`;
  await page.waitForSelector(selector);
  await page.evaluate(WATCH);
  let expected = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(`{ ${field}.focus(); ${field}.select(); }`);
    for (const letter of TYPED) {
      await page.type(letter);
      expected += 1;
      await page.waitFor(`globalThis.keystrokes.length === ${expected}`, 'the keystroke to be painted');
    }
  }
  // The first letter makes every account ready for searching: it counts.
  return page.evaluate<readonly Keystroke[]>('globalThis.keystrokes');
}
