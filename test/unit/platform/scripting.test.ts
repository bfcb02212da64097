import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askTopFrame, injectScript } from '../../../src/platform/scripting.ts';

const never = () => new Promise<never>(() => undefined);
const page = vi.hoisted(() => ({
  executeScript: async (_script: { readonly target: object }): Promise<unknown> => [],
  sendMessage: async (): Promise<unknown> => 'answer',
}));
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: {
    scripting: { executeScript: (script: { readonly target: object }) => page.executeScript(script) },
    tabs: { sendMessage: () => page.sendMessage() },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(page, { executeScript: async () => [], sendMessage: async () => 'answer' });
});
afterEach(() => vi.useRealTimers());

async function askFor(ms: number): Promise<unknown> {
  const asking = askTopFrame(7, 'sheet.js', { read: 'text' });
  await vi.advanceTimersByTimeAsync(ms);
  return Promise.race([asking, Promise.resolve('still asking')]);
}

test('the top frame answers', async () => {
  expect(await askFor(0)).toBe('answer');
});

test.each(['executeScript', 'sendMessage'] as const)(
  'a page on which %s never comes back has nothing to say after ten seconds',
  async (method) => {
    page[method] = never;
    expect(await askFor(9_999)).toBe('still asking');
    page[method] = never;
    expect(await askFor(10_000)).toBeUndefined();
  },
);

test('a script goes into all frames of a tab, or into the top one only', async () => {
  const targets: object[] = [];
  page.executeScript = async ({ target }) => {
    targets.push(target);
    return [{ frameId: 0, documentId: 'doc-1', result: undefined }];
  };
  expect(await injectScript(7, 'autofill.js')).toEqual([{ frameId: 0, documentId: 'doc-1' }]);
  await injectScript(7, 'autofill.js', 'top');
  expect(targets).toEqual([
    { tabId: 7, allFrames: true },
    { tabId: 7, frameIds: [0] },
  ]);
});
