// What the user decides about two states of a vault loses neither: what is not chosen is set aside, whole. And work that was
// under way never undoes a lock, nor goes on in a database that is no longer the vault's.
import { beforeEach, describe, expect, test } from 'vitest';
import { RequestFailure } from '../../../src/messaging/failure.ts';
import type { FakeBrowser } from '../../support/fake-browser.ts';
import { addAccount, newAccount, startWorker, unlock, type Worker } from '../../support/vault/background.ts';
import {
  damage,
  decisionOf,
  latestRootOf,
  lockedVault,
  NAMES,
  namesIn,
  rootsOf,
} from '../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../support/vault/fixture.ts';

const OTHER = { ...PASSPHRASE, derivedKey: new Uint8Array(32).fill(9) };

let browser: FakeBrowser;
let ids: readonly string[];
let worker: Worker;

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
  worker = startWorker(browser);
});

/** The database as it was when it held two accounts; the copy holds six. */
function setDatabaseBack(): void {
  for (const key of rootsOf(browser.memory).slice(3)) browser.memory.values.delete(key);
}

async function presented() {
  return { slotId: (await worker.slots.list())[0]?.slotId ?? '', secret: DERIVED_KEY };
}

describe('a copy that has more than the database', () => {
  test('is set aside when the user keeps the database', async () => {
    setDatabaseBack();
    await unlock(worker);
    await worker.repairs.keepDatabase();
    expect(await namesIn(worker)).toEqual(NAMES.slice(0, 2));
    expect(await worker.diagnostics.setAside()).toEqual([{ name: 'shelf-1', records: NAMES.length }]);
  });

  test('is set aside when a new vault is started', async () => {
    setDatabaseBack();
    await worker.leaving.startFresh(OTHER);
    const aside = await worker.diagnostics.setAside();
    expect(aside).toContainEqual({ name: 'shelf-1', records: NAMES.length });
  });

  test('that the database has too is not set aside a second time', async () => {
    await worker.leaving.startFresh(OTHER);
    expect((await worker.diagnostics.setAside()).map(({ name }) => name)).toEqual(['vault-0']);
  });
});

describe('a vault that is locked while work is under way', () => {
  test('stays locked after a new vault key, which the next unlocking finds', async () => {
    await unlock(worker);
    const slot = await presented();
    const rotating = worker.slots.rotate([slot]);
    await worker.vaults.lock();
    await rotating.catch(() => undefined);
    expect((await worker.vaults.status()).state).toBe('locked');
    await unlock(worker);
    expect(await namesIn(worker)).toEqual(NAMES);
  });

  test('stays locked after it was built again from the copy', async () => {
    damage(browser.memory, latestRootOf(browser.memory));
    await unlock(worker);
    const taking = worker.repairs.takeCopy();
    await worker.vaults.lock();
    await taking.catch(() => undefined);
    expect((await worker.vaults.status()).state).toBe('locked');
  });
});

describe('a new database that was written', () => {
  test('goes again where it cannot be named as the vault, and the old one goes on', async () => {
    await unlock(worker);
    browser.facts.writeInstalledMarker = () => Promise.reject(new Error('storage.local is full'));
    await expect(worker.slots.rotate([await presented()])).rejects.toThrow('full');
    expect(browser.generations.memoryAt(1).exists).toBe(false);
    await addAccount(worker, newAccount('grace'));
    await worker.vaults.lock();
    const later = startWorker(browser);
    await unlock(later);
    expect(await namesIn(later)).toEqual([...NAMES, 'grace']);
  });

  test('takes no change into the old one where the worker died before the session had moved', async () => {
    await unlock(worker);
    const before = browser.session;
    await worker.slots.rotate([await presented()]);
    // As if the session had not been moved, and the old database had not gone yet.
    browser.session = before;
    await browser.memory.create();
    const later = startWorker(browser);
    await expect(addAccount(later, newAccount('bob'))).rejects.toEqual(new RequestFailure('locked'));
    expect((await later.vaults.status()).state).toBe('locked');
  });

  test('of salvaged records is whole or not there', async () => {
    damage(browser.memory, latestRootOf(browser.memory));
    await browser.mirror.clear();
    await unlock(worker);
    expect(await decisionOf(worker)).toBe('run-salvaged');
    await worker.repairs.keepSalvaged();
    const roots = rootsOf(browser.generations.memoryAt(1));
    expect(roots).toHaveLength(1);
    expect(new Set(await namesIn(worker))).toEqual(new Set(NAMES));
  });
});

describe('a new vault key', () => {
  test('keeps the choices of the user', async () => {
    await unlock(worker);
    await worker.settings.change({ lock: 1, clockOffsetSeconds: 120 });
    await worker.slots.rotate([await presented()]);
    expect(await startWorker(browser).settings.read()).toEqual({ lock: 1, clockOffsetSeconds: 120 });
  });

  test('leaves no database under the old one, also where the worker died before that could go', async () => {
    await unlock(worker);
    const old = new Map(browser.memory.values);
    await worker.slots.rotate([await presented()]);
    await browser.memory.create();
    for (const [key, value] of old) browser.memory.values.set(key, value);
    const later = startWorker(browser);
    await later.slots.dropLeft();
    expect(browser.memory.exists).toBe(false);
  });

  test('that was not copied keeps the old database until it is', async () => {
    await unlock(worker);
    const slot = await presented();
    const rotating = worker.slots.rotate([slot]);
    browser.mirror.callsLeft = 0;
    await rotating;
    expect(browser.memory.exists).toBe(true);
    browser.mirror.callsLeft = Number.POSITIVE_INFINITY;
    await worker.slots.dropLeft();
    expect(browser.memory.exists).toBe(false);
  });
});

test('a change of the passphrase that the copy did not take is said so, and is not said to be unsaved', async () => {
  await unlock(worker);
  const next = { secret: OTHER.derivedKey, salt: OTHER.salt, kdf: OTHER.kdf };
  const current = await presented();
  browser.mirror.callsLeft = 3;
  const changing = worker.slots.changePassphrase(current, next);
  await expect(changing).rejects.toEqual(new RequestFailure('mirror-keeps-old-secret'));
});

test('an envelope that is missing in the mirror is put back', async () => {
  const key = [...browser.mirror.values.keys()].find((one) => one.startsWith('record/')) ?? 'record/';
  browser.mirror.values.delete(key);
  await unlock(worker);
  expect(await worker.repairs.check()).toMatchObject({ damagedInMirror: 1, troubles: [] });
  expect(browser.mirror.values.get(key)).toEqual(browser.memory.values.get(key));
});

test('what leaves the trash by age can be brought back: the clock may have been wrong', async () => {
  await unlock(worker);
  await worker.accounts.trash(ids[0] ?? '');
  browser.outside.clock.advance(40 * 24 * 60 * 60_000);
  await unlock(worker);
  expect(await worker.history.dropExpired()).toBe(1);
  const [dropped] = await worker.history.list();
  expect(dropped?.removed.count).toBe(1);
  expect(await worker.history.undo(dropped?.seq ?? 0)).toEqual({ lost: 0 });
});

test('a counter does not go back where its account came back under another id', async () => {
  await unlock(worker);
  const parameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 5 } as const;
  const secret = new Uint8Array(20).fill(7);
  const id = await addAccount(worker, newAccount('counter', { parameters, secret }));
  await worker.accounts.trash(id);
  browser.outside.clock.advance(40 * 24 * 60 * 60_000);
  await unlock(worker);
  await worker.history.dropExpired();
  const [dropped] = await worker.history.list();
  await worker.history.undo(dropped?.seq ?? 0);
  const back = (await worker.accounts.list(null)).find(({ account }) => account.accountName === 'counter');
  await worker.accounts.restore(back?.id ?? '');
  const codes = [await worker.codes.next(back?.id ?? ''), await worker.codes.next(back?.id ?? '')];
  await worker.history.undo(dropped?.seq ?? 0);
  const counted = (await worker.accounts.list(null)).filter(
    ({ account }) => account.accountName === 'counter',
  );
  for (const { id: one } of counted) expect(codes).not.toContain(await worker.codes.next(one));
});

test('erasing leaves no date and no setting of the vault behind', async () => {
  await unlock(worker);
  await worker.settings.change({ lock: 1 });
  browser.lastBackup = { at: 1, vaultId: 'x', unreadable: 0 };
  const { slotId } = await presented();
  await worker.leaving.erase(slotId, DERIVED_KEY);
  expect([browser.lastBackup, browser.local.settings]).toEqual([undefined, undefined]);
});
