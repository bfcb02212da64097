// A code of a vault whose worker was stopped, so that all of it is opened again; beside a message that opens nothing.
import type { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';
import { IDLE_PAGE, withVault } from './vault-browser.ts';

const RUNS = 15;

export function measureOpening(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      await fill(size);
      const ours: number[] = [];
      const empty: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        ours.push(await ask(browser, 'codes/list', { ids: ['0'.repeat(32)] }));
        empty.push(await ask(browser, 'vault/status', {}));
      }
      rows.push({
        ...rowOf(`opening the vault, ${size} accounts, worker stopped`, 'asking its status', ours, empty),
        growth: { of: 'opening the vault', size },
      });
    }
    return rows;
  });
}

async function ask(browser: QuietBrowser, verb: string, request: object): Promise<number> {
  await browser.stopWorker();
  return browser.inPage<number>(
    IDLE_PAGE,
    `(async () => {
      const start = performance.now();
      const reply = await chrome.runtime.sendMessage(${JSON.stringify({ verb, request })});
      if (reply?.ok !== true) throw new Error('refused: ' + JSON.stringify(reply));
      return performance.now() - start;
    })()`,
  );
}
