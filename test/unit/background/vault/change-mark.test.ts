import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { ChangeMark } from '../../../../src/background/vault/change-mark.ts';
import { MarkPlace, turns } from '../../../support/vault/mark-place.ts';

const ALL = ['look', 'keep', 'set', 'clear'];

let place: MarkPlace;
let told: string[];
let mark: ChangeMark;

function startWorker(): void {
  mark = new ChangeMark({
    store: place,
    onLeft: async () => void told.push('left'),
    onWritten: () => void told.push('written'),
  });
}

beforeEach(() => {
  place = new MarkPlace();
  told = [];
  startWorker();
});

describe('a write', () => {
  test('waits for the mark', async () => {
    place.isSlow = true;
    let isWritten = false;
    const writing = mark.before(async () => void (isWritten = true));
    for (const asked of ['look', 'set', 'keep']) {
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
    expect(place.asked).toEqual(['look', 'set', 'keep']);
  });

  test('that is being prepared keeps its mark, whatever ends meanwhile', async () => {
    await mark.beside(async () => {
      const mirrored = mark.mirroring();
      await mark.beside(async () => undefined);
      mirrored();
      await mark.before(async () => undefined);
    });
    expect(place.asked).toEqual(['look', 'set', 'keep']);
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
    place = new MarkPlace();
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
