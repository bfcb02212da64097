import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../../src/core/bytes/hex.ts';
import { createVault, readHeads, unlockVault } from '../../../../src/core/vault/head.ts';
import { hashOf } from '../../../../src/core/vault/keys/keys.ts';
import { StoreError } from '../../../../src/core/vault/store.ts';
import { DERIVED_KEY, newVault, PASSPHRASE } from '../../../support/vault/fixture.ts';
import { everyByteFlipped, flipped } from '../../../support/vault/flips.ts';
import { MemoryStore } from '../../../support/vault/memory-store.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

async function created() {
  const store = new MemoryStore();
  const outside = testOutside();
  const { open } = await newVault(store, outside);
  const heads = await readHeads(store);
  const slotId = encodeHex(heads.good?.header.slots[0]?.slotId ?? new Uint8Array(0));
  return { store, outside, open, heads, slotId };
}

describe('a new vault', () => {
  test('is two equal copies of the head and one empty root', async () => {
    const { store, heads } = await created();
    expect([...store.values.keys()]).toEqual(['head/A', 'head/B', 'root/0000000000000001']);
    expect(store.values.get('head/A')).toEqual(store.values.get('head/B'));
    expect(heads.copies).toEqual(['good', 'good']);
    expect(heads.good?.header).toMatchObject({ epoch: 1, headerSeq: 1, createdAt: START, damagedSlots: 0 });
  });

  test('opens with the derived key of its passphrase', async () => {
    const { outside, open, heads, slotId } = await created();
    expect(await unlockVault(slotId, DERIVED_KEY, heads, outside)).toEqual({ ok: true, open });
  });

  test('is never written over one that is there', async () => {
    const { store, outside } = await created();
    const before = new Map(store.values);
    await expect(createVault(PASSPHRASE, store, outside)).rejects.toThrow(new StoreError('conflict'));
    expect(store.values).toEqual(before);
  });

  test('is not written when the random source returns zeros', async () => {
    const store = new MemoryStore();
    const zeros = { ...testOutside(), random: { bytes: (length: number) => new Uint8Array(length) } };
    await expect(createVault(PASSPHRASE, store, zeros)).rejects.toThrow(RangeError);
    expect(store.values.size).toBe(0);
  });

  test('holds neither its key nor the derived key in clear', async () => {
    const { store, open } = await created();
    const stored = [...store.values.values()].map(encodeHex).join(' ');
    for (const secret of [open.vaultKey, DERIVED_KEY, open.keys.record, open.keys.headerMac]) {
      expect(stored).not.toContain(encodeHex(secret).slice(0, 16));
    }
  });
});

describe('unlocking', () => {
  test('with a wrong secret says so, a thousand times, and changes nothing', async () => {
    const { store, outside, heads, slotId } = await created();
    const before = new Map(store.values);
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const secret = new Uint8Array(32);
      new DataView(secret.buffer).setUint32(0, attempt);
      expect(await unlockVault(slotId, secret, heads, outside)).toEqual({ ok: false, error: 'wrong-secret' });
    }
    expect(store.values).toEqual(before);
  });

  test('by a slot that is not there says so', async () => {
    const { outside, heads } = await created();
    const unlocked = await unlockVault('00'.repeat(16), DERIVED_KEY, heads, outside);
    expect(unlocked).toEqual({ ok: false, error: 'no-such-slot' });
  });

  test('goes on with copy B whatever byte of copy A is changed, and the other way round', async () => {
    const { store, outside, open, slotId } = await created();
    const whole = store.values.get('head/A') ?? new Uint8Array(0);
    for (const [good, bad] of [
      ['head/A', 'head/B'],
      ['head/B', 'head/A'],
    ] as const) {
      store.values.set(good, whole);
      for (const [index, damaged] of everyByteFlipped(whole)) {
        store.values.set(bad, damaged);
        const heads = await readHeads(store);
        expect(heads.copies.toSorted(), `byte ${index}`).toEqual(['damaged', 'good']);
        if (index % 16 !== 0) continue;
        expect(await unlockVault(slotId, DERIVED_KEY, heads, outside)).toEqual({ ok: true, open });
      }
    }
  });

  test('goes on with the copy that is left when the other is missing', async () => {
    const { store, outside, open, slotId } = await created();
    store.values.delete('head/A');
    const heads = await readHeads(store);
    expect(heads.copies).toEqual(['missing', 'good']);
    expect(await unlockVault(slotId, DERIVED_KEY, heads, outside)).toEqual({ ok: true, open });
  });

  test('with both copies damaged says so without trying a key', async () => {
    const { store, outside, slotId } = await created();
    for (const key of ['head/A', 'head/B'] as const) {
      store.values.set(key, flipped(store.values.get(key) ?? new Uint8Array(0), 50));
    }
    const heads = await readHeads(store);
    expect(heads).toEqual({ good: undefined, copies: ['damaged', 'damaged'] });
    expect(await unlockVault(slotId, DERIVED_KEY, heads, outside)).toEqual({ ok: false, error: 'damaged' });
  });

  test('does not believe a head whose checksum was made right without the vault key', async () => {
    const { store, outside, slotId } = await created();
    const body = (store.values.get('head/A') ?? new Uint8Array(0)).slice(0, -32);
    // The higher number makes this copy the one that counts.
    new DataView(body.buffer).setBigUint64(28, 99n);
    store.values.set('head/A', new Uint8Array([...body, ...hashOf(body)]));
    const heads = await readHeads(store);
    expect(heads.good?.header.headerSeq).toBe(99);
    expect(await unlockVault(slotId, DERIVED_KEY, heads, outside)).toEqual({ ok: false, error: 'damaged' });
  });
});
