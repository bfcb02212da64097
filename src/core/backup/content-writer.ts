// Content into the plaintext of chunks: one entry after the other, cut wherever a chunk is full.
import { ByteWriter } from '../bytes/byte-writer.ts';
import { type Bytes, concatBytes } from '../bytes/bytes.ts';
import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { encodeRecord, RECORD_SCHEMA_VERSION, RECORD_TYPES } from '../vault/records/record.ts';
import { CHUNK_CONTENT_LENGTH } from './backup-chunk.ts';
import type {
  BackupContent,
  BackupPasskey,
  BackupRecord,
  BackupSheet,
  BackupTombstone,
} from './backup-content.ts';

/** The numbers are part of the format; docs/backup-format.md, section 5. */
export const ENTRY_KINDS = { record: 1, tombstone: 2, end: 255 } as const;

/** More than any vault has; it bounds what a hostile file can make a reader build. */
export const MAX_ENTRIES = 100_000;

type AnyRecord = BackupRecord | BackupSheet | BackupPasskey;

export interface PlainChunk {
  readonly content: Bytes;
  readonly isFinal: boolean;
  /** How many records and tombstones were written up to here. */
  readonly entriesDone: number;
}

/** Throws RangeError for what the reader would refuse: an id that occurs twice, a record that does not read back. */
export function* writeContent({
  records: accounts,
  sheets = [],
  passkeys = [],
  tombstones,
}: BackupContent): Generator<PlainChunk> {
  const records = [...accounts, ...sheets, ...passkeys];
  refuseRepeatedIds([...records, ...tombstones]);
  let pending: Bytes = new Uint8Array(0);
  let entriesDone = 0;
  for (const entry of entriesOf(records, tombstones)) {
    pending = concatBytes(pending, entry);
    // Not when it is just full: the last chunk is cut below, and must not be empty.
    while (pending.length > CHUNK_CONTENT_LENGTH) {
      yield { content: pending.slice(0, CHUNK_CONTENT_LENGTH), isFinal: false, entriesDone };
      pending = pending.subarray(CHUNK_CONTENT_LENGTH);
    }
    entriesDone += 1;
  }
  const content = new Uint8Array(CHUNK_CONTENT_LENGTH);
  content.set(pending);
  yield { content, isFinal: true, entriesDone: records.length + tombstones.length };
}

function* entriesOf(records: readonly AnyRecord[], tombstones: readonly BackupTombstone[]): Generator<Bytes> {
  for (const record of records) yield encodeEntry(ENTRY_KINDS.record, recordBody(record));
  for (const { id, removedAt } of tombstones) {
    yield encodeEntry(ENTRY_KINDS.tombstone, new ByteWriter().bytes(idBytes(id)).u64(removedAt).finish());
  }
  const counts = new ByteWriter().u32(records.length).u32(tombstones.length).finish();
  yield encodeEntry(ENTRY_KINDS.end, counts);
}

function encodeEntry(kind: number, body: Bytes): Bytes {
  return new ByteWriter().u8(kind).u32(body.length).bytes(body).finish();
}

function recordBody({ id, version, updatedAt, deletedAt, record }: AnyRecord): Bytes {
  if (version === 0) throw new RangeError('versions of a record start at 1');
  return new ByteWriter()
    .u8(RECORD_TYPES[record.type])
    .u16(RECORD_SCHEMA_VERSION)
    .bytes(idBytes(id))
    .u64(version)
    .u64(updatedAt)
    .u8(deletedAt === null ? 0 : 1)
    .u64(deletedAt ?? 0)
    .bytes(encodeRecord(record))
    .finish();
}

function idBytes(id: string): Bytes {
  const bytes = decodeHex(id);
  // Upper case would read back as another text.
  if (bytes?.length !== 16 || encodeHex(bytes) !== id) {
    throw new RangeError('an id has 32 hexadecimal digits in lower case');
  }
  return bytes;
}

function refuseRepeatedIds(entries: readonly { readonly id: string }[]): void {
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) {
    throw new RangeError('an id occurs twice in a backup');
  }
}
