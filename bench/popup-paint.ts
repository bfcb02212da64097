// The real popup, opened by a real click on the toolbar: when is the first code painted?
import { rmSync } from 'node:fs';
import path from 'node:path';
import { startRelyingParty } from '../src/relying-party/server.ts';
import { createVault } from '../test/support/journeys.ts';
import { addUpTo, MANAGE } from './many-accounts.ts';
import { measuringCopy } from './measuring-copy.ts';
import { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';

const RUNS = 15;
/** Nobody looks at the popup for this long after the click. */
const UNDISTURBED_MS = 600;
const POPUP = 'src/popup/index.html';
const BLANK = 'blank.html';

/** Two rows for each number of accounts: the worker warm, and stopped. */
export async function measurePopupPaint(sizes: readonly number[]): Promise<readonly Row[]> {
  const folder = measuringCopy(path.resolve(import.meta.dirname, '../dist/chrome'));
  const server = await startRelyingParty();
  const browser = await QuietBrowser.launch(folder);
  try {
    await browser.prepare(async (watched) => {
      await createVault(watched);
      await watched.openTab(`${server.origin('ankra')}/forms/one-field`);
    });
    const rows: Row[] = [];
    let stored = 0;
    for (const size of sizes.toSorted((a, b) => a - b)) {
      await addUpTo(browser, stored, size);
      stored = size;
      rows.push(...(await measure(browser, size)));
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(browser: QuietBrowser, size: number): Promise<readonly Row[]> {
  const times: Record<'warm' | 'stopped' | 'blank', number[]> = { warm: [], stopped: [], blank: [] };
  for (let run = 0; run <= RUNS; run += 1) {
    const round = {
      warm: await openOnce(browser, POPUP),
      blank: await openOnce(browser, BLANK),
      stopped: await openOnce(browser, POPUP, true),
    };
    // The first of each fills caches that later openings find full.
    if (run === 0) continue;
    for (const which of ['warm', 'stopped', 'blank'] as const) times[which].push(round[which]);
  }
  return (['warm', 'stopped'] as const).map((worker) => ({
    ...rowOf(
      `popup, first code painted, ${size} accounts, worker ${worker}`,
      'blank popup',
      times[worker],
      times.blank,
    ),
    growth: { of: `popup, worker ${worker}`, size },
  }));
}

async function openOnce(browser: QuietBrowser, popupPage: string, isStopped = false): Promise<number> {
  await browser.inPage(MANAGE, `chrome.action.setPopup({ popup: ${JSON.stringify(popupPage)} })`);
  if (isStopped) await browser.stopWorker();
  const popup = await browser.openPopup(popupPage, UNDISTURBED_MS);
  await popup.waitFor('globalThis.firstPaintMs !== undefined', 'the first paint');
  const time = await popup.evaluate<number>('globalThis.firstPaintMs');
  await popup.close();
  return time;
}
