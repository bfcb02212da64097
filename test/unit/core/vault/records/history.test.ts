import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VaultKeys } from '../../../../../src/core/vault/keys/keys.ts';
import type { Outside } from '../../../../../src/core/vault/outside.ts';
import { openRoot, openShard } from '../../../../../src/core/vault/seal-index.ts';
import {
  recordKey,
  rootKey,
  type StoreKey,
  seqOfRootKey,
  shardKey,
} from '../../../../../src/core/vault/store.ts';
import { HISTORY_LENGTH } from '../../../../../src/core/vault/vault-index.ts';
import { idOf, newVault, put, recordNamed } from '../../../../support/vault/fixture.ts';
import { MemoryStore } from '../../../../support/vault/memory-store.ts';
import { testOutside } from '../../../../support/vault/outside.ts';

function rootsIn(store: MemoryStore): readonly number[] {
  return [...store.values.keys()]
    .filter((key) => key.startsWith('root/'))
    .flatMap((key) => seqOfRootKey(key) ?? [])
    .toSorted((a, b) => a - b);
}

/** Every key that the state with this root names, each opened or at least found. */
async function keysNamedBy(
  seq: number,
  store: MemoryStore,
  keys: VaultKeys,
  outside: Outside,
): Promise<readonly StoreKey[]> {
  const envelope = store.values.get(rootKey(seq));
  const root = envelope && (await openRoot(seq, envelope, keys, outside));
  if (root === undefined) throw new Error(`root ${seq} does not open`);
  const named: StoreKey[] = [rootKey(seq)];
  for (const reference of root.shards) {
    const key = shardKey(reference.id, reference.version);
    const shard = await openShard(reference, store.values.get(key), keys, outside);
    if (shard === undefined) throw new Error(`${key}, named by root ${seq}, does not open`);
    named.push(key, ...shard.entries.map(({ id, version }) => recordKey(id, version)));
  }
  return named;
}

describe('the history', () => {
  test('is the last 20 roots, and all that they name and nothing else is kept', async () => {
    const store = new MemoryStore();
    const outside = testOutside();
    const { vault, open } = await newVault(store, outside);
    // 70 accounts: two shards.
    await vault.commit(
      Array.from({ length: 70 }, (_, number) => put(idOf(number), recordNamed(`${number}`))),
    );
    const alive = new Set(Array.from({ length: 70 }, (_, number) => number));
    for (let step = 0; step < 50; step += 1) {
      const number = (step * 29) % 70;
      if (!alive.has(number)) continue;
      const remove = step % 3 === 2;
      await vault.commit([
        remove ? { kind: 'remove', id: idOf(number) } : put(idOf(number), recordNamed(`s${step}`)),
      ]);
      if (remove) alive.delete(number);
    }
    const roots = rootsIn(store);
    expect(roots).toHaveLength(HISTORY_LENGTH);
    expect(roots.at(-1)).toBe((await vault.root()).seq);
    const named = await Promise.all(roots.map((seq) => keysNamedBy(seq, store, open.keys, outside)));
    const kept = new Set<string>(['head/A', 'head/B', ...named.flat()]);
    expect([...kept].filter((key) => !store.values.has(key as StoreKey))).toEqual([]);
    expect([...store.values.keys()].filter((key) => !kept.has(key))).toEqual([]);
  });

  test('names nothing that is not stored, after any sequence of changes', async () => {
    const change = fc.record({ number: fc.nat({ max: 5 }), remove: fc.boolean(), twice: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 15, maxLength: 45 }), async (changes) => {
        const store = new MemoryStore();
        const outside = testOutside();
        const { vault, open } = await newVault(store, outside);
        const generation = new Map<number, number>();
        for (const { number, remove, twice } of changes) {
          const id = idOf(number * 1000 + (generation.get(number) ?? 0));
          const one = remove ? { kind: 'remove' as const, id } : put(id, recordNamed('x'));
          await vault.commit(twice && !remove ? [one, one] : [one]);
          if (remove) generation.set(number, (generation.get(number) ?? 0) + 1);
        }
        const named = await Promise.all(
          rootsIn(store).map((seq) => keysNamedBy(seq, store, open.keys, outside)),
        );
        for (const key of named.flat()) expect(store.values.has(key), key).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  test('keeps the envelopes of a state whose successor is damaged: an orphan costs space, a deletion an account', async () => {
    const store = new MemoryStore();
    const { vault } = await newVault(store, testOutside());
    await vault.commit([put(idOf(1), recordNamed('first'))]);
    await vault.commit([put(idOf(1), recordNamed('second'))]);
    store.values.set(rootKey(3), new Uint8Array(300));
    for (let step = 0; step < 25; step += 1) await vault.commit([put(idOf(2), recordNamed(`${step}`))]);
    expect(store.values.has(recordKey(idOf(1), 1))).toBe(true);
    expect(rootsIn(store)).toHaveLength(HISTORY_LENGTH);
  });
});
