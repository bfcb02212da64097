import { beforeEach, expect, test } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  type Worker,
} from '../../../support/vault/background.ts';

const NO_ID = '0'.repeat(32);
let browser: FakeBrowser;
let worker: Worker;
let ids: readonly string[];

beforeEach(async () => {
  browser = new FakeBrowser();
  worker = await createUnlocked(browser);
  const made: string[] = [];
  for (const name of ['a', 'b', 'c']) made.push(await addAccount(worker, newAccount(name)));
  ids = made;
});

const id = (index: number) => ids[index] ?? '';
const names = async () =>
  (await startWorker(browser).accounts.list(null)).map(({ account }) => account.accountName);

test('several accounts get a tag in one commit, and one undo takes it back', async () => {
  const before = (await worker.history.list()).length;
  expect(await worker.manyAccounts.change([id(0), id(2)], { kind: 'tag', tag: 'work' })).toEqual({
    changed: 2,
    damaged: 0,
  });
  const states = await worker.history.list();
  expect(states).toHaveLength(before + 1);
  expect((await worker.accounts.list(null)).map(({ account }) => account.tags)).toEqual([
    ['work'],
    [],
    ['work'],
  ]);
  await worker.history.undo(states[0]?.seq ?? 0);
  expect((await worker.accounts.list(null)).every(({ account }) => account.tags.length === 0)).toBe(true);
});

test('what is so already costs no commit', async () => {
  await worker.manyAccounts.change([id(0)], { kind: 'pin', pinned: true });
  const before = (await worker.history.list()).length;
  expect((await worker.manyAccounts.change([id(0)], { kind: 'pin', pinned: true })).changed).toBe(0);
  expect(await worker.history.list()).toHaveLength(before);
});

test('several accounts go to the trash and come back', async () => {
  await worker.manyAccounts.change(ids, { kind: 'trash' });
  expect((await worker.accounts.list(null)).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  await worker.manyAccounts.change(ids, { kind: 'restore' });
  expect((await worker.accounts.list(null)).every(({ deletedAt }) => deletedAt === null)).toBe(true);
});

test('of ids that are not there nothing is changed', async () => {
  await expect(worker.manyAccounts.change([NO_ID], { kind: 'trash' })).rejects.toThrow(
    new RequestFailure('not-found'),
  );
  await expect(worker.manyAccounts.arrange(NO_ID, null)).rejects.toThrow(new RequestFailure('not-found'));
  await expect(worker.manyAccounts.arrange(id(0), NO_ID)).rejects.toThrow(new RequestFailure('not-found'));
});

test('an account that is moved stands there for the next worker too, with its code', async () => {
  await worker.manyAccounts.arrange(id(2), id(0));
  expect(await names()).toEqual(['c', 'a', 'b']);
  await worker.manyAccounts.arrange(id(2), null);
  expect(await names()).toEqual(['a', 'b', 'c']);
  expect((await startWorker(browser).codes.list(ids)).map(({ kind }) => kind)).toEqual([
    'time',
    'time',
    'time',
  ]);
});

test('a move across shards keeps every account', async () => {
  await worker.accounts.add(
    Array.from({ length: 150 }, (_, index) => ({ account: newAccount(`more ${index}`), replaces: null })),
  );
  const last = (await worker.accounts.list(null)).at(-1)?.id ?? '';
  await worker.manyAccounts.arrange(last, id(1));
  const listed = await names();
  expect(listed.slice(0, 4)).toEqual(['a', 'more 149', 'b', 'c']);
  expect(new Set(listed).size).toBe(153);
  expect(await startWorker(browser).repairs.check()).toMatchObject({ checked: 153, troubles: [] });
});
