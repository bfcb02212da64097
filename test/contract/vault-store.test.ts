import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Engine, StoreError, type StoreKey } from '../../src/core/vault/store.ts';
import { IndexedDbStore } from '../../src/platform/storage/indexeddb-store.ts';
import { MemoryStore } from '../support/vault/memory-store.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const CONFLICT = new StoreError('conflict');
const ROOT_1: StoreKey = 'root/0000000000000001';
const ROOT_2: StoreKey = 'root/0000000000000002';

const ENGINES: readonly (readonly [string, () => Engine])[] = [
  ['the store in memory that tests use', () => new MemoryStore({ exists: false })],
  ['the store in IndexedDB', () => new IndexedDbStore({ name: 'contract' })],
];

describe.each(ENGINES)('%s', (_name, make) => {
  let engine: Engine;
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    engine = make();
  });

  const first = () => engine.commit({ expectedSeq: null, puts: [[ROOT_1, bytes(1)]], deletes: [] });

  test('is absent until it is created, however often it is asked', async () => {
    expect([await engine.probe(), await engine.probe()]).toEqual(['absent', 'absent']);
    await engine.create();
    expect(await engine.probe()).toBe('opened');
    expect(await engine.latestRoot()).toBeUndefined();
  });

  test('answers nothing while it is absent', async () => {
    await expect(engine.read(['head/A'])).rejects.toEqual(new StoreError('unavailable'));
    await expect(engine.latestRoot()).rejects.toEqual(new StoreError('unavailable'));
    await expect(first()).rejects.toEqual(new StoreError('unavailable'));
    expect(await engine.probe()).toBe('absent');
  });

  test('keeps what it has when it is created again', async () => {
    await engine.create();
    await first();
    await engine.create();
    expect(await engine.latestRoot()).toEqual({ seq: 1, envelope: bytes(1) });
  });

  test('reads in the order of the keys, with gaps where nothing is stored', async () => {
    await engine.create();
    const puts = [
      ['head/A', bytes(1)],
      ['record/a/1', bytes(2)],
      ['shard/b/1', bytes(3)],
      [ROOT_1, bytes(4)],
    ] as const;
    await engine.commit({ expectedSeq: null, puts, deletes: [] });
    const read = await engine.read(['shard/b/1', 'record/none/1', ROOT_1, 'head/A', 'record/a/1', 'head/B']);
    expect(read).toEqual([bytes(3), undefined, bytes(4), bytes(1), bytes(2), undefined]);
    expect(await engine.read([])).toEqual([]);
  });

  test('gives out and takes in copies', async () => {
    await engine.create();
    const given = bytes(1);
    await engine.commit({ expectedSeq: null, puts: [[ROOT_1, given]], deletes: [] });
    given[0] = 9;
    const [taken] = await engine.read([ROOT_1]);
    if (taken) taken[0] = 9;
    expect(await engine.read([ROOT_1])).toEqual([bytes(1)]);
  });

  test('finds the latest root by number, whatever the order of writing', async () => {
    await engine.create();
    await first();
    const puts = [255, 16, 2 ** 52, 3].map((seq) => [
      `root/${seq.toString(16).padStart(16, '0')}`,
      bytes(seq % 251),
    ]);
    await engine.commit({ expectedSeq: 1, puts: puts as [StoreKey, Uint8Array<ArrayBuffer>][], deletes: [] });
    expect(await engine.latestRoot()).toEqual({ seq: 2 ** 52, envelope: bytes(2 ** 52 % 251) });
  });

  test('takes no damaged key for that of a root', async () => {
    await engine.create();
    await first();
    const damaged = ['root/8000000000000001', 'root/000000000000000q', 'root/00000000000000020', 'root/1'];
    const puts = damaged.map((key) => [key, bytes(7)]) as unknown as [StoreKey, Uint8Array<ArrayBuffer>][];
    await engine.commit({ expectedSeq: 1, puts, deletes: [] });
    expect(await engine.latestRoot()).toEqual({ seq: 1, envelope: bytes(1) });
    await engine.commit({ expectedSeq: 1, puts: [[ROOT_2, bytes(2)]], deletes: [] });
    expect(await engine.latestRoot()).toEqual({ seq: 2, envelope: bytes(2) });
  });

  test('refuses a change that was made from another root, and stores nothing of it', async () => {
    await engine.create();
    await first();
    for (const expectedSeq of [null, 0, 2]) {
      const change = { expectedSeq, puts: [['record/a/1', bytes(1)]] as const, deletes: [ROOT_1] };
      await expect(engine.commit(change)).rejects.toEqual(CONFLICT);
    }
    expect(await engine.read(['record/a/1', ROOT_1])).toEqual([undefined, bytes(1)]);
    await engine.commit({ expectedSeq: 1, puts: [[ROOT_2, bytes(2)]], deletes: [ROOT_1] });
    expect(await engine.read([ROOT_1, ROOT_2])).toEqual([undefined, bytes(2)]);
  });

  test('stores one of several changes that were made from the same root', async () => {
    await engine.create();
    await first();
    const changes = [1, 2, 3, 4].map((value) =>
      engine.commit({ expectedSeq: 1, puts: [[ROOT_2, bytes(value)]], deletes: [] }),
    );
    const states = (await Promise.allSettled(changes)).map(({ status }) => status);
    expect(states.filter((state) => state === 'fulfilled')).toHaveLength(1);
    const won = states.indexOf('fulfilled') + 1;
    expect(await engine.latestRoot()).toEqual({ seq: 2, envelope: bytes(won) });
  });

  test('holds after any changes what a map would hold', async () => {
    const key = fc.constantFrom<StoreKey>('head/A', 'record/a/1', 'record/b/1', 'shard/a/1', 'shard/b/2');
    const change = fc.record({
      puts: fc.array(
        fc.tuple(
          key,
          fc.uint8Array({ maxLength: 5 }).map((value) => new Uint8Array(value)),
        ),
      ),
      deletes: fc.array(key),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        globalThis.indexedDB = new IDBFactory();
        const fresh = make();
        await fresh.create();
        const model = new Map<StoreKey, Uint8Array>();
        for (const [index, { puts, deletes }] of changes.entries()) {
          const root = [
            `root/${(index + 1).toString(16).padStart(16, '0')}` as StoreKey,
            bytes(index),
          ] as const;
          await fresh.commit({ expectedSeq: index === 0 ? null : index, puts: [...puts, root], deletes });
          for (const [name, value] of puts) model.set(name, value);
          for (const name of deletes) model.delete(name);
        }
        const keys = ['head/A', 'record/a/1', 'record/b/1', 'shard/a/1', 'shard/b/2'] as const;
        expect(await fresh.read(keys)).toEqual(keys.map((name) => model.get(name)));
      }),
      { numRuns: 20 },
    );
  });
});
