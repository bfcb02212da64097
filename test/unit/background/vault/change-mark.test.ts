import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ChangeMark } from '../../../../src/background/vault/change-mark.ts';
import type { FoundMark, MarkStore } from '../../../../src/core/vault/mirror/mirror-store.ts';

/** Where the mark is, which answers when it is told to, in the order in which it was asked. */
class Place implements MarkStore {
  isMarked = false;
  found: FoundMark | undefined;
  /** Whether what was asked for is already done, or waits for `answer`. */
  isSlow = false;
  /** What fails; nothing where it is empty. */
  readonly failing = new Set<string>();
  readonly asked: string[] = [];
  readonly #waiting: (() => void)[] = [];

  look = () => this.#ask('look', () => this.found ?? (this.isMarked ? 'left' : 'none'));
  keepFound = (found: FoundMark) => this.#ask('keep', () => void (this.found = found));
  set = () => this.#ask('set', () => void (this.isMarked = true));
  clear = () => this.#ask('clear', () => void (this.isMarked = false));

  answer(): void {
    this.#waiting.shift()?.();
  }

  get waits(): number {
    return this.#waiting.length;
  }

  async #ask<Value>(what: string, work: () => Value): Promise<Value> {
    this.asked.push(what);
    if (this.isSlow) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.failing.has(what)) throw new Error('storage.local does not answer');
    return work();
  }
}

const ALL = ['look', 'keep', 'set', 'clear'];

let place: Place;
let told: string[];
let mark: ChangeMark;

function startWorker(): void {
  mark = new ChangeMark({
    store: place,
    onLeft: async () => void told.push('left'),
    onWritten: () => void told.push('written'),
  });
}

/** Another browser, which finds what is there. */
function startBrowser(): void {
  place.found = undefined;
  startWorker();
}

/** How often it was told that a mark was left. */
const timesLeft = () => told.filter((what) => what === 'left').length;

beforeEach(() => {
  place = new Place();
  told = [];
  startWorker();
});

/** What was begun goes as far as it can by itself. */
const turns = () => new Promise((resolve) => setTimeout(resolve));

describe('a write', () => {
  test('waits for the mark', async () => {
    place.isSlow = true;
    let isWritten = false;
    const writing = mark.before(async () => void (isWritten = true));
    for (const asked of ['look', 'keep', 'set']) {
      await turns();
      expect([place.asked.at(-1), isWritten]).toEqual([asked, false]);
      place.answer();
    }
    await writing;
    expect([place.isMarked, isWritten]).toEqual([true, true]);
  });

  test('that was prepared beside the mark waits for it no longer', async () => {
    await mark.beside(async () => {
      await turns();
      expect(place.isMarked).toBe(true);
      await mark.before(async () => undefined);
    });
    expect(place.asked).toEqual(['look', 'keep', 'set']);
  });

  test('that is being prepared keeps its mark, whatever ends meanwhile', async () => {
    await mark.beside(async () => {
      const mirrored = mark.mirroring();
      await mark.beside(async () => undefined);
      mirrored();
      await mark.before(async () => undefined);
    });
    expect(place.asked).toEqual(['look', 'keep', 'set']);
  });

  test.each([[ALL], [['look']], [['keep']], [['set']]])('is made where %j fails', async (failing) => {
    for (const what of failing) place.failing.add(what);
    expect(await mark.before(async () => 'written')).toBe('written');
    expect(place.isMarked).toBe(!failing.includes('set'));
  });

  test('tries again to set a mark that could not be set', async () => {
    place.failing.add('set');
    await mark.before(async () => undefined);
    place.failing.clear();
    await mark.before(async () => undefined);
    expect(place.isMarked).toBe(true);
  });

  test('that fails leaves the mark, since what the engine took of it is not known, and the mirror is to follow', async () => {
    await expect(mark.before(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect([place.isMarked, told]).toEqual([true, ['written']]);
  });
});

test('a change that writes nothing leaves no mark', async () => {
  expect(await mark.beside(async () => 'nothing to do')).toBe('nothing to do');
  await turns();
  expect([place.isMarked, told]).toEqual([false, []]);
});

describe('the mirror', () => {
  test('takes the mark away when it has what was written', async () => {
    await mark.before(async () => undefined);
    mark.mirroring()();
    await turns();
    expect(place.isMarked).toBe(false);
  });

  test('takes none away that was set after it looked', async () => {
    await mark.before(async () => undefined);
    const mirrored = mark.mirroring();
    await mark.before(async () => undefined);
    mirrored();
    await turns();
    expect(place.isMarked).toBe(true);
  });

  test('takes none away while something is being written, or was when it looked', async () => {
    const writing = mark.before(turns);
    const mirrored = mark.mirroring();
    mirrored();
    await writing;
    mirrored();
    await turns();
    expect(place.isMarked).toBe(true);
  });

  test('takes none away that another worker left', async () => {
    await mark.before(async () => undefined);
    startWorker();
    mark.mirroring()();
    await turns();
    expect(place.isMarked).toBe(true);
  });
});

describe('a mark that was left', () => {
  const written = async () => undefined;
  const mirrorFollows = async () => {
    mark.mirroring()();
    await turns();
  };

  beforeEach(() => {
    place.isMarked = true;
  });

  test('is told before anything is written, once to each worker of that browser', async () => {
    await mark.before(async () => expect(timesLeft()).toBe(1));
    await mark.before(written);
    expect(timesLeft()).toBe(1);
    await mirrorFollows();
    startWorker();
    await mark.before(async () => expect(timesLeft()).toBe(2));
  });

  test('stays for the next browser where nothing was written behind it', async () => {
    await mark.beside(written);
    await mark.before(() => Promise.reject(new Error('conflict'))).catch(() => undefined);
    await mark.beforeMaybe(written);
    await mirrorFollows();
    startWorker();
    await mark.beside(written);
    await mirrorFollows();
    expect(place.isMarked).toBe(true);
  });

  test('is taken away once something was written behind it, which the next browser finds good or gone', async () => {
    await mark.before(written);
    await mirrorFollows();
    startBrowser();
    await mark.before(written);
    expect(timesLeft()).toBe(1);
  });

  test('by another worker of the same browser is nothing to tell: the browser writes on', async () => {
    place.isMarked = false;
    await mark.before(written);
    startWorker();
    await mark.before(written);
    expect([place.isMarked, timesLeft()]).toEqual([true, 0]);
  });

  test('is told also where it could not be read at first', async () => {
    place.failing.add('look');
    await mark.before(written);
    await mirrorFollows();
    expect(place.isMarked).toBe(true);
    place.failing.clear();
    await mark.before(written);
    expect(timesLeft()).toBe(1);
  });
});

const STEPS = ['change', 'no change', 'write', 'mirror', 'done', 'answer'] as const;

/** Changes and mirrors that are begun and ended in any order, and what is known of them. */
class Course {
  writing = 0;
  written = 0;
  /** How many of the writes are in the mirror. */
  mirrored = 0;
  readonly work: Promise<unknown>[] = [];
  readonly #mirrors: (() => void)[] = [];
  readonly #ends: (() => void)[] = [];

  readonly go: { readonly [Step in (typeof STEPS)[number]]: () => void } = {
    change: () => void this.work.push(mark.beside(() => mark.before(() => this.#write()))),
    'no change': () => void this.work.push(mark.beside(async () => undefined)),
    write: () => this.#ends.shift()?.(),
    mirror: () => this.#mirror(),
    done: () => this.#mirrors.shift()?.(),
    answer: () => place.answer(),
  };

  get isEnded(): boolean {
    return this.#ends.length + place.waits === 0;
  }

  async #write(): Promise<void> {
    this.writing += 1;
    await new Promise<void>((resolve) => this.#ends.push(resolve));
    this.writing -= 1;
    this.written += 1;
  }

  #mirror(): void {
    const [done, found] = [mark.mirroring(), this.written];
    this.#mirrors.push(() => {
      this.mirrored = Math.max(this.mirrored, found);
      done();
    });
  }
}

test('property: whatever is written is marked from before it until a mirror that began after it is done', async () => {
  const plans = fc.array(fc.constantFrom(...STEPS), { maxLength: 60 });
  const property = fc.asyncProperty(plans, fc.boolean(), async (plan, isLeft) => {
    place = new Place();
    place.isSlow = true;
    startWorker();
    place.isMarked = isLeft;
    const course = new Course();
    for (const step of plan) {
      course.go[step]();
      await turns();
      const isStale = course.writing > 0 || course.written > course.mirrored;
      if (isStale || (isLeft && course.written === 0)) expect(place.isMarked).toBe(true);
    }
    while (!course.isEnded) {
      course.go.answer();
      course.go.write();
      await turns();
    }
    await Promise.all(course.work);
    mark.mirroring()();
    place.isSlow = false;
    while (!course.isEnded) course.go.answer();
    await turns();
    expect(place.isMarked).toBe(isLeft && course.written === 0);
  });
  await fc.assert(property, { numRuns: 300 });
});
