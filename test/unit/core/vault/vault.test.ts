import { describe, expect, test } from 'vitest';
import { recordKey, StoreError, type StoreKey } from '../../../../src/core/vault/store.ts';
import { Vault, VaultError } from '../../../../src/core/vault/vault.ts';
import { contentOf, idOf, newVault, put, recordNamed } from '../../../support/vault/fixture.ts';
import { flipped } from '../../../support/vault/flips.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

async function opened() {
  const store = new MemoryStore();
  const outside = testOutside();
  const { vault, open } = await newVault(store, outside);
  const another = () => new Vault(open.keys, store, outside);
  return { store, outside, vault, another };
}

const keysOf = (store: MemoryStore, kind: string) =>
  [...store.values.keys()].filter((key) => key.startsWith(`${kind}/`));

function damage(store: MemoryStore, key: StoreKey): void {
  store.values.set(key, flipped(store.values.get(key) ?? new Uint8Array(0), 100));
}

describe('a commit', () => {
  test('writes one record, one shard and one root, and counts the root up by one', async () => {
    const { store, vault } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a'))]);
    const before = new Set(store.values.keys());
    await vault.commit([put(idOf(1), recordNamed('b'))]);
    const written = [...store.values.keys()].filter((key) => !before.has(key));
    expect(written.map((key) => key.slice(0, 5)).join(' ')).toBe('recor shard root/');
    expect((await vault.root()).seq).toBe(3);
  });

  test('never writes over an envelope', async () => {
    const { store, vault } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a')), put(idOf(2), recordNamed('b'))]);
    const before = new Map(store.values);
    await vault.commit([put(idOf(1), recordNamed('c')), { kind: 'remove', id: idOf(2) }]);
    for (const [key, value] of before) expect(store.values.get(key), key).toEqual(value);
  });

  test('of 200 new accounts makes shards of 64 at most, in order', async () => {
    const { vault, another } = await opened();
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    await vault.commit(numbers.map((number) => put(idOf(number), recordNamed(`${number}`))));
    expect((await vault.root()).shards.map(({ count }) => count)).toEqual([64, 64, 64, 8]);
    expect((await contentOf(another())).map(([, name]) => name)).toEqual(numbers.map(String));
  });

  test('counts the removed ones of a shard too, so that it cannot grow without bound', async () => {
    const { vault } = await opened();
    await vault.commit(Array.from({ length: 64 }, (_, number) => put(idOf(number), recordNamed('a'))));
    await vault.commit([1, 2, 3].map((number) => ({ kind: 'remove', id: idOf(number) })));
    await vault.commit([put(idOf(100), recordNamed('b'))]);
    expect((await vault.root()).shards.map(({ count }) => count)).toEqual([61, 1]);
  });

  test('with one value that could not be read back stores nothing of it', async () => {
    const { store, vault, another } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a'))]);
    const before = new Map(store.values);
    const parameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 2 ** 53 } as const;
    const changes = [put(idOf(2), recordNamed('b')), put(idOf(1), recordNamed('a', { parameters }))];
    await expect(vault.commit(changes)).rejects.toThrow(RangeError);
    expect(store.values).toEqual(before);
    expect(await contentOf(another())).toEqual([[idOf(1), 'a', null]]);
  });

  test('of somebody who has not seen the last one is refused, and stores nothing', async () => {
    const { store, vault, another } = await opened();
    const stale = another();
    await stale.entries();
    await vault.commit([put(idOf(1), recordNamed('first'))]);
    const before = new Map(store.values);
    const late = stale.commit([put(idOf(2), recordNamed('second'))]);
    await expect(late).rejects.toThrow(new StoreError('conflict'));
    expect(store.values).toEqual(before);
    stale.forget();
    await stale.commit([put(idOf(2), recordNamed('second'))]);
    expect(await contentOf(another())).toEqual([
      [idOf(1), 'first', null],
      [idOf(2), 'second', null],
    ]);
  });

  test('two at the same time end as one stored and one refused', async () => {
    const { vault, another } = await opened();
    const changes = [1, 2].map((number) => vault.commit([put(idOf(number), recordNamed(`${number}`))]));
    const states = (await Promise.allSettled(changes)).map(({ status }) => status);
    expect(states.toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await contentOf(another())).toHaveLength(1);
  });

  test('that removes a record for good leaves its id and the time', async () => {
    const { vault, another, outside } = await opened();
    await vault.commit([1, 2, 3].map((number) => put(idOf(number), recordNamed('a'))));
    expect(await vault.tombstones()).toEqual([]);
    outside.clock.advance(500);
    await vault.commit([{ kind: 'remove', id: idOf(2) }]);
    expect(await vault.tombstones()).toEqual([{ id: idOf(2), removedAt: START + 500 }]);
    expect(await another().tombstones()).toEqual(await vault.tombstones());
  });

  test('does not take up the id of a removed record again', async () => {
    const { vault, another } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a'))]);
    await vault.commit([{ kind: 'remove', id: idOf(1) }]);
    await expect(vault.commit([put(idOf(1), recordNamed('b'))])).rejects.toThrow(RangeError);
    await expect(another().commit([put(idOf(1), recordNamed('b'))])).rejects.toThrow(RangeError);
  });

  test('of nothing but a removal that has nothing to remove changes no account', async () => {
    const { vault } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a'))]);
    await vault.commit([{ kind: 'remove', id: idOf(7) }]);
    expect(await contentOf(vault)).toEqual([[idOf(1), 'a', null]]);
  });

  test('of two versions of one record keeps the last', async () => {
    const { vault, another } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a')), put(idOf(1), recordNamed('b'), START)]);
    expect(await contentOf(another())).toEqual([[idOf(1), 'b', START]]);
    expect((await vault.entry(idOf(1)))?.version).toBe(2);
  });
});

describe('reading', () => {
  test('goes on with the good records and names the damaged and the missing one', async () => {
    const { store, vault } = await opened();
    await vault.commit([1, 2, 3].map((number) => put(idOf(number), recordNamed(`${number}`))));
    damage(store, recordKey(idOf(1), 1));
    store.values.delete(recordKey(idOf(2), 1));
    const read = await vault.readRecords(await vault.entries());
    expect(read.slice(0, 2)).toEqual([
      { ok: false, error: 'damaged' },
      { ok: false, error: 'missing' },
    ]);
    expect(read[2]).toMatchObject({ ok: true, record: { account: { accountName: '3' } } });
  });

  test('refuses two records that were exchanged', async () => {
    const { store, vault } = await opened();
    await vault.commit([1, 2].map((number) => put(idOf(number), recordNamed(`${number}`))));
    const [first, second] = [recordKey(idOf(1), 1), recordKey(idOf(2), 1)];
    const [a, b] = [store.values.get(first), store.values.get(second)];
    if (a && b) store.values.set(first, b).set(second, a);
    const read = await vault.readRecords(await vault.entries());
    expect(read.map(({ ok }) => ok)).toEqual([false, false]);
  });

  test('refuses an old version of a record in the place of the current one', async () => {
    const { store, vault } = await opened();
    await vault.commit([put(idOf(1), recordNamed('old'))]);
    const old = store.values.get(recordKey(idOf(1), 1));
    await vault.commit([put(idOf(1), recordNamed('new'))]);
    if (old) store.values.set(recordKey(idOf(1), 2), old);
    const read = await vault.readRecords(await vault.entries());
    expect(read).toEqual([{ ok: false, error: 'damaged' }]);
  });

  test('ignores an envelope that the index does not name', async () => {
    const { store, vault, another } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a'))]);
    const stray = store.values.get(recordKey(idOf(1), 1));
    if (stray) store.values.set(recordKey(idOf(9), 1), stray);
    expect(await contentOf(another())).toEqual([[idOf(1), 'a', null]]);
  });

  test.each(['root', 'shard'])(
    'throws index-damaged for a damaged %s, and again at the next try',
    async (kind) => {
      const { store, vault, another } = await opened();
      await vault.commit([put(idOf(1), recordNamed('a'))]);
      const key = keysOf(store, kind).toSorted().at(-1);
      const whole = key && store.values.get(key);
      if (!key || !whole) throw new Error('nothing to damage');
      damage(store, key);
      const reader = another();
      await expect(reader.entries()).rejects.toThrow(VaultError);
      await expect(reader.entries()).rejects.toMatchObject({ code: 'index-damaged' });
      store.values.set(key, whole);
      expect(await contentOf(reader)).toEqual([[idOf(1), 'a', null]]);
    },
  );

  test('throws index-damaged where the roots are gone', async () => {
    const { store, another } = await opened();
    store.values.delete('root/0000000000000001');
    await expect(another().root()).rejects.toMatchObject({ code: 'index-damaged' });
  });

  test('that a commit overtakes never brings the state before it back', async () => {
    const { vault, another, store } = await opened();
    await vault.commit([put(idOf(1), recordNamed('a'))]);
    const late = another();
    // The reader has asked for the shard and gets its answer after the writer is done.
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const read = store.read.bind(store);
    store.read = async (keys) => {
      const values = await read(keys);
      asked.resolve();
      await answered.promise;
      return values;
    };
    const reading = late.entries();
    await asked.promise;
    store.read = read;
    late.forget();
    await late.commit([put(idOf(2), recordNamed('b'))]);
    answered.resolve();
    await reading;
    await late.commit([put(idOf(3), recordNamed('c'))]);
    expect((await contentOf(another())).map(([, name]) => name)).toEqual(['a', 'b', 'c']);
  });
});
