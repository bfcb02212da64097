import { describe, expect, test } from 'vitest';
import { openBackup, readBackupSlots } from '../../../../src/core/backup/open-backup.ts';
import { sealBackup } from '../../../../src/core/backup/seal-backup.ts';
import { manyRecords, PASSPHRASE_SLOT, SOURCE, sealed } from '../../../support/backup/fixture.ts';
import { PASSPHRASE } from '../../../support/vault/fixture.ts';
import { testOutside } from '../../../support/vault/outside.ts';

const CHUNK = 32 * 1024 + 16;

describe('ten thousand accounts', () => {
  const content = manyRecords(10_000);

  test('are sealed and opened with progress that only grows and ends at the whole', async () => {
    const seen: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number) => void seen.push([done, total]);
    const outside = testOutside();
    const file = await sealBackup({ source: SOURCE, content, slots: [PASSPHRASE_SLOT] }, outside, {
      onProgress,
    });
    if (!file.ok) throw new Error(file.error);
    expect(seen.at(-1)).toEqual([10_000, 10_000]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(50);

    const described = readBackupSlots(file.value);
    const slotId = described.ok ? (described.value.slots[0]?.slotId ?? '') : '';
    seen.length = 0;
    const unlock = { slotId, secret: PASSPHRASE.derivedKey };
    const opened = await openBackup(file.value, unlock, outside, { onProgress });
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.at(-1)).toEqual([seen.length, seen.length]);
    expect(opened.ok && opened.value.content).toEqual(content);
  }, 60_000);

  test('stop being sealed or opened when the signal says so, at every chunk', async () => {
    const outside = testOutside();
    const file = await sealed(manyRecords(400));
    const described = readBackupSlots(file);
    const slotId = described.ok ? (described.value.slots[0]?.slotId ?? '') : '';
    const unlock = { slotId, secret: PASSPHRASE.derivedKey };
    const chunks = Math.floor(file.length / CHUNK);
    expect(chunks).toBeGreaterThan(3);
    for (let stopAt = 0; stopAt <= chunks; stopAt += 1) {
      const sealing = stopping(stopAt);
      const request = { source: SOURCE, content: manyRecords(400), slots: [PASSPHRASE_SLOT] };
      expect(await sealBackup(request, outside, sealing)).toEqual({ ok: false, error: 'cancelled' });
      const opening = stopping(stopAt);
      expect(await openBackup(file, unlock, outside, opening)).toMatchObject({
        ok: false,
        error: 'cancelled',
      });
      expect(opening.calls()).toBe(stopAt);
    }
  }, 30_000);
});

/** Aborts after so many reports of progress. */
function stopping(after: number) {
  const controller = new AbortController();
  let calls = 0;
  if (after === 0) controller.abort();
  const onProgress = () => {
    calls += 1;
    if (calls === after) controller.abort();
  };
  return { signal: controller.signal, onProgress, calls: () => calls };
}
