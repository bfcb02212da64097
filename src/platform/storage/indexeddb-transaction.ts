// One transaction over the three object stores of a vault's database.
import { type IDBPDatabase, type IDBPTransaction, unwrap } from 'idb';
import type { StoreChange, StoreKey } from '../../core/vault/store.ts';

export const STORES = ['head', 'records', 'index'] as const;
type StoreName = (typeof STORES)[number];
export type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<unknown, typeof STORES, Mode>;

export function begin<Mode extends 'readonly' | 'readwrite'>(
  database: IDBPDatabase,
  mode: Mode,
): Transaction<Mode> {
  const transaction = database.transaction(STORES, mode, { durability: 'strict' });
  // Whoever waits for it hears of its failure; where nobody does, a request has failed before.
  transaction.done.catch(() => undefined);
  return transaction;
}

/** Only the end of the transaction is waited for: a promise for each of ten thousand writes costs as much as writing. */
export function requestAll(
  transaction: Transaction<'readwrite'>,
  { puts, deletes }: Pick<StoreChange, 'puts' | 'deletes'>,
): void {
  const stores = {
    head: unwrap(transaction.objectStore('head')),
    records: unwrap(transaction.objectStore('records')),
    index: unwrap(transaction.objectStore('index')),
  };
  for (const [key, value] of puts) stores[storeOf(key)].put(value, key);
  for (const key of deletes) stores[storeOf(key)].delete(key);
}

export async function rollBack(transaction: Transaction<'readwrite'>): Promise<void> {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
  await transaction.done.catch(() => undefined);
}

export function storeOf(key: StoreKey): StoreName {
  if (key.startsWith('head/')) return 'head';
  return key.startsWith('record/') ? 'records' : 'index';
}
