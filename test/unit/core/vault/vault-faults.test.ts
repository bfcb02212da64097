import { describe, expect, test } from 'vitest';
import { createVault, readHeads } from '../../../../src/core/vault/head.ts';
import { StoreError } from '../../../../src/core/vault/store.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { contentOf, idOf, newVault, PASSPHRASE, put, recordNamed } from '../../../support/vault/fixture.ts';
import { FailingStore, type FailureMode } from '../../../support/vault/failing-store.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

type Content = Awaited<ReturnType<typeof contentOf>>;

/** A life of a vault: each step with what must be in it afterwards. Long enough for the history to be pruned. */
const STEPS: readonly { readonly changes: Parameters<Vault['commit']>[0]; readonly after: Content }[] = [
  { changes: [put(idOf(1), recordNamed('a'))], after: [[idOf(1), 'a', null]] },
  {
    changes: [put(idOf(2), recordNamed('b')), put(idOf(3), recordNamed('c'))],
    after: [
      [idOf(1), 'a', null],
      [idOf(2), 'b', null],
      [idOf(3), 'c', null],
    ],
  },
  {
    changes: [put(idOf(1), recordNamed('a'), START), put(idOf(4), recordNamed('d'))],
    after: [
      [idOf(1), 'a', START],
      [idOf(2), 'b', null],
      [idOf(3), 'c', null],
      [idOf(4), 'd', null],
    ],
  },
  {
    changes: [{ kind: 'remove', id: idOf(1) }],
    after: [
      [idOf(2), 'b', null],
      [idOf(3), 'c', null],
      [idOf(4), 'd', null],
    ],
  },
  ...Array.from({ length: 22 }, (_, step) => ({
    changes: [put(idOf(2), recordNamed(`b${step}`))],
    after: [
      [idOf(2), `b${step}`, null],
      [idOf(3), 'c', null],
      [idOf(4), 'd', null],
    ] as Content,
  })),
];

async function live(failAt: number, mode: FailureMode) {
  const memory = new MemoryStore();
  const store = new FailingStore(memory);
  const outside = testOutside();
  const { vault, open } = await newVault(memory, outside);
  store.failAt = failAt;
  store.mode = mode;
  const writer = new Vault(vault.keys, store, outside);
  let acknowledged: Content = [];
  for (const { changes, after } of STEPS) {
    try {
      await writer.commit(changes);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // What the store answers afterwards is all of the change or nothing of it; then the user tries again.
      const found = await contentOf(new Vault(open.keys, memory, outside));
      const wasStored = JSON.stringify(found) === JSON.stringify(after);
      expect(wasStored ? after : acknowledged).toEqual(found);
      writer.forget();
      if (!wasStored) await writer.commit(changes);
      expect(await contentOf(new Vault(open.keys, memory, outside))).toEqual(after);
    }
    acknowledged = after;
  }
  expect(await contentOf(new Vault(open.keys, memory, outside))).toEqual(acknowledged);
  return store.calls;
}

describe('when the Nth call of the store fails, for all N', () => {
  test.each<FailureMode>(['refused', 'unanswered'])(
    'and is %s, no acknowledged change is lost and none is torn',
    async (mode) => {
      const calls = await live(0, mode);
      expect(calls).toBeGreaterThan(STEPS.length);
      for (let failAt = 1; failAt <= calls; failAt += 1) await live(failAt, mode);
    },
    30_000,
  );

  test.each<FailureMode>(['refused', 'unanswered'])(
    'and is %s, a new vault is there whole or not at all',
    async (mode) => {
      const memory = new MemoryStore();
      const store = new FailingStore(memory);
      store.failAt = 1;
      store.mode = mode;
      await expect(createVault(PASSPHRASE, store, testOutside())).rejects.toThrow(StoreError);
      const { copies } = await readHeads(memory);
      expect(copies).toEqual(mode === 'refused' ? ['missing', 'missing'] : ['good', 'good']);
      expect(memory.values.size).toBe(mode === 'refused' ? 0 : 3);
    },
  );
});
