import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askSiteForTime } from '../../../src/platform/site-time.ts';

const scripting = vi.hoisted(() => ({
  answer: (): Promise<unknown> => Promise.resolve([]),
  asked: [] as { target: object; func: unknown; args: unknown }[],
}));
vi.mock('../../../src/platform/browser.ts', () => ({
  browser: {
    scripting: {
      executeScript: (options: { target: object; func: unknown; args: unknown }) => {
        scripting.asked.push(options);
        return scripting.answer();
      },
    },
  },
}));

const ANSWERED = {
  kind: 'answered',
  origin: 'https://a.example',
  sentAt: 1,
  receivedAt: 2,
  date: null,
  age: null,
};

beforeEach(() => {
  scripting.asked.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('asking a site for its time', () => {
  test('runs in the page of the tab alone, not in its frames', async () => {
    scripting.answer = async () => [{ result: ANSWERED }];
    expect(await askSiteForTime(3)).toEqual(ANSWERED);
    expect(scripting.asked.map(({ target }) => target)).toEqual([{ tabId: 3 }]);
  });

  test.each([undefined, null, 7, {}, { kind: 'answered' }, { ...ANSWERED, sentAt: '1' }, { kind: 'else' }])(
    'with the result %j, which a page may have made, asked nobody',
    async (result) => {
      scripting.answer = async () => [{ result }];
      expect(await askSiteForTime(3)).toEqual({ kind: 'no-page' });
    },
  );

  test('where the tab may not be entered asks nobody', async () => {
    scripting.answer = () => Promise.reject(new Error('Cannot access contents of the page'));
    expect(await askSiteForTime(3)).toEqual({ kind: 'no-page' });
  });

  test('gives up on a page that does not run the script', async () => {
    vi.useFakeTimers();
    scripting.answer = () => new Promise(() => undefined);
    const asked = askSiteForTime(3);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await asked).toEqual({ kind: 'timeout' });
  });
});

describe('the request', () => {
  const request = async (fetched: () => Promise<unknown>) => {
    scripting.answer = async () => [];
    await askSiteForTime(3);
    const calls: unknown[][] = [];
    vi.stubGlobal('location', { origin: 'https://a.example' });
    vi.stubGlobal('fetch', (...call: unknown[]) => {
      calls.push(call);
      return fetched();
    });
    const run = scripting.asked[0]?.func as (deadlineMs: number) => Promise<unknown>;
    return { answer: await run(5_000), calls };
  };

  test('is one HEAD of the site itself, without cookies, referrer, kept answers or redirects', async () => {
    const headers = new Headers({ Date: 'Sun, 06 Nov 1994 08:49:37 GMT', Age: '0' });
    const { answer, calls } = await request(async () => ({ type: 'basic', headers }));
    expect(answer).toMatchObject({ kind: 'answered', date: 'Sun, 06 Nov 1994 08:49:37 GMT', age: '0' });
    expect(calls).toEqual([
      [
        '/robots.txt',
        {
          method: 'HEAD',
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'manual',
          referrerPolicy: 'no-referrer',
          signal: expect.any(AbortSignal),
        },
      ],
    ]);
  });

  test('says what became of it: led elsewhere, too late, or no connection', async () => {
    const headers = new Headers();
    const late = () => Promise.reject(new DOMException('late', 'TimeoutError'));
    const lost = () => Promise.reject(new TypeError('Failed to fetch'));
    expect((await request(async () => ({ type: 'opaqueredirect', headers }))).answer).toEqual({
      kind: 'redirected',
    });
    expect((await request(late)).answer).toEqual({ kind: 'timeout' });
    expect((await request(lost)).answer).toEqual({ kind: 'unreachable' });
  });
});
