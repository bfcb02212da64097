// A vault may be locked while codes and names are on their way to the popup.
import { beforeEach, expect, test, vi } from 'vitest';
import {
  accounts,
  askOpened,
  codeOf,
  dropShown,
  loadAll,
  requestCode,
  status,
  takeAnswer,
} from '../../../src/popup/state.ts';

const answers = vi.hoisted(() => ({ later: Promise.withResolvers<unknown>() }));
vi.mock('../../../src/ui/ask.ts', () => ({
  ask: async () => ({ ok: true, value: await answers.later.promise }),
}));

const ACCOUNT = { id: 'a', deletedAt: null };
const CODE = { id: 'a', kind: 'time', code: '123456' };

beforeEach(() => {
  answers.later = Promise.withResolvers();
  status.value = { state: 'unlocked' } as typeof status.value;
  accounts.value = [];
});

test('names that come after the lock are not taken', async () => {
  const loading = loadAll();
  dropShown();
  answers.later.resolve([ACCOUNT]);
  await loading;
  expect(accounts.value).toEqual([]);
});

test('codes that come after the lock are not taken', async () => {
  const asking = requestCode('a');
  await Promise.resolve();
  dropShown();
  answers.later.resolve([CODE]);
  await asking;
  expect(codeOf('a').value).toBeUndefined();
});

test('while the vault is open both are taken', async () => {
  const loading = loadAll();
  answers.later.resolve([ACCOUNT]);
  await loading;
  expect(accounts.value).toEqual([ACCOUNT]);
  answers.later = Promise.withResolvers();
  const asking = requestCode('a');
  answers.later.resolve([CODE]);
  await asking;
  expect(codeOf('a').value).toEqual(CODE);
});

test('the first screen that comes after the lock is not taken, and the status is asked anew', async () => {
  status.value = undefined;
  const taking = takeAnswer(askOpened());
  dropShown();
  answers.later.resolve({ state: 'locked', list: { rows: [ACCOUNT], codes: [CODE], total: 1 } });
  await taking;
  expect(status.value).toMatchObject({ state: 'locked' });
  expect(accounts.value).toEqual([]);
});
