// Files as somebody would write them who knows the format and the passphrase, but does not keep to the rules.
import { CHUNK_CONTENT_LENGTH, sealChunk } from '../../../src/core/backup/backup-chunk.ts';
import { type BackupHeader, encodeBackupHeader } from '../../../src/core/backup/backup-header.ts';
import { deriveBackupKeys } from '../../../src/core/backup/backup-keys.ts';
import { sealBackupSlot } from '../../../src/core/backup/backup-slots.ts';
import { ByteWriter } from '../../../src/core/bytes/byte-writer.ts';
import { type Bytes, concatBytes } from '../../../src/core/bytes/bytes.ts';
import { decodeHex } from '../../../src/core/bytes/hex.ts';
import { hashOf, macOf } from '../../../src/core/vault/keys/keys.ts';
import { encodeRecord } from '../../../src/core/vault/records/record.ts';
import { PASSPHRASE_SLOT, SOURCE } from './fixture.ts';
import { idOf, recordNamed } from '../vault/fixture.ts';
import { START, testOutside } from '../vault/outside.ts';

const FILE_ID = new Uint8Array(16).map((_, index) => index + 1);
const FILE_KEY = new Uint8Array(32).map((_, index) => index + 2);
const KEYS = deriveBackupKeys(FILE_KEY, FILE_ID);

/** A whole and authentic file with this plaintext in its chunks, zeros to the end of the last one. */
export async function fileOf(
  content: Bytes,
  change: (header: BackupHeader) => BackupHeader = (header) => header,
): Promise<Bytes> {
  const outside = testOutside('forger');
  const slot = await sealBackupSlot(FILE_KEY, PASSPHRASE_SLOT, START, { fileId: FILE_ID, outside });
  const chunkCount = Math.max(1, Math.ceil(content.length / CHUNK_CONTENT_LENGTH));
  const chunks = Array.from({ length: chunkCount }, (_, number) => {
    const padded = new Uint8Array(CHUNK_CONTENT_LENGTH);
    padded.set(content.subarray(number * CHUNK_CONTENT_LENGTH, (number + 1) * CHUNK_CONTENT_LENGTH));
    const place = { contentKey: KEYS.content, fileId: FILE_ID, number, isFinal: number === chunkCount - 1 };
    return sealChunk(padded, place, outside.aead);
  });
  const header = { fileId: FILE_ID, createdAt: START, source: SOURCE, chunkCount, slots: [slot] };
  return concatBytes(encodeBackupHeader(change(header), KEYS.headerMac), ...(await Promise.all(chunks)));
}

/** The header with these fields changed, and MAC and checksum made right again. */
export function withAuthenticHeader(file: Bytes, change: (view: DataView) => void): Bytes {
  const copy = new Uint8Array(file);
  const end = new DataView(copy.buffer).getUint32(8) - 64;
  change(new DataView(copy.buffer, 0, end));
  copy.set(macOf(KEYS.headerMac, copy.slice(0, end)), end);
  copy.set(hashOf(copy.slice(0, end + 32)), end + 32);
  return copy;
}

export function entry(kind: number, body: Uint8Array, length: number = body.length): Bytes {
  return new ByteWriter().u8(kind).u32(length).bytes(body).finish();
}

export function endEntry(records: number, tombstones = 0): Bytes {
  return entry(255, new ByteWriter().u32(records).u32(tombstones).finish());
}

export interface RecordFields {
  readonly type: number;
  readonly schemaVersion: number;
  readonly id: string;
  readonly version: number;
  readonly flag: number;
  readonly deletedAt: number;
  readonly payload: Bytes;
}

export function recordEntry(more: Partial<RecordFields> = {}): Bytes {
  const payload = encodeRecord(recordNamed('alice'));
  const usual = { type: 1, schemaVersion: 1, id: idOf(1), version: 1, flag: 0, deletedAt: 0, payload };
  const fields: RecordFields = { ...usual, ...more };
  const body = new ByteWriter()
    .u8(fields.type)
    .u16(fields.schemaVersion)
    .bytes(decodeHex(fields.id) ?? new Uint8Array(0))
    .u64(fields.version)
    .u64(START)
    .u8(fields.flag)
    .u64(fields.deletedAt)
    .bytes(fields.payload)
    .finish();
  return entry(1, body);
}

export function tombstoneEntry(id: string): Bytes {
  return entry(
    2,
    new ByteWriter()
      .bytes(decodeHex(id) ?? new Uint8Array(0))
      .u64(START)
      .finish(),
  );
}

/** A record's bytes with this text for a description. */
export function payloadOf(description: string): Bytes {
  const text = new TextEncoder().encode(description);
  return new ByteWriter().u32(text.length).bytes(text).u16(1).u8(7).finish();
}
