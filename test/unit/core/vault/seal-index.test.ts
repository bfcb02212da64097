import { describe, expect, test } from 'vitest';
import { deriveVaultKeys } from '../../../../src/core/vault/keys/keys.ts';
import { openRoot, openShard, sealRoot, sealShard } from '../../../../src/core/vault/seal-index.ts';
import type { IndexShard } from '../../../../src/core/vault/vault-index.ts';
import { accountNamed, idOf } from '../../../support/vault/fixture.ts';
import { everyByteFlipped } from '../../../support/vault/flips.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

const KEYS = deriveVaultKeys(new Uint8Array(32).fill(8), new Uint8Array(16).fill(1), 1);
const ROOT = { seq: 3, committedAt: START, shards: [], superseded: [] };
const SHARD: IndexShard = { entries: [], tombstones: [{ id: idOf(9), removedAt: START }] };
const PLACE = { id: idOf(5), version: 2 };
const outside = testOutside();

describe('a sealed root', () => {
  test('opens under its own seq and under no other', async () => {
    const envelope = await sealRoot(ROOT, KEYS, outside);
    expect(await openRoot(3, envelope, KEYS, outside)).toEqual(ROOT);
    expect(await openRoot(2, envelope, KEYS, outside)).toBeUndefined();
    expect(await openRoot(4, envelope, KEYS, outside)).toBeUndefined();
  });

  test('is refused when any of its bytes is changed', async () => {
    for (const [index, damaged] of everyByteFlipped(await sealRoot(ROOT, KEYS, outside))) {
      expect(await openRoot(3, damaged, KEYS, outside), `byte ${index}`).toBeUndefined();
    }
  });

  test('is not made of what could not be read back', async () => {
    await expect(sealRoot({ ...ROOT, committedAt: -1 }, KEYS, outside)).rejects.toThrow(RangeError);
    const reference = { ...PLACE, hash: 'ab'.repeat(32), count: 1 };
    const before = { ...ROOT, shards: [reference] };
    for (const wrong of [
      { ...reference, count: -1 },
      { ...reference, hash: 'ab' },
    ]) {
      const root = { ...before, shards: [reference, wrong] };
      await expect(sealRoot(root, KEYS, outside, before)).rejects.toThrow(RangeError);
    }
    const envelope = await sealRoot(before, KEYS, outside, before);
    expect(await openRoot(ROOT.seq, envelope, KEYS, outside)).toEqual(before);
  });
});

describe('a sealed shard', () => {
  test('opens by the reference that the root keeps', async () => {
    const { envelope, reference } = await sealShard(SHARD, PLACE, KEYS, outside);
    expect(reference).toMatchObject({ ...PLACE, count: 0 });
    expect(await openShard(reference, envelope, KEYS, outside)).toEqual(SHARD);
  });

  test('is refused when any of its bytes is changed, and when it is missing', async () => {
    const { envelope, reference } = await sealShard(SHARD, PLACE, KEYS, outside);
    for (const [index, damaged] of everyByteFlipped(envelope)) {
      expect(await openShard(reference, damaged, KEYS, outside), `byte ${index}`).toBeUndefined();
    }
    expect(await openShard(reference, undefined, KEYS, outside)).toBeUndefined();
  });

  test('of an earlier time is refused in the place of the current one', async () => {
    const earlier = await sealShard(SHARD, PLACE, KEYS, outside);
    const current = await sealShard({ ...SHARD, tombstones: [] }, { ...PLACE, version: 3 }, KEYS, outside);
    expect(await openShard(current.reference, earlier.envelope, KEYS, outside)).toBeUndefined();
    const hashOfEarlier = { ...current.reference, hash: earlier.reference.hash };
    expect(await openShard(hashOfEarlier, earlier.envelope, KEYS, outside)).toBeUndefined();
  });

  const entry = { id: idOf(1), type: 'account', version: 1, hash: 'ab'.repeat(32) } as const;
  const whole = { ...entry, updatedAt: START, deletedAt: null, account: accountNamed('a') };
  const parameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 2 ** 53 } as const;
  const broken = { ...whole, id: idOf(2), account: accountNamed('a', { parameters }) };

  test('is not made of what could not be read back', async () => {
    const shard = { entries: [broken], tombstones: [] };
    await expect(sealShard(shard, PLACE, KEYS, outside)).rejects.toThrow(RangeError);
  });

  test('is not made with a new part that could not be read back, whatever it had before', async () => {
    const before: IndexShard = { entries: [whole], tombstones: [] };
    const place = { ...PLACE, before };
    const added = { ...before, entries: [whole, broken] };
    await expect(sealShard(added, place, KEYS, outside)).rejects.toThrow(RangeError);
    const changed = { ...before, entries: [{ ...whole, updatedAt: -1 }] };
    await expect(sealShard(changed, place, KEYS, outside)).rejects.toThrow(RangeError);
    const others: readonly Partial<IndexShard>[] = [
      { tombstones: [{ id: 'no id', removedAt: START }] },
      { sheets: [{ ...whole, type: 'recovery-sheet' } as never] },
      { passkeys: [{ ...whole, type: 'passkey' } as never] },
    ];
    for (const other of others)
      await expect(sealShard({ ...before, ...other }, place, KEYS, outside)).rejects.toThrow(RangeError);
    const { envelope, reference } = await sealShard(before, place, KEYS, outside);
    expect(await openShard(reference, envelope, KEYS, outside)).toEqual(before);
  });
});
