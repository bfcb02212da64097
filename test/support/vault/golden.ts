// Makes the golden vault of format 1: every byte of it follows from a seed, so that it can be made again.
import { argon2id } from '@noble/hashes/argon2.js';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import { encodeHex } from '../../../src/core/bytes/hex.ts';
import type { VaultChange } from '../../../src/core/vault/commit.ts';
import { createVault } from '../../../src/core/vault/head.ts';
import { passphraseBytes } from '../../../src/core/vault/keys/kdf-parameters.ts';
import { Vault } from '../../../src/core/vault/vault.ts';
import { accountNamed, idOf, put, RFC_SECRET } from './fixture.ts';
import { MemoryStore } from './memory-store.ts';
import { START, testOutside } from './outside.ts';

export interface GoldenVault {
  readonly format: 1;
  /** As typed: composed letters, a ligature and spaces at the end, so that its normalisation shows. */
  readonly passphrase: string;
  readonly kdf: { readonly memoryKib: number; readonly iterations: number; readonly parallelism: number };
  readonly salt: string;
  readonly derivedKey: string;
  readonly vaultKey: string;
  readonly seq: number;
  readonly accounts: readonly {
    readonly id: string;
    readonly deletedAt: number | null;
    readonly account: unknown;
    readonly secret: string;
  }[];
  readonly removed: readonly string[];
  readonly values: { readonly [key: string]: string };
}

const PASSPHRASE = 'A\u030angstro\u0308m \ufb01ne \u2075 ';
/** The smallest that is accepted. */
const KDF = { memoryKib: 19 * 1024, iterations: 2, parallelism: 1 };

const TOTP_ACCOUNT = accountNamed('alice@example.com', {
  issuer: 'Bücher & Co',
  sites: [
    { origin: 'https://login.example.com', match: 'site' },
    { origin: 'http://localhost:8080', match: 'origin' },
  ],
  tags: ['work'],
  pinned: true,
  firstUsedAt: START + 500,
  recoveryCodesLeft: 8,
  unknownParameters: [['image', 'https://example.com/a.png']],
});
const HOTP_ACCOUNT = accountNamed('bob', {
  parameters: { type: 'hotp', algorithm: 'SHA256', digits: 8, counter: 41 },
});
const STEAM_ACCOUNT = accountNamed('carol', {
  issuer: 'Steam',
  parameters: { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 },
  sites: [],
});

const ID = { totp: idOf(0xa1), hotp: idOf(0xb2), steam: idOf(0xc3), removed: idOf(0xd4) };
const LONG_SECRET: Bytes = Uint8Array.from({ length: 200 }, (_, index) => index);

const COMMITS: readonly (readonly VaultChange[])[] = [
  [
    put(ID.totp, { type: 'account', account: TOTP_ACCOUNT, secret: RFC_SECRET }),
    put(ID.removed, { type: 'account', account: accountNamed('dave'), secret: RFC_SECRET }),
  ],
  [put(ID.hotp, { type: 'account', account: HOTP_ACCOUNT, secret: LONG_SECRET })],
  [
    put(ID.hotp, {
      type: 'account',
      account: { ...HOTP_ACCOUNT, parameters: { type: 'hotp', algorithm: 'SHA256', digits: 8, counter: 42 } },
      secret: LONG_SECRET,
    }),
    { kind: 'remove', id: ID.removed },
  ],
  [put(ID.steam, { type: 'account', account: STEAM_ACCOUNT, secret: RFC_SECRET }, START + 3000)],
];

export async function makeGoldenVault(): Promise<GoldenVault> {
  const store = new MemoryStore();
  const outside = testOutside('golden vault, format 1');
  const salt = outside.random.bytes(32);
  const { memoryKib: m, iterations: t, parallelism: p } = KDF;
  const derivedKey = new Uint8Array(argon2id(passphraseBytes(PASSPHRASE), salt, { m, t, p, dkLen: 32 }));
  const open = await createVault({ derivedKey, kdf: KDF, salt }, store, outside);
  const vault = new Vault(open.keys, store, outside);
  for (const changes of COMMITS) {
    outside.clock.advance(1000);
    await vault.commit(changes);
  }
  const entries = await vault.entries();
  const records = await vault.readRecords(entries);
  return {
    format: 1,
    passphrase: PASSPHRASE,
    kdf: KDF,
    salt: encodeHex(salt),
    derivedKey: encodeHex(derivedKey),
    vaultKey: encodeHex(open.vaultKey),
    seq: (await vault.root()).seq,
    accounts: entries.map(({ id, deletedAt }, index) => {
      const read = records[index];
      if (read?.ok !== true) throw new Error('the golden vault does not read back');
      return { id, deletedAt, account: read.record.account, secret: encodeHex(read.record.secret) };
    }),
    removed: [ID.removed],
    values: Object.fromEntries([...store.values].map(([key, value]) => [key, encodeHex(value)])),
  };
}
