import { beforeEach, expect, test } from 'vitest';
import type { DecodedImportedPasskey } from '../../../../src/messaging/transfer-requests.ts';
import { readBitwardenPasskey } from '../../../../src/core/transfer/bitwarden-passkey.ts';
import { signAssertion } from '../../../../src/core/passkeys/sign-assertion.ts';
import { webCryptoPasskeys } from '../../../../src/platform/crypto/webcrypto-passkeys.ts';
import { bitwardenPasskey } from '../../../support/passkeys/bitwarden-passkeys.ts';
import { startWorker, unlock, type Worker } from '../../../support/vault/background.ts';
import { lockedVault } from '../../../support/vault/damage.ts';

let worker: Worker;

beforeEach(async () => {
  const { browser } = await lockedVault();
  worker = startWorker(browser);
  await unlock(worker);
});

function imported(more: Readonly<Record<string, unknown>> = {}): DecodedImportedPasskey {
  const read = readBitwardenPasskey({ name: '', raw: bitwardenPasskey(more) });
  if (!read.ok) throw new TypeError(read.error);
  return { ...read.value, createdAt: Date.parse(read.value.createdAt) };
}

test('an imported passkey signs, counts as backed up, and has a PRF secret of its own', async () => {
  const passkey = imported();
  expect(await worker.imports.previewPasskeys([passkey])).toEqual(['new']);
  expect(await worker.imports.add([], [passkey])).toMatchObject({ added: 0, changed: 0, passkeys: 1 });
  const [kept] = await worker.passkeys.list();
  expect(kept).toMatchObject({ rpId: 'example.com', createdAt: passkey.createdAt, isBackedUp: true });
  const opened = await worker.passkeys.open(kept?.id ?? '');
  expect(opened.passkey.prfSecret).toHaveLength(32);
  const request = { clientDataHash: new Uint8Array(32), userVerified: true, backedUp: true };
  const { signature } = await signAssertion(opened.passkey, request, { crypto: webCryptoPasskeys });
  expect(signature[0]).toBe(0x30);
});

test('one that is kept, one that the file has twice and one whose key is none are told apart, and not added', async () => {
  const passkey = imported();
  await worker.imports.add([], [passkey]);
  const other = imported({ credentialId: 'b64.AAEC' });
  const broken = { ...imported({ credentialId: 'b64.AAED' }), privateKey: new Uint8Array(138) };
  const all = [passkey, other, other, broken];
  expect(await worker.imports.previewPasskeys(all)).toEqual(['same', 'new', 'same', 'broken']);
  expect(await worker.imports.add([], all)).toMatchObject({ passkeys: 1 });
  expect(await worker.passkeys.list()).toHaveLength(2);
});

test('one in the trash comes out of it as it is there', async () => {
  const passkey = imported();
  await worker.imports.add([], [passkey]);
  const [kept] = await worker.passkeys.list();
  const id = kept?.id ?? '';
  await worker.passkeys.rename(id, { rpName: 'Mine', userName: 'me' });
  await worker.passkeys.trash(id);
  expect(await worker.imports.previewPasskeys([passkey])).toEqual(['in-trash']);
  await worker.imports.add([], [passkey]);
  expect(await worker.passkeys.list()).toMatchObject([{ id, rpName: 'Mine', deletedAt: null }]);
});

test('an import of passkeys is undone as one, and without a time of its own one is made now', async () => {
  const passkeys = [imported(), { ...imported({ credentialId: 'b64.AAEC' }), createdAt: null }];
  const { seq } = await worker.imports.add([], passkeys);
  expect((await worker.passkeys.list()).every(({ createdAt }) => createdAt > 0)).toBe(true);
  await worker.imports.undo(seq);
  expect((await worker.passkeys.list()).filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
});
