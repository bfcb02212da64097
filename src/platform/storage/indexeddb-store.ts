// The vault's primary engine. Values are sealed before they come here.
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Bytes } from '../../core/bytes/bytes.ts';
import type { EngineAnswer } from '../../core/vault/start-up.ts';
import {
  seqOfRootKey,
  type StoreChange,
  StoreError,
  type StoreKey,
  type VaultStore,
} from '../../core/vault/store.ts';
import { withDeadline } from '../deadline.ts';
import { begin, requestAll, rollBack, storeOf, STORES, type Transaction } from './indexeddb-transaction.ts';

const DATABASE_VERSION = 1;
const ROOT_KEYS = IDBKeyRange.bound('root/', 'root0', false, true);

/** An engine that does not answer is reported, never waited for without end. */
const DEADLINE_MS = 10_000;

/** How long to wait before a database that failed is opened again; for one that only was busy that is enough. */
const REOPEN_AFTER_MS = [200, 1_000, 5_000] as const;

/**
 * For so long after it failed it is not waited for again, only asked twice, and not at all where it did not answer: who
 * opens the popup a second time is told at once.
 */
const FAILED_FOR_MS = 30_000;
const REOPEN_SOON_MS = REOPEN_AFTER_MS.slice(0, 1);

export interface IndexedDbOptions {
  readonly name: string;
  readonly wait?: (ms: number) => Promise<void>;
  readonly now?: () => number;
}

export class IndexedDbStore implements VaultStore {
  readonly #name: string;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #now: () => number;
  #connection: Promise<IDBPDatabase> | undefined;
  #probing: Promise<EngineAnswer> | undefined;
  #failed: { readonly at: number; readonly how: 'refused' | 'silent' } | undefined;

  constructor({ name, wait = waitFor, now = Date.now }: IndexedDbOptions) {
    this.#name = name;
    this.#wait = wait;
    this.#now = now;
  }

  /**
   * Opens without creating: where the database does not exist the upgrade is aborted, so that looking at a vault that
   * the browser lost never puts an empty one in its place. Who asks while it is being asked shares the answer.
   */
  probe(): Promise<EngineAnswer> {
    this.#probing ??= this.#probe().finally(() => {
      this.#probing = undefined;
    });
    return this.#probing;
  }

  async #probe(): Promise<EngineAnswer> {
    const failed = this.#failed;
    const isFresh = failed !== undefined && Math.abs(this.#now() - failed.at) < FAILED_FOR_MS;
    if (isFresh && failed.how === 'silent') return 'failed';
    for (const ms of [...(isFresh ? REOPEN_SOON_MS : REOPEN_AFTER_MS), undefined]) {
      const answer = await this.#probeOnce();
      if (answer === 'silent') return this.#noteFailed(answer);
      if (answer !== 'refused') {
        this.#failed = undefined;
        return answer;
      }
      if (ms !== undefined) await this.#wait(ms);
    }
    return this.#noteFailed('refused', isFresh ? failed.at : undefined);
  }

  #noteFailed(how: 'refused' | 'silent', at = this.#now()): 'failed' {
    this.#failed = { at, how };
    return 'failed';
  }

  /** `refused`: it said no at once, and may say yes a moment later. `silent`: it did not answer. */
  async #probeOnce(): Promise<'opened' | 'absent' | 'refused' | 'silent'> {
    try {
      await withDeadline(this.#open(false), DEADLINE_MS, () => new StoreError('timeout'));
      return 'opened';
    } catch (error) {
      if (error instanceof AbsentDatabaseError) return 'absent';
      this.#connection = undefined;
      return error instanceof StoreError ? 'silent' : 'refused';
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

  async read(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    if (keys.length === 0) return [];
    try {
      return await this.#guard(() => this.#readTogether(keys));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return this.#readOneByOne(keys, error);
    }
  }

  /** Keys of all three stores; values are not read. */
  keys(): Promise<readonly StoreKey[]> {
    return this.#guard(async () => {
      const transaction = await this.#transaction('readonly');
      const keys = await Promise.all(STORES.map((name) => transaction.objectStore(name).getAllKeys()));
      return keys.flat() as StoreKey[];
    });
  }

  latestRoot(): Promise<{ seq: number; envelope: Bytes } | undefined> {
    return this.#guard(async () => {
      const transaction = await this.#transaction('readonly');
      let cursor = await transaction.objectStore('index').openCursor(ROOT_KEYS, 'prev');
      while (cursor) {
        const seq = seqOfRootKey(cursor.key as string);
        if (seq !== undefined) return { seq, envelope: cursor.value as Bytes };
        cursor = await cursor.continue();
      }
      return undefined;
    });
  }

  commit({ expectedSeq, puts, deletes }: StoreChange): Promise<void> {
    return this.#guard(async () => {
      const transaction = await this.#transaction('readwrite');
      let cursor = await transaction.objectStore('index').openKeyCursor(ROOT_KEYS, 'prev');
      while (cursor && seqOfRootKey(cursor.key as string) === undefined) cursor = await cursor.continue();
      const seq = (cursor && seqOfRootKey(cursor.key as string)) ?? null;
      if (seq !== expectedSeq) {
        await rollBack(transaction);
        throw new StoreError('conflict');
      }
      try {
        requestAll(transaction, { puts, deletes });
        await transaction.done;
      } catch (error) {
        // One write may be refused before it becomes a request; those before it must not be stored without it.
        await rollBack(transaction);
        // `done` may only say AbortError; why (a full disk, for instance) stands in the transaction.
        throw transaction.error ?? error;
      }
    });
  }

  /** Removes the database. Only for a user who asked for it. */
  async destroy(): Promise<void> {
    (await this.#connection?.catch(() => undefined))?.close();
    this.#connection = undefined;
    await withDeadline(deleteDB(this.#name), DEADLINE_MS, () => new StoreError('timeout'));
  }

  async #readTogether(keys: readonly StoreKey[]): Promise<readonly (Bytes | undefined)[]> {
    const transaction = await this.#transaction('readonly');
    return Promise.all(
      keys.map((key) => transaction.objectStore(storeOf(key)).get(key) as Promise<Bytes | undefined>),
    );
  }

  /**
   * One bad page fails a whole transaction and kills its connection, while single reads on fresh connections give
   * everything else (299 of 300 records of a damaged file). Where nothing at all is read, the engine is down.
   */
  async #readOneByOne(keys: readonly StoreKey[], cause: unknown): Promise<readonly (Bytes | undefined)[]> {
    const values: (Bytes | undefined)[] = [];
    let hasAnswered = false;
    for (const key of keys) {
      try {
        const [value] = await this.#guard(() => this.#readTogether([key]));
        hasAnswered = true;
        values.push(value);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        values.push(undefined);
      }
    }
    if (!hasAnswered && !(await this.#answersElsewhere())) throw cause;
    return values;
  }

  /** Whether the engine gives anything at all: a store of keys without values is the least it can be asked. */
  async #answersElsewhere(): Promise<boolean> {
    try {
      await this.#guard(async () => {
        const transaction = await this.#transaction('readonly');
        await transaction.objectStore('head').count();
      });
      return true;
    } catch {
      return false;
    }
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
    this.#connection ??= openDatabase(this.#name, mayCreate, () => {
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

class AbsentDatabaseError extends Error {
  override readonly name = 'AbsentDatabaseError';
}

async function openDatabase(database: string, mayCreate: boolean, onLost: () => void): Promise<IDBPDatabase> {
  let wasAbsent = false;
  try {
    return await openDB(database, DATABASE_VERSION, {
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
  } catch (error) {
    if (wasAbsent) throw new AbsentDatabaseError();
    throw error;
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'unavailable' && !isAbsent(error);
}

function isAbsent({ cause }: StoreError): boolean {
  return cause instanceof AbsentDatabaseError;
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function codeOf(error: unknown): 'full' | 'unavailable' {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'unavailable';
}
