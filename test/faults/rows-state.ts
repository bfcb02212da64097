// What happens to a profile as a whole: cleaned, copied, set back, restarted.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EXTENSION_ID, type ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import type { FaultRow, Tally } from './fault-row.ts';
import { type Backend, copyProfile, databaseFolder, localFolder, run, withFolder } from './faulty-browser.ts';
import { differenceOf, Ledger, type Row } from './ledger.ts';
import { after, newAdditions, perform } from './perform.ts';
import { recover } from './recovery.ts';
import { seedProfile } from './seed-profile.ts';
import type { VaultDriver } from './vault-driver.ts';

async function compare(driver: VaultDriver, rows: readonly Row[], tally: Tally): Promise<void> {
  const { accounts } = await recover(driver, tally);
  const difference = accounts === undefined ? 'nothing can be shown' : differenceOf(rows, accounts);
  if (difference !== undefined) tally.judge({ lost: 1, torn: 0, difference });
  tally.acknowledged += rows.length;
  tally.rounds += 1;
}

async function clearIndexedDb(browser: ExtensionBrowser): Promise<void> {
  const page = await browser.openTab('about:blank');
  const session = await browser.context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', {
    origin: `chrome-extension://${EXTENSION_ID}`,
    storageTypes: 'indexeddb',
  });
  await page.close();
}

/** What "clear browsing data" and cleaning programs do, while the vault is open. */
async function cleared(tally: Tally, backend: Backend): Promise<void> {
  const seed = await seedProfile(backend, 'small');
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    copyProfile(seed.folder, profile);
    const first = await run(profile, { backend });
    await recover(first.driver, tally);
    await clearIndexedDb(first.browser);
    await first.driver.ask('vault/lock', {});
    await compare(first.driver, seed.rows, tally);
    await first.close();
    const second = await run(profile, { backend });
    await compare(second.driver, seed.rows, tally);
    await second.close();
  });
}

async function copied(tally: Tally): Promise<void> {
  const seed = await seedProfile('leveldb');
  await withFolder(async (folder) => {
    copyProfile(seed.folder, path.join(folder, 'elsewhere/profile'));
    const { driver, close } = await run(path.join(folder, 'elsewhere/profile'));
    await compare(driver, seed.rows, tally);
    await close();
  });
}

async function restarted(tally: Tally): Promise<void> {
  const seed = await seedProfile('leveldb');
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    copyProfile(seed.folder, profile);
    for (const end of ['close', 'kill', 'close'] as const) {
      const running = await run(profile);
      const { state } = await running.driver.ask('vault/status', {});
      if (state !== 'locked') tally.judge({ lost: 0, torn: 1, difference: `${state} after a restart` });
      await compare(running.driver, seed.rows, tally);
      await running[end]();
    }
  });
}

/** The engine named here is replaced by its files of some changes ago. */
async function setBack(tally: Tally, parts: readonly ('database' | 'local')[]): Promise<void> {
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    const ledger = new Ledger();
    const first = await run(profile);
    await first.driver.create();
    await perform(first.driver, ledger, newAdditions(4));
    await first.driver.settle();
    await first.close();
    copyProfile(profile, path.join(folder, 'old'));
    const second = await run(profile);
    await recover(second.driver, tally);
    await perform(second.driver, ledger, newAdditions(4));
    await second.driver.settle();
    await second.close();
    for (const part of parts) {
      const place = (base: string) =>
        part === 'database' ? databaseFolder(base, 'leveldb') : localFolder(base);
      rmSync(place(profile), { recursive: true });
      cpSync(place(path.join(folder, 'old')), place(profile), { recursive: true });
    }
    const third = await run(profile);
    const rows = ledger.expected();
    if (parts.length === 1) await compare(third.driver, rows, tally);
    else {
      // Both engines of last week, and nothing else that remembers: this is not promised to be noticed (see the threat
      // model), only that what is shown is the whole of that state.
      await compare(third.driver, rows.slice(0, 4), tally);
    }
    await third.close();
  });
}

/** A database that lost most of its records and still verifies may not empty the copy, also after further changes. */
async function nearlyEmptied(tally: Tally): Promise<void> {
  const seed = await seedProfile('leveldb');
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    copyProfile(seed.folder, profile);
    const first = await run(profile);
    await recover(first.driver, tally);
    await first.driver.page.evaluate(async () => {
      const open = indexedDB.open('tallystick-vault');
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      const write = open.result.transaction('records', 'readwrite', { durability: 'strict' });
      const store = write.objectStore('records');
      const keys = store.getAllKeys();
      keys.onsuccess = () => {
        for (const key of keys.result.slice(2)) store.delete(key);
      };
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      open.result.close();
    });
    await first.close();
    const second = await run(profile);
    await after(1_000);
    await compare(second.driver, seed.rows, tally);
    await second.close();
  });
}

export const stateRows: readonly FaultRow[] = [
  {
    id: 'F53',
    name: 'clear-leveldb',
    what: 'IndexedDB cleared while the vault is open, LevelDB',
    run: (tally) => cleared(tally, 'leveldb'),
  },
  { id: 'F53', name: 'clear-sqlite', what: 'the same, SQLite', run: (tally) => cleared(tally, 'sqlite') },
  { id: 'F54', name: 'nearly-empty', what: 'all but two records gone behind our back', run: nearlyEmptied },
  { id: 'F40', name: 'copy-profile', what: 'the profile copied to another place', run: copied },
  {
    id: 'F43',
    name: 'restart',
    what: 'browser closed and killed while the vault is open, three times',
    run: restarted,
  },
  {
    id: 'F55',
    name: 'database-set-back',
    what: 'the database replaced by an older one',
    run: (tally) => setBack(tally, ['database']),
  },
  {
    id: 'F55',
    name: 'local-set-back',
    what: 'storage.local replaced by an older one',
    run: (tally) => setBack(tally, ['local']),
  },
  {
    id: 'F20',
    name: 'profile-set-back',
    what: 'both replaced by older ones (not promised to be noticed)',
    run: (tally) => setBack(tally, ['database', 'local']),
  },
];
