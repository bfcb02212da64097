// Accounts of another application's file, read and decrypted already, into the vault; beside bare puts of as many records.
import type { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';
import { IDLE_PAGE, withVault } from './vault-browser.ts';

const RUNS = 15;
const RECORD_BYTES = 612;

/** Compared with the vault, added in one step, and taken back again, which is not counted. */
const importOnce = (size: number) => `(async () => {
  const ask = async (verb, request) => {
    const reply = await chrome.runtime.sendMessage({ verb, request });
    if (reply?.ok !== true) throw new Error(verb + ': ' + JSON.stringify(reply));
    return reply.value;
  };
  const accounts = Array.from({ length: ${size} }, (_, at) => ({
    issuer: 'Imported ' + at, accountName: 'user' + at, sites: [], tags: [], pinned: false, notes: '', recoveryCodes: [],
    unknownParameters: [], parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
    secret: btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(20)))),
  }));
  const start = performance.now();
  const rows = await ask('import/preview', { accounts });
  const additions = accounts.map((account, at) => ({ account, choice: rows[at].offers[0], existing: null }));
  const added = await ask('import/add', { additions, passkeys: [] });
  const elapsed = performance.now() - start;
  await ask('import/undo', { seq: added.seq });
  // Left in the trash, each run would make the vault of the next one larger.
  await ask('trash/empty', {});
  return elapsed;
})()`;

const putMany = (size: number) => `(async () => {
  globalThis.bareDatabase ??= await new Promise((resolve, reject) => {
    const request = indexedDB.open('bare', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('records');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const records = Array.from({ length: ${size} }, () => crypto.getRandomValues(new Uint8Array(${RECORD_BYTES})));
  const start = performance.now();
  const transaction = globalThis.bareDatabase.transaction('records', 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore('records');
  for (const [at, record] of records.entries()) store.put(record, at);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  return performance.now() - start;
})()`;

/** Each into a vault that holds little else, since what was imported is taken back. */
export async function measureImport(sizes: readonly number[]): Promise<readonly Row[]> {
  return withVault(async ({ browser, fill }) => {
    await fill(10);
    const rows: Row[] = [];
    for (const size of sizes) rows.push(await measure(browser, size));
    return rows;
  });
}

async function measure(browser: QuietBrowser, size: number): Promise<Row> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await browser.inPage<number>(IDLE_PAGE, importOnce(size)));
    bare.push(await browser.inPage<number>(IDLE_PAGE, putMany(size)));
  }
  return {
    ...rowOf(
      `import of ${size} accounts after the key derivation`,
      'as many bare puts in one transaction',
      ours,
      bare,
    ),
    growth: { of: 'import', size },
  };
}
