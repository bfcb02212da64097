import { describe, expect, test } from 'vitest';
import { recordKey, StoreError } from '../../../../src/core/vault/store.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, startWorker } from '../../../support/vault/background.ts';
import { FailingStore } from '../../../support/vault/failing-store.ts';

const NOT_FOUND = new RequestFailure('not-found');
const NO_ID = '0'.repeat(32);

async function withAccount(accountName = 'alice') {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  const id = await addAccount(worker, newAccount(accountName));
  const views = () => worker.accounts.list(null);
  return { browser, worker, id, views };
}

describe('adding accounts', () => {
  test('keeps all of them, not yet used, and tells the open pages', async () => {
    const { browser, worker, views } = await withAccount();
    const additions = ['bob', 'carol'].map((name) => ({ account: newAccount(name), replaces: null }));
    await worker.accounts.add(additions);
    expect((await views()).map(({ account }) => [account.accountName, account.firstUsedAt])).toEqual([
      ['alice', null],
      ['bob', null],
      ['carol', null],
    ]);
    expect(browser.events).toEqual(['unlocked', 'changed', 'changed']);
  });

  test('in place of another moves that one to the trash in the same commit', async () => {
    const { browser, worker, id, views } = await withAccount();
    const replacement = await addAccount(
      worker,
      newAccount('alice', { secret: new Uint8Array([1, 2, 3]) }),
      id,
    );
    const now = browser.outside.clock.now();
    expect((await views()).map((view) => [view.id, view.deletedAt])).toEqual([
      [id, now],
      [replacement, null],
    ]);
    await worker.accounts.restore(id);
    expect((await views()).map(({ deletedAt }) => deletedAt)).toEqual([null, null]);
  });

  test('in place of another keeps its sites beside the new one, each once', async () => {
    const { worker, id, views } = await withAccount();
    const own = { origin: 'https://example.com', match: 'site' } as const;
    const app = { origin: 'https://app.other.example', match: 'origin' } as const;
    await worker.accounts.edit({ id, issuer: 'ACME', accountName: 'alice', sites: [own, app] });
    const covered = { origin: 'https://login.example.com', match: 'origin' } as const;
    const fresh = { origin: 'https://new.example', match: 'origin' } as const;
    const secret = new Uint8Array([1, 2, 3]);
    await addAccount(worker, newAccount('alice', { secret, sites: [covered, fresh] }), id);
    expect((await views())[1]?.account.sites).toEqual([own, app, fresh]);
    const second = (await views())[1]?.id ?? '';
    await addAccount(worker, newAccount('alice', { secret: new Uint8Array([4]), sites: [] }), second);
    expect((await views())[2]?.account.sites).toEqual([own, app, fresh]);
  });

  test('of which two would replace one account is refused before anything is done', async () => {
    const { browser, worker, id, views } = await withAccount();
    const before = await views();
    const events = browser.events.length;
    const additions = [1, 2].map((byte) => ({
      account: newAccount('alice', { secret: new Uint8Array([byte]) }),
      replaces: id,
    }));
    await expect(worker.accounts.add(additions)).rejects.toEqual(new RequestFailure('changed-since'));
    expect(await views()).toEqual(before);
    expect(browser.events).toHaveLength(events);
  });

  test('adds none of them when one replaces what is not there', async () => {
    const { worker, views } = await withAccount();
    const additions = [null, NO_ID].map((replaces) => ({ account: newAccount('bob'), replaces }));
    await expect(worker.accounts.add(additions)).rejects.toEqual(NOT_FOUND);
    expect(await views()).toHaveLength(1);
  });

  test('on a full disk says so, keeps what was there, and works when there is room again', async () => {
    const browser = new FakeBrowser();
    const engine = new FailingStore(browser.memory);
    const worker = await createUnlocked(browser, { engine });
    await addAccount(worker, newAccount('alice'));
    engine.failAt = engine.calls + 1;
    await expect(addAccount(worker, newAccount('bob'))).rejects.toEqual(new StoreError('full'));
    expect(await worker.accounts.list(null)).toHaveLength(1);
    await addAccount(worker, newAccount('bob'));
    expect(await startWorker(browser).accounts.list(null)).toHaveLength(2);
  });

  test('twenty times at once keeps all twenty', async () => {
    const { worker, views } = await withAccount();
    await Promise.all(Array.from({ length: 19 }, (_, index) => addAccount(worker, newAccount(`${index}`))));
    expect(await views()).toHaveLength(20);
  });

  test('whose answer was lost is seen by the next reader', async () => {
    const browser = new FakeBrowser();
    const engine = new FailingStore(browser.memory);
    const worker = await createUnlocked(browser, { engine });
    await addAccount(worker, newAccount('alice'));
    engine.mode = 'unanswered';
    engine.failAt = engine.calls + 1;
    await expect(addAccount(worker, newAccount('bob'))).rejects.toEqual(new StoreError('timeout'));
    expect(await worker.accounts.list(null)).toHaveLength(2);
  });
});

describe('a preview of an addition', () => {
  test('tells the same account, one of the same name with another secret, and a new one', async () => {
    const { worker, id } = await withAccount();
    const other = { secret: new Uint8Array([9]) };
    const accounts = [newAccount('alice'), newAccount('alice', other), newAccount('bob')];
    expect(await worker.accounts.preview(accounts)).toEqual([
      { kind: 'same', id },
      { kind: 'conflict', id },
      { kind: 'new' },
    ]);
  });

  test('takes an account whose counter has moved for the same', async () => {
    const { worker } = await withAccount();
    const hotp = (counter: number) =>
      newAccount('bob', { parameters: { type: 'hotp', algorithm: 'SHA1', digits: 6, counter } });
    const id = await addAccount(worker, hotp(0));
    await worker.codes.next(id);
    expect(await worker.accounts.preview([hotp(0)])).toEqual([{ kind: 'same', id }]);
  });

  test('does not look into the trash', async () => {
    const { worker, id } = await withAccount();
    await worker.accounts.trash(id);
    expect(await worker.accounts.preview([newAccount('alice')])).toEqual([{ kind: 'new' }]);
  });
});

describe('the trash', () => {
  test('gives an account back as it was', async () => {
    const { worker, id, views } = await withAccount();
    const before = await views();
    await worker.accounts.trash(id);
    expect((await views())[0]?.deletedAt).not.toBeNull();
    await worker.accounts.restore(id);
    expect(await views()).toEqual(before);
  });

  test('is the only place from which an account is erased', async () => {
    const { worker, id, views } = await withAccount();
    await expect(worker.accounts.erase(id)).rejects.toEqual(NOT_FOUND);
    await worker.accounts.trash(id);
    await worker.accounts.erase(id);
    expect(await views()).toEqual([]);
    await expect(worker.accounts.restore(id)).rejects.toEqual(NOT_FOUND);
  });
});

describe('changing an account', () => {
  test('leaves its secret and everything that was not changed', async () => {
    const { browser, worker, id, views } = await withAccount();
    const [code] = await worker.codes.list([id]);
    const sites = [{ origin: 'https://other.example', match: 'site' as const }];
    await worker.accounts.edit({ id, issuer: 'New', accountName: 'name', sites });
    expect((await views())[0]?.account).toMatchObject({
      issuer: 'New',
      accountName: 'name',
      sites,
      firstUsedAt: null,
    });
    expect(await startWorker(browser).codes.list([id])).toEqual([code]);
  });

  test('keeps the icon that was chosen until another one is, or none', async () => {
    const { browser, worker, id, views } = await withAccount();
    const form = { id, issuer: 'New', accountName: 'name', sites: [] };
    const icon = async () => (await views())[0]?.account.icon;
    await worker.accounts.edit({ ...form, icon: 'github' });
    await worker.accounts.edit(form);
    expect(await icon()).toBe('github');
    expect((await startWorker(browser).accounts.list(null))[0]?.account.icon).toBe('github');
    await worker.accounts.edit({ ...form, icon: '' });
    expect(await icon()).toBe('');
    await worker.accounts.edit({ ...form, icon: null });
    expect(await icon()).toBeUndefined();
  });

  test('keeps a counter that moved while the form was open, unless the form changed it', async () => {
    const { worker, views } = await withAccount();
    const before = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 5 } as const;
    const id = await addAccount(worker, newAccount('bob', { parameters: before }));
    await worker.codes.next(id);
    const parameters = { ...before, digits: 8 };
    const form = { id, issuer: 'ACME', accountName: 'bob', sites: [], parameters };
    await worker.accounts.edit({ ...form, keepsCounter: true });
    expect((await views())[1]?.account.parameters).toEqual({ ...parameters, counter: 6 });
    await worker.accounts.edit({ ...form, keepsCounter: false });
    expect((await views())[1]?.account.parameters).toEqual(parameters);
  });

  test('notes its first use once', async () => {
    const { browser, worker, id, views } = await withAccount();
    const first = browser.outside.clock.now();
    await worker.accounts.markUsed(id);
    browser.outside.clock.advance(60_000);
    await worker.accounts.markUsed(id);
    expect((await views())[0]?.account.firstUsedAt).toBe(first);
  });

  test('whose record is damaged is refused, and the others can still be changed', async () => {
    const { browser, worker, id } = await withAccount();
    const other = await addAccount(worker, newAccount('bob'));
    browser.memory.values.set(recordKey(id, 1), new Uint8Array(400));
    await expect(worker.accounts.trash(id)).rejects.toEqual(new RequestFailure('record-damaged'));
    await worker.accounts.trash(other);
  });
});

test('a list says which accounts belong to the page, and counts those that are not in the trash', async () => {
  const { worker, id } = await withAccount();
  const on = async (origin: string) =>
    (await worker.accounts.list(origin)).map(({ onThisSite }) => onThisSite);
  expect(await on('https://example.com')).toEqual([true]);
  expect(await on('https://evil.example.com')).toEqual([false]);
  expect(await worker.accounts.countOn('https://example.com')).toBe(1);
  await worker.accounts.trash(id);
  expect(await worker.accounts.countOn('https://example.com')).toBe(0);
});
