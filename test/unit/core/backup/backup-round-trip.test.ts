import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BackupContent } from '../../../../src/core/backup/backup-content.ts';
import { readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { encodeHex } from '../../../../src/core/bytes/hex.ts';
import { recoveryKeyBackupSecret, recoveryKeySecret } from '../../../../src/core/vault/keys/recovery-key.ts';
import {
  backupRecord,
  contentOfBackup,
  headerLength,
  manyRecords,
  openBy,
  PASSPHRASE_SLOT,
  RECOVERY_KEY,
  RECOVERY_SLOT,
  SMALL,
  SOURCE,
  sealed,
} from '../../../support/backup/fixture.ts';
import { encodeRecord } from '../../../../src/core/vault/records/record.ts';
import { idOf, PASSPHRASE, RFC_SECRET } from '../../../support/vault/fixture.ts';
import { START } from '../../../support/vault/outside.ts';
import { anyAccount, anySecret } from '../vault/any-account.ts';

const CHUNK = 32 * 1024 + 16;
/** Any UTF-16 units: lone surrogates, NUL, markup, bidirectional overrides. */
const anyLabel = fc
  .array(fc.oneof(fc.nat({ max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff }), fc.constant(0)), {
    maxLength: 256,
  })
  .map((units) => String.fromCharCode(...units));

describe('a backup file', () => {
  test('opens with its passphrase and gives back every record, tombstone and the order of the list', async () => {
    const opened = await openBy(await sealed());
    expect(opened).toMatchObject({ ok: true, value: { content: SMALL, source: SOURCE, createdAt: START } });
  });

  test('opens by each of its slots, and each only with its own secret', async () => {
    const file = await sealed(SMALL, [PASSPHRASE_SLOT, RECOVERY_SLOT]);
    const recoverySecret = recoveryKeyBackupSecret(RECOVERY_KEY);
    expect(await openBy(file, PASSPHRASE.derivedKey, 0)).toMatchObject({
      ok: true,
      value: { content: SMALL },
    });
    expect(await openBy(file, recoverySecret, 1)).toMatchObject({ ok: true, value: { content: SMALL } });
    const wrong = { ok: false, error: 'wrong-secret' };
    expect(await openBy(file, PASSPHRASE.derivedKey, 1)).toMatchObject(wrong);
    expect(await openBy(file, recoverySecret, 0)).toMatchObject(wrong);
    expect(await openBy(file, recoveryKeySecret(RECOVERY_KEY), 1)).toMatchObject(wrong);
  });

  test('says which slots it has, before any key is there', async () => {
    const file = await sealed(SMALL, [PASSPHRASE_SLOT, RECOVERY_SLOT]);
    const described = readBackupSlots(file);
    if (!described.ok) throw new Error(described.error);
    const { slots, ...rest } = described.value;
    expect(rest).toEqual({ fileId: encodeHex(file.slice(12, 28)), createdAt: START, source: SOURCE });
    expect(slots).toMatchObject([
      { kind: 'passphrase', createdAt: START, salt: PASSPHRASE.salt, kdf: PASSPHRASE.kdf },
      { kind: 'recovery-key', createdAt: START, kdf: null },
    ]);
    expect(new Set(slots.map(({ slotId }) => slotId)).size).toBe(2);
  });

  test('refuses a wrong passphrase, however near, and a slot that it does not have', async () => {
    const file = await sealed();
    for (let index = 0; index < 32; index += 1) {
      const near = new Uint8Array(PASSPHRASE.derivedKey);
      near[index] = (near[index] ?? 0) ^ 1;
      expect(await openBy(file, near)).toMatchObject({ ok: false, error: 'wrong-secret' });
    }
    expect(await openBy(file, PASSPHRASE.derivedKey, 1)).toMatchObject({ ok: false, error: 'no-such-slot' });
  });

  test('of nothing is a backup too', async () => {
    const empty: BackupContent = { records: [], tombstones: [] };
    expect(await contentOfBackup(await sealed(empty))).toEqual(empty);
  });

  test('keeps any account as it is: parameters, counter, sites, tags, the trash', async () => {
    const anyRecord = fc.record({
      version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      updatedAt: fc.maxSafeNat(),
      deletedAt: fc.option(fc.maxSafeNat()),
      account: anyAccount,
      secret: anySecret,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRecord, { maxLength: 30 }),
        fc.array(fc.maxSafeNat(), { maxLength: 5 }),
        async (records, removed) => {
          const content: BackupContent = {
            records: records.map(({ account, secret, ...fields }, index) => ({
              id: idOf(index + 1),
              ...fields,
              record: { type: 'account', account, secret },
            })),
            tombstones: removed.map((removedAt, index) => ({ id: idOf(1000 + index), removedAt })),
          };
          expect(await contentOfBackup(await sealed(content))).toEqual(content);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  test('keeps hostile labels unit for unit, lone surrogates and NUL included', async () => {
    await fc.assert(
      fc.asyncProperty(anyLabel, anyLabel, async (issuer, accountName) => {
        const account = {
          issuer,
          accountName,
          tags: [issuer],
          unknownParameters: [[accountName, issuer]] as const,
        };
        const content = { records: [backupRecord(idOf(1), account)], tombstones: [] };
        const read = await contentOfBackup(await sealed(content));
        expect(read.records[0]?.record.account.issuer).toBe(issuer);
        expect(read).toEqual(content);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  test('keeps a record that is larger than a chunk', async () => {
    const unknownParameters = [['long', 'x'.repeat(100_000)]] as const;
    const content = {
      records: [backupRecord(idOf(1), { unknownParameters }), backupRecord(idOf(2))],
      tombstones: [],
    };
    const file = await sealed(content);
    expect(await contentOfBackup(file)).toEqual(content);
    expect(file.length).toBeGreaterThan(3 * CHUNK);
  });

  test('reads back whatever length its content has where a chunk is full', async () => {
    const withFiller = (length: number) =>
      backupRecord(idOf(1), { unknownParameters: [['filler', 'x'.repeat(length)]] });
    // The entry of the record and of the end (docs/backup-format.md, section 5) fill one chunk to the last byte.
    const fixed = 5 + 44 + encodeRecord(withFiller(0).record).length + 13;
    const just = 32 * 1024 - fixed;
    const chunks = new Map<number, number>();
    for (let filler = just - 20; filler < just + 20; filler += 1) {
      const content = { records: [withFiller(filler)], tombstones: [] };
      const file = await sealed(content);
      chunks.set(filler, (file.length - headerLength(file)) / CHUNK);
      expect(await contentOfBackup(file), `${filler}`).toEqual(content);
    }
    expect([chunks.get(just), chunks.get(just + 1)]).toEqual([1, 2]);
  }, 30_000);

  test('has the same length for one account and for fifty', async () => {
    const [one, fifty, hundred] = await Promise.all([1, 50, 100].map((count) => sealed(manyRecords(count))));
    expect(one?.length).toBe(fifty?.length);
    expect(hundred?.length).toBe((one?.length ?? 0) + CHUNK);
  });

  test('holds no secret, label or key in clear, and no two files are alike', async () => {
    const file = encodeHex(await sealed());
    const other = encodeHex(await sealed(SMALL, [PASSPHRASE_SLOT], 'another seed'));
    for (const clear of [RFC_SECRET, new TextEncoder().encode('alice'), PASSPHRASE.derivedKey]) {
      expect(file).not.toContain(encodeHex(clear));
    }
    const startOfContent = 2 * headerLength(await sealed());
    expect(file.slice(startOfContent)).not.toBe(other.slice(startOfContent));
  });
});
