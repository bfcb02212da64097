// The services of the background over fakes: a store in memory, a session that dies with the test, a clock that waits.
import { AccountsService } from '../../src/background/accounts-service.ts';
import { AutofillService, type PageReach, type PendingFill } from '../../src/background/autofill-service.ts';
import { ClipboardService, type CopiedText } from '../../src/background/clipboard-service.ts';
import { ClockService, createCodeClock, type SiteAnswer } from '../../src/background/clock-service.ts';
import { CodesService } from '../../src/background/codes-service.ts';
import { SettingsService } from '../../src/background/settings-service.ts';
import type { SessionOwner } from '../../src/background/unlocked-session.ts';
import { type VaultEngine, VaultService } from '../../src/background/vault-service.ts';
import { encodeHex } from '../../src/core/bytes/hex.ts';
import { isMarked } from '../../src/core/clipboard/copied-mark.ts';
import type { UnlockedSession } from '../../src/core/vault/lock.ts';
import type { DecodedNewAccount } from '../../src/messaging/page-requests.ts';
import type { PageEvent } from '../../src/messaging/page-responses.ts';
import { DERIVED_KEY, PASSPHRASE, RFC_SECRET, TOTP } from './vault-fixture.ts';
import { MemoryStore } from './vault-memory-store.ts';
import { testOutside } from './vault-outside.ts';

export interface FakeLocal {
  marker: boolean;
  settings: unknown;
  broken: boolean;
}

/** What survives the service worker: the browser's stores. */
export class FakeBrowser {
  readonly memory = new MemoryStore({ exists: false });
  readonly events: PageEvent[] = [];
  readonly alarms: (number | null)[] = [];
  readonly local: FakeLocal = { marker: false, settings: undefined, broken: false };
  readonly outside = testOutside('background');
  session: UnlockedSession | undefined;
  pending: PendingFill | undefined;
  filled: ReadonlyMap<string, number> = new Map();
  copied: CopiedText | undefined;
  readonly clipboard = new FakeClipboard();
  seenTab: number | null = null;
  askSite = async (_tabId: number): Promise<SiteAnswer> => ({ kind: 'no-page' });
  #writing: Promise<unknown> = Promise.resolve();

  readonly exclusively = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const result = this.#writing.then(work);
    this.#writing = result.catch(() => undefined);
    return result;
  };

  readonly sessionStore = {
    read: () => Promise.resolve(this.session),
    write: async (session: UnlockedSession) => {
      await Promise.resolve();
      this.session = session;
    },
    delete: async () => {
      await Promise.resolve();
      this.session = undefined;
    },
  };

  readonly facts = {
    hasInstalledMarker: () => this.#local(() => this.local.marker),
    writeInstalledMarker: () =>
      this.#local(() => {
        this.local.marker = true;
      }),
  };

  async #local<Value>(work: () => Value): Promise<Value> {
    await Promise.resolve();
    if (this.local.broken) throw new Error('storage.local does not answer');
    return work();
  }
}

/** The system's clipboard, and whether the user lets us read it. */
class FakeClipboard {
  readonly alarms: number[] = [];
  text = '';
  mayRead = true;
  failing = 0;

  async clearIfMarked(mark: string): Promise<void> {
    await Promise.resolve();
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('no document out of sight');
    }
    if (isMarked(this.text, mark)) this.text = '';
  }
}

const NO_PAGES: PageReach = {
  inject: () => Promise.resolve([]),
  send: () => Promise.resolve(undefined),
  originOf: () => Promise.resolve(null),
};

/** A service worker that has just started in this browser. */
export function startWorker(
  browser: FakeBrowser,
  {
    engine = browser.memory,
    reach = NO_PAGES,
  }: { readonly engine?: VaultEngine; readonly reach?: PageReach } = {},
) {
  const { outside, sessionStore: session, facts: local, exclusively } = browser;
  const tellPages = (event: PageEvent) => void browser.events.push(event);
  const scheduleLock = (lockAt: number | null) => void browser.alarms.push(lockAt);
  const settings = new SettingsService({
    store: {
      read: async () => {
        if (browser.local.broken) throw new Error('storage.local does not answer');
        return browser.local.settings;
      },
      write: async (signed) => void (browser.local.settings = signed),
    },
    session,
  });
  const lockChoice = async () => {
    const settingsOf = await settings.reader();
    return (opened: SessionOwner) => settingsOf(opened).lock;
  };
  const vaults = new VaultService({
    engine,
    session,
    local,
    outside,
    exclusively,
    tellPages,
    lockChoice,
    scheduleLock,
  });
  const accounts = new AccountsService(vaults, outside);
  const filled = {
    read: () => Promise.resolve(browser.filled),
    write: async (next: ReadonlyMap<string, number>) => void (browser.filled = next),
  };
  const codeTime = createCodeClock(outside.clock, settings);
  const codes = new CodesService({ vaults, codeTime, filled });
  const pending = {
    read: () => Promise.resolve(browser.pending),
    write: async (next: PendingFill) => void (browser.pending = next),
    delete: async () => void (browser.pending = undefined),
  };
  const { random, clock } = outside;
  const autofill = new AutofillService({ accounts, codes, reach, pending, random, clock });
  const clipboard = new ClipboardService({
    store: {
      read: () => Promise.resolve(browser.copied),
      write: async (copied) => void (browser.copied = copied),
      delete: async () => void (browser.copied = undefined),
    },
    mayRead: () => Promise.resolve(browser.clipboard.mayRead),
    clear: (mark) => browser.clipboard.clearIfMarked(mark),
    schedule: (at) => void browser.clipboard.alarms.push(at),
    random,
    clock,
  });
  const clockService = new ClockService({
    vaults,
    settings,
    clock,
    askSite: (tabId) => browser.askSite(tabId),
    lastSeenTab: () => Promise.resolve(browser.seenTab),
  });
  return { vaults, accounts, codes, autofill, settings, clipboard, clock: clockService };
}

export type Worker = ReturnType<typeof startWorker>;

export async function createUnlocked(
  browser: FakeBrowser,
  options?: Parameters<typeof startWorker>[1],
): Promise<Worker> {
  const worker = startWorker(browser, options);
  await worker.vaults.create(PASSPHRASE);
  return worker;
}

/** Unlocks by the one passphrase slot, as the pages do. */
export async function unlock(worker: Worker, derivedKey = DERIVED_KEY): Promise<void> {
  const status = await worker.vaults.status();
  if (status.state !== 'locked') throw new Error(`the vault is ${status.state}`);
  await worker.vaults.unlock(status.slot.slotId, derivedKey);
}

export function newAccount(accountName: string, more: Partial<DecodedNewAccount> = {}): DecodedNewAccount {
  return {
    issuer: 'Example',
    accountName,
    secret: RFC_SECRET,
    parameters: TOTP,
    sites: [{ origin: 'https://example.com', match: 'origin' }],
    unknownParameters: [],
    ...more,
  };
}

export async function addAccount(
  worker: Worker,
  account: DecodedNewAccount,
  replaces: string | null = null,
): Promise<string> {
  const [id] = await worker.accounts.add([{ account, replaces }]);
  if (id === undefined) throw new Error('no id');
  return id;
}

export function storeText(store: MemoryStore): string {
  return [...store.values].map(([key, value]) => `${key} ${encodeHex(value)}`).join('\n');
}
