import { describe, expect, test, vi } from 'vitest';
import { StoreError } from '../../../../src/core/vault/store.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { contentOf, idOf, newVault, put, recordNamed } from '../../../support/vault/fixture.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { testOutside } from '../../../support/vault/outside.ts';

async function opened() {
  const store = new MemoryStore();
  const outside = testOutside();
  const { vault, open } = await newVault(store, outside);
  const another = () => new Vault(open.keys, store, outside);
  return { store, vault, another };
}

const keysOf = (store: MemoryStore, kind: string) =>
  [...store.values.keys()].filter((key) => key.startsWith(`${kind}/`));

describe('what leaves the history', () => {
  const COMMITS = 26;

  async function life(readsAhead: boolean) {
    const { store, vault, another } = await opened();
    await vault.state();
    const read = vi.spyOn(store, 'read');
    let readByCommits = 0;
    for (let number = 0; number < COMMITS; number += 1) {
      if (readsAhead) await vault.readAhead();
      const before = read.mock.calls.length;
      await vault.commit([put(idOf(1), recordNamed(`${number}`))]);
      readByCommits += read.mock.calls.length - before;
    }
    return { kinds: [...store.values.keys()].map((key) => key.slice(0, 5)), readByCommits, store, another };
  }

  test('is read ahead, and then no commit reads', async () => {
    const ahead = await life(true);
    expect(ahead.readByCommits).toBe(0);
    // The state before the first commit counts too.
    expect((await life(false)).readByCommits).toBe(COMMITS + 1 - 20);
    expect(await ahead.another().history()).toHaveLength(20);
  });

  test('is the same, read ahead or not', async () => {
    const [ahead, late] = [await life(true), await life(false)];
    expect(ahead.kinds.toSorted()).toEqual(late.kinds.toSorted());
    for (const [kind, kept] of [
      ['recor', 20],
      ['shard', 20],
      ['root/', 20],
    ] as const) {
      expect(ahead.kinds.filter((one) => one === kind)).toHaveLength(kept);
    }
  });

  test('is asked for again where it could not be read ahead, and nothing of it stays', async () => {
    const { store, vault } = await opened();
    for (let number = 0; number < COMMITS; number += 1)
      await vault.commit([put(idOf(1), recordNamed(`${number}`))]);
    vi.spyOn(store, 'read').mockResolvedValueOnce([undefined]);
    await vault.readAhead();
    await vault.commit([put(idOf(1), recordNamed('next'))]);
    for (const kind of ['record', 'shard', 'root']) expect(keysOf(store, kind), kind).toHaveLength(20);
  });

  test('is read again where the store has gone on without this vault', async () => {
    const { store, vault, another } = await opened();
    for (let number = 0; number < COMMITS; number += 1)
      await vault.commit([put(idOf(1), recordNamed(`${number}`))]);
    await vault.readAhead();
    await another().commit([put(idOf(1), recordNamed('elsewhere'))]);
    await expect(vault.commit([put(idOf(1), recordNamed('late'))])).rejects.toThrow(
      new StoreError('conflict'),
    );
    vault.forget();
    await vault.commit([put(idOf(1), recordNamed('again'))]);
    expect(keysOf(store, 'root')).toHaveLength(20);
    expect(await contentOf(another())).toEqual([[idOf(1), 'again', null]]);
    expect(await another().history()).toHaveLength(20);
  });
});
