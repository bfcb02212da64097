import type { Result } from '../../core/result.ts';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/**
 * `node:sqlite` with its statements kept and a transaction that cannot be left half done. Everything is synchronous, so
 * between the first and the last statement of a transaction no other request of this process can run; `BEGIN IMMEDIATE`
 * says the same to other processes on the same file.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #inTransaction = false;

  /** `file` is a path or ':memory:'. */
  constructor(file: string) {
    this.#connection = new DatabaseSync(file);
    this.#connection.exec('PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 2000');
  }

  /** Runs statements that take no value and give no row. */
  script(sql: string): void {
    this.#connection.exec(sql);
  }

  /** The number of rows the statement changed, and the id of the last one it inserted. */
  run(sql: string, ...values: readonly SQLInputValue[]): { readonly changes: number; readonly id: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  }

  /** The first row. The files beside this one say what it is: they name its columns, and STRICT tables hold the types. */
  first(sql: string, ...values: readonly SQLInputValue[]): object | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: readonly SQLInputValue[]): readonly object[] {
    return this.#prepare(sql).all(...values);
  }

  /** All of `work` or none of it. `work` is synchronous; one transaction inside another joins it. */
  transaction<Value>(work: () => Value): Value {
    if (this.#inTransaction) return work();
    this.#connection.exec('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const value = work();
      this.#connection.exec('COMMIT');
      return value;
    } catch (error) {
      this.#connection.exec('ROLLBACK');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** A transaction that leaves nothing behind where `work` gives an error: the outermost one, for it undoes all. */
  attempt<Outcome extends Result<unknown, string>>(work: () => Outcome): Outcome {
    if (this.#inTransaction)
      throw new TypeError('An attempt inside a transaction could not be undone alone.');
    let failed: Outcome | undefined;
    try {
      return this.transaction(() => {
        const result = work();
        if (result.ok) return result;
        failed = result;
        throw new Abandoned();
      });
    } catch (error) {
      if (error instanceof Abandoned && failed) return failed;
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Undoes an attempt on its way out of the transaction; nobody outside of this file meets it. */
class Abandoned extends Error {}
