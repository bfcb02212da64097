import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lookAtPage } from '../../../../src/background/fill/page-frames.ts';
import { FakePage } from '../../../support/vault/fake-page.ts';

const TAB = 7;
const never = () => new Promise<never>(() => undefined);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function lookAfter(page: FakePage, ms: number) {
  const looking = lookAtPage(page, TAB);
  await vi.advanceTimersByTimeAsync(ms);
  return looking;
}

test('a frame that never answers is left, and the others are looked at', async () => {
  const page = new FakePage();
  page.frames = [
    { frameId: 0, documentId: 'doc-1' },
    { frameId: 4, documentId: 'doc-4' },
  ];
  const answering = page.send;
  page.send = (tabId, frame, message) => (frame.frameId === 4 ? never() : answering(tabId, frame, message));
  const seen = await lookAfter(page, 3_000);
  expect(seen?.own.map(({ frameId }) => frameId)).toEqual([0]);
});

test('a page that takes no script in five seconds cannot be reached', async () => {
  const page = new FakePage();
  page.inject = never;
  expect(await lookAfter(page, 5_000)).toBeUndefined();
});

test('a frame that never ends loading does not keep the page itself from being looked at', async () => {
  const page = new FakePage();
  const injecting = page.inject;
  page.inject = (tabId, only) => (only === 'top' ? injecting(tabId, only) : never());
  page.frames = [
    { frameId: 0, documentId: 'doc-1' },
    { frameId: 4, documentId: 'doc-4' },
  ];
  const seen = await lookAfter(page, 4_000);
  expect(seen?.own.map(({ frameId }) => frameId)).toEqual([0]);
});

test('where its frames take no script, the page itself is looked at', async () => {
  const page = new FakePage();
  const injecting = page.inject;
  page.inject = (tabId, only) => (only === 'top' ? injecting(tabId, only) : Promise.resolve([]));
  const seen = await lookAfter(page, 0);
  expect(seen?.own.map(({ frameId }) => frameId)).toEqual([0]);
});

test('the page is the one that the frames were found in: its origin is asked for after them', async () => {
  const page = new FakePage();
  const injecting = page.inject;
  page.inject = async (tabId, only) => {
    if (only !== 'top') return [];
    page.origin = 'https://elsewhere.example';
    return injecting(tabId, only);
  };
  expect((await lookAfter(page, 0))?.origin).toBe('https://elsewhere.example');
});
