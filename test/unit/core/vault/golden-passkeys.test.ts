import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../../../../src/core/bytes/hex.ts';
import { readHeads, unlockVault } from '../../../../src/core/vault/head.ts';
import { passkeyOf } from '../../../../src/core/vault/records/passkey-record.ts';
import type { StoreKey } from '../../../../src/core/vault/store.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { webCryptoPasskeys } from '../../../../src/platform/crypto/webcrypto-passkeys.ts';
import { type GoldenPasskeys, makeGoldenPasskeys } from '../../../support/passkeys/golden.ts';
import { readVault } from '../../../support/vault/independent-reader.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const GOLDEN = JSON.parse(
  readFileSync(new URL('../../../vectors/vault/format-1-passkeys.json', import.meta.url), 'utf8'),
) as GoldenPasskeys;
const DERIVED_KEY = Buffer.from(GOLDEN.derivedKey, 'hex');

describe('the golden vault with passkeys', () => {
  test('opens, for ever, and its key signs', async () => {
    const store = new MemoryStore();
    for (const [key, hex] of Object.entries(GOLDEN.values))
      store.values.set(key as StoreKey, decodeHex(hex) ?? new Uint8Array(0));
    const heads = await readHeads(store);
    const slotId = encodeHex(heads.good?.header.slots[0]?.slotId ?? new Uint8Array(0));
    const unlocked = await unlockVault(slotId, new Uint8Array(DERIVED_KEY), heads, testOutside());
    if (!unlocked.ok) throw new Error(unlocked.error);
    const vault = new Vault(unlocked.open.keys, store, testOutside());
    const entries = await vault.passkeys();
    const read = await vault.readPasskeys(entries);
    const found = entries.map(({ id, deletedAt }, index) => {
      const answer = read[index];
      if (answer?.ok !== true) throw new Error(`record ${id} does not open`);
      const { passkey, privateKey, prfSecret } = answer.record;
      return { id, deletedAt, passkey, privateKey: encodeHex(privateKey), prfSecret: encodeHex(prfSecret) };
    });
    expect(found).toEqual(GOLDEN.passkeys);
    expect((await vault.root()).seq).toBe(GOLDEN.seq);

    const [first] = read;
    if (first?.ok !== true) throw new Error('no passkey');
    const { algorithm, privateKey } = passkeyOf(first.record);
    const data = Uint8Array.of(1, 2, 3);
    const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
    const signature = await webCryptoPasskeys.sign(algorithm, privateKey, data);
    expect(verify(null, data, createPublicKey(key), signature)).toBe(true);
  });

  test('is made again byte for byte from its seed', async () => {
    expect(await makeGoldenPasskeys()).toEqual(GOLDEN);
  });

  test('opens by what docs/vault-format.md says alone, without a line of this program', () => {
    const values = new Map(Object.entries(GOLDEN.values).map(([key, hex]) => [key, Buffer.from(hex, 'hex')]));
    const read = readVault(values, DERIVED_KEY);
    expect(read).toMatchObject({ seq: GOLDEN.seq, vaultKey: GOLDEN.vaultKey });
    expect(read.passkeys).toEqual(GOLDEN.passkeys);
    expect(read.accounts).toHaveLength(1);
  });
});
