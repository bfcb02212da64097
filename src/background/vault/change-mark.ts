// A mark in storage.local from before a change is written until the mirror has it. LevelDB takes a write that a kill cut in
// half for the end of its log and writes on behind it; at the start after the next Chromium finds the log damaged and takes
// the database away, with all that was kept in between. Who finds the mark of a browser before knows that this may be so.
import type { FoundMark, MarkStore } from '../../core/vault/mirror/mirror-store.ts';
import type { Engine, Generations } from '../../core/vault/store.ts';
import { inTime } from '../../platform/deadline.ts';

export interface ChangeMarkParts {
  readonly store: MarkStore;
  /**
   * Each worker of a browser that found one is told before it writes: from now on a change waits for the mirror, and this one
   * waits until the mirror has what was there before.
   */
  readonly onLeft: () => Promise<unknown>;
  /** Something was written, or may have been: the mirror is to follow. */
  readonly onWritten: () => void;
}

/** For the answers of the store and for what `onLeft` does: a write waits no longer for them. */
const LONGEST_MS = 10_000;

/** What fails here fails no change: without the mark the vault is as safe as its database. */
export class ChangeMark {
  readonly #parts: ChangeMarkParts;
  /** What was asked of the store, one after the other; it never fails. */
  #asked: Promise<void> = Promise.resolve();
  #found: FoundMark | undefined;
  /** Set, or about to be. */
  #isSet = false;
  #underWay = 0;
  /** Whether anything was written since the mark was set, and how often anything was ever written. */
  #isWritten = false;
  #writes = 0;

  constructor(parts: ChangeMarkParts) {
    this.#parts = parts;
  }

  /** Sets the mark while `work` prepares what it may write. */
  async beside<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#underWay += 1;
    void this.#set();
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#isWritten) this.#parts.onWritten();
      else this.#clear();
    }
  }

  /** Runs `write`, which writes in the database unless it fails, once the mark is set. */
  before<Value>(write: () => Promise<Value>): Promise<Value> {
    return this.#beforeAny(async () => {
      const value = await write();
      if (this.#found === 'left') await this.#foundIs('behind').catch(() => undefined);
      return value;
    });
  }

  /** As `before`, for what may write nothing: that a database is there, or is not there any more. */
  beforeMaybe<Value>(write: () => Promise<Value>): Promise<Value> {
    return this.#beforeAny(write);
  }

  /** Called before the mirror looks at the database; its answer is called when the mirror has what was found there. */
  mirroring(): () => void {
    const isQuiet = this.#underWay === 0;
    const writes = this.#writes;
    return () => {
      if (isQuiet && writes === this.#writes) this.#clear();
    };
  }

  #beforeAny<Value>(write: () => Promise<Value>): Promise<Value> {
    return this.beside(async () => {
      this.#isWritten = true;
      this.#writes += 1;
      await inTime(this.#set(), undefined, LONGEST_MS);
      return write();
    });
  }

  /** Never one that was left, or may have been, before something was written behind it: the next browser must find it. */
  #clear(): void {
    if (this.#underWay > 0 || !this.#isSet) return;
    this.#isSet = false;
    this.#isWritten = false;
    this.#ask(async () => {
      if (this.#found === 'none' || this.#found === 'behind') await this.#parts.store.clear();
    });
  }

  #set(): Promise<void> {
    if (this.#isSet) return this.#asked;
    this.#isSet = true;
    this.#ask(() => this.#lookAndSet());
    return this.#asked;
  }

  #ask(work: () => Promise<void>): void {
    this.#asked = this.#asked.then(work).catch(() => undefined);
  }

  /** The mark is set before `onLeft`, which may take long. A look that failed is repeated before the next write. */
  async #lookAndSet(): Promise<void> {
    const { store, onLeft } = this.#parts;
    const found = this.#found ?? (await store.look().catch(() => undefined));
    const isSet = await store.set().then(
      () => true,
      () => false,
    );
    if (this.#found === undefined && found !== undefined) {
      if (found !== 'none') await onLeft().catch(() => undefined);
      await this.#foundIs(found).catch(() => undefined);
    }
    if (!isSet || this.#found === undefined) this.#isSet = false;
  }

  async #foundIs(found: FoundMark): Promise<void> {
    this.#found = found;
    await this.#parts.store.keepFound(found);
  }
}

export interface MarkServices {
  readonly vaults: { doubtEngine(): void };
  readonly mirrors: { sync(): Promise<unknown>; schedule(): void };
}

/** The mark of these services, which are asked for when they are there. */
export function markFor(store: MarkStore, services: () => MarkServices): ChangeMark {
  return new ChangeMark({
    store,
    onLeft: () => {
      services().vaults.doubtEngine();
      return services().mirrors.sync();
    },
    onWritten: () => services().mirrors.schedule(),
  });
}

/** The same databases; what is written in them waits for the mark. */
export function withMark(generations: Generations, mark: ChangeMark): Generations {
  return {
    list: () => generations.list(),
    at: (generation) => markedEngine(generations.at(generation), mark),
    remove: (generation) => mark.beforeMaybe(() => generations.remove(generation)),
  };
}

function markedEngine(engine: Engine, mark: ChangeMark): Engine {
  return {
    probe: () => engine.probe(),
    read: (keys) => engine.read(keys),
    latestRoot: () => engine.latestRoot(),
    keys: () => engine.keys(),
    create: () => mark.beforeMaybe(() => engine.create()),
    commit: (change) => {
      const isEmpty = change.puts.length + change.deletes.length === 0;
      return isEmpty
        ? mark.beforeMaybe(() => engine.commit(change))
        : mark.before(() => engine.commit(change));
    },
  };
}
