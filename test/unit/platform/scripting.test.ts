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

const TOP = { frameId: 0, documentId: 'doc-1' };
const WITHIN = { frameId: 4, documentId: 'doc-4' };
const refused = () => Promise.reject(new Error('Cannot access contents of the page.'));

/** The browser's answers to one injection after another, of which the last goes on. */
function injecting(...answers: (() => Promise<unknown>)[]): {
  readonly after: (ms: number) => Promise<unknown>;
} {
  let tries = 0;
  page.executeScript = () => {
    tries += 1;
    return answers[Math.min(tries, answers.length) - 1]?.() ?? refused();
  };
  const injected = injectScript(7, 'autofill.js');
  return {
    after: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
      return Promise.race([injected, Promise.resolve('still trying')]);
    },
  };
}

test.each([
  [1, 20],
  [2, 60],
  [4, 300],
])(
  'a page that a gesture let us into and whose process has not heard of it %i times takes the script after %i ms',
  async (times, ms) => {
    const { after } = injecting(...Array.from({ length: times }, () => refused), async () => [TOP]);
    expect(await after(ms - 1)).toBe('still trying');
    expect(await after(1)).toEqual([TOP]);
  },
);

test('so does one with frames, of which the browser leaves out those that refused', async () => {
  const { after } = injecting(
    async () => [],
    async () => [WITHIN],
    async () => [TOP, WITHIN],
  );
  expect(await after(59)).toBe('still trying');
  expect(await after(1)).toEqual([TOP, WITHIN]);
});

test('a page that refuses scripts for good is left after 0.3 seconds, for those of its frames that take them', async () => {
  const alone = injecting(refused);
  expect(await alone.after(299)).toBe('still trying');
  expect(await alone.after(1)).toEqual([]);
  expect(await injecting(async () => [WITHIN]).after(300)).toEqual([WITHIN]);
});

test('a page whose address we may not even see is left at once', async () => {
  page.url = undefined;
  expect(await injecting(refused, async () => [TOP]).after(0)).toEqual([]);
});

test('where the page is asked alone, it is asked once', async () => {
  let times = 0;
  page.executeScript = () => {
    times += 1;
    return refused();
  };
  expect(await injectScript(7, 'autofill.js', 'top')).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(times).toBe(1);
});
