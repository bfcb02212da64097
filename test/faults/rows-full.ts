// No room: a disk that is full, and a browser that gives the extension no more.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXTENSION_DIR, EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import type { FaultRow, Tally } from './fault-row.ts';
import { type Backend, run, type Running, withFolder } from './faulty-browser.ts';
import { Ledger } from './ledger.ts';
import { newAdditions, perform } from './perform.ts';
import { recover } from './recovery.ts';
import { Refused, type VaultDriver } from './vault-driver.ts';
import { fillDisk, withSmallDisk } from './small-disk.ts';

const DISK = '160m';
/** Bytes: the program itself, and some hundred accounts. */
const SMALL_QUOTA = 1_500_000;

/** Adds until it is refused; gives the code of the refusal. */
async function addUntilRefused(
  driver: VaultDriver,
  ledger: Ledger,
  most: number,
  accounts = 1,
): Promise<string | undefined> {
  for (let change = 0; change < most; change += 1) {
    const addition = newAdditions(accounts);
    const entry = ledger.start(addition);
    try {
      const { ids } = await driver.add(addition.additions);
      for (const [index, { name }] of addition.additions.entries()) ledger.ids.set(name, ids[index] ?? '');
      ledger.acknowledge(entry);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      ledger.withdraw(entry);
      return error.code;
    }
  }
  return undefined;
}

async function fullDisk(tally: Tally, backend: Backend, end: 'close' | 'kill' = 'close'): Promise<void> {
  const done = await withSmallDisk(DISK, async (disk) => {
    const profile = path.join(disk, 'profile');
    const ledger = new Ledger();
    const first = await run(profile, { backend });
    await first.driver.create();
    await perform(first.driver, ledger, newAdditions(20));
    await first.driver.settle();
    const ballast = fillDisk(disk);
    // Engines keep a little room of their own: several changes may still be taken.
    const refusal = await addUntilRefused(first.driver, ledger, 400);
    tally.see(`refused: ${refusal ?? 'nothing'}`);
    // Both of what is shown now and what is found after a restart are compared.
    tally.judge(ledger.settle(await first.driver.observe()));
    rmSync(ballast);
    const { isAcknowledged } = await perform(first.driver, ledger, newAdditions(2));
    tally.see(isAcknowledged ? 'saves again once there is room' : 'does not save before a restart');
    if (end === 'close') tally.judge(ledger.settle(await first.driver.observe()));
    await restartAndCompare({ first, profile, backend, ledger, tally, end });
    return true;
  });
  if (done === undefined) tally.skipped = 'a small disk can only be mounted as root, on Linux';
}

async function restartAndCompare({
  first,
  profile,
  backend,
  ledger,
  tally,
  end = 'close',
}: {
  readonly end?: 'close' | 'kill';
  readonly first: Running;
  readonly profile: string;
  readonly backend: Backend;
  readonly ledger: Ledger;
  readonly tally: Tally;
}): Promise<void> {
  await first[end]();
  const second = await run(profile, { backend });
  const { accounts } = await recover(second.driver, tally);
  tally.judge(ledger.settle(accounts ?? []));
  tally.acknowledged += ledger.acknowledged;
  tally.rounds += 1;
  await second.close();
}

/** The same extension without `unlimitedStorage`: only then does the browser's quota bind it. */
function limitedBuild(folder: string): string {
  const extension = path.join(folder, 'limited');
  cpSync(EXTENSION_DIR, extension, { recursive: true });
  const file = path.join(extension, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { permissions: readonly string[] };
  const permissions = manifest.permissions.filter((one) => one !== 'unlimitedStorage');
  writeFileSync(file, JSON.stringify({ ...manifest, permissions }));
  return extension;
}

async function quota(tally: Tally): Promise<void> {
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    const extension = limitedBuild(folder);
    const ledger = new Ledger();
    const first = await run(profile, { extension });
    const blank = await first.browser.openTab('about:blank');
    const session = await first.browser.context.newCDPSession(blank);
    const origin = `chrome-extension://${EXTENSION_ID}`;
    // Before the first write: engines remember for a while how much room there was.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: SMALL_QUOTA });
    await first.driver.create();
    await perform(first.driver, ledger, newAdditions(20));
    const refusal = await addUntilRefused(first.driver, ledger, 20, 300);
    tally.see(`refused: ${refusal ?? 'nothing'}`);
    if (refusal === undefined) tally.judge({ lost: 0, torn: 1, difference: 'the quota did not bind' });
    tally.judge(ledger.settle(await first.driver.observe()));
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await perform(first.driver, ledger, newAdditions(1));
    await restartAndCompare({ first, profile, backend: 'leveldb', ledger, tally });
  });
}

/** The copy finds no room: that is said in the diagnostics, and no change is refused for it. */
async function localQuota(tally: Tally): Promise<void> {
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    const extension = limitedBuild(folder);
    const ledger = new Ledger();
    const first = await run(profile, { extension });
    await first.driver.create();
    await perform(first.driver, ledger, newAdditions(5));
    await first.driver.settle();
    await first.driver.page.evaluate(async () => {
      const { local } = (globalThis as unknown as ExtensionGlobals).chrome.storage;
      for (let size = 4_000_000, part = 0; size > 10; part += 1) {
        try {
          await local.set({ [`ballast${part}`]: 'x'.repeat(size) });
        } catch {
          size = Math.floor(size / 2);
        }
      }
    });
    const refusal = await addUntilRefused(first.driver, ledger, 20);
    if (refusal !== undefined)
      tally.judge({ lost: 1, torn: 0, difference: `the change was refused: ${refusal}` });
    const mirror = await mirrorThatFailed(first.driver);
    tally.see(`mirror ${mirror}`);
    if (mirror !== 'failed') tally.judge({ lost: 0, torn: 1, difference: 'the quota did not bind' });
    tally.judge(ledger.settle(await first.driver.observe()));
    await restartAndCompare({ first, profile, backend: 'leveldb', ledger, tally });
  });
}

/** The copy follows a moment after a change: its state once it has failed, or the last one of ten seconds. */
async function mirrorThatFailed(driver: VaultDriver): Promise<string> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const { mirror } = await driver.ask('diagnostics/read', {});
    if (mirror.state === 'failed' || performance.now() > deadline) return mirror.state;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

interface ExtensionGlobals {
  readonly chrome: { readonly storage: { readonly local: { set(items: object): Promise<void> } } };
}

export const fullRows: readonly FaultRow[] = [
  {
    id: 'F29',
    name: 'full-disk-leveldb',
    what: 'the disk is full, LevelDB',
    run: (tally) => fullDisk(tally, 'leveldb'),
  },
  {
    id: 'F29',
    name: 'full-disk-sqlite',
    what: 'the disk is full, SQLite',
    run: (tally) => fullDisk(tally, 'sqlite'),
  },
  {
    id: 'F29',
    name: 'full-disk-kill',
    what: 'the disk was full and has room again; SIGKILL right after the next change, LevelDB',
    run: (tally) => fullDisk(tally, 'leveldb', 'kill'),
  },
  { id: 'F30', name: 'quota', what: 'the quota of IndexedDB is used up', run: (tally) => quota(tally) },
  {
    id: 'F31',
    name: 'local-quota',
    what: 'the quota of storage.local is used up',
    run: (tally) => localQuota(tally),
  },
];
