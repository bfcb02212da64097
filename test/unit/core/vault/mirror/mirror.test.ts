import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHeads } from '../../../../../src/core/vault/head.ts';
import {
  bestMirrorHeader,
  decodeMirrorHeader,
  encodeMirrorHeader,
  isFarEmptier,
  type MirrorHeader,
  type MirrorQuestion,
  planMirror,
} from '../../../../../src/core/vault/mirror/mirror.ts';
import {
  newestKeys,
  recordKey,
  rootKey,
  shardKey,
  type StoreKey,
} from '../../../../../src/core/vault/store.ts';
import { idOf, newVault } from '../../../../support/vault/fixture.ts';
import { flipped } from '../../../../support/vault/flips.ts';
import { MemoryStore } from '../../../../support/vault/memory-store.ts';
import { START, testOutside } from '../../../../support/vault/outside.ts';

async function someHead() {
  const store = new MemoryStore();
  await newVault(store, testOutside());
  const { good } = await readHeads(store);
  if (good === undefined) throw new Error('no head');
  return good;
}

async function headerWith(more: Partial<MirrorHeader> = {}): Promise<MirrorHeader> {
  const { header, bytes } = await someHead();
  const { vaultId, epoch, headerSeq } = header;
  return {
    vaultId,
    epoch,
    headerSeq,
    seq: 5,
    writeSeq: 3,
    recordCount: 4,
    writtenAt: START,
    head: bytes,
    ...more,
  };
}

describe('a mirror header', () => {
  test('comes back as it was written', async () => {
    const header = await headerWith();
    expect(decodeMirrorHeader(encodeMirrorHeader(header))).toEqual(header);
  });

  test('with any byte flipped, or cut at any length, is no header', async () => {
    const bytes = encodeMirrorHeader(await headerWith());
    for (let at = 0; at < bytes.length; at += 1) {
      expect(decodeMirrorHeader(flipped(bytes, at)), `byte ${at}`).toBeUndefined();
      expect(decodeMirrorHeader(bytes.slice(0, at)), `cut at ${at}`).toBeUndefined();
    }
  });

  test('of arbitrary bytes is no header and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decodeMirrorHeader(new Uint8Array(bytes))).toBeUndefined();
      }),
    );
  });

  test('is written over the older of the two, and over a damaged one first', async () => {
    const old = encodeMirrorHeader(await headerWith({ writeSeq: 1 }));
    const recent = encodeMirrorHeader(await headerWith({ writeSeq: 2 }));
    expect(bestMirrorHeader([old, recent])).toMatchObject({ header: { writeSeq: 2 }, nextSlot: 0 });
    expect(bestMirrorHeader([recent, old])).toMatchObject({ header: { writeSeq: 2 }, nextSlot: 1 });
    expect(bestMirrorHeader([flipped(recent, 9), old])).toMatchObject({
      header: { writeSeq: 1 },
      nextSlot: 0,
    });
    expect(bestMirrorHeader([undefined, undefined])).toEqual({ header: undefined, nextSlot: 0 });
  });
});

const KEYS: readonly StoreKey[] = [
  'head/A',
  'head/B',
  rootKey(5),
  rootKey(6),
  shardKey(idOf(9), 1),
  shardKey(idOf(9), 2),
  ...[1, 2, 3, 4].map((number) => recordKey(idOf(number), 1)),
  recordKey(idOf(4), 2),
];

async function question(more: Partial<MirrorQuestion> = {}): Promise<MirrorQuestion> {
  const { bytes: head } = await someHead();
  return {
    databaseKeys: KEYS,
    head,
    mirror: undefined,
    mirrorKeys: [],
    removedIds: new Set(),
    ...more,
  };
}

describe('the plan for the mirror', () => {
  test('of a database without a mirror writes what the newest state needs, and no history', async () => {
    const plan = planMirror(await question());
    expect(plan).toMatchObject({ do: 'write', removes: [], header: { seq: 6, recordCount: 4, writeSeq: 1 } });
    if (plan.do !== 'write') throw new Error(plan.do);
    expect(new Set(plan.puts)).toEqual(
      new Set([
        rootKey(6),
        shardKey(idOf(9), 2),
        ...[1, 2, 3].map((number) => recordKey(idOf(number), 1)),
        recordKey(idOf(4), 2),
      ]),
    );
  });

  test('of a mirror that is current does nothing', async () => {
    const mirror = await headerWith({ seq: 6 });
    expect(planMirror(await question({ mirror, mirrorKeys: newestKeys(KEYS) }))).toEqual({ do: 'nothing' });
  });

  test('of a mirror that lost an envelope writes that one again', async () => {
    const mirror = await headerWith({ seq: 6 });
    const mirrorKeys = newestKeys(KEYS).filter((key) => key !== recordKey(idOf(4), 2));
    expect(planMirror(await question({ mirror, mirrorKeys }))).toMatchObject({
      do: 'write',
      puts: [recordKey(idOf(4), 2)],
    });
  });

  test('of a changed header alone writes the header: a changed passphrase must reach the mirror', async () => {
    const mirror = await headerWith({ seq: 6, headerSeq: 0 });
    expect(planMirror(await question({ mirror, mirrorKeys: newestKeys(KEYS) }))).toMatchObject({
      do: 'write',
      puts: [],
      removes: [],
      header: { headerSeq: 1, writeSeq: 4 },
    });
  });

  test.each<[string, Partial<MirrorHeader>, string]>([
    ['of another vault', { vaultId: new Uint8Array(16) }, 'other-vault'],
    ['that is newer', { seq: 7 }, 'older'],
    ['with a newer header', { headerSeq: 2 }, 'older'],
    ['of a later epoch', { epoch: 2, seq: 1 }, 'older'],
    ['that is far fuller', { recordCount: 40 }, 'emptier'],
  ])('of a mirror %s touches nothing', async (_what, more, reason) => {
    const mirror = await headerWith(more);
    const plan = planMirror(await question({ mirror, mirrorKeys: [recordKey(idOf(8), 1)] }));
    expect(plan).toEqual({ do: 'hold', reason });
  });

  test('of a far fuller mirror goes on where the unlocked vault remembers that all of it was removed', async () => {
    const mirror = await headerWith({ recordCount: 40 });
    const mirrorKeys = [recordKey(idOf(8), 1)];
    expect(planMirror(await question({ mirror, mirrorKeys, removedIds: new Set([idOf(8)]) }))).toMatchObject({
      do: 'write',
      removes: mirrorKeys,
    });
  });

  test('of a database that lost one record keeps its copy, and drops older versions of what is there', async () => {
    const mirror = await headerWith();
    const mirrorKeys = [recordKey(idOf(8), 1), recordKey(idOf(4), 1)];
    expect(planMirror(await question({ mirror, mirrorKeys }))).toMatchObject({
      do: 'write',
      removes: [recordKey(idOf(4), 1)],
    });
  });

  test('of a database without a root touches nothing, whatever the mirror is', async () => {
    const databaseKeys: readonly StoreKey[] = ['head/A', recordKey(idOf(1), 1)];
    for (const mirror of [undefined, await headerWith()]) {
      expect(planMirror(await question({ databaseKeys, mirror }))).toEqual({ do: 'hold', reason: 'no-root' });
    }
  });

  test('never empties a mirror, and never lets it lose more than half without an explanation', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 200 }), (next, before) => {
        const isFar = isFarEmptier({ recordCount: next }, { recordCount: before });
        if (next === 0 && before > 0) expect(isFar).toBe(true);
        if (next >= before) expect(isFar).toBe(false);
        if (before - next >= 3 && next < before / 2) expect(isFar).toBe(true);
      }),
    );
  });
});
