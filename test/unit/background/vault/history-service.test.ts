import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';
import { lockedVault, NAMES, namesIn } from '../../../support/vault/damage.ts';

const DAY = 24 * 60 * 60_000;

let browser: FakeBrowser;
let ids: readonly string[];
let worker: Worker;

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

async function inUse(): Promise<readonly string[]> {
  const views = await worker.accounts.list(null);
  return views.filter(({ deletedAt }) => deletedAt === null).map(({ account }) => account.accountName);
}

async function lastSeq(): Promise<number> {
  return (await worker.history.list())[0]?.seq ?? 0;
}

async function dropByAge(): Promise<void> {
  browser.outside.clock.advance(40 * DAY);
  await unlock(worker);
  expect(await worker.history.dropExpired()).toBe(1);
}

describe('the history', () => {
  test('says what each change did, the newest first', async () => {
    await worker.accounts.trash(ids[0] ?? '');
    await worker.accounts.edit({ id: ids[1] ?? '', issuer: 'Other', accountName: 'bob', sites: [] });
    await worker.accounts.restore(ids[0] ?? '');
    const [restored, edited, trashed, added] = await worker.history.list();
    expect(restored?.restored).toEqual({ count: 1, first: [{ issuer: 'Example', accountName: 'alice' }] });
    expect(edited?.edited).toEqual({ count: 1, first: [{ issuer: 'Other', accountName: 'bob' }] });
    expect(trashed?.trashed.count).toBe(1);
    expect(added?.added).toEqual({ count: 1, first: [{ issuer: 'Example', accountName: 'frank' }] });
  });

  test('undoes an import of many in one step, and that can be undone too', async () => {
    const many = Array.from({ length: 100 }, (_, number) => ({
      account: newAccount(`imported ${number}`),
      replaces: null,
    }));
    await worker.accounts.add(many);
    const [imported] = await worker.history.list();
    expect(imported?.added).toMatchObject({ count: 100, first: { length: 3 } });
    expect(await worker.history.undo(imported?.seq ?? 0)).toEqual({ lost: 0 });
    expect(await inUse()).toEqual(NAMES);
    await worker.history.undo(await lastSeq());
    expect(await inUse()).toHaveLength(106);
  });

  test('brings back names and secrets of an edit, and an account that left the trash by age', async () => {
    await worker.accounts.edit({ id: ids[1] ?? '', issuer: 'Wrong', accountName: 'nobody', sites: [] });
    const seq = await lastSeq();
    await worker.accounts.trash(ids[2] ?? '');
    await dropByAge();
    expect(await inUse()).not.toContain('carol');
    expect(await worker.history.undo(seq)).toEqual({ lost: 0 });
    expect(new Set(await inUse())).toEqual(new Set(NAMES));
    // Of the same secret, and never edited.
    const [untouched] = await worker.codes.list([ids[0] ?? '']);
    expect(await worker.codes.list([ids[1] ?? ''])).toEqual([{ ...untouched, id: ids[1] }]);
  });

  test('never moves a counter back, however far it is undone', async () => {
    const hotp = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 0 } as const;
    const id = await addAccount(worker, newAccount('counter', { parameters: hotp }));
    await worker.accounts.edit({ id, issuer: 'Edited', accountName: 'counter', sites: [] });
    const edited = await lastSeq();
    const codes = [await worker.codes.next(id), await worker.codes.next(id), await worker.codes.next(id)];
    await worker.history.undo(edited);
    const fourth = await worker.codes.next(id);
    expect(codes).not.toContain(fourth);
    const view = (await worker.accounts.list(null)).find((one) => one.id === id);
    expect(view?.account).toMatchObject({ issuer: 'Example', parameters: { counter: 4 } });
    await worker.accounts.trash(id);
    await dropByAge();
    await worker.history.undo(edited);
    const back = (await worker.accounts.list(null)).find(({ account }) => account.accountName === 'counter');
    expect(back?.account.parameters).toMatchObject({ counter: 4 });
  });

  test('brings back what others were, and never an account that was erased for good', async () => {
    const [erased = '', edited = ''] = ids;
    await worker.accounts.edit({ id: edited, issuer: 'Wrong', accountName: 'nobody', sites: [] });
    const seq = await lastSeq();
    await worker.accounts.trash(erased);
    await worker.accounts.erase(erased);
    await worker.settle();
    const stored = [...browser.memory.values.keys(), ...browser.mirror.values.keys()];
    expect(stored.filter((key) => key.startsWith(`record/${erased}/`))).toEqual([]);
    expect(await worker.history.undo(seq)).toEqual({ lost: 1 });
    expect(new Set(await inUse())).toEqual(new Set(NAMES.slice(1)));
  });

  test('of a state that is not kept is not found', async () => {
    await expect(worker.history.undo(1)).rejects.toEqual(new RequestFailure('not-found'));
    await expect(worker.history.undo(999)).rejects.toEqual(new RequestFailure('not-found'));
  });
});

describe('the trash', () => {
  test('is emptied with all its past: no envelope of what was in it stays, in either engine', async () => {
    await worker.settle();
    await worker.accounts.trash(ids[0] ?? '');
    await worker.accounts.trash(ids[1] ?? '');
    expect(await worker.history.emptyTrash()).toBe(2);
    await worker.settle();
    for (const id of ids.slice(0, 2)) {
      expect([...browser.memory.values.keys()].filter((key) => key.includes(id))).toEqual([]);
      expect([...browser.mirror.values.keys()].filter((key) => key.includes(id))).toEqual([]);
    }
    expect(await worker.history.list()).toEqual([]);
    expect(await namesIn(worker)).toEqual(NAMES.slice(2));
    await worker.vaults.lock();
    await unlock(worker);
    expect(await namesIn(worker)).toEqual(NAMES.slice(2));
  });

  test('keeps what is younger than 30 days, and drops it then', async () => {
    await worker.accounts.trash(ids[0] ?? '');
    browser.outside.clock.advance(29 * DAY);
    await worker.vaults.lock();
    await unlock(worker);
    expect(await worker.history.dropExpired()).toBe(0);
    await worker.accounts.trash(ids[1] ?? '');
    browser.outside.clock.advance(DAY);
    await worker.vaults.lock();
    await unlock(worker);
    expect(await worker.history.dropExpired()).toBe(1);
    expect(await namesIn(worker)).toEqual(NAMES.slice(1));
  });

  test('that is empty costs no write', async () => {
    const roots = [...browser.memory.values.keys()].filter((key) => key.startsWith('root/')).length;
    expect(await worker.history.dropExpired()).toBe(0);
    expect(await worker.history.emptyTrash()).toBe(0);
    expect([...browser.memory.values.keys()].filter((key) => key.startsWith('root/'))).toHaveLength(roots);
  });
});
