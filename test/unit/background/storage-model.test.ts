// Random lives of a vault against a plain list: changes, locks, restarts, crashes between any two calls of the stores, calls
// that fail and calls whose answer is lost. Printed with its seed where it fails.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { newAccount, startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import { type CallFaultMode, CallFaults, copyBrowser } from '../../support/vault/call-faults.ts';
import { passkeyNamed } from '../../support/passkeys/passkeys.ts';
import { DERIVED_KEY } from '../../support/vault/fixture.ts';
import { lockedVault } from '../../support/vault/damage.ts';
import { type Content, contentOf, findAfterRestart } from '../../support/vault/recovery.ts';

/** An account, or a passkey: those have no issuer, and come after the accounts. */
interface Row {
  readonly name: string;
  readonly issuer: string | null;
  readonly isTrashed: boolean;
}

type Rows = readonly Row[];

interface Model {
  rows: Rows;
  /** What each stored state was, the present one last: undoing goes one back. */
  past: Rows[];
  isUnlocked: boolean;
}

interface Real {
  browser: FakeBrowser;
  worker: Worker;
}

/** One change: what it makes of the list, and how it is asked for. Undefined where the list does not allow it. */
interface Change {
  readonly name: string;
  readonly plan: (
    model: Model,
  ) => { readonly rows: Rows; readonly act: (worker: Worker) => Promise<unknown> } | undefined;
}

type Command = fc.AsyncCommand<Model, Real>;

const isPasskey = ({ issuer }: Row): boolean => issuer === null;
const asContent = (rows: Rows): readonly (readonly [string, boolean])[] =>
  rows
    .toSorted((a, b) => Number(isPasskey(a)) - Number(isPasskey(b)))
    .map((row) => [isPasskey(row) ? `passkey of ${row.name}` : `${row.issuer}/${row.name}`, row.isTrashed]);
const withoutSecrets = (content: Content) => content.map(([name, isTrashed]) => [name, isTrashed]);

/** What lists, and moves, rows of this kind. */
const keeperOf = (worker: Worker, row: Row) => (isPasskey(row) ? worker.passkeys : worker.accounts);

async function idAt(worker: Worker, row: Row): Promise<string> {
  const found = isPasskey(row)
    ? (await worker.passkeys.list()).find(({ userName }) => userName === row.name)
    : (await worker.accounts.list(null)).find(({ account }) => account.accountName === row.name);
  return found?.id ?? '';
}

let made = 0;

function adding(count: number): Change {
  return {
    name: `add ${count}`,
    plan: ({ rows }) => {
      const names = Array.from({ length: count }, () => `n${(made += 1)}`);
      return {
        rows: [...rows, ...names.map((name) => ({ name, issuer: 'Example', isTrashed: false }))],
        act: (worker) =>
          worker.accounts.add(names.map((name) => ({ account: newAccount(name), replaces: null }))),
      };
    },
  };
}

const keepingPasskey: Change = {
  name: 'keep a passkey',
  plan: ({ rows }) => {
    const name = `p${(made += 1)}`;
    return {
      rows: [...rows, { name, issuer: null, isTrashed: false }],
      act: (worker) => worker.passkeys.keep(passkeyNamed(name)),
    };
  },
};

/** A change of one row, chosen by a number among those that it applies to. */
function changing(
  name: string,
  position: number,
  applies: (row: Row) => boolean,
  {
    next,
    act,
  }: {
    readonly next: (row: Row) => Row | undefined;
    readonly act: (worker: Worker, id: string, row: Row) => Promise<unknown>;
  },
): Change {
  return {
    name: `${name} ${position}`,
    plan: ({ rows }) => {
      const fitting = rows.filter(applies);
      const row = fitting[position % Math.max(1, fitting.length)];
      if (row === undefined) return undefined;
      const changed = rows.flatMap((one) => (one === row ? (next(row) ?? []) : [one]));
      return { rows: changed, act: async (worker) => act(worker, await idAt(worker, row), row) };
    },
  };
}

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map(adding),
  fc.constant(keepingPasskey),
  fc.nat(20).map((position) =>
    changing('edit', position, (row) => !isPasskey(row), {
      next: (row) => ({ ...row, issuer: `${row.issuer}'`.slice(-12) }),
      act: (worker, id, { name, issuer }) =>
        worker.accounts.edit({ id, issuer: `${issuer}'`.slice(-12), accountName: name, sites: [] }),
    }),
  ),
  fc.nat(20).map((position) =>
    changing('trash', position, ({ isTrashed }) => !isTrashed, {
      next: (row) => ({ ...row, isTrashed: true }),
      act: (worker, id, row) => keeperOf(worker, row).trash(id),
    }),
  ),
  fc.nat(20).map((position) =>
    changing('restore', position, ({ isTrashed }) => isTrashed, {
      next: (row) => ({ ...row, isTrashed: false }),
      act: (worker, id, row) => keeperOf(worker, row).restore(id),
    }),
  ),
  fc.nat(20).map((position) =>
    changing('erase', position, ({ isTrashed }) => isTrashed, {
      next: () => undefined,
      act: (worker, id, row) => keeperOf(worker, row).erase(id),
    }),
  ),
);

function doing(change: Change): Command {
  return {
    check: ({ isUnlocked }) => isUnlocked,
    async run(model, real) {
      const plan = change.plan(model);
      if (plan === undefined) return;
      await plan.act(real.worker);
      model.past.push(model.rows);
      model.rows = plan.rows;
      await compare(model, real.worker);
    },
    toString: () => change.name,
  };
}

/** The same under a failure, followed by a restart: the change is there whole or not at all, and where it was reported, it is. */
function doingUnder(change: Change, mode: CallFaultMode, failAt: number): Command {
  return {
    check: ({ isUnlocked }) => isUnlocked,
    async run(model, real) {
      const plan = change.plan(model);
      if (plan === undefined) return;
      const faults = new CallFaults();
      faults.mode = mode;
      const worker = startWorker(faults.around(real.browser));
      faults.failAt = failAt;
      const crash = faults.died.then(() => false);
      const isDone = await Promise.race([
        plan.act(worker).then(
          () => true,
          () => false,
        ),
        crash,
      ]);
      await Promise.race([worker.settle().catch(() => undefined), crash]);
      const { content, path } = await findAfterRestart(real.browser, [DERIVED_KEY]);
      const found = withoutSecrets(content);
      const wanted = [asContent(plan.rows), ...(isDone ? [] : [asContent(model.rows)])];
      expect(wanted, `${mode} at ${failAt}, ${path.join(' > ')}`).toContainEqual(found);
      const isStored = JSON.stringify(found) === JSON.stringify(asContent(plan.rows));
      if (isStored) model.rows = plan.rows;
      // A repair may have been a state of its own, and one that was not stored is none.
      model.past = [];
      real.worker = startWorker(real.browser);
      await compare(model, real.worker);
    },
    toString: () => `${change.name}, call ${failAt} is ${mode}`,
  };
}

const undoing: Command = {
  check: ({ isUnlocked, past }) => isUnlocked && past.length > 0,
  async run(model, real) {
    const [latest] = await real.worker.history.list();
    const target = model.past.at(-1) ?? [];
    await real.worker.history.undo(latest?.seq ?? 0);
    const there = new Map(target.map((row) => [row.name, row]));
    // What was added since goes to the trash; what was erased is gone.
    model.rows = model.rows.map((row) => there.get(row.name) ?? { ...row, isTrashed: true });
    model.past = [];
    await compare(model, real.worker);
  },
  toString: () => 'undo',
};

const locking: Command = {
  check: ({ isUnlocked }) => isUnlocked,
  async run(model, real) {
    await real.worker.vaults.lock();
    model.isUnlocked = false;
    await expect(real.worker.accounts.list(null)).rejects.toMatchObject({ code: 'locked' });
  },
  toString: () => 'lock',
};

const unlocking: Command = {
  check: ({ isUnlocked }) => !isUnlocked,
  async run(model, real) {
    await unlock(real.worker);
    model.isUnlocked = true;
    await compare(model, real.worker);
  },
  toString: () => 'unlock',
};

const restartingWorker: Command = {
  check: () => true,
  async run(model, real) {
    real.worker = startWorker(real.browser);
    if (model.isUnlocked) await compare(model, real.worker);
  },
  toString: () => 'restart the worker',
};

const mirroring: Command = {
  check: () => true,
  run: (_model, real) => real.worker.settle(),
  toString: () => 'write the mirror',
};

async function compare({ rows }: Model, worker: Worker): Promise<void> {
  expect(withoutSecrets(await contentOf(worker))).toEqual(asContent(rows));
}

test('a vault holds what a list would hold through changes, locks, restarts, crashes and failing stores', async ({
  task,
}) => {
  const runs = Number(process.env['TALLYSTICK_MODEL_RUNS'] ?? 30);
  const { browser: start } = await lockedVault();
  const commands = [
    changes.map(doing),
    changes.map(doing),
    fc
      .tuple(
        changes,
        fc.constantFrom<CallFaultMode>('refused', 'unanswered', 'crashed'),
        fc.integer({ min: 1, max: 40 }),
      )
      .map(([change, mode, failAt]) => doingUnder(change, mode, failAt)),
    fc.constantFrom(undoing, locking, unlocking, restartingWorker, mirroring),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), async (sequence) => {
      const browser = await copyBrowser(start);
      const worker = startWorker(browser);
      await unlock(worker);
      const rows = (await contentOf(worker)).map(([name, isTrashed]) => {
        const [issuer = '', accountName = ''] = name.split('/');
        return { issuer, name: accountName, isTrashed };
      });
      await fc.asyncModelRun(
        () => ({ model: { rows, past: [], isUnlocked: true }, real: { browser, worker } }),
        sequence,
      );
    }),
    { numRuns: runs },
  );
  Object.assign(task.meta, { rounds: runs });
}, 600_000);
