// What is done to the ways into a vault, to its stores and to whole vaults; and all scenarios there are.
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import type { StoreKey } from '../../../src/core/vault/store.ts';
import type { FakeBrowser } from '../fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock } from './background.ts';
import { damage, latestRootOf, rootsOf, unlockCopy } from './damage.ts';
import { DERIVED_KEY, PASSPHRASE } from './fixture.ts';
import { flipped } from './flips.ts';
import {
  idOf,
  keepMore,
  NEW_KEY,
  NEW_PASSPHRASE,
  ON_RECORDS,
  passkeyOf,
  present,
  SALT,
  type Scenario,
  sheetOf,
} from './scenarios.ts';

const RECOVERY: Bytes = new Uint8Array(32).fill(0x66);
const FRESH = { ...PASSPHRASE, derivedKey: NEW_KEY };

const recordKeysOf = (browser: FakeBrowser, id: string): readonly StoreKey[] =>
  [...browser.memory.values.keys()].filter((key) => key.startsWith(`record/${id}/`));

const ON_WAYS_IN: readonly Scenario[] = [
  {
    name: 'changing the passphrase',
    leavesContent: true,
    secrets: [DERIVED_KEY, NEW_KEY],
    act: async (worker) => worker.slots.changePassphrase(await present(worker), NEW_PASSPHRASE),
  },
  {
    name: 'setting a recovery key',
    leavesContent: true,
    act: async (worker) => worker.slots.setRecoveryKey(await present(worker), RECOVERY, SALT),
  },
  {
    name: 'adding a passkey to unlock with',
    leavesContent: true,
    act: async (worker) =>
      worker.slots.addPasskey(await present(worker), {
        secret: RECOVERY,
        prfInput: SALT,
        credentialId: new Uint8Array(16).fill(0x44),
        label: 'This laptop',
      }),
  },
  {
    name: 'removing a way in',
    leavesContent: true,
    prepare: async (worker) => worker.slots.setRecoveryKey(await present(worker), RECOVERY, SALT),
    act: async (worker) => {
      const slot = (await worker.slots.list()).find(({ kind }) => kind === 'recovery-key');
      await worker.slots.remove(await present(worker), slot?.slotId ?? '');
    },
  },
  {
    name: 'replacing the vault key',
    leavesContent: true,
    prepare: keepMore,
    act: async (worker) => worker.slots.rotate([await present(worker)]),
  },
];

const ON_STORES: readonly Scenario[] = [
  {
    name: 'taking the copy',
    leavesContent: true,
    prepare: async (worker, browser) => {
      await keepMore(worker);
      await worker.vaults.lock();
      browser.memory.vanish();
      await unlockCopy(startWorker(browser));
    },
    act: (worker) => worker.repairs.takeCopy(),
  },
  {
    name: 'keeping the database',
    leavesContent: true,
    prepare: async (worker, browser) => {
      await worker.vaults.lock();
      for (const key of rootsOf(browser.memory).slice(4)) browser.memory.values.delete(key);
      await unlock(startWorker(browser));
    },
    act: (worker) => worker.repairs.keepDatabase(),
  },
  {
    name: 'keeping what opens by itself',
    leavesContent: true,
    prepare: async (worker, browser) => {
      await keepMore(worker);
      await worker.vaults.lock();
      damage(browser.memory, latestRootOf(browser.memory));
      for (const [key, value] of browser.mirror.values) {
        if (key.startsWith('shard/')) browser.mirror.values.set(key, flipped(value, 90));
      }
      await unlock(startWorker(browser));
    },
    act: (worker) => worker.repairs.keepSalvaged(),
  },
  {
    name: 'repairing records',
    leavesContent: true,
    prepare: async (worker, browser) => {
      await keepMore(worker);
      const ids = [await idOf(worker, 'bob'), await sheetOf(worker), await passkeyOf(worker)];
      damage(browser.memory, ...ids.flatMap((id) => recordKeysOf(browser, id)));
    },
    act: async (worker) => {
      if ((await worker.repairs.repairRecords()).left > 0) throw new Error('not all were repaired');
    },
  },
  {
    name: 'repairing a head',
    leavesContent: true,
    prepare: async (_worker, browser) => damage(browser.memory, 'head/A'),
    act: (worker) => worker.repairs.repairHeads(),
  },
  { name: 'writing the mirror', leavesContent: true, act: (worker) => worker.mirrors.sync() },
];

const ON_WHOLE_VAULTS: readonly Scenario[] = [
  { name: 'creating the vault', isFirstRun: true, act: (worker) => worker.vaults.create(PASSPHRASE) },
  {
    name: 'starting a fresh vault beside this one',
    secrets: [DERIVED_KEY, NEW_KEY],
    act: (worker) => worker.leaving.startFresh(FRESH),
  },
  {
    name: 'bringing back the vault that was set aside',
    prepare: async (worker) => {
      await keepMore(worker);
      await worker.leaving.startFresh(FRESH);
      await addAccount(worker, newAccount('zoe'));
      await worker.settle();
    },
    secrets: [NEW_KEY, DERIVED_KEY],
    act: async (worker) => worker.leaving.bringBack(await worker.diagnostics.generationNamed('vault-0')),
  },
  {
    name: 'erasing the vault',
    erases: true,
    act: async (worker) => worker.leaving.erase((await present(worker)).slotId, DERIVED_KEY),
  },
];

export const SCENARIOS: readonly Scenario[] = [
  ...ON_RECORDS,
  ...ON_WAYS_IN,
  ...ON_STORES,
  ...ON_WHOLE_VAULTS,
];
