// The browser drops what a page out of sight has just copied if the page is closed at once.
import { afterEach, expect, test, vi } from 'vitest';
import { clearClipboardIfMarked, copyFromBackground } from '../../../src/platform/clipboard-guard.ts';

const offscreen = vi.hoisted(() => ({
  opened: [] as string[],
  closed: 0,
  async createDocument({ url }: { readonly url: string }) {
    offscreen.opened.push(url);
  },
  async closeDocument() {
    offscreen.closed += 1;
  },
  async hasDocument() {
    return false;
  },
}));
vi.mock('../../../src/platform/browser.ts', () => ({ browser: { offscreen } }));

afterEach(() => {
  vi.useRealTimers();
  offscreen.opened = [];
  offscreen.closed = 0;
});

test.each([
  ['copies', () => copyFromBackground('246 813'), 'src/offscreen/clipboard.html#copy:246%20813'],
  ['clears', () => clearClipboardIfMarked('mark', () => true), 'src/offscreen/clipboard.html#mark'],
] as const)('the page that %s stays a while after it has loaded, and is closed', async (_what, work, url) => {
  vi.useFakeTimers();
  const working = work();
  await vi.advanceTimersByTimeAsync(150);
  expect(offscreen.opened).toEqual([url]);
  expect(offscreen.closed).toBe(0);
  await vi.advanceTimersByTimeAsync(100);
  await working;
  expect(offscreen.closed).toBe(1);
});
