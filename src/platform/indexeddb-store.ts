// The vault's primary engine. Values are sealed before they come here.
import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Bytes } from '../core/bytes/bytes.ts';
import type { EngineAnswer } from '../core/vault/start-up.ts';
import {
  seqOfRootKey,
  type StoreChange,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../core/vault/store.ts';
import { withDeadline } from './deadline.ts';

const DATABASE = 'tallystick-vault';
const DATABASE_VERSION = 1;
const STORES = ['head', 'records', 'index'] as const;
type StoreName = (typeof STORES)[number];
type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<unknown, typeof STORES, Mode>;
const ROOT_KEYS = IDBKeyRange.bound('root/', 'root0', false, true);

/** An engine that does not answer is reported, never waited for without end. */
const DEADLINE_MS = 10_000;

export class IndexedDbStore implements VaultStore {
  #connection: Promise<IDBPDatabase> | undefined;

  /**
   * Opens without creating: where the database does not exist the upgrade is aborted, so that looking at a vault that
   * the browser lost never puts an empty one in its place.
   */
  async probe(): Promise<EngineAnswer> {
    try {
      await this.#open(false);
      return 'opened';
    } catch (error) {
      return error instanceof AbsentDatabaseError ? 'absent' : 'failed';
    }
  }

  /** Creates the database. Called for a new vault only, after the start-up decision said that there is none. */
  async create(): Promise<void> {
    await this.#guard(async () => {
      // A look whether there is a database may be under way; its answer is no answer to this.
      await this.#connection?.catch(() => undefined);
      await this.#open(true);
    });
  }

  read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    if (keys.length === 0) return Promise.resolve([]);
    return this.#guard(async () => {
      const transaction = await this.#transaction('readonly');
      return Promise.all(
        keys.map((key) => transaction.objectStore(storeOf(key)).get(key) as Promise<Bytes | undefined>),
      );
    });
  }

  latestRoot(): Promise<{ seq: number; envelope: Bytes } | undefined> {
    return this.#guard(async () => {
      const transaction = await this.#transaction('readonly');
      const cursor = await transaction.objectStore('index').openCursor(ROOT_KEYS, 'prev');
      return cursor
        ? { seq: seqOfRootKey(cursor.key as string), envelope: cursor.value as Bytes }
        : undefined;
    });
  }

  commit({ expectedSeq, puts, deletes }: StoreChange): Promise<void> {
    return this.#guard(async () => {
      const transaction = await this.#transaction('readwrite');
      const cursor = await transaction.objectStore('index').openKeyCursor(ROOT_KEYS, 'prev');
      const seq = cursor ? seqOfRootKey(cursor.key as string) : null;
      if (seq !== expectedSeq) {
        await rollBack(transaction);
        throw new StoreError('conflict');
      }
      try {
        await Promise.all([
          ...puts.map(async ([key, value]) => transaction.objectStore(storeOf(key)).put(value, key)),
          ...deletes.map(async (key) => transaction.objectStore(storeOf(key)).delete(key)),
        ]);
        await transaction.done;
      } catch (error) {
        // One write may be refused before it becomes a request; those before it must not be stored without it.
        await rollBack(transaction);
        // The requests only say AbortError; why (a full disk, for instance) stands in the transaction.
        throw transaction.error ?? error;
      }
    });
  }

  /** Removes the database. Only for a user who asked for it. */
  async destroy(): Promise<void> {
    (await this.#connection?.catch(() => undefined))?.close();
    this.#connection = undefined;
    await deleteDB(DATABASE);
  }

  /** That the browser closed a connection shows only when it is used: it is then opened again, once. */
  async #transaction<Mode extends 'readonly' | 'readwrite'>(mode: Mode): Promise<Transaction<Mode>> {
    try {
      return begin(await this.#open(false), mode);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'InvalidStateError')) throw error;
      this.#connection = undefined;
      return begin(await this.#open(false), mode);
    }
  }

  #open(mayCreate: boolean): Promise<IDBPDatabase> {
    this.#connection ??= openDatabase(mayCreate, () => {
      this.#connection = undefined;
    }).catch((error: unknown) => {
      this.#connection = undefined;
      throw error;
    });
    return this.#connection;
  }

  async #guard<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await withDeadline(work(), DEADLINE_MS, () => new StoreError('timeout'));
    } catch (error) {
      if (error instanceof StoreError && error.code === 'conflict') throw error;
      // After a failed write Chromium's connection is dead for reading too: the next call opens a new one.
      const connection = this.#connection;
      this.#connection = undefined;
      void connection?.then((database) => database.close()).catch(() => undefined);
      throw error instanceof StoreError ? error : new StoreError(codeOf(error), { cause: error });
    }
  }
}

function begin<Mode extends 'readonly' | 'readwrite'>(database: IDBPDatabase, mode: Mode): Transaction<Mode> {
  const transaction = database.transaction(STORES, mode, { durability: 'strict' });
  // Whoever waits for it hears of its failure; where nobody does, a request has failed before.
  transaction.done.catch(() => undefined);
  return transaction;
}

async function rollBack(transaction: Transaction<'readwrite'>): Promise<void> {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
  await transaction.done.catch(() => undefined);
}

class AbsentDatabaseError extends Error {
  override readonly name = 'AbsentDatabaseError';
}

async function openDatabase(mayCreate: boolean, onLost: () => void): Promise<IDBPDatabase> {
  let wasAbsent = false;
  try {
    const database = await openDB(DATABASE, DATABASE_VERSION, {
      upgrade(created, oldVersion, _newVersion, transaction) {
        if (oldVersion === 0 && !mayCreate) {
          wasAbsent = true;
          transaction.done.catch(() => undefined);
          transaction.abort();
          return;
        }
        for (const name of STORES) created.createObjectStore(name);
      },
      terminated: onLost,
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        onLost();
      },
    });
    return database;
  } catch (error) {
    if (wasAbsent) throw new AbsentDatabaseError();
    throw error;
  }
}

function storeOf(key: StoreKey): StoreName {
  if (key.startsWith('head/')) return 'head';
  return key.startsWith('record/') ? 'records' : 'index';
}

function codeOf(error: unknown): 'full' | 'unavailable' {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'unavailable';
}
