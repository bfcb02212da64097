import { beforeEach, describe, expect, test } from 'vitest';
import { readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { PasskeyView } from '../../../../src/messaging/passkey-list-responses.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import { passkeyNamed } from '../../../support/passkeys/passkeys.ts';
import { startWorker, unlock, type Worker } from '../../../support/vault/background.ts';
import { lockedVault } from '../../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../../support/vault/fixture.ts';

const ADA = passkeyNamed('ada');
const BOB = passkeyNamed('bob');
const ID = { ada: Buffer.from(ADA.credentialId).toString('base64url') };
const HANDLE = { ada: Buffer.from(ADA.userHandle).toString('base64url') };

let browser: FakeBrowser;
let worker: Worker;

beforeEach(async () => {
  ({ browser } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

async function view(id: string): Promise<PasskeyView | undefined> {
  return (await worker.passkeys.list()).find((listed) => listed.id === id);
}

async function lastSeq(): Promise<number> {
  return (await worker.history.list())[0]?.seq ?? 0;
}

async function offeredIds(rpId = 'example.com'): Promise<readonly string[]> {
  return (await worker.passkeys.offered(rpId)).map(({ id }) => id);
}

describe('a passkey', () => {
  test('is kept, offered to its rp id alone, and opened with its keys', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    expect(await offeredIds()).toEqual([id]);
    expect(await offeredIds('com')).toEqual([]);
    expect(await offeredIds('login.example.com')).toEqual([]);
    expect(await worker.passkeys.open(id)).toEqual({ passkey: ADA, isBackedUp: false });
    expect(JSON.stringify(await worker.passkeys.list())).not.toMatch(/privateKey|prfSecret|credentialId/);
  });

  test('is listed for pages of its rp id and below it, and for no other page', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    const listed = async (origin: string) => (await worker.passkeys.list(origin)).map((one) => one.id);
    expect(await listed('https://example.com')).toEqual([id]);
    expect(await listed('https://login.example.com:8443')).toEqual([id]);
    expect(await listed('https://example.org')).toEqual([]);
    expect(await listed('https://notexample.com')).toEqual([]);
  });

  test('takes the place of the one that the same user had at the site; that one can be taken back', async () => {
    const { id: old } = await worker.passkeys.keep(ADA);
    const { id } = await worker.passkeys.keep({ ...ADA, credentialId: new Uint8Array(16).fill(9) });
    expect(await offeredIds()).toEqual([id]);
    expect((await view(old))?.deletedAt).not.toBeNull();
    await worker.history.undo(await lastSeq());
    expect(await offeredIds()).toEqual([old]);
  });

  test('that is taken back lies in the trash, and the one that it replaced is offered again', async () => {
    const { id: old } = await worker.passkeys.keep(ADA);
    const kept = await worker.passkeys.keep({ ...ADA, credentialId: new Uint8Array(16).fill(9) });
    expect(kept.replaced).toEqual([old]);
    await worker.passkeys.takeBack(kept);
    expect(await offeredIds()).toEqual([old]);
    expect((await view(kept.id))?.deletedAt).not.toBeNull();
  });

  test('is not taken back over what the user has done since with it, or with the one that it replaced', async () => {
    const { id: old } = await worker.passkeys.keep(ADA);
    const kept = await worker.passkeys.keep({ ...ADA, credentialId: new Uint8Array(16).fill(9) });
    browser.outside.clock.advance(1000);
    await worker.passkeys.restore(old);
    await worker.passkeys.trash(old);
    await worker.passkeys.takeBack(kept);
    expect(await offeredIds()).toEqual([]);
    const again = await worker.passkeys.keep({ ...ADA, credentialId: new Uint8Array(16).fill(7) });
    const third = await worker.passkeys.keep({ ...ADA, credentialId: new Uint8Array(16).fill(8) });
    expect(third.replaced).toEqual([again.id]);
    await worker.passkeys.trash(third.id);
    await worker.passkeys.takeBack(third);
    expect(await offeredIds()).toEqual([]);
  });

  test('of another user, or at another site, is left alone', async () => {
    const { id: ada } = await worker.passkeys.keep(ADA);
    const { id: bob } = await worker.passkeys.keep(BOB);
    await worker.passkeys.keep({ ...ADA, rpId: 'example.org' });
    expect(await offeredIds()).toEqual([ada, bob]);
  });

  test('remembers when it was used; that makes no backup older, and going back does not forget it', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    await backUp();
    await worker.passkeys.rename(id, { rpName: 'Mine', userName: 'ada' });
    await backUp();
    browser.outside.clock.advance(5000);
    await worker.passkeys.noteUse(id);
    const usedAt = browser.outside.clock.now();
    expect(await view(id)).toMatchObject({ lastUsedAt: usedAt, rpName: 'Mine' });
    expect(await worker.backups.state()).toMatchObject({ passkeysChangedSince: 0, passkeys: 1 });
    const [used, renamed] = await worker.history.list();
    expect(used).toMatchObject({ used: { count: 1, first: [{ issuer: 'Mine', accountName: 'ada' }] } });
    expect(renamed).toMatchObject({ edited: { count: 1 } });
    await worker.history.undo(renamed?.seq ?? 0);
    expect(await view(id)).toMatchObject({ lastUsedAt: usedAt, rpName: 'Example' });
  });

  test('goes to the trash and comes back, is erased only from there, and not while it is in use', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    await expect(worker.passkeys.erase(id)).rejects.toEqual(new RequestFailure('not-found'));
    await worker.passkeys.trash(id);
    expect(await offeredIds()).toEqual([]);
    await expect(worker.passkeys.open(id)).rejects.toEqual(new RequestFailure('not-found'));
    await worker.passkeys.restore(id);
    expect(await offeredIds()).toEqual([id]);
    await worker.passkeys.trash(id);
    await worker.passkeys.erase(id);
    expect(await worker.passkeys.list()).toEqual([]);
    await expect(worker.passkeys.restore(id)).rejects.toEqual(new RequestFailure('not-found'));
  });

  test('leaves the trash when that is emptied, and after 30 days', async () => {
    await worker.passkeys.trash((await worker.passkeys.keep(ADA)).id);
    expect(await worker.history.emptyTrash()).toBeGreaterThanOrEqual(1);
    expect(await worker.passkeys.list()).toEqual([]);
    await worker.passkeys.trash((await worker.passkeys.keep(BOB)).id);
    browser.outside.clock.advance(29 * 24 * 60 * 60_000);
    await unlock(worker);
    expect(await worker.history.dropExpired()).toBe(0);
    browser.outside.clock.advance(24 * 60 * 60_000);
    await unlock(worker);
    expect(await worker.history.dropExpired()).toBe(1);
    expect(await worker.passkeys.list()).toEqual([]);
  });

  test('that left the trash by itself comes back under another id when the history goes back before that', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    await worker.passkeys.trash(id);
    const trashed = await lastSeq();
    browser.outside.clock.advance(31 * 24 * 60 * 60_000);
    await unlock(worker);
    await worker.history.dropExpired();
    expect((await worker.history.list())[0]?.removed.first).toContainEqual({
      issuer: 'Example',
      accountName: 'ada',
    });
    expect(await worker.passkeys.list()).toEqual([]);
    expect(await worker.history.undo(trashed)).toEqual({ lost: 0 });
    const [back] = await worker.passkeys.list();
    expect(back).toMatchObject({ userName: 'ada', deletedAt: null });
    expect(back?.id).not.toBe(id);
  });

  test('counts as backed up from the backup on that was read back after it was made', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    expect(await view(id)).toMatchObject({ isBackedUp: false });
    browser.outside.clock.advance(1000);
    await backUp();
    expect(await worker.passkeys.open(id)).toMatchObject({ isBackedUp: true });
    browser.outside.clock.advance(1000);
    const { id: later } = await worker.passkeys.keep({ ...BOB, createdAt: browser.outside.clock.now() });
    expect(await view(later)).toMatchObject({ isBackedUp: false });
    expect(await view(id)).toMatchObject({ isBackedUp: true });
  });

  test('is not given out, listed or changed while the vault is locked', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    await worker.vaults.lock();
    const locked = new RequestFailure('locked');
    await expect(worker.passkeys.offered('example.com')).rejects.toEqual(locked);
    await expect(worker.passkeys.open(id)).rejects.toEqual(locked);
    await expect(worker.passkeys.list()).rejects.toEqual(locked);
    await expect(worker.passkeys.keep(BOB)).rejects.toEqual(locked);
    await expect(worker.passkeys.trash(id)).rejects.toEqual(locked);
  });

  test('is in the backup and comes back from it into an empty vault, counting as backed up', async () => {
    await worker.passkeys.keep(ADA);
    const file = await makeBackup();
    const id = (await worker.passkeys.list())[0]?.id ?? '';
    await worker.passkeys.trash(id);
    await worker.passkeys.erase(id);
    const read = readBackupSlots(file);
    const slotId = read.ok ? (read.value.slots[0]?.slotId ?? '') : '';
    const given = { file, slotId, secret: DERIVED_KEY };
    const { items } = await worker.backups.preview(given);
    const passkey = items.find(({ isPasskey }) => isPasskey);
    expect(passkey).toMatchObject({ kind: 'removed', issuer: 'Example', accountName: 'ada' });
    expect(await worker.backups.restore(given, new Map([[passkey?.id ?? '', 'add']]))).toBe(1);
    const [back] = await worker.passkeys.list();
    expect(back).toMatchObject({ userName: 'ada', isBackedUp: true });
    expect((await worker.passkeys.open(back?.id ?? '')).passkey).toEqual({ ...ADA, hasCopy: true });
  });
});

describe('a site that speaks of its passkeys', () => {
  const rpId = 'example.com';

  test('hides one that it does not know, which can be offered again', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    const signal = { kind: 'unknown-credential', rpId, credentialId: ID.ada } as const;
    expect(await worker.passkeys.signal({ ...signal, rpId: 'example.org' })).toBe(0);
    expect(await worker.passkeys.signal(signal)).toBe(1);
    expect(await offeredIds()).toEqual([]);
    expect((await view(id))?.hiddenAt).not.toBeNull();
    const seq = await lastSeq();
    expect(await worker.passkeys.signal(signal)).toBe(0);
    expect(await lastSeq()).toBe(seq);
    await worker.passkeys.offerAgain(id);
    expect(await offeredIds()).toEqual([id]);
  });

  test('hides those of a user that it did not list, and offers those that it lists again', async () => {
    const { id: ada } = await worker.passkeys.keep(ADA);
    const { id: bob } = await worker.passkeys.keep(BOB);
    const signal = { kind: 'all-accepted-credentials', rpId, userHandle: HANDLE.ada } as const;
    expect(await worker.passkeys.signal({ ...signal, credentialIds: [] })).toBe(1);
    expect(await offeredIds()).toEqual([bob]);
    expect(await worker.passkeys.signal({ ...signal, credentialIds: [ID.ada] })).toBe(1);
    expect(await offeredIds()).toEqual([ada, bob]);
  });

  test('renames a user, cut to what is kept, and the history is the way back', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    const names = { userName: 'a'.repeat(300), displayName: 'Ada Lovelace' };
    const signal = { kind: 'current-user-details', rpId, userHandle: HANDLE.ada, ...names } as const;
    expect(await worker.passkeys.signal(signal)).toBe(1);
    expect(await view(id)).toMatchObject({ userName: 'a'.repeat(256), displayName: 'Ada Lovelace' });
    expect(await worker.passkeys.signal(signal)).toBe(0);
    await worker.history.undo(await lastSeq());
    expect(await view(id)).toMatchObject({ userName: 'ada', displayName: 'ADA' });
  });

  test('changes nothing about one in the trash', async () => {
    const { id } = await worker.passkeys.keep(ADA);
    await worker.passkeys.trash(id);
    expect(await worker.passkeys.signal({ kind: 'unknown-credential', rpId, credentialId: ID.ada })).toBe(0);
  });
});

async function makeBackup(): Promise<Bytes> {
  const [slot] = await worker.slots.list();
  const presented = { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
  const { derivedKey, ...passphrase } = PASSPHRASE;
  return (await worker.backups.make(presented, { secret: derivedKey, ...passphrase })).file;
}

async function backUp(): Promise<void> {
  await worker.backups.confirm(await makeBackup());
}
