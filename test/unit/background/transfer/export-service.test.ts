import { beforeEach, expect, test } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { decodeBase64 } from '../../../../src/core/bytes/base64.ts';
import { newAccount, startWorker, unlock, type Worker } from '../../../support/vault/background.ts';
import { lockedVault, NAMES } from '../../../support/vault/damage.ts';
import { DERIVED_KEY } from '../../../support/vault/fixture.ts';

let ids: readonly string[];
let worker: Worker;
let slotId: string;

beforeEach(async () => {
  const locked = await lockedVault();
  ({ ids } = locked);
  worker = startWorker(locked.browser);
  await unlock(worker);
  slotId = (await worker.slots.list())[0]?.slotId ?? '';
});

test('a secret is given out for the passphrase, and for nothing else', async () => {
  const right = { slotId, secret: DERIVED_KEY };
  const wrong = { slotId, secret: new Uint8Array(32).fill(1) };
  await expect(worker.exports.accounts(wrong, ids)).rejects.toEqual(new RequestFailure('wrong-passphrase'));
  const unknown = { slotId: '0'.repeat(32), secret: DERIVED_KEY };
  await expect(worker.exports.accounts(unknown, ids)).rejects.toEqual(new RequestFailure('not-found'));
  const given = await worker.exports.accounts(right, ids.toReversed());
  expect(given.accounts.map(({ accountName }) => accountName)).toEqual(NAMES.toReversed());
  expect(decodeBase64(given.accounts[0]?.secret ?? '')).toEqual(newAccount('').secret);
  await worker.vaults.lock();
  await expect(worker.exports.accounts(right, ids)).rejects.toEqual(new RequestFailure('locked'));
});

test('what is in the trash is not given out', async () => {
  await worker.accounts.trash(ids[0] ?? '');
  const right = { slotId, secret: DERIVED_KEY };
  await expect(worker.exports.accounts(right, ids)).rejects.toEqual(new RequestFailure('not-found'));
});

test('the recovery codes that are left go along with their account', async () => {
  const [id = ''] = ids;
  const sheetId = await worker.recovery.keep({
    accountId: id,
    label: 'Sheet',
    site: null,
    source: 'typed',
    codes: ['aaaa-1111', 'bbbb-2222', 'cccc-3333'].map((text) => ({ text, isUsed: false })),
    expiresAt: null,
    replaces: null,
  });
  await worker.recovery.mark({ sheetId, position: 1, as: 'used' });
  const given = await worker.exports.accounts({ slotId, secret: DERIVED_KEY }, ids);
  expect(given.accounts[0]?.recoveryCodes).toEqual(['aaaa-1111', 'cccc-3333']);
  expect(given.accounts[1]?.recoveryCodes).toEqual([]);
});
