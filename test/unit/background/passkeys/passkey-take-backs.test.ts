import { beforeEach, expect, test } from 'vitest';
import { PasskeyTakeBacks } from '../../../../src/background/passkeys/passkey-take-backs.ts';
import { passkeyNamed } from '../../../support/passkeys/passkeys.ts';
import type { FakeBrowser } from '../../../support/fake-browser.ts';
import { startWorker, unlock, type Worker } from '../../../support/vault/background.ts';
import { lockedVault } from '../../../support/vault/damage.ts';

const ADA = passkeyNamed('ada');

let browser: FakeBrowser;
let worker: Worker;
let stored: unknown;

const store = {
  read: async () => stored,
  write: async (left: unknown) => {
    stored = left;
  },
};
const takeBacks = () => new PasskeyTakeBacks({ records: worker.passkeys, store });
const offered = async () => (await worker.passkeys.offered('example.com')).map(({ id }) => id);

beforeEach(async () => {
  stored = undefined;
  ({ browser } = await lockedVault());
  worker = startWorker(browser);
  await unlock(worker);
});

test('a passkey of an open vault is taken back at once, and nothing of it is remembered', async () => {
  await takeBacks().takeBack(await worker.passkeys.keep(ADA));
  expect(await offered()).toEqual([]);
  expect(stored).toBeUndefined();
});

test('one of a vault that was locked meanwhile is taken back after the next unlock, by another worker too', async () => {
  const { id: old } = await worker.passkeys.keep(ADA);
  const kept = await worker.passkeys.keep({ ...ADA, credentialId: new Uint8Array(16).fill(9) });
  await worker.vaults.lock();
  await takeBacks().takeBack(kept);
  expect(stored).toEqual([kept]);
  worker = startWorker(browser);
  await takeBacks().catchUp();
  expect(stored).toEqual([kept]);
  await unlock(worker);
  expect(await offered()).toEqual([kept.id]);
  await takeBacks().catchUp();
  expect(await offered()).toEqual([old]);
  expect(stored).toEqual([]);
});

test('what nobody wrote here is taken for nothing', async () => {
  const { id } = await worker.passkeys.keep(ADA);
  stored = [{ id }];
  await takeBacks().catchUp();
  expect(await offered()).toEqual([id]);
});

test('of more than can be remembered the last ones are', async () => {
  await worker.vaults.lock();
  for (let index = 0; index <= 51; index += 1)
    await takeBacks().takeBack({ id: `passkey-${index}`, replaced: [], replacedAt: index });
  const ids = (stored as readonly { readonly id: string }[]).map(({ id }) => id);
  expect(ids).toHaveLength(50);
  expect(ids.at(-1)).toBe('passkey-51');
});
