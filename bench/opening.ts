// What a vault answers whose worker was stopped; beside a message that opens nothing. The first screen and a code of it are
// what somebody waits for: they open an outline. What needs all accounts opens the whole index.
import type { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';
import { IDLE_PAGE, withVault } from './vault-browser.ts';

const RUNS = 15;
/** Of no account, so that every entry is looked at, after the outline was in vain. */
const NOBODY = '0'.repeat(32);

export function measureOpening(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      await fill(size);
      rows.push(...(await measure(browser, size)));
    }
    return rows;
  });
}

async function measure(browser: QuietBrowser, size: number): Promise<readonly Row[]> {
  const shown = await leaveOutline(browser);
  const asked = {
    'opening the first screen': ['popup/open', {}],
    'opening a code of it': ['codes/list', { ids: [shown] }],
    'opening the whole index': ['codes/list', { ids: [NOBODY] }],
  } as const;
  const empty: number[] = [];
  const times = Object.keys(asked).map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, [verb, request]] of Object.values(asked).entries())
      times[index]?.push(await ask(browser, verb, request));
    empty.push(await ask(browser, 'vault/status', {}));
  }
  return Object.keys(asked).map((what, index) => ({
    ...rowOf(`${what}, ${size} accounts, worker stopped`, 'asking its status', times[index] ?? [], empty),
    growth: { of: what, size },
  }));
}

/** As whoever opened the popup leaves it: the outline follows a second after the answer. The id of an account on the screen. */
function leaveOutline(browser: QuietBrowser): Promise<string> {
  return browser.inPage<string>(
    IDLE_PAGE,
    `(async () => {
      const kept = () => chrome.storage.session.getKeys().then((keys) => keys.includes('outline'));
      await chrome.storage.session.remove(['outline', 'outlineMark']);
      const reply = await chrome.runtime.sendMessage({ verb: 'popup/open', request: {} });
      for (let tries = 0; !(await kept()); tries += 1) {
        if (tries > 200) throw new Error('no outline was left');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return reply.value.list.rows[0].id;
    })()`,
  );
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
