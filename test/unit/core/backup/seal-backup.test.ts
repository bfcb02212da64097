import { describe, expect, test } from 'vitest';
import { sealBackup } from '../../../../src/core/backup/seal-backup.ts';
import {
  backupRecord,
  PASSPHRASE_SLOT,
  RECOVERY_SLOT,
  SMALL,
  SOURCE,
} from '../../../support/backup/fixture.ts';
import { idOf, PASSPHRASE, recordNamed } from '../../../support/vault/fixture.ts';
import { testOutside } from '../../../support/vault/outside.ts';

describe('making a backup', () => {
  const request = { source: SOURCE, content: SMALL, slots: [PASSPHRASE_SLOT] };
  const weak = { ...PASSPHRASE, kdf: { memoryKib: 1024, iterations: 3, parallelism: 4 } };
  const costly = { ...PASSPHRASE, kdf: { memoryKib: 1024 * 1024 + 1, iterations: 3, parallelism: 4 } };

  test.each([
    ['no slot', { slots: [] }],
    ['17 slots', { slots: Array.from({ length: 17 }, () => RECOVERY_SLOT) }],
    ['a weak Argon2id', { slots: [{ kind: 'passphrase' as const, passphrase: weak }] }],
    ['an Argon2id too costly', { slots: [{ kind: 'passphrase' as const, passphrase: costly }] }],
    [
      'a salt too short',
      { slots: [{ kind: 'passphrase' as const, passphrase: { ...PASSPHRASE, salt: new Uint8Array(16) } }] },
    ],
    ['a secret too short', { slots: [{ kind: 'recovery-key' as const, secret: new Uint8Array(16) }] }],
    ['an anchor too long', { source: { ...SOURCE, anchor: new Uint8Array(1025) } }],
    ['an id that occurs twice', { content: { ...SMALL, tombstones: [{ id: idOf(1), removedAt: 1 }] } }],
    ['an id that is none', { content: { records: [backupRecord('12')], tombstones: [] } }],
    ['an id in upper case', { content: { records: [backupRecord(idOf(10).toUpperCase())], tombstones: [] } }],
    ['version 0', { content: { records: [backupRecord(idOf(1), {}, { version: 0 })], tombstones: [] } }],
    [
      'an account that would not read back',
      { content: { records: [backupRecord(idOf(1), { issuer: 'x'.repeat(257) })], tombstones: [] } },
    ],
  ])('is refused with %s: no reader would take the file', async (_what, more) => {
    await expect(sealBackup({ ...request, ...more }, testOutside())).rejects.toThrow(RangeError);
  });

  test.each([0, 255])('is refused where the random source gives the byte %i over and over', async (byte) => {
    const outside = {
      ...testOutside(),
      random: { bytes: (length: number) => new Uint8Array(length).fill(byte) },
    };
    await expect(sealBackup(request, outside)).rejects.toThrow(RangeError);
  });

  test('of more than 100 000 entries is refused', async () => {
    const records = Array.from({ length: 100_001 }, (_, index) => ({
      ...backupRecord(idOf(1)),
      id: idOf(index + 1),
    }));
    const result = await sealBackup({ ...request, content: { records, tombstones: [] } }, testOutside());
    expect(result).toEqual({ ok: false, error: 'too-large' });
  }, 30_000);

  test('of more than 64 MiB is refused', async () => {
    const unknownParameters = [['long', 'x'.repeat(8 * 1024 * 1024)]] as const;
    const record = recordNamed('large', { unknownParameters });
    const records = Array.from({ length: 8 }, (_, index) => ({ ...backupRecord(idOf(index + 1)), record }));
    const result = await sealBackup({ ...request, content: { records, tombstones: [] } }, testOutside());
    expect(result).toEqual({ ok: false, error: 'too-large' });
  }, 60_000);
});
