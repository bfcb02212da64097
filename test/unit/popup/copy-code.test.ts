// Enter on a row whose code has not come yet: it was reached a moment ago.
import { beforeEach, expect, test, vi } from 'vitest';
import type { AccountView } from '../../../src/messaging/page-responses.ts';

const asked = vi.hoisted(() => ({ verbs: [] as string[], answers: {} as Record<string, Promise<unknown>> }));
const copyForAWhile = vi.hoisted(() => vi.fn(async (_code: string) => 'cleared'));
vi.mock('../../../src/ui/ask.ts', () => ({
  ask: (verb: string) => {
    asked.verbs.push(verb);
    return asked.answers[verb];
  },
  onPageEvent: () => undefined,
}));
vi.mock('../../../src/platform/browser.ts', () => ({ browser: {} }));
vi.mock('../../../src/ui/copy.ts', () => ({ copyForAWhile }));
vi.mock('../../../src/ui/text.ts', () => ({ text: (key: string) => key }));

const { announcement, codeOf, dropShown, status } = await import('../../../src/popup/state.ts');
const { copyCode } = await import('../../../src/popup/actions.ts');

const PERIOD_MS = 30_000;
const view = {
  id: 'a',
  onThisSite: true,
  account: { issuer: 'Example', accountName: 'ada', parameters: { type: 'totp', period: 30 } },
} as unknown as AccountView;

function timeAnswer(expiresAt: number, code = '123456') {
  return { id: 'a', kind: 'time', code, nextCode: '654321', expiresAt } as const;
}

const codes = (...value: readonly unknown[]) => ({ ok: true, value });
const inAWhile = () => Date.now() + PERIOD_MS;

beforeEach(() => {
  dropShown();
  status.value = { state: 'unlocked' } as typeof status.value;
  announcement.value = undefined;
  asked.verbs = [];
  asked.answers = {
    'codes/used': Promise.resolve({ ok: true }),
    'vault/status': Promise.resolve({ ok: false }),
  };
  copyForAWhile.mockClear();
});

test('it is copied when it comes', async () => {
  const later = Promise.withResolvers<unknown>();
  asked.answers['codes/list'] = later.promise;
  const copying = copyCode(view);
  later.resolve(codes(timeAnswer(inAWhile())));
  await copying;
  expect(copyForAWhile.mock.calls).toEqual([['123456']]);
});

test('one that is known is not asked for', async () => {
  codeOf('a').value = timeAnswer(inAWhile());
  await copyCode(view);
  expect(copyForAWhile.mock.calls).toEqual([['123456']]);
  expect(asked.verbs).not.toContain('codes/list');
});

test('the next one counts in its own time, and is not copied after it', async () => {
  codeOf('a').value = timeAnswer(Date.now() - 1000);
  await copyCode(view);
  codeOf('a').value = timeAnswer(Date.now() - PERIOD_MS - 1000);
  asked.answers['codes/list'] = Promise.resolve(codes(timeAnswer(inAWhile(), '777777')));
  await copyCode(view);
  expect(copyForAWhile.mock.calls).toEqual([['654321'], ['777777']]);
});

test('nothing is copied of a vault that was locked meanwhile', async () => {
  const later = Promise.withResolvers<unknown>();
  asked.answers['codes/list'] = later.promise;
  const copying = copyCode(view);
  dropShown();
  later.resolve(codes(timeAnswer(inAWhile())));
  await copying;
  expect(copyForAWhile).not.toHaveBeenCalled();
});

test('why it does not come is said', async () => {
  asked.answers['codes/list'] = Promise.resolve({ ok: false, error: 'timeout' });
  await copyCode(view);
  expect(copyForAWhile).not.toHaveBeenCalled();
  expect(announcement.value).toMatchObject({ isError: true });
});

test('what was chosen last is copied, though its code was there first', async () => {
  const later = Promise.withResolvers<unknown>();
  asked.answers['codes/list'] = later.promise;
  codeOf('b').value = { ...timeAnswer(inAWhile(), '222222'), id: 'b' };
  const copying = copyCode(view);
  await copyCode({ ...view, id: 'b' });
  later.resolve(codes(timeAnswer(inAWhile())));
  await copying;
  expect(copyForAWhile.mock.calls).toEqual([['222222']]);
});

test('nothing is copied of before a lock that is over', async () => {
  const later = Promise.withResolvers<unknown>();
  asked.answers['codes/list'] = later.promise;
  const copying = copyCode(view);
  dropShown();
  status.value = { state: 'unlocked' } as typeof status.value;
  later.resolve(codes(timeAnswer(inAWhile())));
  await copying;
  expect(copyForAWhile).not.toHaveBeenCalled();
});

test('an account that is not there any more is said to be gone', async () => {
  asked.answers['codes/list'] = Promise.resolve(codes());
  await copyCode(view);
  expect(announcement.value).toMatchObject({ isError: true });
});

test('a counter is spent once, however often it is asked for meanwhile', async () => {
  const later = Promise.withResolvers<unknown>();
  asked.answers['codes/list'] = later.promise;
  asked.answers['codes/next'] = Promise.resolve({ ok: true, value: { code: '755224' } });
  const copying = [copyCode(view), copyCode(view)];
  later.resolve(codes({ id: 'a', kind: 'counter' }));
  await Promise.all(copying);
  expect(asked.verbs.filter((verb) => verb === 'codes/next')).toHaveLength(1);
  expect(copyForAWhile.mock.calls).toEqual([['755224']]);
});

test('a counter that could not be stored is not tried again by itself', async () => {
  asked.answers['codes/list'] = Promise.resolve(codes({ id: 'a', kind: 'counter' }));
  asked.answers['codes/next'] = Promise.resolve({ ok: false, error: 'storage' });
  await copyCode(view);
  expect(asked.verbs.filter((verb) => verb === 'codes/next')).toHaveLength(1);
  expect(copyForAWhile).not.toHaveBeenCalled();
});
