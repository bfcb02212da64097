// A mark in storage.local from before a change is written until the mirror has it. LevelDB takes a write that a kill cut in
// half for the end of its log and writes on behind it; at the start after the next Chromium finds the log damaged and takes
// the database away, with all that was kept in between. Who finds the mark of a browser before knows that this may be so.
import type { Engine, Generations } from '../../core/vault/store.ts';

export interface ChangeMarkParts {
  readonly store: {
    /** Whether a browser before this one left its mark; false from `looked` on, until this browser ends. */
    isLeft(): Promise<boolean>;
    looked(): Promise<void>;
    write(): Promise<void>;
    remove(): Promise<void>;
  };
  /** The browser was ended between a change and its mirror: until it ends again a change counts when the mirror has it too. */
  readonly onLeft: () => Promise<void>;
}

/** What fails here fails no change: without the mark the vault is as safe as its database. */
export class ChangeMark {
  readonly #parts: ChangeMarkParts;
  /** What was asked of the store, one after the other; it never fails. */
  #asked: Promise<unknown> = Promise.resolve();
  #hasLooked = false;
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
      if (!this.#isWritten) this.#clear();
    }
  }

  /** Runs `write`, which writes in the database, once the mark is set. */
  before<Value>(write: () => Promise<Value>): Promise<Value> {
    return this.beside(async () => {
      this.#isWritten = true;
      this.#writes += 1;
      await this.#set();
      return write();
    });
  }

  /** Called before the mirror looks at the database; its answer is called when the mirror has what was found there. */
  mirroring(): () => void {
    const isQuiet = this.#underWay === 0;
    const writes = this.#writes;
    return () => {
      if (isQuiet && writes === this.#writes) this.#clear();
    };
  }

  /** Only a mark of this worker, behind which nothing is being written. */
  #clear(): void {
    if (this.#underWay > 0 || !this.#isSet) return;
    this.#isSet = false;
    this.#isWritten = false;
    this.#asked = this.#asked.then(() => this.#parts.store.remove()).catch(() => undefined);
  }

  #set(): Promise<unknown> {
    if (this.#isSet) return this.#asked;
    this.#isSet = true;
    this.#asked = this.#asked
      .then(() => this.#look())
      .then(() => this.#parts.store.write())
      .catch(() => {
        this.#isSet = false;
      });
    return this.#asked;
  }

  async #look(): Promise<void> {
    if (this.#hasLooked) return;
    const { store, onLeft } = this.#parts;
    if (await store.isLeft()) await onLeft();
    await store.looked();
    this.#hasLooked = true;
  }
}

/** The same databases; what is written in them waits for the mark. */
export function withMark(generations: Generations, mark: ChangeMark): Generations {
  return {
    list: () => generations.list(),
    at: (generation) => markedEngine(generations.at(generation), mark),
    remove: (generation) => mark.before(() => generations.remove(generation)),
  };
}

function markedEngine(engine: Engine, mark: ChangeMark): Engine {
  return {
    probe: () => engine.probe(),
    read: (keys) => engine.read(keys),
    latestRoot: () => engine.latestRoot(),
    keys: () => engine.keys(),
    create: () => mark.before(() => engine.create()),
    commit: (change) => mark.before(() => engine.commit(change)),
  };
}
