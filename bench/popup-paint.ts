// The real popup, opened by a real click on the toolbar: when is the first code painted?
import type { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';
import { BLANK, IDLE_PAGE, POPUP, withVault } from './vault-browser.ts';

const RUNS = 15;
/** Nobody looks at the popup for this long after the click. */
const UNDISTURBED_MS = 600;

/** Two rows for each number of accounts: the worker warm, and stopped. */
export function measurePopupPaint(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      await fill(size);
      rows.push(...(await measure(browser, size)));
    }
    return rows;
  });
}

/**
 * Each state of the worker beside blank popups of its own, opened in the same state: one that was stopped starts with our
 * opening and goes on with that for a while, which would meet whatever is opened next.
 */
async function measure(browser: QuietBrowser, size: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const worker of ['warm', 'stopped'] as const) {
    const times: Record<'ours' | 'blank', number[]> = { ours: [], blank: [] };
    for (let run = 0; run <= RUNS; run += 1) {
      const round = {
        ours: await openOnce(browser, POPUP, worker),
        blank: await openOnce(browser, BLANK, worker),
      };
      // The first of each fills caches that later openings find full.
      if (run === 0) continue;
      for (const which of ['ours', 'blank'] as const) times[which].push(round[which]);
    }
    const name = `popup, first code painted, ${size} accounts, worker ${worker}`;
    rows.push({
      ...rowOf(name, 'blank popup', times.ours, times.blank),
      growth: { of: `popup, worker ${worker}`, size },
    });
  }
  return rows;
}

async function openOnce(
  browser: QuietBrowser,
  popupPage: string,
  worker: 'warm' | 'stopped',
): Promise<number> {
  await browser.choosePopup(IDLE_PAGE, popupPage);
  if (worker === 'stopped') await browser.stopWorker();
  const popup = await browser.openPopup(popupPage, UNDISTURBED_MS);
  await popup.waitFor('globalThis.firstPaintMs !== undefined', 'the first paint');
  const time = await popup.evaluate<number>('globalThis.firstPaintMs');
  await popup.close();
  return time;
}
