// Makes the golden vault in which recovery sheets and a passkey lie beside their account, and which opens in three ways:
// by passphrase, recovery key and passkey. Every byte of it follows from a seed, so that it can be made again.
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import { encodeHex } from '../../../src/core/bytes/hex.ts';
import { encodeUtf8 } from '../../../src/core/bytes/utf8.ts';
import { createVault, type OpenKeys, readHeads, writeSlots } from '../../../src/core/vault/head.ts';
import { makeSlot } from '../../../src/core/vault/keys/key-slots.ts';
import { passkeyRecordOf } from '../../../src/core/vault/records/passkey-record.ts';
import {
  formatRecoveryKey,
  newRecoveryKey,
  recoveryKeySecret,
} from '../../../src/core/vault/keys/recovery-key.ts';
import type { RecoverySheet, SheetRecord } from '../../../src/core/vault/records/recovery-sheet.ts';
import type { Slot } from '../../../src/core/vault/keys/slot.ts';
import { Vault } from '../../../src/core/vault/vault.ts';
import { passkeyNamed } from '../passkeys/passkeys.ts';
import { accountNamed, idOf, PASSPHRASE, put, RFC_SECRET } from './fixture.ts';
import { MemoryStore } from './memory-store.ts';
import { START, testOutside } from './outside.ts';

export interface GoldenSheets {
  readonly format: 1;
  /** What Argon2id would have given, the recovery key as it is printed, and what the passkey's PRF answered. */
  readonly derivedKey: string;
  readonly recoveryKey: string;
  readonly prfOutput: string;
  readonly vaultKey: string;
  readonly seq: number;
  readonly sheets: readonly {
    readonly id: string;
    readonly deletedAt: number | null;
    readonly sheet: unknown;
    readonly codes: readonly string[];
  }[];
  readonly passkeys: readonly {
    readonly id: string;
    readonly deletedAt: number | null;
    readonly passkey: unknown;
    readonly privateKey: string;
    readonly prfSecret: string;
  }[];
  readonly values: { readonly [key: string]: string };
}

const ID = {
  account: idOf(0xa1),
  old: idOf(0xb2),
  fresh: idOf(0xc3),
  temporary: idOf(0xd4),
  passkey: idOf(0xe5),
};
const CODES = ['k7m2-9qfx', 'p3td 8wvn', '\u00c4\u00d6-\ufb01-1', '00000000'];
const UNUSED = { state: 'unused', at: null, renewals: 0 } as const;

const FRESH: RecoverySheet = {
  accountId: ID.account,
  label: 'B\u00fccher & Co',
  site: 'https://login.example.com',
  createdAt: START + 2000,
  source: 'page',
  expiresAt: null,
  replaces: ID.old,
  replacedAt: null,
  siteSays: { left: 2, at: START + 2500 },
  marks: [
    { state: 'used', at: START + 2400, renewals: 0 },
    { state: 'copied', at: START + 2600, renewals: 1 },
    UNUSED,
    { state: 'filled', at: START + 2700, renewals: 0 },
  ],
};
const OLD: RecoverySheet = {
  ...FRESH,
  label: '',
  site: null,
  createdAt: START + 1000,
  source: 'typed',
  replaces: null,
  replacedAt: START + 2000,
  siteSays: null,
  marks: [{ state: 'refused', at: START + 1500, renewals: 0 }, UNUSED],
};
const TEMPORARY: RecoverySheet = {
  ...OLD,
  source: 'file',
  replacedAt: null,
  expiresAt: START + 9000,
  marks: [UNUSED],
};

const PASSKEY = passkeyNamed('ada', { rpName: 'B\u00fccher', lastUsedAt: START + 2800 });

const sheetPut = (id: string, sheet: RecoverySheet, codes: readonly string[], deletedAt: number | null) => {
  const record: SheetRecord = { type: 'recovery-sheet', sheet, codes: codes.map(encodeUtf8) };
  return { kind: 'put', id, record, deletedAt } as const;
};

export async function makeGoldenSheets(): Promise<GoldenSheets> {
  const store = new MemoryStore();
  const outside = testOutside('golden vault with sheets, format 1');
  const recoveryKey = newRecoveryKey(outside.random);
  const prfOutput = outside.random.bytes(32);
  const open = await createVault(PASSPHRASE, store, outside);
  const vault = new Vault(open.keys, store, outside);
  const account = accountNamed('alice@example.com', { issuer: 'B\u00fccher & Co', recoveryCodesLeft: 1 });
  outside.clock.advance(1000);
  await vault.commit([
    put(ID.account, { type: 'account', account, secret: RFC_SECRET }),
    sheetPut(ID.old, { ...OLD, replacedAt: null }, ['old-1', 'old-2'], null),
  ]);
  outside.clock.advance(1000);
  await vault.commit([
    put(ID.account, { type: 'account', account: { ...account, recoveryCodesLeft: 2 }, secret: RFC_SECRET }),
    sheetPut(ID.old, OLD, ['old-1', 'old-2'], START + 2000),
    sheetPut(ID.fresh, FRESH, CODES, null),
    sheetPut(ID.temporary, TEMPORARY, ['temporary'], null),
    { kind: 'put', id: ID.passkey, record: passkeyRecordOf(PASSKEY), deletedAt: null },
  ]);
  await addWaysIn(store, open, { recoveryKey, prfOutput, vault, outside });
  return {
    format: 1,
    derivedKey: encodeHex(PASSPHRASE.derivedKey),
    recoveryKey: formatRecoveryKey(recoveryKey),
    prfOutput: encodeHex(prfOutput),
    vaultKey: encodeHex(open.vaultKey),
    seq: (await vault.root()).seq,
    ...goldenContent(),
    values: Object.fromEntries([...store.values].map(([key, value]) => [key, encodeHex(value)])),
  };
}

/** What the vault must be found to hold, said once more and not read from it. */
function goldenContent(): Pick<GoldenSheets, 'sheets' | 'passkeys'> {
  const { passkey, privateKey, prfSecret } = passkeyRecordOf(PASSKEY);
  const secrets = { privateKey: encodeHex(privateKey), prfSecret: encodeHex(prfSecret) };
  return {
    sheets: [
      { id: ID.old, deletedAt: START + 2000, sheet: OLD, codes: ['old-1', 'old-2'] },
      { id: ID.fresh, deletedAt: null, sheet: FRESH, codes: CODES },
      { id: ID.temporary, deletedAt: null, sheet: TEMPORARY, codes: ['temporary'] },
    ],
    passkeys: [{ id: ID.passkey, deletedAt: null, passkey, ...secrets }],
  };
}

async function addWaysIn(
  store: MemoryStore,
  open: OpenKeys,
  {
    recoveryKey,
    prfOutput,
    vault,
    outside,
  }: {
    readonly recoveryKey: Bytes;
    readonly prfOutput: Bytes;
    readonly vault: Vault;
    readonly outside: ReturnType<typeof testOutside>;
  },
): Promise<void> {
  const { good } = await readHeads(store);
  if (good === undefined) throw new Error('the golden vault has no head');
  const slot = (kind: Slot['kind'], secret: Bytes, label: string, parameters: Bytes) => {
    const salt = outside.random.bytes(32);
    return makeSlot({ kind, secret, label, kdf: null, salt, parameters }, open, outside);
  };
  const recovery = await slot('recovery-key', recoveryKeySecret(recoveryKey), '', new Uint8Array(0));
  const passkey = await slot('passkey', prfOutput, 'This laptop', outside.random.bytes(64));
  const { seq } = await vault.root();
  const slots = [...good.header.slots, recovery, passkey];
  await writeSlots(slots, { header: good.header, keys: open.keys, seq }, store);
}
