// Which key slots a vault has: adding, replacing and removing them. A new slot is verified by unwrapping before it counts.
import { type Bytes, equalBytes } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import type { Result } from '../../result.ts';
import type { OpenKeys } from '../head.ts';
import type { KdfParameters } from './kdf-parameters.ts';
import type { Outside } from '../outside.ts';
import { type Slot, type SlotHeader, unwrapVaultKey, wrapVaultKey } from './slot.ts';

/** A slot that is to be made; `secret` is the 32 bytes of Argon2id, of the recovery key or of the PRF. */
export interface NewSlot {
  readonly kind: SlotHeader['kind'];
  readonly secret: Bytes;
  readonly label: string;
  readonly kdf: KdfParameters | null;
  /** 32 bytes. */
  readonly salt: Bytes;
  readonly parameters: Bytes;
}

/** Throws RangeError where the slot that was made does not give the vault key back: nothing was stored then. */
export async function makeSlot(slot: NewSlot, { vaultKey, keys }: OpenKeys, outside: Outside): Promise<Slot> {
  const { secret, ...fields } = slot;
  const header: SlotHeader = {
    ...fields,
    slotId: outside.random.bytes(16),
    createdAt: outside.clock.now(),
  };
  const context = { vaultId: keys.vaultId, epoch: keys.epoch, outside };
  const made = await wrapVaultKey(vaultKey, secret, header, context);
  const unwrapped = await unwrapVaultKey(made, secret, context);
  if (!unwrapped.ok || !equalBytes(unwrapped.vaultKey, vaultKey)) {
    throw new RangeError('a key slot that does not give the vault key back');
  }
  return made;
}

export function slotIdOf(slot: SlotHeader): string {
  return encodeHex(slot.slotId);
}

export type RemoveError = 'no-such-slot' | 'last-slot';

/**
 * The slots without this one. Never the last one, and never the last that is no passkey: a passkey lives on a device
 * and in a browser that can both be lost.
 */
export function withoutSlot(slots: readonly Slot[], slotId: string): Result<readonly Slot[], RemoveError> {
  const rest = slots.filter((slot) => slotIdOf(slot) !== slotId);
  if (rest.length === slots.length) return { ok: false, error: 'no-such-slot' };
  return rest.some(({ kind }) => kind !== 'passkey')
    ? { ok: true, value: rest }
    : { ok: false, error: 'last-slot' };
}
