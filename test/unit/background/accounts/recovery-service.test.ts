import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { SheetView } from '../../../../src/messaging/recovery-responses.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import { startWorker, unlock, type Worker } from '../../../support/vault/background.ts';
import { lockedVault } from '../../../support/vault/damage.ts';
import { DERIVED_KEY } from '../../../support/vault/fixture.ts';

const CODES = ['aaaa-1111', 'bbbb-2222', 'cccc-3333', 'dddd-4444', 'eeee-5555', 'ffff-6666'];

let browser: FakeBrowser;
let worker: Worker;
let accountId: string;

beforeEach(async () => {
  const vault = await lockedVault();
  browser = vault.browser;
  accountId = vault.ids[0] ?? '';
  worker = startWorker(browser);
  await unlock(worker);
});

function keep(more: Partial<Parameters<Worker['recovery']['keep']>[0]> = {}): Promise<string> {
  return worker.recovery.keep({
    accountId,
    label: 'Sheet',
    site: 'https://example.com',
    source: 'page',
    codes: CODES.map((text) => ({ text, isUsed: false })),
    expiresAt: null,
    replaces: null,
    ...more,
  });
}

async function sheet(id: string): Promise<SheetView | undefined> {
  return (await worker.recovery.list()).find((view) => view.id === id);
}

async function left(): Promise<number | null | undefined> {
  return (await worker.accounts.list(null)).find(({ id }) => id === accountId)?.account.recoveryCodesLeft;
}

async function lastSeq(): Promise<number> {
  return (await worker.history.list())[0]?.seq ?? 0;
}

describe('a sheet of recovery codes', () => {
  test('is kept, counted with its account in the same commit, and given out one code at a time', async () => {
    const before = await lastSeq();
    const id = await keep();
    expect(await lastSeq()).toBe(before + 1);
    expect(await left()).toBe(6);
    expect(JSON.stringify(await worker.recovery.list())).not.toContain('aaaa');
    expect(await worker.recovery.reveal(id, 1)).toBe('bbbb-2222');
    await expect(worker.recovery.reveal(id, 6)).rejects.toEqual(new RequestFailure('not-found'));
  });

  test('is given out as a whole for the passphrase, and for nothing else', async () => {
    const id = await keep();
    const slotId = (await worker.slots.list())[0]?.slotId ?? '';
    const wrong = { slotId, secret: new Uint8Array(32).fill(1) };
    await expect(worker.recovery.export(wrong, id)).rejects.toEqual(new RequestFailure('wrong-passphrase'));
    expect(await worker.recovery.export({ slotId, secret: DERIVED_KEY }, id)).toEqual(CODES);
  });

  test('is in the vault after the worker was stopped', async () => {
    const id = await keep();
    await worker.recovery.mark({ sheetId: id, position: 2, as: 'used' });
    worker = startWorker(browser);
    expect(await sheet(id)).toMatchObject({ total: 6, left: 5 });
    expect(await worker.recovery.reveal(id, 2)).toBe('cccc-3333');
  });

  test('loses a code to a site for good: neither copying it later nor undoing brings it back', async () => {
    const id = await keep();
    await worker.recovery.mark({ sheetId: id, position: 0, as: 'used' });
    const seq = await lastSeq();
    await worker.recovery.mark({ sheetId: id, position: 0, as: 'copied' });
    expect((await sheet(id))?.marks[0]?.state).toBe('used');
    await worker.history.undo(seq);
    expect(await sheet(id)).toMatchObject({ left: 5 });
    expect(await left()).toBe(5);
  });

  test('has a code again only where the user says so', async () => {
    const id = await keep();
    await worker.recovery.mark({ sheetId: id, position: 0, as: 'used' });
    await worker.recovery.mark({ sheetId: id, position: 0, as: 'unused' });
    expect((await sheet(id))?.marks[0]).toMatchObject({ state: 'unused', renewals: 1 });
    expect(await left()).toBe(6);
  });

  test('that was kept by mistake goes to the trash when that is undone, and its count with it', async () => {
    const id = await keep();
    await worker.history.undo(await lastSeq());
    expect((await sheet(id))?.deletedAt).not.toBeNull();
    expect(await left()).toBeNull();
  });

  test('that is kept again knows what was spent on the first', async () => {
    const first = await keep();
    await worker.recovery.mark({ sheetId: first, position: 3, as: 'used' });
    await worker.recovery.remove(first);
    expect(await left()).toBeNull();
    expect(await sheet(await keep())).toMatchObject({ left: 5 });
  });

  test('takes the place of another, which counts again where the site did not make it', async () => {
    const old = await keep();
    const next = await keep({ replaces: old, codes: [{ text: 'new1-new1', isUsed: false }] });
    expect(await left()).toBe(1);
    expect((await sheet(old))?.replacedAt).not.toBeNull();
    await worker.recovery.settleReplacement(next, false);
    expect(await left()).toBe(6);
    expect((await sheet(next))?.deletedAt).not.toBeNull();
  });

  test('agrees with the figure of the site, or says how many were used elsewhere', async () => {
    const id = await keep();
    expect(await worker.recovery.reconcile(id, 6)).toEqual({ outcome: 'agrees' });
    expect(await worker.recovery.reconcile(id, 4)).toEqual({ outcome: 'differs', missing: 2 });
    expect((await sheet(id))?.details?.siteSays?.left).toBe(4);
  });

  test('goes with its account when that is erased', async () => {
    const id = await keep();
    await worker.accounts.trash(accountId);
    expect(await sheet(id)).toBeDefined();
    await worker.accounts.erase(accountId);
    expect(await sheet(id)).toBeUndefined();
  });

  test('is refused where two of its codes are the same to a site', async () => {
    const twice = ['aaaa-1111', 'AAAA 1111'].map((text) => ({ text, isUsed: false }));
    await expect(keep({ codes: twice })).rejects.toEqual(new RequestFailure('bad-request'));
    expect(await worker.recovery.list()).toEqual([]);
  });
});

describe('the page in the tab', () => {
  const SHOWN = [
    'k7f2-9qpx',
    'm3wd-t8zc',
    '4hbn-x6ra',
    'q9js-2vke',
    'e5tg-w7yu',
    '8xdp-h3fn',
    'z2rc-6mbs',
    'v4ka-9jqt',
  ];
  const PAGE = {
    title: 'Recovery codes',
    text: `Save your recovery codes\n${SHOWN.join('\n')}\nEach works once.`,
  };

  test('shows a sheet, which is known once it is kept', async () => {
    browser.pageText = PAGE;
    const read = await worker.recovery.readPage(1);
    expect(read.found.codes.map(({ text }) => text)).toEqual(SHOWN);
    expect(read.isKept).toBe(false);
    const id = await keep({ codes: SHOWN.map((text) => ({ text, isUsed: false })) });
    expect((await worker.recovery.readPage(1)).isKept).toBe(true);
    browser.pageText = { ...PAGE, text: PAGE.text.replace('k7f2-9qpx', 'k7f2-9qpy') };
    expect((await worker.recovery.readPage(1)).isKept).toBe(false);
    browser.pageText = PAGE;
    await worker.recovery.remove(id);
    expect((await worker.recovery.readPage(1)).isKept).toBe(false);
  });

  test.each([[undefined], [null], ['text'], [{ title: 1, text: PAGE.text }], [{ title: '', text: {} }]])(
    'has none where the script answers %j',
    async (answer) => {
      browser.pageText = answer;
      expect(await worker.recovery.readPage(1)).toMatchObject({ found: { verdict: 'none', codes: [] } });
    },
  );

  test('is not read while the vault is locked', async () => {
    browser.pageText = PAGE;
    await worker.vaults.lock();
    await expect(worker.recovery.readPage(1)).rejects.toEqual(new RequestFailure('locked'));
  });
});

test('the history says of recovery codes that they were kept, used, replaced and put away, and not that the account was used', async () => {
  const last = async () => (await worker.history.list())[0];
  const here = { count: 1, first: [expect.objectContaining({ accountName: 'alice' })] };
  const none = { count: 0, first: [] };
  const first = await keep();
  expect(await last()).toMatchObject({ sheetsKept: here, used: none, edited: none });
  await worker.recovery.mark({ sheetId: first, position: 0, as: 'copied' });
  expect(await last()).toMatchObject({ sheetsChanged: here, sheetsSpent: none, used: none });
  await worker.recovery.mark({ sheetId: first, position: 0, as: 'used' });
  expect(await last()).toMatchObject({ sheetsSpent: here, sheetsChanged: none, used: none });
  await worker.recovery.mark({ sheetId: first, position: 0, as: 'unused' });
  expect(await last()).toMatchObject({ sheetsChanged: here, sheetsSpent: none });
  const second = await keep({ codes: [{ text: 'other-1', isUsed: false }], replaces: first });
  expect(await last()).toMatchObject({ sheetsKept: here, sheetsChanged: none, sheetsTrashed: none });
  await worker.recovery.settleReplacement(second, true);
  expect(await last()).toMatchObject({ sheetsTrashed: here, sheetsChanged: none, used: none });
});

test('going back to before a sheet was kept puts it away', async () => {
  const id = await keep();
  const [kept] = await worker.history.list();
  await worker.history.undo(kept?.seq ?? 0);
  expect((await sheet(id))?.deletedAt).not.toBeNull();
});
