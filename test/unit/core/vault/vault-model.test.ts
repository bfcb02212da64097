import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeHex } from '../../../../src/core/bytes/hex.ts';
import type { VaultKeys } from '../../../../src/core/vault/keys/keys.ts';
import { MAX_SHARD_ENTRIES } from '../../../../src/core/vault/vault-index.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { contentOf, newVault, put, recordNamed } from '../../../support/vault/fixture.ts';
import { FailingStore, type FailureMode } from '../../../support/vault/failing-store.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

interface Kept {
  readonly name: string;
  readonly deletedAt: number | null;
}

/** What must be in the vault, in list order. */
interface Model {
  kept: Map<string, Kept>;
  seq: number;
}

interface Real {
  vault: Vault;
  readonly keys: VaultKeys;
  readonly store: FailingStore;
  readonly outside: ReturnType<typeof testOutside>;
}

type Command = fc.AsyncCommand<Model, Real>;
type Change = Parameters<Vault['commit']>[0][number];

const asList = (kept: Model['kept']) => [...kept].map(([id, { name, deletedAt }]) => [id, name, deletedAt]);

/** Commits; where the store failed, finds out as the program does: it forgets, reads again, and must see all or nothing. */
async function commit(
  model: Model,
  real: Real,
  changes: readonly Change[],
  after: Model['kept'],
): Promise<void> {
  try {
    await real.vault.commit(changes);
    model.kept = after;
    model.seq += 1;
  } catch {
    real.vault.forget();
    const { seq } = await real.vault.root();
    expect([model.seq, model.seq + 1]).toContain(seq);
    if (seq > model.seq) model.kept = after;
    model.seq = seq;
  }
  await check(model, real);
}

async function check(model: Model, real: Real): Promise<void> {
  expect(await contentOf(real.vault)).toEqual(asList(model.kept));
  const root = await real.vault.root();
  expect(root.seq).toBe(model.seq);
  for (const { count } of root.shards) expect(count).toBeLessThanOrEqual(MAX_SHARD_ENTRIES);
}

function idAt(kept: Model['kept'], position: number): string | undefined {
  const ids = [...kept.keys()];
  return ids[position % Math.max(1, ids.length)];
}

function add(names: readonly string[]): Command {
  return {
    check: () => true,
    async run(model, real) {
      const after = new Map(model.kept);
      const ids = names.map(() => encodeHex(real.outside.random.bytes(16)));
      for (const [index, name] of names.entries()) after.set(ids[index] ?? '', { name, deletedAt: null });
      const changes = names.map((name, index) => put(ids[index] ?? '', recordNamed(name)));
      await commit(model, real, changes, after);
    },
    toString: () => `add ${names.length}`,
  };
}

function change(position: number, kept: Kept): Command {
  return {
    check: (model) => model.kept.size > 0,
    async run(model, real) {
      const id = idAt(model.kept, position) ?? '';
      const after = new Map(model.kept).set(id, kept);
      await commit(model, real, [put(id, recordNamed(kept.name), kept.deletedAt)], after);
    },
    toString: () => `change ${position} to ${kept.name}${kept.deletedAt === null ? '' : ', in the trash'}`,
  };
}

function remove(position: number): Command {
  return {
    check: (model) => model.kept.size > 0,
    async run(model, real) {
      const id = idAt(model.kept, position) ?? '';
      const after = new Map(model.kept);
      after.delete(id);
      await commit(model, real, [{ kind: 'remove', id }], after);
    },
    toString: () => `remove ${position}`,
  };
}

function reopen(): Command {
  return {
    check: () => true,
    async run(model, real) {
      real.vault = new Vault(real.keys, real.store, real.outside);
      await check(model, real);
    },
    toString: () => 'reopen',
  };
}

function failSoon(within: number, mode: FailureMode): Command {
  return {
    check: () => true,
    async run(model, real) {
      real.vault = new Vault(real.keys, real.store, real.outside);
      real.store.mode = mode;
      real.store.failAt = real.store.calls + within;
      // Whichever call it hits, a change is made under the failure.
      await add(['under failure']).run(model, real);
      real.store.failAt = 0;
      real.vault = new Vault(real.keys, real.store, real.outside);
      const { seq } = await real.vault.root();
      expect(seq).toBe(model.seq);
      await check(model, real);
    },
    toString: () => `call ${within} is ${mode}`,
  };
}

const name = fc.string({ maxLength: 12 });
const commands = [
  fc.array(name, { minLength: 1, maxLength: 30 }).map(add),
  fc.tuple(fc.nat(), name).map(([position, text]) => change(position, { name: text, deletedAt: null })),
  fc.tuple(fc.nat(), name).map(([position, text]) => change(position, { name: text, deletedAt: START })),
  fc.nat().map(remove),
  fc.constant(reopen()),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom<FailureMode>('refused', 'unanswered'))
    .map(([within, mode]) => failSoon(within, mode)),
];

test('a vault holds what a map would hold, whatever is done to it and whatever its store does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40 }), async (sequence) => {
      const outside = testOutside();
      const store = new FailingStore(new MemoryStore());
      const { vault, open } = await newVault(store, outside);
      const setup = () => ({
        model: { kept: new Map(), seq: 1 },
        real: { vault, keys: open.keys, store, outside },
      });
      await fc.asyncModelRun(setup, sequence);
    }),
    { numRuns: 25 },
  );
});
