import { beforeEach, describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { foreignFieldsOf } from '../../../../src/core/transfer/foreign-parameters.ts';
import type { ImportChoice } from '../../../../src/core/transfer/import-plan.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { DecodedImportedAccount } from '../../../../src/messaging/transfer-requests.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import { newAccount, startWorker, unlock, type Worker } from '../../../support/vault/background.ts';
import { lockedVault, NAMES } from '../../../support/vault/damage.ts';

let browser: FakeBrowser;
let ids: readonly string[];
let worker: Worker;

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

/** Another secret a number. */
function imported(accountName: string, number: number, more: Partial<DecodedImportedAccount> = {}) {
  const secret = new Uint8Array(20).fill(7);
  new DataView(secret.buffer).setUint32(0, number);
  return {
    ...newAccount(accountName),
    sites: [],
    secret,
    tags: ['work'],
    pinned: true,
    notes: '',
    recoveryCodes: [],
    ...more,
  } satisfies DecodedImportedAccount;
}

function adding(
  account: DecodedImportedAccount,
  choice: ImportChoice = 'add',
  existing: string | null = null,
) {
  return { account, choice, existing };
}

async function seq(): Promise<number> {
  return worker.vaults.read(async (vault) => (await vault.root()).seq);
}

async function namesInUse(): Promise<readonly string[]> {
  const views = await worker.accounts.list(null);
  return views.filter(({ deletedAt }) => deletedAt === null).map(({ account }) => account.accountName);
}

function hotp(counter: number): DecodedImportedAccount['parameters'] {
  return { type: 'hotp', algorithm: 'SHA1', digits: 6, counter };
}

describe('an import', () => {
  test('is one state of the history, and one step takes it back', async () => {
    const before = await seq();
    const many = Array.from({ length: 300 }, (_, number) => adding(imported(`imported ${number}`, number)));
    const done = await worker.imports.add(many);
    expect(done).toEqual({ added: 300, changed: 0, passkeys: 0, seq: before + 1 });
    expect(await namesInUse()).toHaveLength(306);
    await worker.imports.undo(done.seq);
    expect(await namesInUse()).toEqual(NAMES);
  });

  test('of ten thousand accounts is one state of the history too', { timeout: 60_000 }, async () => {
    const before = await seq();
    const many = Array.from({ length: 10_000 }, (_, number) => adding(imported(`many ${number}`, number)));
    const done = await worker.imports.add(many);
    expect(done).toEqual({ added: 10_000, changed: 0, passkeys: 0, seq: before + 1 });
    expect(await namesInUse()).toHaveLength(10_006);
  });

  test('is not taken back by a step that would take back more', async () => {
    const done = await worker.imports.add([adding(imported('new', 1))]);
    await worker.accounts.trash(ids[0] ?? '');
    await expect(worker.imports.undo(done.seq)).rejects.toEqual(new RequestFailure('changed-since'));
    expect(await namesInUse()).toContain('new');
  });

  test('keeps tags, pins, notes and unknown parameters, and recovery codes as a sheet', async () => {
    const account = imported('steam', 1, {
      notes: 'on the blue phone',
      recoveryCodes: ['R12345'],
      unknownParameters: [['image', 'https://example.com/a.png']],
    });
    const done = await worker.imports.add([adding(account)]);
    expect(done).toMatchObject({ added: 1, changed: 0 });
    const { kept, sheets } = await worker.vaults.read(async (vault) => ({
      kept: (await vault.entries()).at(-1)?.account,
      sheets: await vault.readSheets(await vault.sheets()),
    }));
    expect(kept).toMatchObject({ tags: ['work'], pinned: true, recoveryCodesLeft: 1 });
    expect(sheets.map((read) => read.ok && read.record)).toMatchObject([
      { codes: [encodeUtf8('R12345')], sheet: { source: 'file', marks: [{ state: 'unused' }] } },
    ]);
    expect(foreignFieldsOf(kept?.unknownParameters ?? [])).toEqual({
      notes: 'on the blue phone',
      recoveryCodes: [],
      unknownParameters: [['image', 'https://example.com/a.png']],
    });
    const listed = (await worker.accounts.list(null)).find(({ account: { pinned } }) => pinned);
    expect(listed?.account.unknownParameters).toEqual([]);
    await worker.imports.undo(done.seq);
    expect(await worker.vaults.read(async (vault) => vault.sheets())).toMatchObject([
      { deletedAt: expect.any(Number) },
    ]);
  });

  test('keeps a recovery code spent that was spent here before (it once gave it out a second time)', async () => {
    const account = imported('again', 1, { recoveryCodes: ['R12345', 'R67890'] });
    await worker.imports.add([adding(account)]);
    const [sheet] = await worker.recovery.list();
    await worker.recovery.mark({ sheetId: sheet?.id ?? '', position: 0, as: 'used' });
    const first = (await worker.accounts.list(null)).find((view) => view.account.accountName === 'again');
    await worker.accounts.trash(first?.id ?? '');
    await worker.imports.add([adding(account)]);
    const marks = (await worker.recovery.list()).map((view) => view.marks.map(({ state }) => state));
    expect(marks).toEqual([
      ['used', 'unused'],
      ['used', 'unused'],
    ]);
  });

  test('keeps recovery codes that no sheet can hold beside the parameters', async () => {
    await worker.imports.add([adding(imported('twice', 1, { recoveryCodes: ['AB-12', 'ab12'] }))]);
    const kept = await worker.vaults.read(async (vault) => (await vault.entries()).at(-1)?.account);
    expect(kept?.recoveryCodesLeft).toBeNull();
    expect(foreignFieldsOf(kept?.unknownParameters ?? []).recoveryCodes).toEqual(['AB-12', 'ab12']);
  });

  test('adds nothing twice, neither what is kept nor what the file repeats', async () => {
    const account = imported('new', 1);
    expect(await worker.imports.add([adding(account), adding(account)])).toMatchObject({ added: 1 });
    const before = await seq();
    expect(await worker.imports.add([adding(account)])).toEqual({
      added: 0,
      changed: 0,
      passkeys: 0,
      seq: before,
    });
  });

  test('says what each account would mean', async () => {
    const kept = newAccount(NAMES[0] ?? '');
    const preview = await worker.imports.preview([
      imported('new', 1),
      imported('new', 1),
      imported('again', 1),
      { ...imported(NAMES[0] ?? '', 0), secret: kept.secret },
      imported(NAMES[1] ?? '', 2),
      { ...imported('nobody', 0), secret: kept.secret },
    ]);
    expect(preview.map(({ kind }) => kind)).toEqual([
      'new',
      'repeated',
      'other-name',
      'same',
      'conflicting',
      'other-name',
    ]);
    expect(preview.map(({ offers: [first] }) => first)).toEqual([
      'add',
      'leave',
      'leave',
      'leave',
      'leave',
      'leave',
    ]);
    expect(preview[4]?.existing?.id).toBe(ids[1]);
  });

  test('replaces only what the user saw, and the account that is replaced goes to the trash', async () => {
    const account = imported(NAMES[1] ?? '', 2);
    await expect(worker.imports.add([adding(account, 'replace', ids[2])])).rejects.toEqual(
      new RequestFailure('changed-since'),
    );
    expect(await worker.imports.add([adding(account, 'replace', ids[1])])).toMatchObject({
      added: 1,
      changed: 1,
    });
    const old = (await worker.accounts.list(null)).find(({ id }) => id === ids[1]);
    expect(old?.deletedAt).not.toBeNull();
    const { parameters, ...fields } = imported('one', 5);
    expect(parameters.type).toBe('totp');
    await expect(worker.imports.add([adding({ ...fields, parameters }, 'replace', ids[0])])).rejects.toEqual(
      new RequestFailure('changed-since'),
    );
  });

  test('puts what takes the place of another under the icon that the user chose for that', async () => {
    const [id, name] = [ids[1] ?? '', NAMES[1] ?? ''];
    await worker.accounts.edit({ id, issuer: 'ACME', accountName: name, sites: [], icon: 'github' });
    const account = { ...imported(name, 2), issuer: 'ACME' };
    await worker.imports.add([adding(account, 'replace', id)]);
    const heir = (await worker.accounts.list(null)).find(
      (view) => view.account.accountName === name && view.deletedAt === null,
    );
    expect(heir?.id).not.toBe(id);
    expect(heir?.account.icon).toBe('github');
  });

  test('gives an account that is kept by another name the new one, and leaves the rest of it', async () => {
    const account = { ...imported('renamed', 0), secret: newAccount('').secret };
    const [item] = await worker.imports.preview([account]);
    await worker.imports.add([adding(account, 'replace', item?.existing?.id)]);
    const views = await worker.accounts.list(null);
    const view = views.find(({ id }) => id === item?.existing?.id);
    expect(view?.account).toMatchObject({
      accountName: 'renamed',
      sites: [{ origin: 'https://example.com' }],
    });
    expect(await namesInUse()).toHaveLength(NAMES.length);
  });

  test('never moves a counter back, whatever is chosen', async () => {
    const counted = (counter: number, accountName = 'counted') =>
      imported(accountName, 9, { parameters: hotp(counter) });
    await worker.imports.add([adding(counted(50))]);
    const [behind] = await worker.imports.preview([counted(7)]);
    expect(behind).toMatchObject({ kind: 'same', offers: ['leave'] });
    const [ahead] = await worker.imports.preview([counted(60)]);
    expect(ahead).toMatchObject({ kind: 'same', offers: ['leave', 'advance'] });
    const existing = ahead?.existing?.id ?? null;
    await expect(worker.imports.add([adding(counted(7), 'advance', existing)])).rejects.toEqual(
      new RequestFailure('changed-since'),
    );
    await worker.imports.add([adding(counted(60), 'advance', existing)]);
    await worker.imports.add([adding(counted(3, 'second'))]);
    await worker.imports.add([adding(counted(4, 'third'), 'replace', existing)]);
    const counters = (await worker.accounts.list(null)).flatMap(({ account: { parameters } }) =>
      parameters.type === 'hotp' ? [parameters.counter] : [],
    );
    expect(counters).toEqual([60, 60]);
  });

  test('keeps hostile names unit for unit', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '\u202egnp.exe',
      'a\0b',
      '\ud800',
      '👩‍👩‍👧',
      'x'.repeat(256),
    ];
    await worker.imports.add(names.map((name, index) => adding(imported(name, index))));
    expect((await namesInUse()).slice(-names.length)).toEqual(names);
  });

  test('tells how far it is, and is cancelled without a trace', async () => {
    const before = await seq();
    const many = Array.from({ length: 400 }, (_, number) => adding(imported(`imported ${number}`, number)));
    const running = worker.imports.add(many).then(
      () => 'added',
      (error: unknown) => error,
    );
    const second = worker.imports.add(many);
    await expect(second).rejects.toEqual(new RequestFailure('conflict'));
    while ((worker.imports.progress()?.done ?? 0) === 0) await new Promise(setImmediate);
    expect(worker.imports.progress()?.total).toBe(400);
    worker.imports.cancel();
    expect(await running).toEqual(new RequestFailure('cancelled'));
    expect(worker.imports.progress()).toBeNull();
    expect(await seq()).toBe(before);
    expect(await namesInUse()).toEqual(NAMES);
  });
});
