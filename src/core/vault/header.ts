// The head of a vault: who it is and how it is unlocked. Two copies are kept; the higher valid one wins.
import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { type Bytes, concatBytes, equalBytes } from '../bytes/bytes.ts';
import { hashOf, isMacOf, MAC_LENGTH, macOf } from './keys/keys.ts';
import { decodeSlot, encodeSlot, type Slot } from './keys/slot.ts';

const MAGIC = 0x544c5948; // "TLYH"
export const FORMAT_VERSION = 1;
const CHECKSUM_LENGTH = 32;
const MAX_SLOTS = 16;

export interface VaultHeader {
  readonly vaultId: Bytes;
  readonly epoch: number;
  /** Grows with every rewrite of the header; of two valid copies the higher one counts. */
  readonly headerSeq: number;
  readonly createdAt: number;
  readonly slots: readonly Slot[];
  readonly damagedSlots: number;
}

export type HeaderError = 'damaged' | 'newer-format';

/** `macKey` is the header MAC key under the vault key. */
export function encodeHeader(header: Omit<VaultHeader, 'damagedSlots'>, macKey: Bytes): Bytes {
  if (header.slots.length === 0 || header.slots.length > MAX_SLOTS) {
    throw new RangeError(`a vault has 1 to ${MAX_SLOTS} key slots`);
  }
  const writer = new ByteWriter()
    .u32(MAGIC)
    .u16(FORMAT_VERSION)
    .u16(FORMAT_VERSION)
    .bytes(header.vaultId)
    .u32(header.epoch)
    .u64(header.headerSeq)
    .u64(header.createdAt)
    .u16(header.slots.length);
  for (const slot of header.slots) {
    const bytes = encodeSlot(slot);
    writer.u16(bytes.length).bytes(bytes);
  }
  const fields = writer.finish();
  const authenticated = concatBytes(fields, macOf(macKey, fields));
  return concatBytes(authenticated, hashOf(authenticated));
}

/**
 * What the bytes say before any key is known. A header whose whole checksum fails is damaged; where only the slots
 * are needed (both copies bad) the caller may still ask `decodeSlot` for each.
 */
export function decodeHeader(
  bytes: Bytes,
): { ok: true; header: VaultHeader } | { ok: false; error: HeaderError } {
  try {
    const reader = new ByteReader(bytes);
    if (reader.u32() !== MAGIC) return { ok: false, error: 'damaged' };
    reader.u16();
    const minReader = reader.u16();
    // First, and in every format to come: a flipped bit in minReader must not look like a newer vault.
    const body = bytes.slice(0, -CHECKSUM_LENGTH);
    if (!equalBytes(hashOf(body), bytes.slice(-CHECKSUM_LENGTH))) return { ok: false, error: 'damaged' };
    // An older program must not touch what it cannot understand.
    if (minReader > FORMAT_VERSION) return { ok: false, error: 'newer-format' };
    const header = decodeFields(reader);
    return reader.remaining === MAC_LENGTH + CHECKSUM_LENGTH
      ? { ok: true, header }
      : { ok: false, error: 'damaged' };
  } catch (error) {
    if (error instanceof TruncatedError) return { ok: false, error: 'damaged' };
    throw error;
  }
}

/** Checked right after unlocking: a header that was changed without the vault key is not believed. */
export function isHeaderAuthentic(bytes: Bytes, macKey: Bytes): boolean {
  const fields = bytes.slice(0, -(MAC_LENGTH + CHECKSUM_LENGTH));
  return isMacOf(bytes.slice(fields.length, fields.length + MAC_LENGTH), macKey, fields);
}

function decodeFields(reader: ByteReader): VaultHeader {
  const vaultId = reader.bytes(16);
  const epoch = reader.u32();
  const headerSeq = reader.u64();
  const createdAt = reader.u64();
  const count = reader.u16();
  if (count > MAX_SLOTS) throw new TruncatedError(`${count} slots`);
  const slots = Array.from({ length: count }, () => decodeSlot(reader.bytes(reader.u16())));
  const whole = slots.filter((slot) => slot !== undefined);
  return { vaultId, epoch, headerSeq, createdAt, slots: whole, damagedSlots: slots.length - whole.length };
}
