import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../src/core/bytes/bytes.ts';
import {
  decodeHeader,
  encodeHeader,
  FORMAT_VERSION,
  isHeaderAuthentic,
} from '../../../../src/core/vault/header.ts';
import { hashOf } from '../../../../src/core/vault/keys/keys.ts';
import { type Slot, type SlotHeader, wrapVaultKey } from '../../../../src/core/vault/keys/slot.ts';
import { everyByteFlipped, everyTruncation } from '../../../support/vault/flips.ts';
import { START, testOutside } from '../../../support/vault/outside.ts';

const MAC_KEY = new Uint8Array(32).fill(3);
const VAULT_ID = new Uint8Array(16).fill(1);
const PLACE = { vaultId: VAULT_ID, epoch: 1, headerSeq: 4, createdAt: START };

function slotHeader(label = ''): SlotHeader {
  const kdf = { memoryKib: 65_536, iterations: 3, parallelism: 4 };
  const ids = { slotId: new Uint8Array(16).fill(2), salt: new Uint8Array(32).fill(6) };
  return { kind: 'passphrase', createdAt: START, label, kdf, parameters: new Uint8Array(0), ...ids };
}

function slot(label = ''): Promise<Slot> {
  const context = { vaultId: VAULT_ID, epoch: 1, outside: testOutside() };
  return wrapVaultKey(new Uint8Array(32).fill(8), new Uint8Array(32).fill(9), slotHeader(label), context);
}

async function header(count = 1): Promise<Bytes> {
  const slots = await Promise.all(Array.from({ length: count }, (_, index) => slot(`slot ${index}`)));
  return encodeHeader({ ...PLACE, slots }, MAC_KEY);
}

/** The header with `change` made and its checksum made right again, as somebody would who may write to the disk. */
function forged(bytes: Bytes, change: (view: DataView) => void): Bytes {
  const body = bytes.slice(0, -32);
  change(new DataView(body.buffer));
  return new Uint8Array([...body, ...hashOf(body)]);
}

describe('the head of a vault', () => {
  test.each([1, 2, 16])('with %i slots reads back as it was written', async (count) => {
    const bytes = await header(count);
    const decoded = decodeHeader(bytes);
    const slots = await Promise.all(Array.from({ length: count }, (_, index) => slot(`slot ${index}`)));
    expect(decoded).toEqual({ ok: true, header: { ...PLACE, slots, damagedSlots: 0 } });
    expect(isHeaderAuthentic(bytes, MAC_KEY)).toBe(true);
  });

  test('has at least one slot and at most 16', async () => {
    const one = await slot();
    for (const slots of [[], Array.from({ length: 17 }, () => one)]) {
      expect(() => encodeHeader({ ...PLACE, slots }, MAC_KEY)).toThrow(RangeError);
    }
  });

  test('is damaged, and never anything else, when any of its bytes is changed', async () => {
    for (const [index, damaged] of everyByteFlipped(await header(2))) {
      expect(decodeHeader(damaged), `byte ${index}`).toEqual({ ok: false, error: 'damaged' });
    }
  });

  test('is damaged at every shorter length, and with a byte too many', async () => {
    const whole = await header();
    for (const cut of everyTruncation(whole)) {
      expect(decodeHeader(cut), `${cut.length} bytes`).toEqual({ ok: false, error: 'damaged' });
    }
    expect(decodeHeader(new Uint8Array([...whole, 0]))).toEqual({ ok: false, error: 'damaged' });
  });

  test('that asks for a newer reader is said to be newer', async () => {
    const newer = forged(await header(), (view) => view.setUint16(6, FORMAT_VERSION + 1));
    expect(decodeHeader(newer)).toEqual({ ok: false, error: 'newer-format' });
  });

  test('that was written by a newer program for readers like this one is read', async () => {
    const newer = forged(await header(), (view) => view.setUint16(4, FORMAT_VERSION + 1));
    expect(decodeHeader(newer).ok).toBe(true);
  });

  test('with a flipped bit in the version that readers need is damaged, not newer', async () => {
    const bytes = await header();
    bytes[6] = 0x80;
    expect(decodeHeader(bytes)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each([0x0011, 0xffff])('that says it has %i slots is refused', async (count) => {
    const crowded = forged(await header(), (view) => view.setUint16(44, count));
    expect(decodeHeader(crowded)).toEqual({ ok: false, error: 'damaged' });
  });

  test('names a slot whose own checksum is wrong, and keeps the others', async () => {
    const whole = await header(2);
    const atSecondSlot = 46 + 2 + slotLength(whole) + 2;
    const oneBad = forged(whole, (view) =>
      view.setUint8(atSecondSlot + 20, view.getUint8(atSecondSlot + 20) ^ 1),
    );
    expect(decodeHeader(oneBad)).toMatchObject({
      ok: true,
      header: { damagedSlots: 1, slots: [{ label: 'slot 0' }] },
    });
  });

  test.each([
    ['memory', 0, 8],
    ['memory', 0, 0xffff_ffff],
    ['passes', 4, 1],
    ['passes', 4, 0xffff_ffff],
    ['lanes', 8, 0],
    ['lanes', 8, 0xffff_ffff],
  ])(
    'with %s outside of the limits offers no such slot, whoever made the checksums right',
    async (_what, at, value) => {
      const whole = await header();
      const length = slotLength(whole);
      const start = 48;
      const kdfAt = start + 1 + 16 + 8 + 1 + 'slot 0'.length;
      const weakened = forged(whole, (view) => {
        view.setUint32(kdfAt + at, value);
        const body = new Uint8Array(view.buffer).slice(start, start + length - 32);
        new Uint8Array(view.buffer).set(hashOf(body), start + length - 32);
      });
      expect(decodeHeader(weakened)).toMatchObject({ ok: true, header: { slots: [], damagedSlots: 1 } });
    },
  );

  test('is not authentic when it was changed without the vault key', async () => {
    const whole = await header();
    for (let index = 0; index < whole.length - 64; index += 1) {
      const changed = forged(whole, (view) => view.setUint8(index, view.getUint8(index) ^ 1));
      expect(isHeaderAuthentic(changed, MAC_KEY), `byte ${index}`).toBe(false);
    }
    expect(isHeaderAuthentic(whole, new Uint8Array(32))).toBe(false);
  });

  test('is never read from arbitrary bytes, and they never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (tail, withMagic) => {
        const bytes = new Uint8Array([...(withMagic ? [0x54, 0x4c, 0x59, 0x48, 0, 1, 0, 1] : []), ...tail]);
        expect(decodeHeader(bytes).ok).toBe(false);
      }),
    );
  });

  test('with a right checksum over arbitrary content never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
        const body = new Uint8Array([0x54, 0x4c, 0x59, 0x48, 0, 1, 0, 1, ...tail]);
        expect(() => decodeHeader(new Uint8Array([...body, ...hashOf(body)]))).not.toThrow();
      }),
    );
  });
});

function slotLength(bytes: Bytes): number {
  return new DataView(bytes.buffer).getUint16(46);
}
