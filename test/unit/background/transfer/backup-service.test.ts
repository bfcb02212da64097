import { beforeEach, describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  addAccount,
  createUnlocked,
  newAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';
import { storeText } from '../../../support/vault/memory-store.ts';
import {
  damage,
  firstRecordKey,
  lockedVault,
  NAMES,
  namesIn,
  unlockCopy,
} from '../../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../../support/vault/fixture.ts';
import { flipped } from '../../../support/vault/flips.ts';

const failure = (code: RequestFailure['code']) => new RequestFailure(code);
const FILE_KEY = new Uint8Array(32).fill(0x44);
const NEXT = { secret: FILE_KEY, salt: new Uint8Array(32).fill(0x55), kdf: PASSPHRASE.kdf };

let browser: FakeBrowser;
let ids: readonly string[];
let worker: Worker;

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

async function presented(of: Worker = worker, secret = DERIVED_KEY) {
  const slots = await of.slots.list();
  return { slotId: slots[0]?.slotId ?? '', secret };
}

async function make(of: Worker = worker): Promise<Bytes> {
  return (await of.backups.make(await presented(of), NEXT)).file;
}

function given(file: Bytes, secret = FILE_KEY) {
  const read = readBackupSlots(file);
  if (!read.ok) throw new Error(read.error);
  return { file, slotId: read.value.slots[0]?.slotId ?? '', secret };
}

/** All that the vault holds that a backup must bring back. */
async function contentOf(of: Worker) {
  const views = await of.accounts.list(null);
  const codes = await of.codes.list(views.map(({ id }) => id));
  return views.map(({ account, deletedAt }, index) => ({
    account,
    isInTrash: deletedAt !== null,
    code: { ...codes[index], id: '' },
  }));
}

async function emptyVault(seed: string): Promise<Worker> {
  const other = new FakeBrowser(seed);
  return createUnlocked(other);
}

describe('a backup', () => {
  test('is not made without the passphrase: it would be a way out for everything', async () => {
    await expect(worker.backups.make(await presented(worker, new Uint8Array(32)), NEXT)).rejects.toEqual(
      failure('wrong-passphrase'),
    );
  });

  test('counts only when the very file was read back', async () => {
    expect(await worker.backups.state()).toMatchObject({ lastAt: null, changedSince: 6, accounts: 6 });
    const file = await make();
    expect((await worker.backups.state()).lastAt).toBeNull();
    for (const wrong of [new Uint8Array(0), file.slice(0, -1), flipped(file, 500)]) {
      await expect(worker.backups.confirm(wrong)).rejects.toEqual(failure('backup-not-the-file'));
    }
    expect((await worker.backups.state()).lastAt).toBeNull();
    await worker.backups.confirm(file);
    const at = browser.outside.clock.now();
    expect(await worker.backups.state()).toEqual({
      lastAt: at,
      changedSince: 0,
      accounts: 6,
      passkeysChangedSince: 0,
      passkeys: 0,
      unreadable: 0,
    });
    browser.outside.clock.advance(1_000);
    await worker.accounts.markUsed(ids[0] ?? '');
    const [used] = await worker.accounts.list(null);
    expect(used?.account.firstUsedAt).toBe(browser.outside.clock.now());
    expect(await worker.backups.state()).toMatchObject({ changedSince: 0 });
  });

  test('says how many damaged accounts it does not have, and goes on saying it', async () => {
    const key = firstRecordKey(ids[2]);
    damage(browser.memory, key);
    browser.mirror.values.delete(key);
    await worker.vaults.lock();
    await unlock(worker);
    const { file, unreadable } = await worker.backups.make(await presented(), NEXT);
    expect(unreadable).toBe(1);
    await worker.backups.confirm(file);
    expect(await worker.backups.state()).toMatchObject({ unreadable: 1 });
  });

  test('can be made while the vault runs from the copy', async () => {
    await worker.vaults.lock();
    browser.memory.vanish();
    const later = startWorker(browser);
    await unlockCopy(later);
    expect((await later.slots.list()).map(({ kind }) => kind)).toEqual(['passphrase']);
    const file = await make(later);
    expect((await later.backups.preview(given(file))).items).toHaveLength(NAMES.length);
  });

  test('is outgrown by changes, and says by how many', async () => {
    await worker.backups.confirm(await make());
    browser.outside.clock.advance(1000);
    await addAccount(worker, newAccount('grace'));
    await worker.accounts.edit({ id: ids[0] ?? '', issuer: 'Renamed', accountName: 'alice', sites: [] });
    expect(await worker.backups.state()).toMatchObject({ changedSince: 2, accounts: 7 });
  });

  test('holds neither the vault key nor anything that opens with the vault passphrase', async () => {
    const file = Buffer.from(await make());
    const vaultKey = Buffer.from(browser.session?.vaultKey ?? '', 'base64');
    expect(vaultKey).toHaveLength(32);
    expect(file.includes(vaultKey)).toBe(false);
    await expect(worker.backups.preview(given(new Uint8Array(file), DERIVED_KEY))).rejects.toEqual(
      failure('backup-wrong-passphrase'),
    );
  });

  test('brings everything back into an empty vault, in one change that the history undoes', async () => {
    const hotp = { type: 'hotp', algorithm: 'SHA256', digits: 8, counter: 41 } as const;
    const counted = await addAccount(worker, newAccount('counter', { parameters: hotp }));
    await worker.codes.next(counted);
    await worker.accounts.trash(ids[3] ?? '');
    const before = await contentOf(worker);
    const file = await make();
    const other = await emptyVault('elsewhere');
    const preview = await other.backups.preview(given(file));
    expect(preview.items.every(({ kind, suggested }) => kind === 'new' && suggested === 'add')).toBe(true);
    const choices = new Map(preview.items.map(({ id, suggested }) => [id, suggested]));
    expect(await other.backups.restore(given(file), choices)).toBe(7);
    expect(await contentOf(other)).toEqual(before);
    const [restored, ...older] = await other.history.list();
    expect(restored?.added.count).toBe(7);
    expect(older).toEqual([]);
    await other.history.undo(restored?.seq ?? 0);
    expect((await other.accounts.list(null)).filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
  });

  test('restored over the vault that it came from changes nothing', async () => {
    const file = await make();
    const before = storeText(browser.memory);
    const preview = await worker.backups.preview(given(file));
    expect(preview.items.map(({ kind }) => kind)).toEqual(NAMES.map(() => 'same'));
    const choices = new Map(preview.items.map(({ id, suggested }) => [id, suggested]));
    expect(await worker.backups.restore(given(file), choices)).toBe(0);
    expect(storeText(browser.memory)).toBe(before);
  });

  test('never moves a counter back, and its preview shows no secret', async () => {
    const hotp = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 0 } as const;
    const id = await addAccount(worker, newAccount('counter', { parameters: hotp }));
    const file = await make();
    const codes = [await worker.codes.next(id), await worker.codes.next(id)];
    const preview = await worker.backups.preview(given(file));
    expect(JSON.stringify(preview)).not.toMatch(/secret|MTIzNDU2Nzg5/);
    for (const { id: item, offers } of preview.items) {
      for (const choice of offers) {
        await worker.backups.restore(given(file), new Map([[item, choice]])).catch(() => 0);
      }
    }
    expect(codes).not.toContain(await worker.codes.next(id));
  });

  test('is compared without a change', async () => {
    const file = await make();
    browser.outside.clock.advance(1000);
    await addAccount(worker, newAccount('grace'));
    const before = storeText(browser.memory);
    const compared = await worker.backups.compare(given(file));
    expect(compared).toMatchObject({
      isUpToDate: false,
      counts: { same: 6, 'missing-in-file': 1 },
      differing: [{ status: 'missing-in-file', accountName: 'grace' }],
    });
    // What the file holds is listed, not what the vault does.
    expect(compared.withoutRecoveryCodes).toHaveLength(6);
    expect(JSON.stringify(compared.withoutRecoveryCodes)).not.toMatch(/grace|secret/);
    expect(storeText(browser.memory)).toBe(before);
  });

  test('that is damaged, foreign or under another passphrase changes nothing, and says which', async () => {
    const file = await make();
    const before = storeText(browser.memory);
    const good = given(file);
    const cases: readonly (readonly [typeof good, RequestFailure['code']])[] = [
      [{ ...good, file: flipped(file, file.length - 40) }, 'backup-damaged'],
      [{ ...good, file: file.slice(0, -1) }, 'backup-damaged'],
      [{ ...good, file: new Uint8Array(500) }, 'backup-unknown'],
      [{ ...good, secret: new Uint8Array(32) }, 'backup-wrong-passphrase'],
      [{ ...good, slotId: '0'.repeat(32) }, 'backup-damaged'],
    ];
    for (const [bad, code] of cases) {
      await expect(worker.backups.preview(bad)).rejects.toEqual(failure(code));
      await expect(worker.backups.restore(bad, new Map())).rejects.toEqual(failure(code));
    }
    expect(storeText(browser.memory)).toBe(before);
  });

  test('is restored after everything else was lost', async () => {
    const file = await make();
    const before = await namesIn(worker);
    await worker.vaults.lock();
    browser.memory.vanish();
    await browser.mirror.clear();
    const later = startWorker(browser);
    await later.leaving.startFresh({ ...PASSPHRASE, derivedKey: new Uint8Array(32).fill(1) });
    const { items } = await later.backups.preview(given(file));
    await later.backups.restore(given(file), new Map(items.map(({ id, suggested }) => [id, suggested])));
    expect(await namesIn(later)).toEqual(before);
  });
});
