// Every call to every store of the browser, counted: the Nth one fails, in one of the ways in which stores fail.
import type { EngineAnswer } from '../../../src/core/vault/start-up.ts';
import { StoreError } from '../../../src/core/vault/store.ts';
import { FakeBrowser } from '../fake-browser.ts';

import type { FailureMode } from './failing-store.ts';

/** `crashed`: the worker ends before the Nth call; nothing that it still wanted happens, and nobody gets an answer. */
export type CallFaultMode = FailureMode | 'crashed';

/** Of the calls that change something the answer may be lost too; a reading one then only fails. */
const WRITES = new Set([
  'commit',
  'create',
  'remove',
  'write',
  'writeHeader',
  'clear',
  'delete',
  'writeInstalledMarker',
  'set',
  'keepFound',
]);
const READS = new Set([
  'read',
  'latestRoot',
  'keys',
  'list',
  'readHeaders',
  'readInstalledMarker',
  'probe',
  'look',
]);

export class CallFaults {
  calls = 0;
  failAt = 0;
  mode: CallFaultMode = 'refused';
  /** Resolves when the worker has crashed. */
  readonly died: Promise<void>;
  readonly #die: () => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.died = promise;
    this.#die = resolve;
  }

  /** The same browser, seen through stores of which the Nth call fails. */
  around(browser: FakeBrowser): FakeBrowser {
    const { generations, mirror, changeMark, facts, anchorStore, sessionStore } = browser;
    const engines: typeof generations = new Proxy(generations, {
      get: (target, name) =>
        name === 'at'
          ? (at: number) => this.#counted(target.at(at))
          : Reflect.get(this.#counted(target), name),
    });
    return Object.create(browser, {
      generations: { value: engines },
      mirror: { value: this.#counted(mirror) },
      changeMark: { value: this.#counted(changeMark) },
      facts: { value: this.#counted(facts) },
      anchorStore: { value: this.#counted(anchorStore) },
      sessionStore: { value: this.#counted(sessionStore) },
      exclusively: { value: ownLock() },
    }) as FakeBrowser;
  }

  #counted<Target extends object>(target: Target): Target {
    return new Proxy(target, {
      get: (_target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = value.bind(target) as (...args: unknown[]) => Promise<unknown>;
        const isCounted = WRITES.has(String(name)) || (READS.has(String(name)) && this.mode !== 'unanswered');
        return isCounted ? (...args: unknown[]) => this.#call(String(name), () => method(...args)) : method;
      },
    });
  }

  async #call(name: string, work: () => Promise<unknown>): Promise<unknown> {
    this.calls += 1;
    if (this.mode === 'crashed' && this.failAt > 0 && this.calls >= this.failAt) {
      this.#die();
      return new Promise(() => undefined);
    }
    if (this.calls !== this.failAt) return work();
    // A look at a database has an answer of its own for a database that fails.
    if (name === 'probe') return 'failed' satisfies EngineAnswer;
    if (this.mode === 'unanswered') await work();
    throw new StoreError(this.mode === 'refused' ? 'unavailable' : 'timeout');
  }
}

/** The browser takes a lock back from a worker that died, so no worker waits for one before it. */
function ownLock() {
  let turn: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
}

/** All that a browser keeps, in another one: a test that damages it leaves the first as it is. */
export async function copyBrowser(browser: FakeBrowser): Promise<FakeBrowser> {
  const copy = new FakeBrowser('copy');
  for (const [generation, store] of browser.generations.stores) {
    const target = copy.generations.memoryAt(generation);
    if (store.exists) await target.create();
    for (const [key, value] of store.values) target.values.set(key, value);
  }
  copy.mirror.headers.splice(0, 2, ...browser.mirror.headers);
  for (const [key, value] of browser.mirror.values) copy.mirror.values.set(key, value);
  Object.assign(copy.local, browser.local);
  copy.anchor = browser.anchor;
  copy.session = browser.session;
  copy.isMarked = browser.isMarked;
  copy.foundMark = browser.foundMark;
  return copy;
}
