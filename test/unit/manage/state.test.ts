// A vault may be locked while what it held is on its way to the page.
import { beforeEach, expect, test, vi } from 'vitest';
import { accounts, dropShown, recovered, refresh, status } from '../../../src/manage/state.ts';

const answers = vi.hoisted(() => ({ of: new Map<string, () => unknown>() }));
vi.mock('../../../src/ui/ask.ts', () => ({
  ask: async (verb: string) => ({ ok: true, value: await answers.of.get(verb)?.() }),
}));

const ACCOUNT = { id: 'a' };

beforeEach(() => {
  status.value = undefined;
  accounts.value = [];
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

test('what was asked for before a lock is not shown after it', async () => {
  const asking = refresh();
  dropShown();
  await asking;
  expect(status.value?.state).not.toBe('unlocked');
  expect(accounts.value).toEqual([]);
  await refresh();
  expect(accounts.value).toEqual([ACCOUNT]);
});

test.each([
  ['unlocked', undefined],
  ['locked', { state: 'locked' }],
  ['first-run', { state: 'first-run' }],
] as const)('a lock takes what is open from a page, and no more: %s', (state, left) => {
  status.value = { state } as typeof status.value;
  recovered.value = { slotId: 'r', secret: '' };
  dropShown();
  expect(status.value).toEqual(left);
  expect(recovered.value).toBeUndefined();
});
