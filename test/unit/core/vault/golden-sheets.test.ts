import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import { decodeHex, encodeHex } from '../../../../src/core/bytes/hex.ts';
import { decodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { readHeads, unlockVault } from '../../../../src/core/vault/head.ts';
import { parseRecoveryKey, recoveryKeySecret } from '../../../../src/core/vault/keys/recovery-key.ts';
import type { StoreKey } from '../../../../src/core/vault/store.ts';
import { Vault } from '../../../../src/core/vault/vault.ts';
import { type GoldenSheets, makeGoldenSheets } from '../../../support/vault/golden-sheets.ts';
import { readVault } from '../../../support/vault/independent-reader.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const GOLDEN = JSON.parse(
  readFileSync(new URL('../../../vectors/vault/format-1-sheets.json', import.meta.url), 'utf8'),
) as GoldenSheets;
const VALUES = new Map(Object.entries(GOLDEN.values).map(([key, hex]) => [key, Buffer.from(hex, 'hex')]));

function fromHex(hex: string): Bytes {
  return decodeHex(hex) ?? new Uint8Array(0);
}

function secretOfPaper(): Bytes {
  const parsed = parseRecoveryKey(GOLDEN.recoveryKey);
  if (!parsed.ok) throw new Error(parsed.error);
  return recoveryKeySecret(parsed.value);
}

const WAYS_IN = [
  ['passphrase', fromHex(GOLDEN.derivedKey)],
  ['recovery-key', secretOfPaper()],
  ['passkey', fromHex(GOLDEN.prfOutput)],
] as const;

async function opened(kind: (typeof WAYS_IN)[number][0], secret: Bytes): Promise<Vault> {
  const store = new MemoryStore();
  for (const [key, hex] of Object.entries(GOLDEN.values)) store.values.set(key as StoreKey, fromHex(hex));
  const heads = await readHeads(store);
  const slot = heads.good?.header.slots.find((one) => one.kind === kind);
  const unlocked = await unlockVault(encodeHex(slot?.slotId ?? fromHex('')), secret, heads, testOutside());
  if (!unlocked.ok) throw new Error(unlocked.error);
  return new Vault(unlocked.open.keys, store, testOutside());
}

describe('the golden vault with recovery sheets and a passkey', () => {
  test.each(WAYS_IN)(
    'opens by its %s, for ever, with every code and what became of it',
    async (kind, secret) => {
      const vault = await opened(kind, secret);
      const entries = await vault.sheets();
      const read = await vault.readSheets(entries);
      const sheets = entries.map(({ id, deletedAt }, index) => {
        const answer = read[index];
        if (answer?.ok !== true) throw new Error(`sheet ${id} does not open`);
        return { id, deletedAt, sheet: answer.record.sheet, codes: answer.record.codes.map(decodeUtf8) };
      });
      expect(sheets).toEqual(GOLDEN.sheets);
      expect((await vault.entries()).map(({ account }) => account.recoveryCodesLeft)).toEqual([2]);

      const passkeys = await vault.passkeys();
      const [kept] = await vault.readPasskeys(passkeys);
      if (kept?.ok !== true) throw new Error('the passkey does not open');
      const { passkey, privateKey, prfSecret } = kept.record;
      const secrets = { privateKey: encodeHex(privateKey), prfSecret: encodeHex(prfSecret) };
      expect(passkeys.map(({ id, deletedAt }) => ({ id, deletedAt, passkey, ...secrets }))).toEqual(
        GOLDEN.passkeys,
      );
      expect((await vault.root()).seq).toBe(GOLDEN.seq);
    },
  );

  test('is made again byte for byte from its seed', async () => {
    expect(await makeGoldenSheets()).toEqual(GOLDEN);
  });

  test.each([
    [1, Buffer.from(GOLDEN.derivedKey, 'hex')],
    [2, recoverySecretAsWritten(GOLDEN.recoveryKey)],
    [3, Buffer.from(GOLDEN.prfOutput, 'hex')],
  ] as const)('opens by what docs/vault-format.md says alone, by its slot of kind %i', (kind, secret) => {
    const read = readVault(VALUES, secret, kind);
    expect(read).toMatchObject({ seq: GOLDEN.seq, vaultKey: GOLDEN.vaultKey });
    expect(read.sheets).toEqual(GOLDEN.sheets);
    expect(read.passkeys).toEqual(GOLDEN.passkeys);
    expect(() => readVault(VALUES, Buffer.alloc(32, 1), kind)).toThrow('check value');
  });
});

/** Section 2 of the format: 26 symbols of Crockford's base32, and two that only check them. */
function recoverySecretAsWritten(printed: string): Buffer {
  const values = [...printed.replaceAll('-', '')].map((symbol) =>
    '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(symbol),
  );
  const info = 'tallystick/1/recovery-key/vault';
  return Buffer.from(hkdfSync('sha256', Uint8Array.from(values.slice(0, 26)), '', info, 32));
}
