import { PbfReader } from 'pbf';
import type { Bytes } from '../bytes/bytes.ts';
import { err, ok, type Result } from '../result.ts';
import { cleanText, decodeTextBytes } from './uri-text.ts';

/** The message in a Google Authenticator export, as its protobuf has it; enumerations are still numbers. */
export interface MigrationPayload {
  readonly entries: readonly MigrationEntry[];
  readonly version: number;
  readonly batchSize: number;
  readonly batchIndex: number;
  readonly batchId: number;
}

export interface MigrationEntry {
  readonly secret: Bytes;
  readonly name: string;
  readonly issuer: string;
  readonly algorithm: number;
  readonly digits: number;
  readonly type: number;
  readonly counter: number;
  /** The bytes of this entry do not add up; what could be read of it is above. */
  readonly isDamaged: boolean;
}

const MAX_ENTRIES = 500;

const VARINT = 0;
const LENGTH_DELIMITED = 2;

type Mutable<Readonly> = { -readonly [Key in keyof Readonly]: Readonly[Key] };

export function readMigrationPayload(
  bytes: Bytes,
): Result<MigrationPayload, 'bad-migration' | 'too-many-accounts'> {
  const entries: MigrationEntry[] = [];
  const payload = { version: 0, batchSize: 0, batchIndex: 0, batchId: 0 };
  const isWhole = readMessage(bytes, (field, reader) => {
    // Further entries are skipped by their length, unread.
    if (field === 1 && entries.length <= MAX_ENTRIES) entries.push(readEntry(readBytes(reader)));
    else if (field === 2) payload.version = readInteger(reader);
    else if (field === 3) payload.batchSize = readInteger(reader);
    else if (field === 4) payload.batchIndex = readInteger(reader);
    // An int32, often negative and then ten bytes long; some writers make it five.
    else if (field === 5) payload.batchId = readInteger(reader) | 0;
  });
  if (!isWhole) return err('bad-migration');
  return entries.length > MAX_ENTRIES ? err('too-many-accounts') : ok({ ...payload, entries });
}

function readEntry(bytes: Bytes): MigrationEntry {
  const entry: Mutable<MigrationEntry> = {
    secret: new Uint8Array(),
    name: '',
    issuer: '',
    algorithm: 0,
    digits: 0,
    type: 0,
    counter: 0,
    isDamaged: false,
  };
  const isWhole = readMessage(bytes, (field, reader) => {
    if (field === 1) entry.secret = readBytes(reader);
    else if (field === 2) entry.name = cleanText(decodeTextBytes(readBytes(reader)));
    else if (field === 3) entry.issuer = cleanText(decodeTextBytes(readBytes(reader)));
    else if (field === 4) entry.algorithm = readInteger(reader);
    else if (field === 5) entry.digits = readInteger(reader);
    else if (field === 6) entry.type = readInteger(reader);
    else if (field === 7) entry.counter = readInteger(reader);
  });
  return { ...entry, isDamaged: !isWhole };
}

/**
 * Hands each field to `readField`, which reads its value or leaves it to be skipped. False where the bytes are no
 * protobuf message: pbf itself checks neither lengths against the end nor wire types against what is read.
 */
function readMessage(bytes: Bytes, readField: (field: number, reader: PbfReader) => void): boolean {
  const reader = new PbfReader(bytes);
  try {
    for (let field = reader.nextField(); field !== 0; field = reader.nextField()) {
      readField(field, reader);
      if (reader.pos > reader.length) return false;
    }
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
  return reader.pos === reader.length;
}

function readBytes(reader: PbfReader): Bytes {
  if (reader.type !== LENGTH_DELIMITED) throw new Error('wire type');
  return new Uint8Array(reader.readBytes());
}

function readInteger(reader: PbfReader): number {
  if (reader.type !== VARINT) throw new Error('wire type');
  return reader.readVarint(true);
}
