// What is done about a mark of a change that a browser left: see ADR 15.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ChangeMark, withMark } from '../../../../src/background/vault/change-mark.ts';
import type { Generations } from '../../../../src/core/vault/store.ts';
import { MarkPlace, turns } from '../../../support/vault/mark-place.ts';

let place: MarkPlace;
let told: string[];
let mark: ChangeMark;

function startWorker(): void {
  // What a worker of an earlier test is still about to say is not heard in the next.
  const mine = told;
  mark = new ChangeMark({
    store: place,
    onLeft: async () => {
      await turns();
      mine.push('left');
    },
    onWritten: () => undefined,
  });
}

/** Another browser, which finds what is there. */
function startBrowser(): void {
  place.found = undefined;
  startWorker();
}

const timesLeft = () => told.length;

describe('a mark that was left', () => {
  const written = async () => undefined;
  const mirrorFollows = async () => {
    mark.mirroring()();
    await turns();
  };

  beforeEach(() => {
    place = new MarkPlace();
    place.isMarked = true;
    told = [];
    startWorker();
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

  test('is taken away once something was written behind it, so that the next browser finds none', async () => {
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

  test('is told before the next write where the look failed at the one before', async () => {
    place.failing.add('look');
    await mark.before(written);
    place.failing.clear();
    await mark.before(async () => expect(timesLeft()).toBe(1));
  });

  test('waits until what was there before is in the mirror, ten seconds at most', async () => {
    let isFollowed = false;
    const { promise: following, resolve } = Promise.withResolvers<void>();
    mark = new ChangeMark({ store: place, onLeft: () => following, onWritten: () => undefined });
    const first = mark.before(async () => expect(isFollowed).toBe(true));
    await turns();
    expect(place.isMarked).toBe(true);
    isFollowed = true;
    resolve();
    await first;
    startBrowser();
    mark = new ChangeMark({
      store: place,
      onLeft: () => new Promise(() => undefined),
      onWritten: () => undefined,
    });
    vi.useFakeTimers();
    const second = mark.before(async () => 'written');
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await second).toBe('written');
  });

  test('stays where a commit had nothing to store', async () => {
    const commit = async () => undefined;
    const engine = { commit } as unknown as ReturnType<Generations['at']>;
    const marked = withMark({ at: () => engine } as unknown as Generations, mark).at(0);
    await marked.commit({ expectedSeq: 1, puts: [], deletes: [] });
    await mirrorFollows();
    expect(place.isMarked).toBe(true);
    await marked.commit({ expectedSeq: 1, puts: [], deletes: ['root/0000000000000001'] });
    await mirrorFollows();
    expect(place.isMarked).toBe(false);
  });
});
