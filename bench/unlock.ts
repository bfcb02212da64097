// From the Enter key under the passphrase to the first code, beside the bare Argon2id of the same parameters: in a page of
// its own, which the browser may run before others, and in a worker, where ours is too.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DEFAULT_KDF } from '../src/core/vault/keys/kdf-parameters.ts';
import { startRelyingParty } from '../src/relying-party/server.ts';
import { addAccounts } from '../test/support/accounts.ts';
import { AS_USERS_HAVE_IT, ExtensionBrowser } from '../test/support/browsers/extension-browser.ts';
import { createVault, PASSPHRASE } from '../test/support/journeys.ts';
import { measuringCopy } from './measuring-copy.ts';
import { type Row, rowOf } from './table.ts';

const RUNS = 21;
const ACCOUNTS = 10;
const POPUP = 'src/popup/index.html';
const BARE = 'argon2.html';
const BARE_WORKER = 'argon2-worker.js';

/** What a person takes to type a passphrase at the very least; the popup makes its worker ready meanwhile. */
const TYPING_MS = 500;

const { memoryKib, iterations, parallelism } = DEFAULT_KDF;
/** Compiled before the time begins, as ours is. */
const BARE_ARGON2 = `(async () => {
  const { hashwasm } = globalThis;
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const derive = (memorySize, iterations) => hashwasm.argon2id({ password: ${JSON.stringify(PASSPHRASE)}, salt,
    memorySize, iterations, parallelism: ${parallelism}, hashLength: 32, outputType: 'binary' });
  await derive(64, 2);
  const start = performance.now();
  await derive(${memoryKib}, ${iterations});
  return performance.now() - start;
})()`;

const BARE_IN_WORKER = `new Promise((resolve, reject) => {
  const policy = trustedTypes.createPolicy('bare', { createScriptURL: (url) => url });
  const worker = new Worker(policy.createScriptURL('/${BARE_WORKER}'));
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
})`;

/** The popup, so the whole way: key derivation, message, opening the vault, and the first code painted. */
export async function measureUnlock(
  dist = path.resolve(import.meta.dirname, '../dist/chrome'),
): Promise<readonly Row[]> {
  const folder = measuringCopy(dist);
  addBarePage(folder);
  const server = await startRelyingParty();
  const browser = await ExtensionBrowser.launch({ extension: folder, args: [AS_USERS_HAVE_IT] });
  try {
    const manage = await createVault(browser);
    await addAccounts(
      manage,
      Array.from({ length: ACCOUNTS }, (_, index) => ({ issuer: `Service ${index}`, accountName: 'ada' })),
    );
    const page = await browser.openTab(`${server.origin('ankra')}/forms/one-field`);
    const ours: number[] = [];
    const bare: number[] = [];
    const bareInWorker: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const times = [
        await unlockOnce(browser, manage, page),
        await deriveOnce(browser, page, BARE_ARGON2),
        await deriveOnce(browser, page, BARE_IN_WORKER),
      ] as const;
      // The first of each fills caches that later ones find full.
      if (run === 0) continue;
      ours.push(times[0]);
      bare.push(times[1]);
      bareInWorker.push(times[2]);
    }
    const what = `unlock, Enter to first code painted, ${ACCOUNTS} accounts`;
    return [
      rowOf(what, 'bare Argon2id in a page', ours, bare),
      rowOf(what, 'bare Argon2id in a worker', ours, bareInWorker),
    ];
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unlockOnce(browser: ExtensionBrowser, manage: Page, page: Page): Promise<number> {
  await manage.evaluate(`chrome.runtime.sendMessage({ verb: 'vault/lock', request: {} })`);
  await browser.inWorker(`chrome.action.setPopup({ popup: ${JSON.stringify(POPUP)} })`);
  const popup = await browser.openUnwatched(page, POPUP, 0);
  await popup.waitForSelector('input[type=password]');
  await popup.evaluate(`document.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') globalThis.enteredMs = performance.now();
  }, { capture: true })`);
  await popup.type(PASSPHRASE);
  await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
  await popup.press('Enter');
  await popup.waitFor('globalThis.firstPaintMs !== undefined', 'the first code');
  const time = await popup.evaluate<number>('globalThis.firstPaintMs - globalThis.enteredMs');
  await popup.close();
  return time;
}

async function deriveOnce(browser: ExtensionBrowser, page: Page, bare: string): Promise<number> {
  await browser.inWorker(`chrome.action.setPopup({ popup: ${JSON.stringify(BARE)} })`);
  const popup = await browser.openUnwatched(page, BARE, 0);
  await popup.waitFor('globalThis.hashwasm !== undefined', 'the bare Argon2id');
  await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
  const time = await popup.evaluate<number>(bare);
  await popup.close();
  return time;
}

/** The library as its authors ship it, and nothing of ours. */
function addBarePage(folder: string): void {
  const library = createRequire(import.meta.url).resolve('hash-wasm/dist/argon2.umd.min.js');
  copyFileSync(library, path.join(folder, 'argon2.js'));
  // As one script: the policy of our pages lets a worker import no other.
  const inWorker = `${readFileSync(library, 'utf8')};void ${BARE_ARGON2}.then((ms) => postMessage(ms));`;
  writeFileSync(path.join(folder, BARE_WORKER), inWorker);
  writeFileSync(
    path.join(folder, BARE),
    '<!doctype html><html><head><script src="/argon2.js"></script></head><body>bare</body></html>',
  );
}
