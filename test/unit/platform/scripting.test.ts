import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askTopFrame, injectScript } from '../../../src/platform/scripting.ts';

const never = () => new Promise<never>(() => undefined);
const page = vi.hoisted(() => ({
  executeScript: async (_script: { readonly target: object }): Promise<unknown> => [],
  sendMessage: async (): Promise<unknown> => 'answer',
  /** As the browser tells it: to whoever it lets in. */
  url: 'https://example.com/' as string | undefined,
}));
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: {
    scripting: { executeScript: (script: { readonly target: object }) => page.executeScript(script) },
    tabs: { sendMessage: () => page.sendMessage(), get: async () => ({ url: page.url }) },
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(page, {
    executeScript: async () => [],
    sendMessage: async () => 'answer',
    url: 'https://example.com/',
  });
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

/** What comes of it within `ms`, where the browser refuses the first scripts. */
async function injectAfter(refusals: number, ms: number): Promise<unknown> {
  let tries = 0;
  page.executeScript = async () => {
    tries += 1;
    if (tries <= refusals) throw new Error('Cannot access contents of the page.');
    return [{ frameId: 0, documentId: 'doc-1' }];
  };
  const injecting = injectScript(7, 'autofill.js');
  await vi.advanceTimersByTimeAsync(ms);
  return Promise.race([injecting, Promise.resolve('still trying')]);
}

test.each([
  [1, 20],
  [2, 60],
  [4, 300],
])(
  'a page that a gesture let us into and whose process has not heard of it %i times takes the script after %i ms',
  async (refusals, ms) => {
    expect(await injectAfter(refusals, ms - 1)).toBe('still trying');
    expect(await injectAfter(refusals, ms)).toEqual([{ frameId: 0, documentId: 'doc-1' }]);
  },
);

test('a page that refuses scripts for good is left after 0.3 seconds', async () => {
  expect(await injectAfter(Infinity, 299)).toBe('still trying');
  expect(await injectAfter(Infinity, 300)).toEqual([]);
});

test('a page whose address we may not even see is left at once', async () => {
  page.url = undefined;
  expect(await injectAfter(1, 0)).toEqual([]);
});
