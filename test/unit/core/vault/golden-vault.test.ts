import * as nodeCrypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../../../../src/core/bytes/hex.ts';
import { readHeads, unlockVault } from '../../../../src/core/vault/head.ts';
import type { StoreKey } from '../../../../src/core/vault/store.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { type GoldenVault, makeGoldenVault } from '../../../support/vault/golden.ts';
import { readVault } from '../../../support/vault/independent-reader.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const GOLDEN = JSON.parse(
  readFileSync(new URL('../../../vectors/vault/format-1.json', import.meta.url), 'utf8'),
) as GoldenVault;
const VALUES = new Map(Object.entries(GOLDEN.values).map(([key, hex]) => [key, Buffer.from(hex, 'hex')]));
const DERIVED_KEY = Buffer.from(GOLDEN.derivedKey, 'hex');

describe('the golden vault of format 1', () => {
  test('opens, for ever', async () => {
    const store = new MemoryStore();
    for (const [key, hex] of Object.entries(GOLDEN.values)) {
      store.values.set(key as StoreKey, decodeHex(hex) ?? new Uint8Array(0));
    }
    const heads = await readHeads(store);
    const slotId = encodeHex(heads.good?.header.slots[0]?.slotId ?? new Uint8Array(0));
    const unlocked = await unlockVault(slotId, new Uint8Array(DERIVED_KEY), heads, testOutside());
    if (!unlocked.ok) throw new Error(unlocked.error);
    expect(encodeHex(unlocked.open.vaultKey)).toBe(GOLDEN.vaultKey);
    const vault = new Vault(unlocked.open.keys, store, testOutside());
    const entries = await vault.entries();
    const records = await vault.readRecords(entries);
    const accounts = entries.map(({ id, deletedAt }, index) => {
      const read = records[index];
      if (read?.ok !== true) throw new Error(`record ${id} does not open`);
      return { id, deletedAt, account: read.record.account, secret: encodeHex(read.record.secret) };
    });
    expect(accounts).toEqual(GOLDEN.accounts);
    expect((await vault.root()).seq).toBe(GOLDEN.seq);
  });

  test('is made again byte for byte from its seed and its passphrase', async () => {
    expect(await makeGoldenVault()).toEqual(GOLDEN);
  }, 30_000);

  test('opens by what docs/vault-format.md says alone, without a line of this program', () => {
    const read = readVault(VALUES, DERIVED_KEY);
    expect(read).toEqual({
      seq: GOLDEN.seq,
      vaultKey: GOLDEN.vaultKey,
      accounts: GOLDEN.accounts,
      tombstones: GOLDEN.removed,
    });
  });

  test('does not open by that reader when any byte of what it reads is changed', () => {
    for (const key of ['head/A', [...VALUES.keys()].findLast((name) => name.startsWith('root/')) ?? '']) {
      const whole = VALUES.get(key) ?? Buffer.alloc(0);
      for (let index = 0; index < whole.length; index += 1) {
        const damaged = Buffer.from(whole);
        damaged[index] = (damaged[index] ?? 0) ^ 0x10;
        expect(() => readVault(new Map(VALUES).set(key, damaged), DERIVED_KEY), `${key} ${index}`).toThrow();
      }
    }
  });

  // Argon2id came to node:crypto with Node 24.7.
  test.runIf('argon2Sync' in nodeCrypto)(
    'has the derived key that another Argon2id gives for its passphrase',
    () => {
      const { memoryKib, iterations, parallelism } = GOLDEN.kdf;
      const derived = nodeCrypto.argon2Sync('argon2id', {
        message: Buffer.from(GOLDEN.passphrase.normalize('NFKC'), 'utf8'),
        nonce: Buffer.from(GOLDEN.salt, 'hex'),
        memory: memoryKib,
        passes: iterations,
        parallelism,
        tagLength: 32,
      });
      expect(derived.toString('hex')).toBe(GOLDEN.derivedKey);
    },
  );
});
