import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../../../src/core/vault/keys/keys.ts';
import {
  decodeSlot,
  encodeSlot,
  type Slot,
  type SlotHeader,
  unwrapVaultKey,
  wrapVaultKey,
} from '../../../../../src/core/vault/keys/slot.ts';
import { everyByteFlipped, everyTruncation, flipped } from '../../../../support/vault/flips.ts';
import { START, testOutside } from '../../../../support/vault/outside.ts';

const VAULT_KEY = new Uint8Array(32).fill(8);
const SECRET = new Uint8Array(32).fill(9);
const CONTEXT = { vaultId: new Uint8Array(16).fill(1), epoch: 1, outside: testOutside() };

const PASSPHRASE_SLOT: SlotHeader = {
  kind: 'passphrase',
  slotId: new Uint8Array(16).fill(2),
  createdAt: START,
  label: 'Küche 🔑',
  kdf: { memoryKib: 65_536, iterations: 3, parallelism: 4 },
  salt: new Uint8Array(32).fill(6),
  parameters: new Uint8Array(0),
};
const RECOVERY_SLOT: SlotHeader = { ...PASSPHRASE_SLOT, kind: 'recovery-key', kdf: null };
const PASSKEY_SLOT: SlotHeader = {
  ...PASSPHRASE_SLOT,
  kind: 'passkey',
  kdf: null,
  parameters: new Uint8Array(64).fill(5),
};

const wrap = (header = PASSPHRASE_SLOT) => wrapVaultKey(VAULT_KEY, SECRET, header, CONTEXT);

/** A slot of this header with every checksum right, as somebody would write it who knows the format. */
function encodeWithFields(slot: Slot, change: (body: Uint8Array) => void): Uint8Array<ArrayBuffer> {
  const body = encodeSlot(slot).slice(0, -32);
  change(body);
  return new Uint8Array([...body, ...hashOf(body)]);
}

describe('a key slot', () => {
  test.each([PASSPHRASE_SLOT, RECOVERY_SLOT, PASSKEY_SLOT])(
    'of kind $kind reads back with its label and parameters, and gives the vault key',
    async (header) => {
      const slot = await wrap(header);
      const decoded = decodeSlot(encodeSlot(slot));
      expect(decoded).toEqual(slot);
      expect(await unwrapVaultKey(slot, SECRET, CONTEXT)).toEqual({ ok: true, vaultKey: VAULT_KEY });
    },
  );

  test('does not hold the vault key or the secret in clear', async () => {
    const text = Buffer.from(encodeSlot(await wrap())).toString('hex');
    expect(text).not.toContain('08'.repeat(8));
    expect(text).not.toContain('09'.repeat(8));
  });

  test('tells a wrong secret from damage', async () => {
    const slot = await wrap();
    for (let index = 0; index < 32; index += 1) {
      const wrong = await unwrapVaultKey(slot, flipped(SECRET, index), CONTEXT);
      expect(wrong).toEqual({ ok: false, error: 'wrong-secret' });
    }
    for (const [index, wrappedKey] of everyByteFlipped(slot.wrappedKey)) {
      const damaged = await unwrapVaultKey({ ...slot, wrappedKey }, SECRET, CONTEXT);
      expect(damaged, `byte ${index}`).toEqual({ ok: false, error: 'damaged' });
    }
    const otherNonce = { ...slot, nonce: flipped(slot.nonce, 0) };
    expect(await unwrapVaultKey(otherNonce, SECRET, CONTEXT)).toEqual({ ok: false, error: 'damaged' });
  });

  test.each<[string, Partial<SlotHeader>]>([
    ['kind', { kind: 'passkey', kdf: null }],
    ['id', { slotId: new Uint8Array(16) }],
    ['time', { createdAt: START + 1 }],
    ['label', { label: 'Kueche' }],
    ['KDF parameters', { kdf: { memoryKib: 19 * 1024, iterations: 2, parallelism: 1 } }],
    ['salt', { salt: new Uint8Array(32) }],
    ['parameters', { parameters: new Uint8Array(1) }],
  ])('whose %s was changed gives no key', async (_field, other) => {
    const slot = { ...(await wrap()), ...other };
    expect(await unwrapVaultKey(slot, SECRET, CONTEXT)).toEqual({ ok: false, error: 'wrong-secret' });
  });

  test('of another vault or another epoch gives no key', async () => {
    const slot = await wrap();
    const otherVault = { ...CONTEXT, vaultId: new Uint8Array(16).fill(4) };
    expect(await unwrapVaultKey(slot, SECRET, otherVault)).toEqual({ ok: false, error: 'wrong-secret' });
    const otherEpoch = { ...CONTEXT, epoch: 2 };
    expect(await unwrapVaultKey(slot, SECRET, otherEpoch)).toEqual({ ok: false, error: 'damaged' });
  });

  test('is damaged when any of its bytes is changed, and at every shorter length', async () => {
    const bytes = encodeSlot(await wrap());
    for (const [index, changed] of everyByteFlipped(bytes)) {
      expect(decodeSlot(changed), `byte ${index}`).toBeUndefined();
    }
    for (const cut of everyTruncation(bytes)) expect(decodeSlot(cut), `${cut.length} bytes`).toBeUndefined();
  });

  test.each([0, 4, 255])('of the unknown kind %i is refused', async (kind) => {
    const bytes = encodeWithFields(await wrap(), (body) => body.set([kind]));
    expect(decodeSlot(bytes)).toBeUndefined();
  });

  test('with a label that is not UTF-8 is refused', async () => {
    const bytes = encodeWithFields(await wrap(), (body) => body.set([0xff], 26));
    expect(decodeSlot(bytes)).toBeUndefined();
  });

  test('of a random secret with KDF parameters is refused: it is not one of ours', async () => {
    const kdfAt = 26 + new TextEncoder().encode(RECOVERY_SLOT.label).length;
    for (const offset of [3, 7, 11]) {
      const bytes = encodeWithFields(await wrap(RECOVERY_SLOT), (body) => body.set([1], kdfAt + offset));
      expect(decodeSlot(bytes)).toBeUndefined();
    }
  });

  test('never throws on arbitrary bytes, with a right checksum or without', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 260 }), fc.boolean(), (bytes, withChecksum) => {
        const body = new Uint8Array(bytes);
        expect(decodeSlot(withChecksum ? new Uint8Array([...body, ...hashOf(body)]) : body)).toBeUndefined();
      }),
    );
  });

  test('of nothing but the checksum of nothing is refused (it once threw)', () => {
    expect(decodeSlot(hashOf(new Uint8Array(0)))).toBeUndefined();
  });
});
