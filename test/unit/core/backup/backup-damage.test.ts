import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBackup, readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { MAX_BACKUP_BYTES } from '../../../../src/core/backup/seal-backup.ts';
import { type Bytes, concatBytes } from '../../../../src/core/bytes/bytes.ts';
import {
  headerLength,
  manyRecords,
  openBy,
  PASSPHRASE_SLOT,
  RECOVERY_SLOT,
  SMALL,
  sealed,
  withForgedHeader,
} from '../../../support/backup/fixture.ts';
import { PASSPHRASE } from '../../../support/vault/fixture.ts';
import { flipped } from '../../../support/vault/flips.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const CHUNK = 32 * 1024 + 16;

/** Opens by the slot that the whole file has, whatever was done to this copy of it. */
async function opener(whole: Bytes) {
  const described = readBackupSlots(whole);
  if (!described.ok) throw new Error(described.error);
  const slotId = described.value.slots[0]?.slotId ?? '';
  return (file: Bytes) => openBackup(file, { slotId, secret: PASSPHRASE.derivedKey }, testOutside());
}

/** The file with its chunks rearranged and, in the header, the number of chunks there then are. */
function rearranged(file: Bytes, arrange: (chunks: readonly Bytes[]) => readonly Bytes[]): Bytes {
  const start = headerLength(file);
  const count = (file.length - start) / CHUNK;
  const chunks = Array.from({ length: count }, (_, number) =>
    file.slice(start + number * CHUNK, start + (number + 1) * CHUNK),
  );
  return concatBytes(file.slice(0, start), ...arrange(chunks));
}

describe('a damaged backup', () => {
  test('is refused whichever of its bytes is changed, and names the chunk', async () => {
    const whole = await sealed(SMALL, [PASSPHRASE_SLOT, RECOVERY_SLOT]);
    const open = await opener(whole);
    const start = headerLength(whole);
    let refused = 0;
    const tryByte = async (index: number) => {
      const result = await open(flipped(whole, index, index % 8));
      if (result.ok) throw new Error(`byte ${index} does not matter`);
      const expected = index < 4 ? 'not-a-backup' : 'damaged';
      const named = index < start ? '' : '0';
      if (result.error !== expected || result.damagedChunks.join() !== named) {
        throw new Error(`byte ${index}: ${JSON.stringify(result)}`);
      }
      refused += 1;
    };
    for (let index = 0; index < whole.length; index += 64) {
      const length = Math.min(64, whole.length - index);
      await Promise.all(Array.from({ length }, (_, more) => tryByte(index + more)));
    }
    expect(refused).toBe(whole.length);
  }, 300_000);

  test('is refused whichever byte of its header is changed by somebody who makes the checksum right again', async () => {
    const whole = await sealed(SMALL, [PASSPHRASE_SLOT, RECOVERY_SLOT]);
    const open = await opener(whole);
    for (let index = 0; index < headerLength(whole) - 32; index += 1) {
      for (const bit of [0, 7]) {
        // The length decides where the checksum stands.
        if (index >= 8 && index < 12) continue;
        const forged = withForgedHeader(whole, (view) =>
          view.setUint8(index, view.getUint8(index) ^ (1 << bit)),
        );
        expect((await open(forged)).ok, `byte ${index}, bit ${bit}`).toBe(false);
      }
    }
  }, 30_000);

  test('is refused at every shorter length, without any key', async () => {
    const whole = await sealed();
    for (let length = 0; length < whole.length; length += 1) {
      const cut = readBackupSlots(whole.subarray(0, length));
      if (cut.ok || cut.error !== 'damaged') throw new Error(`${length} bytes: ${JSON.stringify(cut)}`);
    }
    expect(await openBy(whole.slice(0, -1))).toMatchObject({ ok: false, error: 'damaged' });
  }, 60_000);

  test.each([1, 16, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])(
    'is refused with %i bytes appended',
    async (more) => {
      const whole = await sealed();
      const grown = concatBytes(
        whole,
        whole.slice(-Math.min(more, whole.length)),
        new Uint8Array(more),
      ).slice(0, whole.length + more);
      expect(grown.length).toBe(whole.length + more);
      expect(readBackupSlots(grown)).toEqual({ ok: false, error: 'damaged' });
    },
  );

  test('of another kind is no backup', () => {
    for (const text of ['PK\u0003\u0004', '{"accounts":[]}', 'TLYH', '<']) {
      const bytes = new TextEncoder().encode(text);
      expect(readBackupSlots(bytes), text).toEqual({ ok: false, error: 'not-a-backup' });
    }
  });

  test('is damaged, not another kind of file, when a failed download left it empty', () => {
    expect(readBackupSlots(new Uint8Array(0))).toEqual({ ok: false, error: 'damaged' });
  });

  test('names every chunk that does not open and reads nothing of the others', async () => {
    const whole = await sealed(manyRecords(400));
    const open = await opener(whole);
    const start = headerLength(whole);
    const damaged = flipped(flipped(whole, start + CHUNK + 5), start + 3 * CHUNK + 5);
    expect(await open(damaged)).toEqual({
      ok: false,
      error: 'damaged',
      damagedChunks: [1, 3],
      chunkCount: (whole.length - start) / CHUNK,
    });
  });
});

describe('the chunks of a backup', () => {
  test.each<[string, readonly number[], (chunks: readonly Bytes[]) => readonly Bytes[]]>([
    ['swapped', [0, 1], ([a, b, ...rest]) => [b!, a!, ...rest]],
    ['swapped with the last', [0, 4], (chunks) => [chunks.at(-1)!, ...chunks.slice(1, -1), chunks[0]!]],
    ['reversed', [0, 1, 3, 4], (chunks) => chunks.toReversed()],
    ['repeated', [1], ([a, , ...rest]) => [a!, a!, ...rest]],
    ['emptied', [0], ([a, ...rest]) => [new Uint8Array(a!.length), ...rest]],
  ])('that are %s are refused and named', async (_how, damagedChunks, arrange) => {
    const whole = await sealed(manyRecords(400));
    const open = await opener(whole);
    expect((await open(whole)).ok).toBe(true);
    const result = await open(rearranged(whole, arrange));
    expect(result).toEqual({ ok: false, error: 'damaged', damagedChunks, chunkCount: 5 });
  });

  test('that were taken from another backup of the same content are refused', async () => {
    const whole = await sealed(manyRecords(400));
    const other = await sealed(manyRecords(400), [PASSPHRASE_SLOT], 'another seed');
    let others: readonly Bytes[] = [];
    rearranged(other, (chunks) => (others = chunks));
    const open = await opener(whole);
    const mixed = rearranged(whole, (chunks) =>
      chunks.map((chunk, number) => (number === 2 ? others[2]! : chunk)),
    );
    expect(await open(mixed)).toMatchObject({ ok: false, error: 'damaged', damagedChunks: [2] });
  });

  test.each<[string, (chunks: readonly Bytes[]) => readonly Bytes[]]>([
    ['without the first', (chunks) => chunks.slice(1)],
    ['without one in the middle', (chunks) => chunks.toSpliced(2, 1)],
    ['without the last', (chunks) => chunks.slice(0, -1)],
    ['with one more', (chunks) => [...chunks, chunks.at(-1)!]],
  ])('%s are refused, also under a header that was made to fit', async (_how, arrange) => {
    const whole = await sealed(manyRecords(400));
    const open = await opener(whole);
    const other = rearranged(whole, arrange);
    expect(await open(other)).toMatchObject({ ok: false, error: 'damaged' });
    const count = (other.length - headerLength(whole)) / CHUNK;
    const fitting = withForgedHeader(other, (view) => view.setUint32(64, count));
    expect(readBackupSlots(fitting).ok).toBe(true);
    expect(await open(fitting)).toMatchObject({ ok: false, error: 'damaged' });
  });
});

describe('a file from anywhere', () => {
  test('is refused above 64 MiB before it is looked at', () => {
    const large = new Uint8Array(MAX_BACKUP_BYTES + 1);
    expect(readBackupSlots(large)).toEqual({ ok: false, error: 'too-large' });
  });

  test('is never read from arbitrary bytes, and they never throw', async () => {
    const start = [0x54, 0x4c, 0x59, 0x42, 0, 1, 0, 1];
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (tail, withMagic) => {
        const file = new Uint8Array([...(withMagic ? start : []), ...tail]);
        expect(readBackupSlots(file).ok).toBe(false);
        expect((await openBy(file)).ok).toBe(false);
      }),
    );
  }, 30_000);

  test('with arbitrary header fields under a right checksum never throws', async () => {
    const whole = await sealed();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 12, max: headerLength(whole) - 33 }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 12,
        }),
        async (changes) => {
          const forged = withForgedHeader(whole, (view) => {
            for (const [offset, value] of changes) view.setUint8(offset, value);
          });
          const isSame = forged.every((byte, index) => byte === whole[index]);
          expect((await openBy(forged)).ok).toBe(isSame);
        },
      ),
      { numRuns: 300 },
    );
  }, 30_000);
});
