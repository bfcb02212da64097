// A vault may be locked while what it held is on its way to the page.
import { beforeEach, expect, test, vi } from 'vitest';
import { accounts, dropShown, refresh, status } from '../../../src/manage/state.ts';

const answers = vi.hoisted(() => ({ of: new Map<string, () => unknown>() }));
vi.mock('../../../src/ui/ask.ts', () => ({
  ask: async (verb: string) => ({ ok: true, value: await answers.of.get(verb)?.() }),
}));

const ACCOUNT = { id: 'a' };

beforeEach(() => {
  answers.of = new Map<string, () => unknown>([
    ['vault/status', () => ({ state: 'unlocked' })],
    ['accounts/list', () => [ACCOUNT]],
    ['passkeys/list', () => []],
  ]);
});

test('what was asked for before is not shown over what was asked for later, whichever is answered first', async () => {
  const late = Promise.withResolvers<unknown>();
  answers.of.set('accounts/list', () => late.promise);
  const first = refresh();
  answers.of.set('vault/status', () => ({ state: 'locked' }));
  await refresh();
  expect(status.value).toEqual({ state: 'locked' });
  late.resolve([ACCOUNT]);
  await first;
  expect(status.value).toEqual({ state: 'locked' });
  expect(accounts.value).toEqual([]);
});

test('who waits for the one before has what the later one brings', async () => {
  answers.of.set('vault/status', () => ({ state: 'locked' }));
  const first = refresh();
  answers.of.set('vault/status', () => ({ state: 'unlocked' }));
  void refresh();
  await first;
  expect(accounts.value).toEqual([ACCOUNT]);
});

test.each([
  ['unlocked', undefined],
  ['locked', { state: 'locked' }],
  ['empty', { state: 'empty' }],
] as const)('a lock drops what a page shows of a vault that is %s', (state, left) => {
  status.value = { state } as typeof status.value;
  accounts.value = [];
  dropShown();
  expect(status.value).toEqual(left);
});
