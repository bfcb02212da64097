// From a living vault to a file and into a vault of another browser, with the real derivation.
import { argon2id } from '@noble/hashes/argon2.js';
import { expect, test } from 'vitest';
import { backupContentOf, readCurrentVault } from '../../../../src/core/backup/current-vault.ts';
import { openBackup, readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { restoreChanges } from '../../../../src/core/backup/restore-changes.ts';
import { planRestore } from '../../../../src/core/backup/restore-plan.ts';
import { sealBackup } from '../../../../src/core/backup/seal-backup.ts';
import { verifyBackup } from '../../../../src/core/backup/verify-backup.ts';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { encodeHex } from '../../../../src/core/bytes/hex.ts';
import { type KdfParameters, passphraseBytes } from '../../../../src/core/vault/keys/kdf-parameters.ts';
import {
  formatRecoveryKey,
  newRecoveryKey,
  parseRecoveryKey,
  recoveryKeyBackupSecret,
} from '../../../../src/core/vault/keys/recovery-key.ts';
import { recordKey } from '../../../../src/core/vault/store.ts';
import { hotp } from '../../../support/backup/restore-fixture.ts';
import { idOf, newVault, put, recordNamed } from '../../../support/vault/fixture.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const KDF: KdfParameters = { memoryKib: 19 * 1024, iterations: 2, parallelism: 1 };

function derive(passphrase: string, salt: Bytes, kdf: KdfParameters): Bytes {
  const cost = { m: kdf.memoryKib, t: kdf.iterations, p: kdf.parallelism, dkLen: 32 };
  return new Uint8Array(argon2id(passphraseBytes(passphrase), salt, cost));
}

async function livingVault() {
  const store = new MemoryStore();
  const outside = testOutside('living');
  const { vault, open } = await newVault(store, outside);
  await vault.commit([
    put(idOf(1), recordNamed('alice', { tags: ['work'], recoveryCodesLeft: 8 })),
    put(idOf(2), recordNamed('bob', { parameters: hotp(12) })),
    put(idOf(3), recordNamed('carol'), 1234),
    put(idOf(4), recordNamed('dave')),
  ]);
  await vault.commit([{ kind: 'remove', id: idOf(4) }]);
  return { store, outside, vault, open };
}

test('a vault comes back from its backup in another browser, by passphrase or by the recovery key typed from paper', async () => {
  const { vault, outside, open } = await livingVault();
  const current = await readCurrentVault(vault);
  const { content, unreadable } = backupContentOf(current);
  expect(unreadable).toEqual([]);
  const salt = outside.random.bytes(32);
  const recoveryKey = newRecoveryKey(outside.random);
  const paper = formatRecoveryKey(recoveryKey);
  const source = { vaultId: vault.keys.vaultId, epoch: 1, seq: 3, anchor: new Uint8Array(0) };
  const file = await sealBackup(
    {
      source,
      content,
      slots: [
        { kind: 'passphrase', passphrase: { derivedKey: derive('a passphrase', salt, KDF), kdf: KDF, salt } },
        { kind: 'recovery-key', secret: recoveryKeyBackupSecret(recoveryKey) },
      ],
    },
    outside,
  );
  if (!file.ok) throw new Error(file.error);
  expect(encodeHex(file.value)).not.toContain(encodeHex(open.vaultKey));

  const described = readBackupSlots(file.value);
  if (!described.ok) throw new Error(described.error);
  const [first, second] = described.value.slots;
  if (!first?.kdf || !second) throw new Error('no slots');
  const typed = parseRecoveryKey(paper.toLowerCase().replaceAll('-', ' '));
  if (!typed.ok) throw new Error(typed.error);
  const unlocks = [
    { slotId: first.slotId, secret: derive('a passphrase', first.salt, first.kdf) },
    { slotId: second.slotId, secret: recoveryKeyBackupSecret(typed.value) },
  ];
  for (const unlock of unlocks) {
    const opened = await openBackup(file.value, unlock, testOutside());
    if (!opened.ok) throw new Error(opened.error);
    expect(verifyBackup(opened.value, await readCurrentVault(vault))).toMatchObject({
      isUpToDate: true,
      counts: { same: 3, 'missing-in-file': 0 },
    });
    const { vault: other } = await newVault(new MemoryStore(), testOutside('another browser'));
    const plan = planRestore(opened.value.content, await readCurrentVault(other));
    const choices = new Map(plan.items.map(({ id, suggested }) => [id, suggested]));
    const changes = restoreChanges(plan, choices, testOutside('another browser, later'));
    if (!changes.ok) throw new Error(changes.error);
    await other.commit(changes.value);
    const restored = await readCurrentVault(other);
    expect(restored.records.map(({ record }) => record)).toEqual(current.records.map(({ record }) => record));
    expect(restored.records.map(({ entry }) => entry.deletedAt !== null)).toEqual([false, false, true]);
  }
  const wrong = { slotId: first.slotId, secret: derive('A passphrase', first.salt, first.kdf) };
  expect(await openBackup(file.value, wrong, testOutside())).toMatchObject({
    ok: false,
    error: 'wrong-secret',
  });
}, 60_000);

test('the vault key is in no backup, not in clear, not under the file key, and no slot of the vault is', async () => {
  const { vault, outside, open, store } = await livingVault();
  const { content } = backupContentOf(await readCurrentVault(vault));
  const opens: string[] = [];
  const aead = {
    ...outside.aead,
    open: async (input: Parameters<typeof outside.aead.open>[0]) => {
      const plaintext = await outside.aead.open(input);
      opens.push(encodeHex(plaintext ?? new Uint8Array(0)));
      return plaintext;
    },
  };
  const secret = new Uint8Array(32).fill(7);
  const source = { vaultId: vault.keys.vaultId, epoch: 1, seq: 3, anchor: new Uint8Array(0) };
  const slots = [{ kind: 'recovery-key', secret }] as const;
  const file = await sealBackup({ source, content, slots }, outside);
  if (!file.ok) throw new Error(file.error);
  const described = readBackupSlots(file.value);
  const slotId = described.ok ? (described.value.slots[0]?.slotId ?? '') : '';
  expect(await openBackup(file.value, { slotId, secret }, { ...outside, aead })).toMatchObject({ ok: true });
  // The file key and the one chunk: all that is sealed in this file.
  expect(opens).toHaveLength(2);
  for (const text of [encodeHex(file.value), ...opens]) expect(text).not.toContain(encodeHex(open.vaultKey));
  const head = encodeHex(store.values.get('head/A') ?? new Uint8Array(0));
  // The vault's slot stands from byte 48 of its head on; its check value and wrapped key are the last 92 before the hash.
  const slotEnd = 2 * (48 + Number.parseInt(head.slice(92, 96), 16) - 32);
  const wrapped = head.slice(slotEnd - 2 * 92, slotEnd);
  expect(wrapped).toHaveLength(184);
  for (let at = 0; at + 32 <= wrapped.length; at += 2) {
    expect(encodeHex(file.value)).not.toContain(wrapped.slice(at, at + 32));
  }
});

test('a record that cannot be read is named and left out, and the file then says what it lacks', async () => {
  const { vault, store } = await livingVault();
  store.values.delete(recordKey(idOf(2), 1));
  const current = await readCurrentVault(vault);
  const { content, unreadable } = backupContentOf(current);
  expect(unreadable).toEqual([idOf(2)]);
  expect(content.records.map(({ id }) => id)).toEqual([idOf(1), idOf(3)]);
  const source = { vaultId: vault.keys.vaultId, epoch: 1, seq: 3, anchor: new Uint8Array(0) };
  expect(verifyBackup({ source, content }, current)).toMatchObject({
    isUpToDate: false,
    counts: { 'missing-in-file': 1 },
  });
});
