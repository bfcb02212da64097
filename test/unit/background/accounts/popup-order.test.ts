import { expect, test } from 'vitest';
import { inPopupOrder } from '../../../../src/background/accounts/popup-order.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { addAccount, createUnlocked, newAccount, startWorker } from '../../../support/vault/background.ts';

const view = (id: string, onThisSite: boolean, pinned: boolean) => ({ id, onThisSite, account: { pinned } });

test('the current site comes first, then what is pinned as it stands, then the latest used, then the rest as it stands', () => {
  const views = [
    view('never', false, false),
    view('old', false, false),
    view('pinned-1', false, true),
    view('never-2', false, false),
    view('new', false, false),
    view('here', true, false),
    view('here-used', true, false),
    view('here-pinned', true, true),
    view('pinned-used', false, true),
  ];
  const usage = new Map([
    ['old', 1],
    ['new', 3],
    ['here-used', 2],
    ['pinned-used', 9],
  ]);
  expect(inPopupOrder(views, usage).map(({ id }) => id)).toEqual([
    'here-pinned',
    'here-used',
    'here',
    'pinned-1',
    'pinned-used',
    'new',
    'old',
    'never',
    'never-2',
  ]);
});

test('of the current site who is named on the page comes first; what the page resembles comes before the others', () => {
  const resembling = {
    ...view('resembling', false, false),
    resembles: { kind: 'letters', origin: 'https://example.com' } as const,
  };
  const views = [
    view('pinned', false, true),
    resembling,
    view('here-pinned', true, true),
    view('named', true, false),
  ];
  expect(inPopupOrder(views, new Map(), new Set(['named', 'pinned'])).map(({ id }) => id)).toEqual([
    'named',
    'here-pinned',
    'resembling',
    'pinned',
  ]);
});

test('a use is remembered by the next worker, and by none once the vault is locked', async () => {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  const id = await addAccount(worker, newAccount('ada'));
  await worker.accounts.markUsed(id);
  expect([...(await startWorker(browser).usage.read()).keys()]).toEqual([id]);
  await worker.vaults.lock();
  expect((await startWorker(browser).usage.read()).size).toBe(0);
});

test('two uses at the same moment are both remembered', async () => {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  await Promise.all([worker.usage.note('a'), worker.usage.note('b')]);
  expect([...(await worker.usage.read()).keys()]).toEqual(['a', 'b']);
});

test('a store that does not answer costs the order and nothing else', async () => {
  const browser = new FakeBrowser();
  const worker = await createUnlocked(browser);
  const id = await addAccount(worker, newAccount('ada'));
  browser.local.broken = true;
  await worker.accounts.markUsed(id);
  expect((await worker.usage.read()).size).toBe(0);
  expect((await worker.accounts.list(null))[0]?.account.firstUsedAt).not.toBeNull();
});
