import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreError, type StoreKey } from '../../../../src/core/vault/store.ts';
import { IndexedDbStore } from '../../../../src/platform/storage/indexeddb-store.ts';

/** What waits in the program waits in no test. */
const OPTIONS = { name: 'tallystick-vault', wait: () => Promise.resolve() };
const ROOT_1: StoreKey = 'root/0000000000000001';
const ROOT_2: StoreKey = 'root/0000000000000002';
const ONE = new Uint8Array([1]);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function withRoot() {
  const store = new IndexedDbStore(OPTIONS);
  await store.create();
  await store.commit({ expectedSeq: null, puts: [[ROOT_1, ONE]], deletes: [] });
  return store;
}

/** A second change, of two values. */
const CHANGE = {
  expectedSeq: 1,
  puts: [
    ['record/a/1', ONE],
    [ROOT_2, ONE],
  ],
  deletes: [],
} as const;

/** Closes every connection behind the store's back, as a browser does that has met an error. */
function spyOnConnections(): IDBDatabase[] {
  const connections: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
    const request = open(...args);
    request.addEventListener('success', () => connections.push(request.result));
    return request;
  });
  return connections;
}

function failPutsOf(key: StoreKey, error: DOMException): void {
  const put = Reflect.get(IDBObjectStore.prototype, 'put') as (
    this: IDBObjectStore,
    ...args: unknown[]
  ) => IDBRequest<IDBValidKey>;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (args[1] === key) throw error;
    return put.apply(this, args);
  });
}

describe('looking whether there is a database', () => {
  test('never creates one', async () => {
    const store = new IndexedDbStore(OPTIONS);
    expect(await store.probe()).toBe('absent');
    await store.read(['head/A']).catch(() => undefined);
    await store.latestRoot().catch(() => undefined);
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('at the moment at which it is created does not stop that', async () => {
    const store = new IndexedDbStore(OPTIONS);
    const [looked] = await Promise.all([store.probe(), store.create()]);
    expect(looked).toBe('absent');
    expect(await store.probe()).toBe('opened');
  });

  test('opens it again three times before it says failed, waiting longer each time, and asks it again the next time', async () => {
    const store = await withRoot();
    const waits: number[] = [];
    const again = new IndexedDbStore({ ...OPTIONS, wait: async (ms) => void waits.push(ms) });
    const open = vi.spyOn(indexedDB, 'open');
    const fail = () => {
      throw new DOMException('Internal error', 'UnknownError');
    };
    for (let time = 0; time < 4; time += 1) open.mockImplementationOnce(fail);
    expect(await again.probe()).toBe('failed');
    expect(waits).toEqual([200, 1_000, 5_000]);
    open.mockImplementationOnce(fail);
    expect(await again.probe()).toBe('opened');
    expect(await store.probe()).toBe('opened');
  });

  test('that failed is not waited for again for half a minute, and is asked each time', async () => {
    await withRoot();
    let now = 1_000_000;
    const waits: number[] = [];
    const again = new IndexedDbStore({
      ...OPTIONS,
      wait: async (ms) => void waits.push(ms),
      now: () => now,
    });
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error', 'UnknownError');
    });
    expect(await again.probe()).toBe('failed');
    expect([await again.probe(), await again.probe()]).toEqual(['failed', 'failed']);
    expect(waits.splice(0)).toEqual([200, 1_000, 5_000, 200, 200]);
    now += 30_000;
    expect(await again.probe()).toBe('failed');
    expect(waits).toEqual([200, 1_000, 5_000]);
    open.mockRestore();
    expect(await again.probe()).toBe('opened');
  });

  test('that does not answer is waited for once: who asks meanwhile shares the answer, who asks soon after is told at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let now = 1_000_000;
    const store = new IndexedDbStore({ ...OPTIONS, now: () => now });
    const silent: IDBOpenDBRequest = Object.create(IDBOpenDBRequest.prototype);
    silent.addEventListener = () => undefined;
    const open = vi.spyOn(indexedDB, 'open').mockReturnValue(silent);
    const both = Promise.all([store.probe(), store.probe()]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await both).toEqual(['failed', 'failed']);
    expect(await store.probe()).toBe('failed');
    expect(open).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
    open.mockRestore();
    now += 30_000;
    expect(await store.probe()).toBe('absent');
  });
});

describe('a change', () => {
  test('asks for strict durability', async () => {
    const store = await withRoot();
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.commit(CHANGE);
    expect(transactions.mock.calls[0]?.slice(1)).toEqual(['readwrite', { durability: 'strict' }]);
  });

  test('on a full disk is refused as full, is stored in no part, and reading goes on by a new connection', async () => {
    const store = await withRoot();
    failPutsOf(ROOT_2, new DOMException('The disk is full', 'QuotaExceededError'));
    await expect(store.commit(CHANGE)).rejects.toEqual(new StoreError('full'));
    expect(await store.read(['record/a/1', ROOT_1, ROOT_2])).toEqual([undefined, ONE, undefined]);
    vi.restoreAllMocks();
    await store.commit(CHANGE);
    expect((await store.latestRoot())?.seq).toBe(2);
  });

  test('with a value that cannot be stored is stored in no part', async () => {
    const store = await withRoot();
    const value = (() => undefined) as unknown as Uint8Array<ArrayBuffer>;
    const puts = [...CHANGE.puts, ['record/b/1', value]] as const;
    await expect(store.commit({ ...CHANGE, puts })).rejects.toEqual(new StoreError('unavailable'));
    expect(await store.read(['record/a/1', ROOT_2])).toEqual([undefined, undefined]);
    expect((await store.latestRoot())?.seq).toBe(1);
  });
});

describe('a value that the engine cannot give', () => {
  /** As a bad page of the engine's file: the read fails, and its transaction and connection with it. */
  function damage(...bad: readonly StoreKey[]): void {
    const get = Reflect.get(IDBObjectStore.prototype, 'get') as (key: unknown) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (bad.some((one) => one === key)) throw new DOMException('Internal error', 'UnknownError');
      return get.call(this, key);
    });
  }

  test('is as good as missing, and hides none of the others', async () => {
    const store = await withRoot();
    await store.commit(CHANGE);
    damage('record/a/1');
    expect(await store.read([ROOT_1, 'record/a/1', ROOT_2])).toEqual([ONE, undefined, ONE]);
    expect(await store.read(['record/a/1'])).toEqual([undefined]);
  });

  test('is a failure where the engine gives nothing else either', async () => {
    const store = await withRoot();
    damage(ROOT_1);
    vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(() => {
      throw new DOMException('Internal error', 'UnknownError');
    });
    await expect(store.read([ROOT_1])).rejects.toEqual(new StoreError('unavailable'));
  });
});

describe('a connection', () => {
  test('that the browser closed is opened again for the same call', async () => {
    const connections = spyOnConnections();
    const store = await withRoot();
    for (const call of [() => store.read([ROOT_1]), () => store.latestRoot(), () => store.commit(CHANGE)]) {
      connections.at(-1)?.close();
      await expect(call()).resolves.not.toThrow();
    }
    expect(connections).toHaveLength(4);
    expect((await store.latestRoot())?.seq).toBe(2);
  });

  test('gives way to a deletion and does not create the database again', async () => {
    const store = await withRoot();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('tallystick-vault').addEventListener('success', resolve);
    });
    await expect(store.read([ROOT_1])).rejects.toEqual(new StoreError('unavailable'));
    expect(await store.probe()).toBe('absent');
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('of an old page gives way to a newer version of the database, which is not kept waiting', async () => {
    const old = await withRoot();
    const events: string[] = [];
    const opening = indexedDB.open('tallystick-vault', 2);
    opening.addEventListener('blocked', () => events.push('blocked'));
    opening.addEventListener('upgradeneeded', () => events.push('upgraded'));
    const newer = await new Promise<IDBDatabase>((resolve) => {
      opening.addEventListener('success', () => resolve(opening.result));
    });
    expect(events).toEqual(['upgraded']);
    // The old page neither sets the version back nor takes the newer database for an absent one.
    expect(await old.probe()).toBe('failed');
    await expect(old.commit(CHANGE)).rejects.toEqual(new StoreError('unavailable'));
    expect(newer.version).toBe(2);
    newer.close();
  });

  test('that an old page holds on to is given up after ten seconds: nothing is changed under it', async () => {
    const old = await withRoot();
    const name = 'tallystick-vault';
    const holder = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.addEventListener('success', () => resolve(opening.result));
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const outcome = expect(new IndexedDbStore(OPTIONS).destroy()).rejects.toEqual(new StoreError('timeout'));
    await vi.advanceTimersByTimeAsync(10_000);
    await outcome;
    vi.useRealTimers();
    holder.close();
    void old;
  });

  test('that never comes is given up after ten seconds, and the next call tries again', async () => {
    await withRoot();
    const store = new IndexedDbStore(OPTIONS);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(indexedDB, 'open').mockReturnValueOnce(new IDBOpenDBRequest());
    const outcome = expect(store.read([ROOT_1])).rejects.toEqual(new StoreError('timeout'));
    await vi.advanceTimersByTimeAsync(10_000);
    await outcome;
    vi.useRealTimers();
    expect(await store.read([ROOT_1])).toEqual([ONE]);
  });
});

test('a database that is removed on request is gone, and can be created anew', async () => {
  const store = await withRoot();
  await store.destroy();
  expect(await store.probe()).toBe('absent');
  await store.create();
  expect(await store.latestRoot()).toBeUndefined();
});
