// The clear head of a backup file: what a page needs before anything can be derived. docs/backup-format.md, section 2.
import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { type Bytes, concatBytes, equalBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { err, ok, type Result } from '../result.ts';
import { hashOf, isMacOf, MAC_LENGTH, macOf } from '../vault/keys/keys.ts';
import { encodeSlot, type Slot } from '../vault/keys/slot.ts';
import type { BackupSource } from './backup-content.ts';
import { readBackupSlot } from './backup-slots.ts';

const MAGIC = new Uint8Array([0x54, 0x4c, 0x59, 0x42]); // "TLYB"
export const BACKUP_VERSION = 1;
const CHECKSUM_LENGTH = 32;
const FIXED_START = 12;
const MAX_HEADER_LENGTH = 64 * 1024;
const MAX_ANCHOR_LENGTH = 1024;
const MAX_SLOTS = 16;

export interface BackupHeader {
  /** 16 bytes, random. */
  readonly fileId: Bytes;
  readonly createdAt: number;
  readonly source: BackupSource;
  readonly chunkCount: number;
  /** 1 to 16, each with an id of its own. */
  readonly slots: readonly Slot[];
}

/** Whether it begins as every backup does, whatever became of the rest. */
export function beginsAsBackup(file: Bytes): boolean {
  return equalBytes(file.slice(0, MAGIC.length), MAGIC);
}

type HeaderErrorCode = 'not-a-backup' | 'damaged' | 'newer-format' | 'unacceptable-kdf';

/** Throws RangeError for fields that `decodeBackupHeader` would refuse. */
export function encodeBackupHeader(header: BackupHeader, macKey: Bytes): Bytes {
  const { source, slots } = header;
  if (slots.length === 0 || slots.length > MAX_SLOTS || source.anchor.length > MAX_ANCHOR_LENGTH) {
    throw new RangeError(`a backup has 1 to ${MAX_SLOTS} key slots and an anchor of at most 1024 bytes`);
  }
  const rest = new ByteWriter()
    .bytes(header.fileId)
    .u64(header.createdAt)
    .bytes(source.vaultId)
    .u32(source.epoch)
    .u64(source.seq)
    .u32(header.chunkCount)
    .u16(source.anchor.length)
    .bytes(source.anchor)
    .u16(slots.length);
  for (const slot of slots) {
    const bytes = encodeSlot(slot);
    rest.u16(bytes.length).bytes(bytes);
  }
  const fields = rest.finish();
  const start = new ByteWriter()
    .bytes(MAGIC)
    .u16(BACKUP_VERSION)
    .u16(BACKUP_VERSION)
    .u32(FIXED_START + fields.length + MAC_LENGTH + CHECKSUM_LENGTH)
    .finish();
  const body = concatBytes(start, fields);
  const authenticated = concatBytes(body, macOf(macKey, body));
  return concatBytes(authenticated, hashOf(authenticated));
}

/** The header at the start of `file`, and its bytes. Nothing of it may be believed before it was found authentic. */
export function decodeBackupHeader(
  file: Bytes,
): Result<{ readonly header: BackupHeader; readonly bytes: Bytes }, HeaderErrorCode> {
  if (!equalBytes(file.slice(0, MAGIC.length), MAGIC.slice(0, file.length))) return err('not-a-backup');
  try {
    const reader = new ByteReader(file.slice(MAGIC.length, FIXED_START));
    const version = reader.u16();
    const minReader = reader.u16();
    const length = reader.u32();
    if (length > MAX_HEADER_LENGTH || length > file.length) return err('damaged');
    const bytes = file.slice(0, length);
    // First, and in every format to come: a flipped bit in minReader must not look like a newer file.
    if (!hasRightChecksum(bytes)) return err('damaged');
    if (minReader > BACKUP_VERSION) return err('newer-format');
    if (minReader === 0 || version < minReader) return err('damaged');
    const header = decodeFields(bytes);
    return header.ok ? ok({ header: header.value, bytes }) : header;
  } catch (error) {
    if (error instanceof TruncatedError) return err('damaged');
    throw error;
  }
}

/** Checked right after the file key is known. */
export function isBackupHeaderAuthentic(bytes: Bytes, macKey: Bytes): boolean {
  const fields = bytes.slice(0, -(MAC_LENGTH + CHECKSUM_LENGTH));
  return isMacOf(bytes.slice(fields.length, fields.length + MAC_LENGTH), macKey, fields);
}

function hasRightChecksum(bytes: Bytes): boolean {
  return equalBytes(hashOf(bytes.slice(0, -CHECKSUM_LENGTH)), bytes.slice(-CHECKSUM_LENGTH));
}

function decodeFields(bytes: Bytes): Result<BackupHeader, 'damaged' | 'unacceptable-kdf'> {
  const reader = new ByteReader(bytes.slice(FIXED_START));
  const fileId = reader.bytes(16);
  const createdAt = reader.u64();
  const vaultId = reader.bytes(16);
  const place = { epoch: reader.u32(), seq: reader.u64() };
  const chunkCount = reader.u32();
  const anchorLength = reader.u16();
  const anchor = reader.bytes(anchorLength);
  const slots = decodeSlots(reader);
  if (!slots.ok) return slots;
  const isWhole = reader.remaining === MAC_LENGTH + CHECKSUM_LENGTH;
  if (!isWhole || chunkCount === 0 || anchorLength > MAX_ANCHOR_LENGTH) return err('damaged');
  return ok({ fileId, createdAt, source: { vaultId, ...place, anchor }, chunkCount, slots: slots.value });
}

function decodeSlots(reader: ByteReader): Result<readonly Slot[], 'damaged' | 'unacceptable-kdf'> {
  const count = reader.u16();
  if (count === 0 || count > MAX_SLOTS) return err('damaged');
  const slots: Slot[] = [];
  for (let index = 0; index < count; index += 1) {
    const slot = readBackupSlot(reader.bytes(reader.u16()));
    if (!slot.ok) return slot;
    slots.push(slot.value);
  }
  const ids = new Set(slots.map(({ slotId }) => encodeHex(slotId)));
  return ids.size === count ? ok(slots) : err('damaged');
}
