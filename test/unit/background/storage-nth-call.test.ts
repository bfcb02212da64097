// For every thing that is done to a vault: the Nth call of any of its stores fails, for all N. What is found after a
// restart is what was before or what was to be, whole; and what was reported as done is done.
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock, type Worker } from '../../support/vault-background.ts';
import { type CallFaultMode, CallFaults, copyBrowser } from '../../support/vault-call-faults.ts';
import { lockedVault, rootsOf, unlockCopy } from '../../support/vault-damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../support/vault-fixture.ts';
import { type Content, findAfterRestart } from '../../support/vault-recovery.ts';

const NEW_KEY: Bytes = new Uint8Array(32).fill(0x77);
const SALT: Bytes = new Uint8Array(32).fill(0x1d);
const RECOVERY: Bytes = new Uint8Array(32).fill(0x66);

interface Scenario {
  readonly name: string;
  /** Brings the vault into the state in which the thing is done; it is unlocked afterwards. */
  readonly prepare?: (worker: Worker, browser: FakeBrowser) => Promise<void>;
  readonly act: (worker: Worker) => Promise<unknown>;
  /** Which secrets may open the vault afterwards; where it was reported as done, only the last. */
  readonly secrets?: readonly Bytes[];
}

const idOf = async (worker: Worker, name: string) =>
  (await worker.accounts.list(null)).find(({ account }) => account.accountName === name)?.id ?? '';

const trashAlice = async (worker: Worker) => worker.accounts.trash(await idOf(worker, 'alice'));

async function present(worker: Worker) {
  const [slot] = await worker.slots.list();
  return { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'adding', act: (worker) => addAccount(worker, newAccount('grace')) },
  {
    name: 'adding many at once',
    act: (worker) =>
      worker.accounts.add(
        Array.from({ length: 12 }, (_, index) => ({ account: newAccount(`many ${index}`), replaces: null })),
      ),
  },
  {
    name: 'editing',
    act: async (worker) =>
      worker.accounts.edit({ id: await idOf(worker, 'bob'), issuer: 'Other', accountName: 'bob', sites: [] }),
  },
  { name: 'moving to the trash', act: trashAlice },
  {
    name: 'bringing back from the trash',
    prepare: trashAlice,
    act: async (worker) => worker.accounts.restore(await idOf(worker, 'alice')),
  },
  {
    name: 'erasing',
    prepare: trashAlice,
    act: async (worker) => worker.accounts.erase(await idOf(worker, 'alice')),
  },
  { name: 'emptying the trash', prepare: trashAlice, act: (worker) => worker.history.emptyTrash() },
  {
    name: 'undoing',
    prepare: trashAlice,
    act: async (worker) => worker.history.undo((await worker.history.list())[0]?.seq ?? 0),
  },
  {
    name: 'giving the next code of a counter',
    prepare: async (worker) => {
      const parameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 5 } as const;
      await addAccount(worker, newAccount('hotel', { parameters }));
    },
    act: async (worker) => worker.codes.next(await idOf(worker, 'hotel')),
  },
  {
    name: 'changing the passphrase',
    secrets: [DERIVED_KEY, NEW_KEY],
    act: async (worker) =>
      worker.slots.changePassphrase(await present(worker), {
        secret: NEW_KEY,
        salt: SALT,
        kdf: PASSPHRASE.kdf,
      }),
  },
  {
    name: 'setting a recovery key',
    act: async (worker) => worker.slots.setRecoveryKey(await present(worker), RECOVERY, SALT),
  },
  { name: 'replacing the vault key', act: async (worker) => worker.slots.rotate([await present(worker)]) },
  {
    name: 'taking the copy',
    prepare: async (worker, browser) => {
      await worker.vaults.lock();
      browser.memory.vanish();
      await unlockCopy(startWorker(browser));
    },
    act: (worker) => worker.repairs.takeCopy(),
  },
  {
    name: 'keeping the database',
    prepare: async (worker, browser) => {
      await worker.vaults.lock();
      for (const key of rootsOf(browser.memory).slice(4)) browser.memory.values.delete(key);
      await unlock(startWorker(browser));
    },
    act: (worker) => worker.repairs.keepDatabase(),
  },
  { name: 'writing the mirror', act: (worker) => worker.mirrors.sync() },
];

/** Unlocked, and in the state in which the thing is done. */
async function prepared({ prepare }: Scenario): Promise<FakeBrowser> {
  const { browser } = await lockedVault();
  const worker = startWorker(browser);
  await unlock(worker);
  await prepare?.(worker, browser);
  return browser;
}

interface Tried {
  readonly browser: FakeBrowser;
  readonly calls: number;
  readonly isDone: boolean;
}

async function attempt(
  scenario: Scenario,
  ready: FakeBrowser,
  failAt: number,
  mode: CallFaultMode,
): Promise<Tried> {
  const browser = await copyBrowser(ready);
  const faults = new CallFaults();
  faults.mode = mode;
  faults.failAt = failAt;
  const worker = startWorker(faults.around(browser));
  const crash = faults.died.then(() => false);
  const acting = scenario.act(worker).then(
    () => true,
    () => false,
  );
  const isDone = await Promise.race([acting, crash]);
  // The worker does this by itself a moment later; its failure is no failure of the change.
  await Promise.race([worker.settle().catch(() => undefined), crash]);
  return { browser, calls: faults.calls, isDone };
}

describe.each(SCENARIOS)('for all N, when the Nth call of a store fails while $name', (scenario) => {
  test.each<CallFaultMode>(['refused', 'unanswered', 'crashed'])(
    'and is %s, the vault is as before or as it was to be, and what was reported is there',
    async (mode) => {
      const ready = await prepared(scenario);
      const secrets = scenario.secrets ?? [DERIVED_KEY];
      const before = (await findAfterRestart(await copyBrowser(ready), secrets)).content;
      const { browser: whole, calls } = await attempt(scenario, ready, 0, mode);
      const after = (await findAfterRestart(whole, secrets)).content;
      expect(calls).toBeGreaterThan(0);
      for (let failAt = 1; failAt <= calls; failAt += 1) {
        const { browser, isDone } = await attempt(scenario, ready, failAt, mode);
        await expectWhole(browser, { before, after, isDone, secrets }, `call ${failAt} of ${calls}`);
      }
    },
    60_000,
  );
});

async function expectWhole(
  browser: FakeBrowser,
  {
    before,
    after,
    isDone,
    secrets,
  }: {
    readonly before: Content;
    readonly after: Content;
    readonly isDone: boolean;
    readonly secrets: readonly Bytes[];
  },
  call: string,
): Promise<void> {
  const { content, path } = await findAfterRestart(browser, isDone ? secrets.slice(-1) : secrets);
  expect(path, call).not.toContain('first-run');
  expect(isDone ? [after] : [before, after], `${call}, ${path.join(' > ')}`).toContainEqual(content);
}
