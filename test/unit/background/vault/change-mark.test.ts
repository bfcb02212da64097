import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ChangeMark } from '../../../../src/background/vault/change-mark.ts';

/** storage.local, which answers when it is told to, in the order in which it was asked. */
class Place {
  isMarked = false;
  hasLooked = false;
  /** Whether what was asked for is already done, or waits for `answer`. */
  isSlow = false;
  fails = false;
  readonly asked: string[] = [];
  readonly #waiting: (() => void)[] = [];

  isLeft = () => this.#ask('look', () => this.isMarked && !this.hasLooked);
  looked = async () => void (this.hasLooked = true);
  write = () => this.#ask('write', () => void (this.isMarked = true));
  remove = () => this.#ask('remove', () => void (this.isMarked = false));

  answer(): void {
    this.#waiting.shift()?.();
  }

  get waits(): number {
    return this.#waiting.length;
  }

  async #ask<Value>(what: string, work: () => Value): Promise<Value> {
    this.asked.push(what);
    if (this.isSlow) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.fails) throw new Error('storage.local does not answer');
    return work();
  }
}

let place: Place;
let left: number;
let mark: ChangeMark;

function startWorker(): void {
  mark = new ChangeMark({ store: place, onLeft: async () => void (left += 1) });
}

beforeEach(() => {
  place = new Place();
  left = 0;
  startWorker();
});

/** What was begun goes as far as it can by itself. */
const turns = () => new Promise((resolve) => setTimeout(resolve));

describe('a write', () => {
  test('waits for the mark', async () => {
    place.isSlow = true;
    let isWritten = false;
    const writing = mark.before(async () => void (isWritten = true));
    await turns();
    place.answer();
    await turns();
    expect([place.asked, isWritten]).toEqual([['look', 'write'], false]);
    place.answer();
    await writing;
    expect([place.isMarked, isWritten]).toEqual([true, true]);
  });

  test('that was prepared beside the mark waits for it no longer', async () => {
    await mark.beside(async () => {
      await turns();
      expect(place.isMarked).toBe(true);
      await mark.before(async () => undefined);
    });
    expect(place.asked).toEqual(['look', 'write']);
  });

  test('that is being prepared keeps its mark, whatever ends meanwhile', async () => {
    await mark.beside(async () => {
      const mirrored = mark.mirroring();
      await mark.beside(async () => undefined);
      mirrored();
      await mark.before(async () => undefined);
    });
    expect(place.asked).toEqual(['look', 'write']);
  });

  test('is made without a mark where none can be set, and the next one tries again', async () => {
    place.fails = true;
    expect(await mark.before(async () => 'written')).toBe('written');
    place.fails = false;
    await mark.before(async () => undefined);
    expect(place.isMarked).toBe(true);
  });

  test('that fails leaves the mark: what the engine took of it is not known', async () => {
    await expect(mark.before(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(place.isMarked).toBe(true);
  });
});

test('a change that writes nothing leaves no mark', async () => {
  expect(await mark.beside(async () => 'nothing to do')).toBe('nothing to do');
  await turns();
  expect(place.isMarked).toBe(false);
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
  beforeEach(() => {
    place.isMarked = true;
  });

  test('is told before anything is written, and once', async () => {
    await mark.before(async () => expect(left).toBe(1));
    await mark.before(async () => undefined);
    expect(left).toBe(1);
  });

  test('by another worker of the same browser is nothing to tell: the browser writes on', async () => {
    place.isMarked = false;
    await mark.before(async () => undefined);
    startWorker();
    await mark.before(async () => undefined);
    expect([place.isMarked, left]).toEqual([true, 0]);
  });

  test('is told also where it could not be read at first', async () => {
    place.fails = true;
    await mark.before(async () => undefined);
    place.fails = false;
    await mark.before(async () => undefined);
    expect(left).toBe(1);
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
  const property = fc.asyncProperty(plans, async (plan) => {
    place = new Place();
    place.isSlow = true;
    startWorker();
    const course = new Course();
    for (const step of plan) {
      course.go[step]();
      await turns();
      if (course.writing > 0 || course.written > course.mirrored) expect(place.isMarked).toBe(true);
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
    expect(place.isMarked).toBe(false);
  });
  await fc.assert(property, { numRuns: 300 });
});
