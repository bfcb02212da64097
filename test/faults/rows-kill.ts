// The browser is killed while it writes.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { between, type FaultContext, type FaultRow, type Tally } from './fault-row.ts';
import {
  type Backend,
  copyProfile,
  databaseFolder,
  run,
  type Running,
  withFolder,
} from './faulty-browser.ts';
import { Ledger } from './ledger.ts';
import { after, newAdditions, perform, performUntil } from './perform.ts';
import { opensWith, recover } from './recovery.ts';
import { newPassphrase, PASSPHRASE, presented, Refused } from './vault-driver.ts';

/** Starts the browser again and compares what it shows. */
export async function reopen(
  profile: string,
  ledger: Ledger,
  tally: Tally,
  backend: Backend,
): Promise<Running> {
  const running = await run(profile, { backend });
  const { accounts } = await recover(running.driver, tally);
  if (accounts === undefined) tally.judge({ lost: 1, torn: 0, difference: 'nothing can be shown' });
  else tally.judge(ledger.settle(accounts));
  return running;
}

interface KillRound {
  readonly running: Running;
  readonly ledger: Ledger;
  readonly context: FaultContext;
}

async function killRounds(
  {
    tally,
    rounds,
    context,
    backend = 'leveldb',
  }: {
    readonly tally: Tally;
    readonly rounds: number;
    readonly context: FaultContext;
    readonly backend?: Backend;
  },
  work: (round: KillRound) => Promise<void>,
): Promise<void> {
  await withFolder(async (profile) => {
    const ledger = new Ledger();
    let running = await run(profile, { backend });
    await running.driver.create();
    await perform(running.driver, ledger, newAdditions(5));
    for (let round = 0; round < rounds; round += 1) {
      await work({ running, ledger, context });
      running = await reopen(profile, ledger, tally, backend);
      tally.rounds += 1;
    }
    tally.acknowledged += ledger.acknowledged;
    await running.close();
  });
}

async function killWhileChanging({ running, ledger, context: { random } }: KillRound): Promise<void> {
  let isDead = false;
  const dying = after(between(random, 40, 700)).then(() => {
    isDead = true;
    return running.kill();
  });
  await performUntil(() => isDead, running.driver, ledger, random);
  await dying;
}

/** 500 accounts are the most that one message carries. */
async function killWhileImporting({ running, ledger, context: { random } }: KillRound): Promise<void> {
  const importing = perform(running.driver, ledger, newAdditions(500));
  await after(between(random, 0, 600));
  await running.kill();
  await importing;
}

/** Opens with the old or with the new one, never with both, never with neither; with the new one once that was said. */
async function passphraseRounds(tally: Tally, rounds: number, { random }: FaultContext): Promise<void> {
  await withFolder(async (profile) => {
    const ledger = new Ledger();
    let current = PASSPHRASE;
    let running = await run(profile);
    await running.driver.create(current);
    await perform(running.driver, ledger, newAdditions(20));
    for (let round = 0; round < rounds; round += 1) {
      const next = `passphrase number ${round}`;
      const wasDone = await killWhile(running, between(random, 0, 200), async ({ driver }) => {
        const slot = await presented(await driver.ask('slots/list', {}), current);
        await driver.ask('slots/change-passphrase', { presented: slot, next: await newPassphrase(next) });
      });
      running = await run(profile);
      const [old, fresh] = [await opensWith(running.driver, current), await opensWith(running.driver, next)];
      tally.see(fresh ? 'the new one opens' : 'the old one opens');
      if (old === fresh)
        tally.judge({ lost: 0, torn: 1, difference: `old opens: ${old}, new opens: ${fresh}` });
      if (wasDone && !fresh)
        tally.judge({ lost: 1, torn: 0, difference: 'a change that was reported is not there' });
      current = fresh ? next : current;
      const { accounts } = await recover(running.driver, tally, current);
      tally.judge(ledger.settle(accounts ?? []));
      tally.acknowledged += wasDone ? 1 : 0;
      tally.rounds += 1;
    }
    tally.acknowledged += ledger.acknowledged;
    await running.close();
  });
}

async function rotationRounds(tally: Tally, rounds: number, context: FaultContext): Promise<void> {
  await killRounds({ tally, rounds, context }, async ({ running, ledger }) => {
    await perform(running.driver, ledger, newAdditions(10));
    const wasDone = await killWhile(running, between(context.random, 0, 500), async ({ driver }) => {
      const slot = await presented(await driver.ask('slots/list', {}));
      await driver.ask('slots/rotate', { presented: [slot] });
    });
    tally.see(wasDone ? 'killed after rotating' : 'killed while rotating');
    if (wasDone) tally.acknowledged += 1;
  });
}

/** True where it was answered before the browser died. */
async function killWhile(
  running: Running,
  delayMs: number,
  work: (running: Running) => Promise<void>,
): Promise<boolean> {
  let isDone = false;
  const working = work(running).then(
    () => {
      isDone = true;
    },
    (error: unknown) => {
      if (error instanceof Refused && error.code !== 'no answer') throw error;
    },
  );
  await after(delayMs);
  await running.kill();
  await working;
  return isDone;
}

/** The mirror is written a moment after the change: the browser dies then, and the database is lost on top of it. */
async function mirrorRounds(tally: Tally, rounds: number, context: FaultContext): Promise<void> {
  await withFolder(async (folder) => {
    const profile = path.join(folder, 'profile');
    const ledger = new Ledger();
    let running = await run(profile);
    await running.driver.create();
    for (let round = 0; round < rounds; round += 1) {
      await perform(running.driver, ledger, newAdditions(5));
      await running.driver.settle();
      const before = await running.driver.observe();
      await perform(running.driver, ledger, newAdditions(between(context.random, 1, 200)));
      await after(between(context.random, 250, 700));
      await running.kill();
      await loseDatabase({ profile, copy: path.join(folder, `copy-${round}`), least: before.length, tally });
      running = await reopen(profile, ledger, tally, 'leveldb');
      tally.rounds += 1;
    }
    tally.acknowledged += ledger.acknowledged;
    await running.close();
  });
}

async function loseDatabase({
  profile,
  copy,
  least,
  tally,
}: {
  readonly profile: string;
  readonly copy: string;
  readonly least: number;
  readonly tally: Tally;
}): Promise<void> {
  copyProfile(profile, copy);
  rmSync(databaseFolder(copy, 'leveldb'), { recursive: true, force: true });
  const { driver, close } = await run(copy);
  const { accounts } = await recover(driver, tally);
  const isWhole = (accounts ?? []).every(({ code }) => code?.kind === 'time');
  if (accounts === undefined || accounts.length < least || !isWhole) {
    tally.judge({
      lost: 0,
      torn: 1,
      difference: `the copy has ${accounts?.length ?? 'no'} accounts of ${least}`,
    });
  }
  await close();
  rmSync(copy, { recursive: true, force: true });
}

export const killRows: readonly FaultRow[] = [
  {
    id: 'F1',
    name: 'kill',
    what: 'SIGKILL while adding, editing and deleting, LevelDB',
    rounds: 200,
    run: (tally, rounds, context) => killRounds({ tally, rounds, context }, killWhileChanging),
  },
  {
    id: 'F1',
    name: 'kill-sqlite',
    what: 'the same, SQLite',
    rounds: 60,
    run: (tally, rounds, context) =>
      killRounds({ tally, rounds, context, backend: 'sqlite' }, killWhileChanging),
  },
  {
    id: 'F2',
    name: 'kill-import',
    what: 'SIGKILL while 500 accounts are imported in one change',
    rounds: 20,
    run: (tally, rounds, context) => killRounds({ tally, rounds, context }, killWhileImporting),
  },
  {
    id: 'F3',
    name: 'kill-passphrase',
    what: 'SIGKILL while the passphrase is changed',
    rounds: 60,
    run: passphraseRounds,
  },
  {
    id: 'F4',
    name: 'kill-rotation',
    what: 'SIGKILL while the vault key is replaced',
    rounds: 40,
    run: rotationRounds,
  },
  {
    id: 'F6',
    name: 'kill-mirror',
    what: 'SIGKILL while the mirror is written, and the database deleted from a copy',
    rounds: 20,
    run: mirrorRounds,
  },
];
