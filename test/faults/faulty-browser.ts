// A browser of its own with a profile of its own, which may be killed, copied and damaged.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ExtensionBrowser, EXTENSION_ID, switchOff } from '../support/browsers/extension-browser.ts';
import { VaultDriver } from './vault-driver.ts';

export type Backend = 'leveldb' | 'sqlite';

const FEATURES: { readonly [Name in Backend]: readonly string[] } = {
  leveldb: [switchOff('IdbSqliteBackingStore')],
  sqlite: ['--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout'],
};

export interface Running {
  readonly browser: ExtensionBrowser;
  readonly driver: VaultDriver;
  /** SIGKILL to the main process, and waits until everything that it had started is gone. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function run(
  profile: string,
  { backend = 'leveldb', extension }: { readonly backend?: Backend; readonly extension?: string } = {},
): Promise<Running> {
  const args = ['--headless=new', ...FEATURES[backend]];
  const browser = await ExtensionBrowser.launch({ profile, args, ...(extension && { extension }) });
  const main = await browser.processId();
  assertOwn(main, profile);
  const driver = await VaultDriver.open(browser);
  return {
    browser,
    driver,
    kill: () => killTree(main, browser),
    close: () => browser.close(),
  };
}

/** Of a folder below the profile: where this backend keeps the extension's databases. */
export function databaseFolder(profile: string, backend: Backend): string {
  const name = `chrome-extension_${EXTENSION_ID}_0${backend === 'leveldb' ? '.indexeddb.leveldb' : ''}`;
  return path.join(profile, 'Default/IndexedDB', name);
}

export function localFolder(profile: string): string {
  return path.join(profile, 'Default/Local Extension Settings', EXTENSION_ID);
}

/** Runs `work` with a new folder, which is removed afterwards. */
export async function withFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-fault-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Without the locks of the browser that it was copied from. */
export function copyProfile(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (file) =>
      !/Singleton|\/(Code Cache|Cache|GPUCache|ShaderCache|GrShaderCache|Crashpad)$/.test(file),
  });
}

/** The test ends what it started and nothing else. */
function assertOwn(pid: number, profile: string): void {
  if (!existsSync('/proc/self/cmdline')) return;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  if (!command.includes(profile)) throw new Error(`process ${pid} is not the browser of this test`);
}

async function killTree(main: number, browser: ExtensionBrowser): Promise<void> {
  const others = descendantsOf(main);
  const closed = new Promise((resolve) => {
    browser.context.once('close', resolve);
  });
  process.kill(main, 'SIGKILL');
  await closed;
  // They end by themselves when their browser is gone; the next browser on this profile must not meet them.
  for (let attempt = 0; attempt < 100 && others.some(isRunning); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Every process below this one, from /proc; none elsewhere. */
function descendantsOf(main: number): readonly number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while it was looked at.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === main || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}
