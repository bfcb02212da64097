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

const RUNS = 21;
/** Nobody looks at the popup for this long after the click. */
const UNDISTURBED_MS = 700;
const PATHS = { ours: 'src/popup/index.html', blank: 'blank.html' } as const;

/** One row for each number of accounts, the worker warm. */
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
      rows.push(await measure(browser, page, size));
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(browser: ExtensionBrowser, page: Page, size: number): Promise<Row> {
  const times: { readonly [Which in keyof typeof PATHS]: number[] } = { ours: [], blank: [] };
  for (let run = 0; run <= RUNS; run += 1) {
    for (const which of ['ours', 'blank'] as const) {
      await browser.inWorker(`chrome.action.setPopup({ popup: ${JSON.stringify(PATHS[which])} })`);
      const popup = await browser.openUnwatched(page, PATHS[which], UNDISTURBED_MS);
      await popup.waitFor('globalThis.firstPaintMs !== undefined', 'the first paint');
      const time = await popup.evaluate<number>('globalThis.firstPaintMs');
      await popup.close();
      // The first of each fills caches that later openings find full.
      if (run > 0) times[which].push(time);
    }
  }
  return rowOf(
    `popup, first code painted, ${size} accounts, worker warm`,
    'blank popup',
    times.ours,
    times.blank,
  );
}

function plainAccounts(from: number, to: number): readonly PlainAccount[] {
  return Array.from({ length: to - from }, (_, index) => ({
    issuer: `Service ${from + index}`,
    accountName: `user${from + index}@example.com`,
    site: `https://service-${from + index}.example`,
  }));
}
