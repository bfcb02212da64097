// The real popup, opened by a real click on the toolbar: when is the first code painted?
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startRelyingParty } from '../src/relying-party/server.ts';
import { addAccounts, type PlainAccount } from '../test/support/accounts.ts';
import { ExtensionBrowser } from '../test/support/extension-browser.ts';
import { createVault } from '../test/support/journeys.ts';
import { measuringCopy } from './measuring-copy.ts';
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
  const browser = await ExtensionBrowser.launch({ extension: folder });
  try {
    const manage = await createVault(browser);
    const page = await browser.openTab(`${server.origin('ankra')}/forms/one-field`);
    const rows: Row[] = [];
    let stored = 0;
    for (const size of sizes.toSorted((a, b) => a - b)) {
      await addAccounts(manage, plainAccounts(stored, size));
      stored = size;
      rows.push(...(await measure(browser, page, size)));
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(browser: ExtensionBrowser, page: Page, size: number): Promise<readonly Row[]> {
  const times: Record<'warm' | 'stopped' | 'blank', number[]> = { warm: [], stopped: [], blank: [] };
  for (let run = 0; run <= RUNS; run += 1) {
    const round = {
      warm: await openOnce(browser, page, POPUP),
      blank: await openOnce(browser, page, BLANK),
      stopped: await openOnce(browser, page, POPUP, true),
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

async function openOnce(
  browser: ExtensionBrowser,
  page: Page,
  popupPage: string,
  isStopped = false,
): Promise<number> {
  await browser.inWorker(`chrome.action.setPopup({ popup: ${JSON.stringify(popupPage)} })`);
  if (isStopped) await browser.stopServiceWorker();
  const popup = await browser.openUnwatched(page, popupPage, UNDISTURBED_MS);
  await popup.waitFor('globalThis.firstPaintMs !== undefined', 'the first paint');
  const time = await popup.evaluate<number>('globalThis.firstPaintMs');
  await popup.close();
  return time;
}

function plainAccounts(from: number, to: number): readonly PlainAccount[] {
  return Array.from({ length: to - from }, (_, index) => ({
    issuer: `Service ${from + index}`,
    accountName: `user${from + index}@example.com`,
    site: `https://service-${from + index}.example`,
  }));
}
