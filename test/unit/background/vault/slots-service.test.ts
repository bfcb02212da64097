import { beforeEach, describe, expect, test } from 'vitest';
import { readHeads, unlockVault } from '../../../../src/core/vault/head.ts';
import { decodeHeader } from '../../../../src/core/vault/header.ts';
import { bestMirrorHeader } from '../../../../src/core/vault/mirror/mirror.ts';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import type { SlotView } from '../../../../src/messaging/page-responses.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import {
  newAccount,
  addAccount,
  startWorker,
  unlock,
  type Worker,
} from '../../../support/vault/background.ts';
import { lockedVault, NAMES, namesIn } from '../../../support/vault/damage.ts';
import { DERIVED_KEY, PASSPHRASE } from '../../../support/vault/fixture.ts';
import { flipped } from '../../../support/vault/flips.ts';

const failure = (code: RequestFailure['code']) => new RequestFailure(code);
const NEW_KEY = new Uint8Array(32).fill(0x11);
const RECOVERY = new Uint8Array(32).fill(0x22);
const SALT = new Uint8Array(32).fill(0x33);
const PASSKEY = {
  secret: RECOVERY,
  prfInput: SALT,
  credentialId: new Uint8Array(16).fill(0x44),
  label: 'This laptop',
};
const NEXT = { secret: NEW_KEY, salt: SALT, kdf: PASSPHRASE.kdf };

let browser: FakeBrowser;
let ids: readonly string[];
let worker: Worker;

beforeEach(async () => {
  ({ browser, ids } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

async function slotOf(kind: SlotView['kind']): Promise<SlotView> {
  const slot = (await worker.slots.list()).find((one) => one.kind === kind);
  if (slot === undefined) throw new Error(`no ${kind} slot`);
  return slot;
}

async function lockedSlot(kind: SlotView['kind']): Promise<SlotView> {
  const status = await worker.vaults.status();
  const slot = status.state === 'locked' && status.slots.find((one) => one.kind === kind);
  if (!slot) throw new Error(`no ${kind} slot of a locked vault`);
  return slot;
}

async function current(secret = DERIVED_KEY) {
  return { slotId: (await slotOf('passphrase')).slotId, secret };
}

/** Whether this secret opens any slot of the database, and of the mirror. */
async function opens(secret: Uint8Array<ArrayBuffer>): Promise<{ database: boolean; mirror: boolean }> {
  const survey = await worker.vaults.survey();
  const header = bestMirrorHeader(browser.mirror.headers).header;
  const decoded = header && decodeHeader(header.head);
  const places = [
    await readHeads(survey.store),
    decoded?.ok === true && header !== undefined
      ? { good: { header: decoded.header, bytes: header.head }, copies: [] }
      : undefined,
  ];
  const [database = false, mirror = false] = await Promise.all(
    places.map(async (heads) => {
      for (const { slotId } of heads?.good?.header.slots ?? []) {
        const id = Buffer.from(slotId).toString('hex');
        if (heads && (await unlockVault(id, secret, heads, browser.outside)).ok) return true;
      }
      return false;
    }),
  );
  return { database, mirror };
}

describe('changing the passphrase', () => {
  test('lets only the new one in, in the database and in the mirror, and touches no account', async () => {
    await worker.slots.changePassphrase(await current(), NEXT);
    expect(await opens(DERIVED_KEY)).toEqual({ database: false, mirror: false });
    expect(await opens(NEW_KEY)).toEqual({ database: true, mirror: true });
    // The older mirror header is replaced too.
    for (const bytes of browser.mirror.headers) {
      const header = bestMirrorHeader([bytes]).header;
      expect(header?.headerSeq).toBe(2);
    }
    await worker.vaults.lock();
    await expect(unlock(worker)).rejects.toEqual(failure('wrong-passphrase'));
    await unlock(worker, NEW_KEY);
    expect(await namesIn(worker)).toEqual(NAMES);
  });

  test('with a wrong current one changes nothing', async () => {
    await expect(worker.slots.changePassphrase(await current(NEW_KEY), NEXT)).rejects.toEqual(
      failure('wrong-passphrase'),
    );
    expect(await opens(DERIVED_KEY)).toEqual({ database: true, mirror: true });
  });

  test('to a KDF below the floor is refused', () => {
    const kdf = { memoryKib: 1024, iterations: 1, parallelism: 1 };
    expect(() =>
      worker.slots.changePassphrase({ slotId: '', secret: DERIVED_KEY }, { ...NEXT, kdf }),
    ).toThrow(failure('bad-request'));
  });

  test('that reaches the database and not the mirror says so: the mirror still opens with the old one', async () => {
    const before = worker.slots.changePassphrase(await current(), NEXT);
    browser.mirror.callsLeft = 0;
    await expect(before).rejects.toThrow();
    browser.mirror.callsLeft = Number.POSITIVE_INFINITY;
    expect(await opens(NEW_KEY)).toMatchObject({ database: true });
    await worker.mirrors.sync();
    expect(await opens(DERIVED_KEY)).toEqual({ database: false, mirror: false });
  });
});

describe('a recovery key', () => {
  test('opens the vault beside the passphrase, and a new one takes its place', async () => {
    await worker.slots.setRecoveryKey(await current(), RECOVERY, SALT);
    expect(await opens(RECOVERY)).toEqual({ database: true, mirror: true });
    expect(await opens(DERIVED_KEY)).toEqual({ database: true, mirror: true });
    await worker.slots.setRecoveryKey(await current(), NEW_KEY, SALT);
    expect(await opens(RECOVERY)).toEqual({ database: false, mirror: false });
    expect((await worker.slots.list()).map(({ kind }) => kind)).toEqual(['passphrase', 'recovery-key']);
  });

  test('survives a changed passphrase, and can be removed', async () => {
    await worker.slots.setRecoveryKey(await current(), RECOVERY, SALT);
    await worker.slots.changePassphrase(await current(), NEXT);
    expect(await opens(RECOVERY)).toEqual({ database: true, mirror: true });
    await worker.slots.remove(await current(NEW_KEY), (await slotOf('recovery-key')).slotId);
    expect(await opens(RECOVERY)).toEqual({ database: false, mirror: false });
  });

  test('is not set and no slot is removed without the passphrase', async () => {
    const wrong = await current(NEW_KEY);
    await expect(worker.slots.setRecoveryKey(wrong, RECOVERY, SALT)).rejects.toEqual(
      failure('wrong-passphrase'),
    );
    await expect(worker.slots.remove(wrong, wrong.slotId)).rejects.toEqual(failure('wrong-passphrase'));
  });
});

describe('a passkey', () => {
  test('opens the vault beside the passphrase, from the database and the mirror, and has its name', async () => {
    await worker.slots.addPasskey(await current(), PASSKEY);
    expect(await opens(RECOVERY)).toEqual({ database: true, mirror: true });
    expect(await opens(DERIVED_KEY)).toEqual({ database: true, mirror: true });
    expect(await slotOf('passkey')).toMatchObject({
      label: 'This laptop',
      credentialId: '44'.repeat(16),
      kdf: null,
    });
    await worker.vaults.lock();
    await worker.vaults.unlock((await lockedSlot('passkey')).slotId, RECOVERY);
    expect(await namesIn(worker)).toEqual(NAMES);
  });

  test('is not added without the passphrase, nor by itself', async () => {
    await expect(worker.slots.addPasskey(await current(NEW_KEY), PASSKEY)).rejects.toEqual(
      failure('wrong-passphrase'),
    );
    expect((await worker.slots.list()).map(({ kind }) => kind)).toEqual(['passphrase']);
    expect(await opens(RECOVERY)).toEqual({ database: false, mirror: false });
  });

  test('that was removed opens nothing any more, in the database and in the mirror', async () => {
    await worker.slots.addPasskey(await current(), PASSKEY);
    await worker.slots.remove(await current(), (await slotOf('passkey')).slotId);
    expect(await opens(RECOVERY)).toEqual({ database: false, mirror: false });
  });

  test('is never the only way in: the passphrase stays, and a new vault key needs it', async () => {
    await worker.slots.addPasskey(await current(), PASSKEY);
    const { slotId } = await slotOf('passphrase');
    await expect(worker.slots.remove(await current(), slotId)).rejects.toEqual(failure('last-slot'));
    const passkey = { slotId: (await slotOf('passkey')).slotId, secret: RECOVERY };
    await expect(worker.slots.rotate([passkey])).rejects.toEqual(failure('last-slot'));
    expect(await opens(DERIVED_KEY)).toEqual({ database: true, mirror: true });
  });

  test('goes with a new vault key where it is not presented, and is named', async () => {
    await worker.slots.addPasskey(await current(), PASSKEY);
    const removed = await worker.slots.rotate([await current()]);
    expect(removed.map(({ label }) => label)).toEqual(['This laptop']);
    expect(await opens(RECOVERY)).toEqual({ database: false, mirror: false });
  });

  test('of the same credential takes its own place; there are at most eight', async () => {
    for (let index = 0; index < 9; index += 1) {
      await worker.slots.addPasskey(await current(), { ...PASSKEY, label: `Name ${index}` });
    }
    expect((await worker.slots.list()).map(({ label }) => label)).toEqual(['', 'Name 8']);
    for (let index = 1; index < 8; index += 1) {
      await worker.slots.addPasskey(await current(), { ...PASSKEY, credentialId: new Uint8Array([index]) });
    }
    await expect(
      worker.slots.addPasskey(await current(), { ...PASSKEY, credentialId: new Uint8Array([9]) }),
    ).rejects.toEqual(failure('bad-request'));
    expect(await opens(DERIVED_KEY)).toEqual({ database: true, mirror: true });
  });
});

test('the last slot is never removed', async () => {
  const { slotId } = await slotOf('passphrase');
  await expect(worker.slots.remove(await current(), slotId)).rejects.toEqual(failure('last-slot'));
  await expect(worker.slots.remove(await current(), '0'.repeat(32))).rejects.toEqual(failure('not-found'));
});

describe('a new vault key', () => {
  test('seals everything again; the old key, its database and the old mirror open nothing any more', async () => {
    const hotp = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 7 } as const;
    const counted = await addAccount(worker, newAccount('grace', { parameters: hotp }));
    await worker.accounts.trash(ids[0] ?? '');
    const oldKey = browser.session?.vaultKey;
    await worker.slots.setRecoveryKey(await current(), RECOVERY, SALT);
    const removed = await worker.slots.rotate([await current()]);
    expect(removed.map(({ kind }) => kind)).toEqual(['recovery-key']);
    expect(browser.session).toMatchObject({ epoch: 2, generation: 1 });
    expect(browser.session?.vaultKey).not.toBe(oldKey);
    expect(await browser.memory.probe()).toBe('absent');
    expect(await opens(RECOVERY)).toEqual({ database: false, mirror: false });
    expect(await opens(DERIVED_KEY)).toEqual({ database: true, mirror: true });
    await worker.vaults.lock();
    const later = startWorker(browser);
    await unlock(later);
    expect(new Set(await namesIn(later))).toEqual(new Set([...NAMES, 'grace']));
    const views = await later.accounts.list(null);
    expect(views.find(({ id }) => id === ids[0])?.deletedAt).not.toBeNull();
    expect(views.find(({ id }) => id === counted)?.account.parameters).toEqual(hotp);
    // Every envelope of the mirror is of the new epoch: an old one would still open under the key that was left.
    for (const [key, envelope] of browser.mirror.values) {
      expect(new DataView(envelope.buffer).getUint32(24), key).toBe(2);
    }
    expect(await later.repairs.check()).toMatchObject({
      troubles: [],
      damagedInMirror: 0,
      areHeadsGood: true,
    });
  });

  test('keeps every way in whose secret is given', async () => {
    await worker.slots.setRecoveryKey(await current(), RECOVERY, SALT);
    const recovery = { slotId: (await slotOf('recovery-key')).slotId, secret: RECOVERY };
    expect(await worker.slots.rotate([await current(), recovery])).toEqual([]);
    expect(await opens(RECOVERY)).toEqual({ database: true, mirror: true });
  });

  test('with a wrong secret, or with a record that does not open, changes nothing', async () => {
    await expect(worker.slots.rotate([await current(NEW_KEY)])).rejects.toEqual(failure('wrong-passphrase'));
    const key = [...browser.memory.values.keys()].find((one) => one.startsWith('record/')) ?? 'record/';
    browser.memory.values.set(key, flipped(browser.memory.values.get(key) ?? new Uint8Array(9), 100));
    await worker.vaults.lock();
    await unlock(worker);
    await expect(worker.slots.rotate([await current()])).rejects.toEqual(failure('record-damaged'));
    expect(browser.session).toMatchObject({ epoch: 1, generation: 0 });
  });
});
