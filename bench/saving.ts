// One account more in the vault, until the background has answered that it is stored; beside one bare put.
import { setTimeout as wait } from 'node:timers/promises';
import type { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';
import { IDLE_PAGE, withVault } from './vault-browser.ts';

const RUNS = 15;
/** The mirror, the outline and the next first screen follow a change within a second; nobody saves an account while they do. */
const BETWEEN_MS = 2500;

/** What a record of an account takes in the store. */
const RECORD_BYTES = 612;

const SAVE = `(async () => {
  const secret = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(20))));
  const account = { issuer: 'Saved', accountName: crypto.randomUUID(), secret, sites: [], unknownParameters: [],
    parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 } };
  const start = performance.now();
  const reply = await chrome.runtime.sendMessage({ verb: 'accounts/add', request: { additions: [{ account, replaces: null }] } });
  const elapsed = performance.now() - start;
  if (reply?.ok !== true) throw new Error('not saved: ' + JSON.stringify(reply));
  return elapsed;
})()`;

const BARE_PUT = `(async () => {
  globalThis.bareDatabase ??= await new Promise((resolve, reject) => {
    const request = indexedDB.open('bare', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('records');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const bytes = crypto.getRandomValues(new Uint8Array(${RECORD_BYTES}));
  const start = performance.now();
  const transaction = globalThis.bareDatabase.transaction('records', 'readwrite', { durability: 'strict' });
  transaction.objectStore('records').put(bytes, crypto.randomUUID());
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  return performance.now() - start;
})()`;

export function measureSaving(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    const rows: Row[] = [];
    for (const size of sizes) {
      await fill(size);
      // Whoever saves an account looks at the page that does it.
      await browser.bringToFront(IDLE_PAGE);
      rows.push(await measure(browser, size));
    }
    return rows;
  });
}

async function measure(browser: QuietBrowser, size: number): Promise<Row> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    await wait(BETWEEN_MS);
    const round = [
      await browser.inPage<number>(IDLE_PAGE, SAVE),
      await browser.inPage<number>(IDLE_PAGE, BARE_PUT),
    ] as const;
    if (run === 0) continue;
    ours.push(round[0]);
    bare.push(round[1]);
  }
  return {
    ...rowOf(`saving one account beside ${size}`, 'a bare strict put of its record', ours, bare),
    growth: { of: 'saving one account', size },
  };
}
