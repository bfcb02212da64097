// The browser goes on; a part of the extension goes away while it writes, or two parts write at once.
import { EXTENSION_DIR } from '../support/browsers/extension-browser.ts';
import { between, type FaultContext, type FaultRow, type Tally } from './fault-row.ts';
import { run, type Running, withFolder } from './faulty-browser.ts';
import { Ledger } from './ledger.ts';
import { after, newAdditions, nextOperation, perform, performUntil } from './perform.ts';
import { recover } from './recovery.ts';
import { Refused, VaultDriver } from './vault-driver.ts';

async function withVault(
  tally: Tally,
  work: (running: Running, ledger: Ledger) => Promise<void>,
  accounts = 5,
): Promise<void> {
  await withFolder(async (profile) => {
    const running = await run(profile);
    const ledger = new Ledger();
    await running.driver.create();
    await perform(running.driver, ledger, newAdditions(accounts));
    try {
      await work(running, ledger);
    } finally {
      tally.acknowledged += ledger.acknowledged;
      await running.close();
    }
  });
}

/** A change of its own stands in the queue behind whatever is still under way. */
async function settled(driver: VaultDriver, ledger: Ledger, tally: Tally): Promise<void> {
  await perform(driver, ledger, newAdditions(1));
  tally.judge(ledger.settle(await driver.observe(), 'subset'));
  tally.rounds += 1;
}

async function workerStops(tally: Tally, rounds: number, { random }: FaultContext): Promise<void> {
  await withVault(tally, async ({ browser, driver }, ledger) => {
    const blank = await browser.openTab('about:blank');
    const session = await browser.context.newCDPSession(blank);
    await session.send('ServiceWorker.enable');
    for (let round = 0; round < rounds; round += 1) {
      let isStopped = false;
      const stopping = after(between(random, 5, 150)).then(async () => {
        await session.send('ServiceWorker.stopAllWorkers');
        isStopped = true;
      });
      await performUntil(() => isStopped, driver, ledger, random);
      await stopping;
      await settled(driver, ledger, tally);
    }
    const { state } = await driver.ask('vault/status', {});
    tally.see(`still ${state}`);
  });
}

async function pageCloses(tally: Tally, rounds: number, { random }: FaultContext): Promise<void> {
  await withVault(tally, async ({ browser, driver }, ledger) => {
    for (let round = 0; round < rounds; round += 1) {
      const closing = await VaultDriver.open(browser);
      const saving = perform(closing, ledger, nextOperation(ledger, random));
      await after(between(random, 0, 40));
      await closing.page.close();
      const { isAcknowledged } = await saving;
      tally.see(isAcknowledged ? 'closed after the answer' : 'closed before the answer');
      await settled(driver, ledger, tally);
    }
  });
}

/** The shared order is that of the acknowledgements: two pages do not see each other's. */
async function twoPagesAdd(tally: Tally, rounds: number): Promise<void> {
  await withVault(
    tally,
    async ({ browser, driver }) => {
      const other = await VaultDriver.open(browser);
      const additions = [driver, other].map((page) => ({
        page,
        each: Array.from({ length: rounds }, () => newAdditions(1).additions),
      }));
      await Promise.all(
        additions.map(async ({ page, each }) => {
          for (const one of each) await page.add(one);
        }),
      );
      const wanted = additions.flatMap(({ each }) => each.flat());
      const shown = new Map((await driver.observe()).map((one) => [one.name, one]));
      const missing = wanted.filter(({ name }) => shown.get(name)?.code?.kind !== 'time');
      tally.acknowledged += wanted.length;
      tally.rounds += 2 * rounds;
      if (missing.length > 0)
        tally.judge({ lost: missing.length, torn: 0, difference: 'accounts are missing' });
      tally.see(`${wanted.length} of ${wanted.length - missing.length} are there`);
    },
    1,
  );
}

async function twoPagesEdit(tally: Tally, rounds: number): Promise<void> {
  await withVault(tally, async ({ browser, driver }, ledger) => {
    const other = await VaultDriver.open(browser);
    const [row] = ledger.expected();
    const id = ledger.ids.get(row?.name ?? '') ?? '';
    const answered: string[] = [];
    const edits = async (page: VaultDriver, letter: string) => {
      for (let edit = 0; edit < rounds; edit += 1) {
        const issuer = `${letter}${edit}`;
        await page.ask('accounts/edit', { id, issuer, accountName: row?.name ?? '', sites: [] });
        answered.push(issuer);
      }
    };
    await Promise.all([edits(driver, 'a'), edits(other, 'b')]);
    const [shown] = await driver.observe();
    // Answers of two pages may arrive in another order than they were stored in: it is the last of one of them.
    const lasts = [answered.findLast((one) => one[0] === 'a'), answered.findLast((one) => one[0] === 'b')];
    if (!lasts.includes(shown?.issuer)) {
      tally.judge({ lost: 1, torn: 0, difference: `${shown?.issuer} instead of ${lasts.join(' or ')}` });
    }
    const history = await driver.ask('history/list', {});
    // The newest first; of few edits the history holds what was before them too.
    if (!history.slice(0, answered.length).every(({ edited }) => edited.count === 1)) {
      tally.judge({ lost: 0, torn: 1, difference: 'an edit is missing in the history' });
    }
    tally.acknowledged += answered.length;
    tally.rounds += 2 * rounds;
  });
}

async function trashAgainstEdit(tally: Tally, rounds: number): Promise<void> {
  await withVault(tally, async ({ browser, driver }, ledger) => {
    const other = await VaultDriver.open(browser);
    for (let round = 0; round < rounds; round += 1) {
      await perform(driver, ledger, newAdditions(1));
      const name = ledger.expected().at(-1)?.name ?? '';
      const id = ledger.ids.get(name) ?? '';
      const edit = () =>
        other.ask('accounts/edit', { id, issuer: 'edited', accountName: name, sites: [] }).then(
          () => 'edited' as const,
          (error: unknown) => (error instanceof Refused ? error.code : 'gone'),
        );
      const [, outcome] = await Promise.all([
        driver.ask('accounts/trash', { id }).then(() => driver.ask('accounts/erase', { id })),
        edit(),
      ]);
      tally.see(outcome === 'edited' ? 'edited, then erased' : `erased, the edit is told: ${outcome}`);
      const isThere = (await driver.observe()).some((one) => one.id === id);
      if (isThere) tally.judge({ lost: 1, torn: 0, difference: 'an erased account came back' });
      ledger.start({ kind: 'erase', name }).isAcknowledged = true;
      tally.acknowledged += 3;
      tally.rounds += 1;
    }
    tally.judge(ledger.settle(await driver.observe(), 'subset'));
  });
}

async function extensionReloads(tally: Tally, rounds: number, { random }: FaultContext): Promise<void> {
  await withVault(tally, async ({ browser, driver: first }, ledger) => {
    let driver = first;
    for (let round = 0; round < rounds; round += 1) {
      let isOver = false;
      const reloading = after(between(random, 20, 300)).then(() => reload(browser));
      const page = driver.page;
      page.once('close', () => {
        isOver = true;
      });
      await performUntil(() => isOver, driver, ledger, random);
      await reloading;
      driver = await openAgain(browser);
      const status = await driver.ask('vault/status', {});
      if (status.state === 'first-run') tally.firstRuns += 1;
      const { accounts } = await recover(driver, tally);
      tally.judge(ledger.settle(accounts ?? [], 'subset'));
      tally.rounds += 1;
    }
  });
}

/** What an update does: the worker and every page of the extension end, and it is loaded again. */
async function reload({ context }: Running['browser']): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  const send = session?.send.bind(session) as unknown as (
    method: string,
    parameters: object,
  ) => Promise<unknown>;
  await send('Extensions.loadUnpacked', { path: EXTENSION_DIR });
}

/** The extension is back a moment later. */
async function openAgain(browser: Running['browser']): Promise<VaultDriver> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const driver = await VaultDriver.open(browser);
      await driver.ask('vault/status', {});
      return driver;
    } catch (error) {
      if (attempt === 40) throw error;
      await after(100);
    }
  }
}

export const workerRows: readonly FaultRow[] = [
  {
    id: 'F7',
    name: 'stop-worker',
    what: 'the service worker stopped while it writes',
    rounds: 200,
    run: workerStops,
  },
  { id: 'F39', name: 'close-page', what: 'the page closed while it saves', rounds: 100, run: pageCloses },
  {
    id: 'F37',
    name: 'two-pages-add',
    what: 'two pages add an account each, 2 x 500 times',
    rounds: 500,
    run: twoPagesAdd,
  },
  {
    id: 'F36',
    name: 'two-pages-edit',
    what: 'two pages edit the same account, 2 x 500 times',
    rounds: 500,
    run: twoPagesEdit,
  },
  {
    id: 'F38',
    name: 'erase-against-edit',
    what: 'erased in one page, edited in the other',
    rounds: 50,
    run: trashAgainstEdit,
  },
  {
    id: 'F44',
    name: 'reload-extension',
    what: 'the extension reloaded while it writes',
    rounds: 30,
    run: extensionReloads,
  },
];
