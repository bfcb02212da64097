import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeHex, encodeHex } from '../../../../src/core/bytes/hex.ts';
import { decodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { readHeads, unlockVault } from '../../../../src/core/vault/head.ts';
import type { StoreKey } from '../../../../src/core/vault/store.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { type GoldenSheetVault, makeGoldenSheetVault } from '../../../support/vault-golden-sheet.ts';
import { readVault } from '../../../support/vault-independent-reader.ts';
import { MemoryStore } from '../../../support/vault-memory-store.ts';
import { testOutside } from '../../../support/vault-outside.ts';

const GOLDEN = JSON.parse(
  readFileSync(new URL('../../../vectors/vault/format-1-sheet.json', import.meta.url), 'utf8'),
) as GoldenSheetVault;
const VALUES = new Map(Object.entries(GOLDEN.values).map(([key, hex]) => [key, Buffer.from(hex, 'hex')]));

async function opened(kind: 'passphrase' | 'passkey', secret: string): Promise<Vault> {
  const store = new MemoryStore();
  for (const [key, hex] of Object.entries(GOLDEN.values)) {
    store.values.set(key as StoreKey, decodeHex(hex) ?? new Uint8Array(0));
  }
  const heads = await readHeads(store);
  const slot = heads.good?.header.slots.find((one) => one.kind === kind);
  const slotId = encodeHex(slot?.slotId ?? new Uint8Array(0));
  const unlocked = await unlockVault(slotId, decodeHex(secret) ?? new Uint8Array(0), heads, testOutside());
  if (!unlocked.ok) throw new Error(unlocked.error);
  return new Vault(unlocked.open.keys, store, testOutside());
}

describe('the golden vault with a recovery sheet', () => {
  test.each([
    ['passphrase', GOLDEN.derivedKey],
    ['passkey', GOLDEN.prfOutput],
  ] as const)(
    'opens by its %s, for ever, with every code of the sheet and what became of it',
    async (kind, secret) => {
      const vault = await opened(kind, secret);
      const entries = await vault.sheets();
      const [read] = await vault.readSheets(entries);
      if (read?.ok !== true) throw new Error('the sheet does not open');
      const codes = read.record.codes.map((code) => decodeUtf8(code));
      const [{ id, deletedAt } = { id: '', deletedAt: null }] = entries;
      expect([{ id, deletedAt, sheet: read.record.sheet, codes }]).toEqual(GOLDEN.sheets);
      expect((await vault.entries())[0]?.account.recoveryCodesLeft).toBe(2);
      expect((await vault.root()).seq).toBe(GOLDEN.seq);
    },
  );

  test('is made again byte for byte from its seed', async () => {
    expect(await makeGoldenSheetVault()).toEqual(GOLDEN);
  });

  test.each([
    [1, GOLDEN.derivedKey],
    [3, GOLDEN.prfOutput],
  ] as const)('opens by what docs/vault-format.md says alone, by its slot of kind %i', (kind, secret) => {
    const read = readVault(VALUES, Buffer.from(secret, 'hex'), kind);
    expect(read.vaultKey).toBe(GOLDEN.vaultKey);
    expect(read.sheets).toEqual(GOLDEN.sheets);
    expect(() => readVault(VALUES, Buffer.alloc(32, 1), kind)).toThrow('check value');
  });
});
