// The services of the background over fakes: a store in memory, a session that dies with the test, a clock that waits.
import { AccountsService } from '../../src/background/accounts-service.ts';
import { AutofillService, type PageReach, type PendingFill } from '../../src/background/autofill-service.ts';
import { CodesService } from '../../src/background/codes-service.ts';
import { type VaultEngine, VaultService } from '../../src/background/vault-service.ts';
import { encodeHex } from '../../src/core/bytes/hex.ts';
import type { UnlockedSession } from '../../src/core/vault/lock.ts';
import type { DecodedNewAccount } from '../../src/messaging/page-requests.ts';
import type { PageEvent } from '../../src/messaging/page-responses.ts';
import { DERIVED_KEY, PASSPHRASE, RFC_SECRET, TOTP } from './vault-fixture.ts';
import { MemoryStore } from './vault-memory-store.ts';
import { testOutside } from './vault-outside.ts';

export interface FakeLocal {
  marker: boolean;
  lockAfterMs: number | undefined;
  broken: boolean;
}

/** What survives the service worker: the browser's stores. */
export class FakeBrowser {
  readonly memory = new MemoryStore({ exists: false });
  readonly events: PageEvent[] = [];
  readonly alarms: number[] = [];
  readonly local: FakeLocal = { marker: false, lockAfterMs: undefined, broken: false };
  readonly outside = testOutside('background');
  session: UnlockedSession | undefined;
  pending: PendingFill | undefined;
  filled: ReadonlyMap<string, number> = new Map();
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
    readLockAfterMs: () => Promise.resolve(this.local.lockAfterMs),
  };

  async #local<Value>(work: () => Value): Promise<Value> {
    await Promise.resolve();
    if (this.local.broken) throw new Error('storage.local does not answer');
    return work();
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
  const scheduleLock = (lockAt: number) => void browser.alarms.push(lockAt);
  const vaults = new VaultService({ engine, session, local, outside, exclusively, tellPages, scheduleLock });
  const accounts = new AccountsService(vaults, outside);
  const filled = {
    read: () => Promise.resolve(browser.filled),
    write: async (next: ReadonlyMap<string, number>) => void (browser.filled = next),
  };
  const codes = new CodesService({ vaults, outside, filled });
  const pending = {
    read: () => Promise.resolve(browser.pending),
    write: async (next: PendingFill) => void (browser.pending = next),
    delete: async () => void (browser.pending = undefined),
  };
  const { random, clock } = outside;
  const autofill = new AutofillService({ accounts, codes, reach, pending, random, clock });
  return { vaults, accounts, codes, autofill };
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
