// Makes the golden backup of format 1: every byte of it follows from a seed, so that it can be made again.
import { argon2id } from '@noble/hashes/argon2.js';
import type { BackupContent, BackupRecord } from '../../../src/core/backup/backup-content.ts';
import { sealBackup } from '../../../src/core/backup/seal-backup.ts';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import { decodeHex, encodeHex } from '../../../src/core/bytes/hex.ts';
import { passphraseBytes } from '../../../src/core/vault/keys/kdf-parameters.ts';
import { parseRecoveryKey, recoveryKeyBackupSecret } from '../../../src/core/vault/keys/recovery-key.ts';
import { backupRecord } from './fixture.ts';
import { idOf } from '../vault/fixture.ts';
import { START, testOutside } from '../vault/outside.ts';

/** What `format-1.json` says of `format-1.tallystick`. */
export interface GoldenBackup {
  readonly format: 1;
  readonly passphrase: string;
  readonly kdf: { readonly memoryKib: number; readonly iterations: number; readonly parallelism: number };
  readonly salt: string;
  readonly derivedKey: string;
  readonly recoveryKey: string;
  readonly vaultId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly anchor: string;
  readonly createdAt: number;
  readonly records: readonly {
    readonly id: string;
    readonly version: number;
    readonly updatedAt: number;
    readonly deletedAt: number | null;
    readonly account: unknown;
    readonly secret: string;
  }[];
  readonly tombstones: readonly { readonly id: string; readonly removedAt: number }[];
}

const PASSPHRASE = 'Z\u00fcrich \ufb03 \u216b  ';
const RECOVERY_KEY = '3AHR-Z6DM-V29G-QY5C-KT18-FPX4-BJ2V';
/** The smallest that is accepted. */
const KDF = { memoryKib: 19 * 1024, iterations: 2, parallelism: 1 };
const SOURCE = {
  vaultId: hexBytes('5eed'.repeat(8)),
  epoch: 2,
  seq: 17,
  anchor: hexBytes('a17c'.repeat(20)),
};

const TOTP: BackupRecord = backupRecord(
  idOf(0xa1),
  {
    issuer: 'Bücher & Co',
    accountName: 'alice@example.com',
    parameters: { type: 'totp', algorithm: 'SHA512', digits: 8, period: 60 },
    sites: [
      { origin: 'https://login.example.com', match: 'site' },
      { origin: 'http://localhost:8080', match: 'origin' },
    ],
    tags: ['work', 'shared'],
    pinned: true,
    firstUsedAt: START + 500,
    recoveryCodesLeft: 8,
    unknownParameters: [['image', 'https://example.com/a.png']],
  },
  { version: 4, updatedAt: START + 900 },
);
const HOTP: BackupRecord = backupRecord(
  idOf(0xb2),
  { accountName: 'bob', parameters: { type: 'hotp', algorithm: 'SHA256', digits: 6, counter: 2 ** 53 - 2 } },
  { version: 2 ** 40, updatedAt: START + 901 },
);
const IN_TRASH: BackupRecord = backupRecord(
  idOf(0xc3),
  {
    issuer: 'Steam',
    accountName: 'carol',
    parameters: { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 },
  },
  { deletedAt: START + 950 },
);
const HARD: BackupRecord = backupRecord(idOf(0xd4), {
  issuer: '<b>\u202ebidi\u0000nul\ud800',
  accountName: '👩‍👩‍👧 \udc00\ufeff"\\',
  sites: [],
});
/** Larger than one chunk, so that an entry goes on in the next one. */
const LONG: BackupRecord = backupRecord(idOf(0xf6), { unknownParameters: [['note', 'long '.repeat(8000)]] });
const CONTENT: BackupContent = {
  records: [TOTP, HOTP, IN_TRASH, LONG, HARD],
  tombstones: [{ id: idOf(0xe5), removedAt: START + 960 }],
};

export async function makeGoldenBackup(): Promise<{ readonly file: Bytes; readonly golden: GoldenBackup }> {
  const outside = testOutside('golden backup, format 1');
  const salt = outside.random.bytes(32);
  const { memoryKib: m, iterations: t, parallelism: p } = KDF;
  const derivedKey = new Uint8Array(argon2id(passphraseBytes(PASSPHRASE), salt, { m, t, p, dkLen: 32 }));
  const recoveryKey = parseRecoveryKey(RECOVERY_KEY);
  if (!recoveryKey.ok) throw new Error(recoveryKey.error);
  const file = await sealBackup(
    {
      source: SOURCE,
      content: CONTENT,
      slots: [
        { kind: 'passphrase', passphrase: { derivedKey, kdf: KDF, salt } },
        { kind: 'recovery-key', secret: recoveryKeyBackupSecret(recoveryKey.value) },
      ],
    },
    outside,
  );
  if (!file.ok) throw new Error(file.error);
  const golden: GoldenBackup = {
    format: 1,
    passphrase: PASSPHRASE,
    kdf: KDF,
    salt: encodeHex(salt),
    derivedKey: encodeHex(derivedKey),
    recoveryKey: RECOVERY_KEY,
    vaultId: encodeHex(SOURCE.vaultId),
    epoch: SOURCE.epoch,
    seq: SOURCE.seq,
    anchor: encodeHex(SOURCE.anchor),
    createdAt: START,
    records: CONTENT.records.map(({ record, ...fields }) => ({
      ...fields,
      account: record.account,
      secret: encodeHex(record.secret),
    })),
    tombstones: CONTENT.tombstones,
  };
  return { file: file.value, golden };
}

function hexBytes(text: string): Bytes {
  return decodeHex(text) ?? new Uint8Array(0);
}
