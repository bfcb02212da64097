// JavaScript that is held after a collection: the popup with its list, beside a blank one; the worker, beside itself locked.
import { heapOf, type QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';
import { BLANK, IDLE_PAGE, POPUP, withVault } from './vault-browser.ts';

const RUNS = 15;
const MB = 1_000_000;

export function measureMemory(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      await fill(size);
      const popup: number[] = [];
      const blank: number[] = [];
      const warm: number[] = [];
      const fresh: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        popup.push(
          await heapOfPopup(
            browser,
            POPUP,
            `document.querySelector('#search')?.placeholder.includes('${size}')`,
          ),
        );
        warm.push(await browser.heapOfWorker());
        blank.push(await heapOfPopup(browser, BLANK, 'true'));
        await browser.stopWorker();
        await browser.inPage(IDLE_PAGE, `chrome.runtime.sendMessage({ verb: 'vault/status', request: {} })`);
        fresh.push(await browser.heapOfWorker());
      }
      const inMb = (bytes: readonly number[]) => bytes.map((count) => count / MB);
      rows.push(
        {
          ...rowOf(`memory of the popup, ${size} accounts`, 'blank popup', inMb(popup), inMb(blank)),
          unit: 'MB',
          growth: { of: 'memory of the popup', size },
        },
        {
          ...rowOf(
            `memory of the worker, ${size} accounts`,
            'worker that opened nothing',
            inMb(warm),
            inMb(fresh),
          ),
          unit: 'MB',
          growth: { of: 'memory of the worker', size },
        },
      );
    }
    return rows;
  });
}

async function heapOfPopup(browser: QuietBrowser, page: string, isReady: string): Promise<number> {
  await browser.choosePopup(IDLE_PAGE, page);
  const popup = await browser.openPopup(page, 0);
  await popup.waitFor(isReady, 'the whole list');
  const bytes = await heapOf(popup);
  await popup.close();
  return bytes;
}
