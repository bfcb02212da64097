import { describe, expect, test } from 'vitest';
import type { BackupHeader } from '../../../../src/core/backup/backup-header.ts';
import { BACKUP_VERSION } from '../../../../src/core/backup/backup-header.ts';
import { readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { hashOf } from '../../../../src/core/vault/keys/keys.ts';
import type { KdfParameters } from '../../../../src/core/vault/keys/kdf-parameters.ts';
import { openBy, withForgedHeader } from '../../../support/backup/fixture.ts';
import { endEntry, fileOf, recordEntry, withAuthenticHeader } from '../../../support/backup/forger.ts';
import { concatBytes } from '../../../../src/core/bytes/bytes.ts';

const CONTENT = concatBytes(recordEntry(), endEntry(1));

const withSlots = (change: (slots: BackupHeader['slots']) => BackupHeader['slots']) =>
  fileOf(CONTENT, (header) => ({ ...header, slots: change(header.slots) }));

/** As somebody who knows the file key would write it: checksums and MAC are right. */
const withKdf = (kdf: KdfParameters) => withSlots((slots) => slots.map((slot) => ({ ...slot, kdf })));

describe('the header of a backup', () => {
  test('that asks for a newer reader says so, whoever opens it', async () => {
    const newer = withAuthenticHeader(await fileOf(CONTENT), (view) => view.setUint16(6, BACKUP_VERSION + 1));
    expect(readBackupSlots(newer)).toEqual({ ok: false, error: 'newer-format' });
    expect(await openBy(newer)).toMatchObject({ ok: false, error: 'newer-format' });
  });

  test('that asks for a newer reader is told apart whatever follows its fixed start', async () => {
    const newer = withForgedHeader(await fileOf(CONTENT), (view) => {
      view.setUint16(4, 9);
      view.setUint16(6, 9);
      for (let offset = 12; offset < view.byteLength; offset += 1) view.setUint8(offset, 0xff);
    });
    expect(readBackupSlots(newer)).toEqual({ ok: false, error: 'newer-format' });
    expect(readBackupSlots(newer.slice(0, -100))).toEqual({ ok: false, error: 'newer-format' });
  });

  test('of a newer program for readers like this one is read', async () => {
    const newer = withAuthenticHeader(await fileOf(CONTENT), (view) => view.setUint16(4, BACKUP_VERSION + 1));
    expect(await openBy(newer)).toMatchObject({ ok: true });
  });

  test('with a flipped bit in the version that readers need is damaged, not newer', async () => {
    const file = await fileOf(CONTENT);
    file[6] = 0x80;
    expect(readBackupSlots(file)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each([
    ['needs version 0', 6, 0],
    ['was written by version 0', 4, 0],
  ])('that %s is refused', async (_what, offset, value) => {
    const odd = withAuthenticHeader(await fileOf(CONTENT), (view) => view.setUint16(offset, value));
    expect(readBackupSlots(odd)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each([0, 11, 12, 63, 64, 65_537, 0x7fff_ffff, 0xffff_ffff])(
    'that says it is %i bytes long is refused',
    async (length) => {
      const file = await fileOf(CONTENT);
      new DataView(file.buffer).setUint32(8, length);
      expect(readBackupSlots(file)).toEqual({ ok: false, error: 'damaged' });
    },
  );

  test.each([0, 2, 1024, 0xffff_ffff])('that says there are %i chunks is refused', async (count) => {
    const other = withAuthenticHeader(await fileOf(CONTENT), (view) => view.setUint32(64, count));
    expect(readBackupSlots(other)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each<[string, KdfParameters]>([
    ['8 KiB of memory', { memoryKib: 8, iterations: 3, parallelism: 4 }],
    ['a KiB less than 19 MiB', { memoryKib: 19 * 1024 - 1, iterations: 3, parallelism: 4 }],
    ['a KiB more than 1 GiB', { memoryKib: 1024 * 1024 + 1, iterations: 3, parallelism: 4 }],
    ['4 TiB of memory', { memoryKib: 0xffff_ffff, iterations: 3, parallelism: 4 }],
    ['1 pass', { memoryKib: 65_536, iterations: 1, parallelism: 4 }],
    ['11 passes', { memoryKib: 65_536, iterations: 11, parallelism: 4 }],
    ['2^32 - 1 passes', { memoryKib: 65_536, iterations: 0xffff_ffff, parallelism: 4 }],
    ['no lane', { memoryKib: 65_536, iterations: 3, parallelism: 0 }],
    ['17 lanes', { memoryKib: 65_536, iterations: 3, parallelism: 17 }],
    ['no derivation at all', { memoryKib: 0, iterations: 0, parallelism: 0 }],
  ])('that asks for %s is refused at once, without taking the memory', async (_what, kdf) => {
    const file = await withKdf(kdf);
    let fastest = Number.POSITIVE_INFINITY;
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 20; round += 1) {
      const started = performance.now();
      expect(readBackupSlots(file)).toEqual({ ok: false, error: 'unacceptable-kdf' });
      fastest = Math.min(fastest, performance.now() - started);
    }
    expect(fastest).toBeLessThan(10);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    expect(await openBy(file)).toMatchObject({ ok: false, error: 'unacceptable-kdf' });
  });

  test.each([
    { memoryKib: 19 * 1024, iterations: 2, parallelism: 1 },
    { memoryKib: 1024 * 1024, iterations: 10, parallelism: 16 },
  ])('that asks for a derivation at the limits is read: $memoryKib KiB', async (kdf) => {
    expect(readBackupSlots(await withKdf(kdf))).toMatchObject({ ok: true, value: { slots: [{ kdf }] } });
  });

  test('with two slots of one id is refused', async () => {
    expect(readBackupSlots(await withSlots((slots) => [...slots, ...slots]))).toEqual({
      ok: false,
      error: 'damaged',
    });
  });

  test("with a recovery key's slot that has Argon2id parameters is refused: no writer makes it", async () => {
    const file = await withSlots((slots) =>
      slots.map((slot) => ({ ...slot, kind: 'recovery-key' as const })),
    );
    expect(readBackupSlots(file)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each([0, 4, 255])('with a slot of the unknown kind %i is refused', async (kind) => {
    const file = withAuthenticHeader(await fileOf(CONTENT), (view) => {
      // docs/backup-format.md, section 2: the slots stand after the anchor and their number.
      const lengthAt = 72 + view.getUint16(68);
      const slot = new Uint8Array(view.buffer, lengthAt + 2, view.getUint16(lengthAt));
      slot[0] = kind;
      slot.set(hashOf(slot.slice(0, -32)), slot.length - 32);
    });
    expect(readBackupSlots(file)).toEqual({ ok: false, error: 'damaged' });
  });
});
