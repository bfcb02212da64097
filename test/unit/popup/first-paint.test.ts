// The first script of the popup: what it does in which order, whatever comes first, and whatever does not come.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const happened: string[] = [];
vi.mock('../../../src/popup/first-paint/rows.ts', () => ({ drawFirst: () => 'rows' }));
vi.mock('../../../src/messaging/prepared-screen.ts', () => ({
  screenFor: ({ isFor = true }: { readonly isFor?: boolean }) => (isFor ? { first: [{}] } : undefined),
}));

type Kept = { readonly screen?: unknown; readonly looks?: unknown };

const LATER = 9e15;
const SCREEN = JSON.stringify({ until: LATER, offsetSeconds: 0 });
const DARK = { theme: 'dark', hidesCodes: false, hasLargeText: false };
let page: EventTarget & { visibilityState: string };
let kept: PromiseWithResolvers<Kept>;
let stored: string | null;

beforeEach(() => {
  vi.resetModules();
  vi.doMock('../../../src/popup/program.tsx', () => {
    happened.push('program');
    return {};
  });
  happened.length = 0;
  kept = Promise.withResolvers();
  stored = JSON.stringify({ theme: 'light' });
  const dataset = new Proxy(
    {},
    {
      set(_target, name, value) {
        if (name === 'theme') happened.push(`dressed ${value}`);
        if (name === 'text' && value === 'large') happened.push('large');
        return true;
      },
    },
  );
  const app = { replaceChildren: () => happened.push('drawn') };
  page = Object.assign(new EventTarget(), {
    visibilityState: 'hidden',
    documentElement: { dataset },
    querySelector: () => app,
  });
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('localStorage', { getItem: () => stored });
  vi.stubGlobal('requestAnimationFrame', (work: () => void) =>
    setTimeout(() => {
      happened.push('frame');
      work();
    }),
  );
  vi.stubGlobal('chrome', {
    runtime: {
      sendMessage: async () => {
        happened.push('asked');
        return { value: null };
      },
    },
    storage: { session: { get: () => kept.promise } },
    tabs: { query: async () => [{ url: 'https://a.example/' }] },
    i18n: { getMessage: (key: string) => key },
  });
});

afterEach(() => vi.unstubAllGlobals());

async function run(): Promise<void> {
  await import('../../../src/popup/first-paint/first-paint.ts');
}

function show(): void {
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
}

function whole(): Promise<void> {
  return vi.waitFor(() => expect(happened).toContain('program'), { timeout: 5000 });
}

test('dressed by the copy, drawn as it is shown, and asked for once it is on the screen', async () => {
  await run();
  kept.resolve({ screen: SCREEN, looks: DARK });
  await vi.waitFor(() => expect(happened).toEqual(['dressed dark']));
  show();
  await whole();
  expect(happened.slice(0, 4)).toEqual(['dressed dark', 'drawn', 'frame', 'frame']);
  expect(happened.slice(4).toSorted()).toEqual(['asked', 'program']);
});

test('shown before anything has come, it is dressed by what is stored, and once', async () => {
  await run();
  show();
  await vi.waitFor(() => expect(happened).toEqual(['dressed light']));
  kept.resolve({ screen: SCREEN, looks: DARK });
  await whole();
  expect(happened.slice(0, 2)).toEqual(['dressed light', 'drawn']);
  expect(happened).not.toContain('dressed dark');
});

test.each<[string, Kept]>([
  ['nothing was prepared', {}],
  ['another program prepared it', { screen: { until: LATER }, looks: undefined }],
  ['it cannot be read', { screen: '{' }],
  ['it is not for this page', { screen: JSON.stringify({ isFor: false }) }],
])('where %s, the background is asked at once', async (_what, there) => {
  await run();
  show();
  kept.resolve(there);
  await whole();
  expect(happened).toEqual(['dressed light', 'asked', 'program']);
});

test('a browser that refuses costs the first screen, and nothing else', async () => {
  await run();
  show();
  kept.reject(new Error('refused'));
  await whole();
  expect(happened).toEqual(['dressed light', 'asked', 'program']);
});

test('a page that is never shown is dressed and asked for all the same', async () => {
  await run();
  kept.resolve({});
  await whole();
  expect(happened).toEqual(['dressed light', 'asked', 'program']);
});

test('one whose address says that its text is large is so before anything is answered', async () => {
  vi.stubGlobal('location', { hash: '#large' });
  await run();
  expect(happened).toEqual(['large']);
});
