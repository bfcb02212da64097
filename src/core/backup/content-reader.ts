// The plaintext of chunks back into content. It was authentic, which is no reason to trust it: whoever can make a user
// type a passphrase for a file may have written that file.
import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { err, ok, type Result } from '../result.ts';
import {
  decodeStored,
  describedBy,
  RECORD_SCHEMA_VERSION,
  RECORD_TYPES,
  type RecordType,
  type StoredRecord,
} from '../vault/records/record.ts';
import { CHUNK_CONTENT_LENGTH } from './backup-chunk.ts';
import type {
  BackupContent,
  BackupPasskey,
  BackupRecord,
  BackupSheet,
  BackupTombstone,
} from './backup-content.ts';
import { ENTRY_KINDS, MAX_ENTRIES } from './content-writer.ts';

/** An unknown kind, type, flag or member is `newer-format`: leaving it out would restore less than the file holds. */
export type ContentErrorCode = 'damaged' | 'newer-format' | 'too-large';

const ENTRY_START = 5;
const TYPE_OF: ReadonlyMap<number, RecordType> = new Map(
  (Object.keys(RECORD_TYPES) as RecordType[]).map((type) => [RECORD_TYPES[type], type]),
);

/** Takes the chunks in order; entries are decoded as soon as they are whole. */
export class ContentReader {
  readonly #bytes: Bytes;
  #filled = 0;
  #offset = 0;
  #ended = false;
  #error: ContentErrorCode | undefined;
  readonly #ids = new Set<string>();
  readonly #records: BackupRecord[] = [];
  readonly #sheets: BackupSheet[] = [];
  readonly #passkeys: BackupPasskey[] = [];
  readonly #tombstones: BackupTombstone[] = [];

  constructor(chunkCount: number) {
    this.#bytes = new Uint8Array(chunkCount * CHUNK_CONTENT_LENGTH);
  }

  add(content: Bytes): void {
    // Nothing follows the chunk that holds the end.
    if (this.#ended) this.#error ??= 'damaged';
    this.#bytes.set(content, this.#filled);
    this.#filled += content.length;
    while (!this.#ended && this.#error === undefined) {
      const entry = this.#nextEntry();
      if (entry === undefined) return;
      this.#error = this.#take(entry.kind, entry.body);
    }
  }

  finish(): Result<BackupContent, ContentErrorCode> {
    if (this.#error !== undefined) return err(this.#error);
    const isPadded = this.#bytes.subarray(this.#offset).every((byte) => byte === 0);
    this.#bytes.fill(0);
    if (!this.#ended || !isPadded) return err('damaged');
    const sheets = this.#sheets.length === 0 ? {} : { sheets: this.#sheets };
    const passkeys = this.#passkeys.length === 0 ? {} : { passkeys: this.#passkeys };
    return ok({ records: this.#records, ...sheets, ...passkeys, tombstones: this.#tombstones });
  }

  #nextEntry(): { readonly kind: number; readonly body: Bytes } | undefined {
    const available = this.#filled - this.#offset;
    if (available < ENTRY_START) return undefined;
    const reader = new ByteReader(this.#bytes.subarray(this.#offset, this.#offset + ENTRY_START));
    const kind = reader.u8();
    const length = reader.u32();
    if (available - ENTRY_START < length) return undefined;
    const start = this.#offset + ENTRY_START;
    this.#offset = start + length;
    return { kind, body: this.#bytes.slice(start, this.#offset) };
  }

  #take(kind: number, body: Bytes): ContentErrorCode | undefined {
    try {
      if (kind === ENTRY_KINDS.record) return this.#takeRecord(body);
      if (kind === ENTRY_KINDS.tombstone) return this.#takeTombstone(new ByteReader(body));
      if (kind === ENTRY_KINDS.end) return this.#takeEnd(new ByteReader(body));
      // 0 is no kind in any version: these are the zeros after content that never ended.
      return kind === 0 ? 'damaged' : 'newer-format';
    } catch (error) {
      if (error instanceof TruncatedError) return 'damaged';
      throw error;
    }
  }

  #takeRecord(body: Bytes): ContentErrorCode | undefined {
    const record = decodeRecordBody(body);
    if (!record.ok) return record.error;
    const { record: stored, ...listed } = record.value;
    if (stored.type === 'account') this.#records.push({ ...listed, record: stored });
    else if (stored.type === 'passkey') this.#passkeys.push({ ...listed, record: stored });
    else this.#sheets.push({ ...listed, record: stored });
    return this.#takeId(listed.id);
  }

  #takeTombstone(reader: ByteReader): ContentErrorCode | undefined {
    const tombstone = { id: encodeHex(reader.bytes(16)), removedAt: reader.u64() };
    if (reader.remaining !== 0) return 'damaged';
    this.#tombstones.push(tombstone);
    return this.#takeId(tombstone.id);
  }

  #takeEnd(reader: ByteReader): ContentErrorCode | undefined {
    this.#ended = true;
    const isRight =
      reader.u32() === this.#records.length + this.#sheets.length + this.#passkeys.length &&
      reader.u32() === this.#tombstones.length &&
      reader.remaining === 0;
    return isRight ? undefined : 'damaged';
  }

  /** Two entries of one id would overwrite each other when they are restored in one commit. */
  #takeId(id: string): ContentErrorCode | undefined {
    if (this.#ids.has(id)) return 'damaged';
    this.#ids.add(id);
    return this.#ids.size > MAX_ENTRIES ? 'too-large' : undefined;
  }
}

type DecodedRecord = Omit<BackupRecord, 'record'> & { readonly record: StoredRecord };

function decodeRecordBody(body: Bytes): Result<DecodedRecord, ContentErrorCode> {
  const reader = new ByteReader(body);
  const type = TYPE_OF.get(reader.u8());
  const schemaVersion = reader.u16();
  if (type === undefined || schemaVersion > RECORD_SCHEMA_VERSION) return err('newer-format');
  const id = encodeHex(reader.bytes(16));
  const version = reader.u64();
  const updatedAt = reader.u64();
  const flag = reader.u8();
  const deletedAt = reader.u64();
  if (flag > 1) return err('newer-format');
  const payload = reader.bytes(reader.remaining);
  const record = decodeStored(type, payload);
  if (record === undefined || version === 0 || schemaVersion === 0) return err('damaged');
  if (flag === 0 && deletedAt !== 0) return err('damaged');
  if (!hasOnlyKnownMembers(payload, record)) return err('newer-format');
  return ok({ id, version, updatedAt, deletedAt: flag === 0 ? null : deletedAt, record });
}

/** `decodeRecord` passes over members that it does not know; restoring would drop them without a word. */
function hasOnlyKnownMembers(payload: Bytes, record: StoredRecord): boolean {
  const reader = new ByteReader(payload);
  return isCovered(JSON.parse(decodeUtf8(reader.bytes(reader.u32())) ?? ''), describedBy(record));
}

/** True where everything that was written was also read. */
function isCovered(written: unknown, read: unknown): boolean {
  if (typeof written !== 'object' || written === null) return true;
  if (typeof read !== 'object' || read === null) return false;
  const members = new Map<string, unknown>(Object.entries(read));
  return Object.entries(written).every(
    ([name, value]) => members.has(name) && isCovered(value, members.get(name)),
  );
}
