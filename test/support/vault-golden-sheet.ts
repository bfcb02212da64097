// Makes the golden vault of format 1 with a recovery sheet and a passkey as second way in, from a seed.
import { encodeHex } from '../../src/core/bytes/hex.ts';
import { encodeUtf8 } from '../../src/core/bytes/utf8.ts';
import { createVault, readHeads, writeSlots } from '../../src/core/vault/head.ts';
import { makeSlot } from '../../src/core/vault/key-slots.ts';
import type { SheetRecord } from '../../src/core/vault/recovery-sheet.ts';
import { Vault } from '../../src/core/vault/vault.ts';
import { accountNamed, DERIVED_KEY, idOf, PASSPHRASE, put, RFC_SECRET } from './vault-fixture.ts';
import { MemoryStore } from './vault-memory-store.ts';
import { START, testOutside } from './vault-outside.ts';

export interface GoldenSheetVault {
  readonly format: 1;
  /** What Argon2id and the PRF of the passkey gave; neither is derived for this vault. */
  readonly derivedKey: string;
  readonly prfOutput: string;
  readonly vaultKey: string;
  readonly seq: number;
  readonly sheets: readonly {
    readonly id: string;
    readonly deletedAt: number | null;
    readonly sheet: unknown;
    readonly codes: readonly string[];
  }[];
  readonly values: { readonly [key: string]: string };
}

const CODES = ['k7m2-9qfx', 'p3td 8wvn', 'ÄÖ-ﬁ-1', '00000000'];
const UNUSED = { state: 'unused', at: null, renewals: 0 } as const;
const SHEET: SheetRecord = {
  type: 'recovery-sheet',
  sheet: {
    accountId: idOf(0xa1),
    label: 'Bücher & Co',
    site: 'https://login.example.com',
    createdAt: START + 2000,
    source: 'page',
    expiresAt: null,
    replaces: null,
    replacedAt: null,
    siteSays: { left: 2, at: START + 2500 },
    marks: [
      { state: 'used', at: START + 2400, renewals: 0 },
      { state: 'copied', at: START + 2600, renewals: 1 },
      UNUSED,
      { state: 'filled', at: START + 2700, renewals: 0 },
    ],
  },
  codes: CODES.map(encodeUtf8),
};

export async function makeGoldenSheetVault(): Promise<GoldenSheetVault> {
  const store = new MemoryStore();
  const outside = testOutside('golden vault with a sheet, format 1');
  const prfOutput = outside.random.bytes(32);
  const open = await createVault(PASSPHRASE, store, outside);
  const vault = new Vault(open.keys, store, outside);
  outside.clock.advance(1000);
  const account = accountNamed('alice@example.com', { issuer: 'Bücher & Co', recoveryCodesLeft: 2 });
  await vault.commit([
    put(idOf(0xa1), { type: 'account', account, secret: RFC_SECRET }),
    { kind: 'put', id: idOf(0xb2), record: SHEET, deletedAt: null },
  ]);
  const { good } = await readHeads(store);
  if (good === undefined) throw new Error('the golden vault has no head');
  const passkey = await makeSlot(
    {
      kind: 'passkey',
      secret: prfOutput,
      label: 'This laptop',
      kdf: null,
      salt: outside.random.bytes(32),
      parameters: outside.random.bytes(64),
    },
    open,
    outside,
  );
  const { seq } = await vault.root();
  await writeSlots([...good.header.slots, passkey], { header: good.header, keys: open.keys, seq }, store);
  return {
    format: 1,
    derivedKey: encodeHex(DERIVED_KEY),
    prfOutput: encodeHex(prfOutput),
    vaultKey: encodeHex(open.vaultKey),
    seq,
    sheets: [{ id: idOf(0xb2), deletedAt: null, sheet: SHEET.sheet, codes: CODES }],
    values: Object.fromEntries([...store.values].map(([key, value]) => [key, encodeHex(value)])),
  };
}
