import * as nodeCrypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openBackup, readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { type Bytes, equalBytes } from '../../../../src/core/bytes/bytes.ts';
import { encodeHex } from '../../../../src/core/bytes/hex.ts';
import { parseRecoveryKey, recoveryKeyBackupSecret } from '../../../../src/core/vault/keys/recovery-key.ts';
import { type GoldenBackup, makeGoldenBackup } from '../../../support/backup/golden.ts';
import { readBackup } from '../../../support/backup/independent-reader.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const read = (name: string) => readFileSync(new URL(`../../../vectors/backup/${name}`, import.meta.url));
const FILE = read('format-1.tallystick');
const GOLDEN = JSON.parse(read('format-1.json').toString('utf8')) as GoldenBackup;
const DERIVED_KEY = Buffer.from(GOLDEN.derivedKey, 'hex');

/** The secret of the recovery key as the document says, from the symbols as they are printed. */
function recoverySecret(): Buffer {
  const symbols = [...GOLDEN.recoveryKey.replaceAll('-', '')]
    .slice(0, 26)
    .map((symbol) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(symbol));
  const info = 'tallystick/1/recovery-key/backup';
  return Buffer.from(nodeCrypto.hkdfSync('sha256', Buffer.from(symbols), '', info, 32));
}

async function openGolden(secret: Bytes, slot: number) {
  const file = new Uint8Array(FILE);
  const described = readBackupSlots(file);
  if (!described.ok) throw new Error(described.error);
  const slotId = described.value.slots[slot]?.slotId ?? '';
  const opened = await openBackup(file, { slotId, secret }, testOutside());
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

describe('the golden backup of format 1', () => {
  test('opens with its passphrase, for ever', async () => {
    const { content, source, createdAt } = await openGolden(new Uint8Array(DERIVED_KEY), 0);
    const records = content.records.map(({ record, ...fields }) => ({
      ...fields,
      account: record.account,
      secret: encodeHex(record.secret),
    }));
    expect(records).toEqual(GOLDEN.records);
    expect(content.tombstones).toEqual(GOLDEN.tombstones);
    expect({
      ...source,
      vaultId: encodeHex(source.vaultId),
      anchor: encodeHex(source.anchor),
      createdAt,
    }).toEqual({
      vaultId: GOLDEN.vaultId,
      epoch: GOLDEN.epoch,
      seq: GOLDEN.seq,
      anchor: GOLDEN.anchor,
      createdAt: GOLDEN.createdAt,
    });
  });

  test('opens with its recovery key, for ever', async () => {
    const key = parseRecoveryKey(GOLDEN.recoveryKey);
    if (!key.ok) throw new Error(key.error);
    const { content } = await openGolden(recoveryKeyBackupSecret(key.value), 1);
    expect(content.records.length).toBe(GOLDEN.records.length);
  });

  test('says what its passphrase needs', () => {
    expect(readBackupSlots(new Uint8Array(FILE))).toMatchObject({
      ok: true,
      value: {
        slots: [
          { kind: 'passphrase', kdf: GOLDEN.kdf },
          { kind: 'recovery-key', kdf: null },
        ],
      },
    });
  });

  test('is made again byte for byte from its seed and its passphrase', async () => {
    const { file, golden } = await makeGoldenBackup();
    expect(equalBytes(file, FILE)).toBe(true);
    expect(golden).toEqual(GOLDEN);
  }, 30_000);

  test('opens by what docs/backup-format.md says alone, without a line of this program', () => {
    for (const opened of [readBackup(FILE, 1, DERIVED_KEY), readBackup(FILE, 2, recoverySecret())]) {
      const { vaultId, epoch, seq, anchor, createdAt, records, tombstones } = opened;
      expect({ vaultId, epoch, seq, anchor, createdAt, records, tombstones }).toEqual({
        vaultId: GOLDEN.vaultId,
        epoch: GOLDEN.epoch,
        seq: GOLDEN.seq,
        anchor: GOLDEN.anchor,
        createdAt: GOLDEN.createdAt,
        records: GOLDEN.records,
        tombstones: GOLDEN.tombstones,
      });
    }
  });

  test('has two chunks, so that the second one is read for ever too', () => {
    expect(FILE.readUInt32BE(64)).toBe(2);
  });

  test('does not open by that reader when a byte is changed: each of the header, every 61st of the rest', () => {
    const headerLength = FILE.readUInt32BE(8);
    for (let index = 0; index < FILE.length; index += index < headerLength ? 1 : 61) {
      const damaged = Buffer.from(FILE);
      damaged[index] = (damaged[index] ?? 0) ^ 0x10;
      expect(() => readBackup(damaged, 1, DERIVED_KEY), `byte ${index}`).toThrow();
    }
  }, 30_000);

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
