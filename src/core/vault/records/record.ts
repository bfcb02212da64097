// What a record holds: a description as JSON and one secret as raw bytes. The secret stays out of the JSON, so that
// it never becomes a string that the garbage collector keeps for an unknown time.
import * as v from 'valibot';
import { ByteReader, TruncatedError } from '../../bytes/byte-reader.ts';
import { ByteWriter } from '../../bytes/byte-writer.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import type { Account } from './account.ts';
import { accountSchema } from './account-schema.ts';
import { type PasskeyDescription, type PasskeyRecord, passkeySchema } from './passkey-record.ts';
import { type RecoverySheet, sheetSchema, type SheetRecord } from './recovery-sheet.ts';

/** The numbers are part of the stored format. */
export const RECORD_TYPES = { account: 1, 'recovery-sheet': 2, passkey: 3 } as const;
export type RecordType = keyof typeof RECORD_TYPES;

export const RECORD_SCHEMA_VERSION = 1;

const PRF_SECRET_LENGTH = 32;

export interface AccountRecord {
  readonly type: 'account';
  readonly account: Account;
  /** 1 to 1024 bytes. */
  readonly secret: Bytes;
}

export type VaultRecord = AccountRecord;
export type StoredRecord = AccountRecord | SheetRecord | PasskeyRecord;

/** Throws RangeError for a record that `decodeRecord` would refuse: what cannot be read back is never sealed. */
export function encodeRecord(record: StoredRecord): Bytes {
  const description = encodeUtf8(JSON.stringify(describedBy(record)));
  const secret = secretOf(record);
  const bytes = new ByteWriter()
    .u32(description.length)
    .bytes(description)
    .u16(secret.length)
    .bytes(secret)
    .finish();
  if (decodeStored(record.type, bytes) === undefined)
    throw new RangeError('a record that could not be read back');
  return bytes;
}

/** The record, or undefined where the bytes are not one: only a bug or a newer program can have sealed such bytes. */
export function decodeRecord(_type: 'account', bytes: Bytes): AccountRecord | undefined {
  const parts = partsOf(bytes);
  if (parts === undefined) return undefined;
  const parsed = v.safeParse(accountSchema, parts.description);
  return parsed.success ? { type: 'account', account: parsed.output, secret: parts.secret } : undefined;
}

/** As `decodeRecord`, for a sheet: as many codes as marks. */
export function decodeSheet(bytes: Bytes): SheetRecord | undefined {
  const parts = partsOf(bytes);
  if (parts === undefined) return undefined;
  const parsed = v.safeParse(sheetSchema, parts.description);
  const codes = splitSecret(parts.secret);
  if (!parsed.success || codes?.length !== parsed.output.marks.length) return undefined;
  return { type: 'recovery-sheet', sheet: parsed.output, codes };
}

/** As `decodeRecord`, for a passkey. Whether the private key is one, only its use tells. */
export function decodePasskey(bytes: Bytes): PasskeyRecord | undefined {
  const parts = partsOf(bytes);
  if (parts === undefined) return undefined;
  const parsed = v.safeParse(passkeySchema, parts.description);
  const [privateKey, prfSecret, ...others] = splitSecret(parts.secret) ?? [];
  if (!parsed.success || privateKey === undefined || others.length > 0) return undefined;
  if (prfSecret?.length !== PRF_SECRET_LENGTH) return undefined;
  return { type: 'passkey', passkey: parsed.output, privateKey, prfSecret };
}

export function decodeStored(type: RecordType, bytes: Bytes): StoredRecord | undefined {
  switch (type) {
    case 'account':
      return decodeRecord(type, bytes);
    case 'recovery-sheet':
      return decodeSheet(bytes);
    case 'passkey':
      return decodePasskey(bytes);
  }
}

/** What stands in its description. */
export function describedBy(record: StoredRecord): Account | RecoverySheet | PasskeyDescription {
  switch (record.type) {
    case 'account':
      return record.account;
    case 'recovery-sheet':
      return record.sheet;
    case 'passkey':
      return record.passkey;
  }
}

function secretOf(record: StoredRecord): Bytes {
  switch (record.type) {
    case 'account':
      return record.secret;
    case 'recovery-sheet':
      return joinParts(record.codes);
    case 'passkey':
      return joinParts([record.privateKey, record.prfSecret]);
  }
}

function partsOf(bytes: Bytes): { readonly description: unknown; readonly secret: Bytes } | undefined {
  try {
    const reader = new ByteReader(bytes);
    const description = decodeUtf8(reader.bytes(reader.u32()));
    const secret = reader.bytes(reader.u16());
    if (reader.remaining !== 0 || secret.length === 0) return undefined;
    return { description: JSON.parse(description ?? ''), secret };
  } catch (error) {
    if (error instanceof TruncatedError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Each part after its length. */
function joinParts(parts: readonly Bytes[]): Bytes {
  return parts.reduce((writer, part) => writer.u16(part.length).bytes(part), new ByteWriter()).finish();
}

function splitSecret(secret: Bytes): readonly Bytes[] | undefined {
  const reader = new ByteReader(secret);
  const parts: Bytes[] = [];
  try {
    while (reader.remaining > 0) parts.push(reader.bytes(reader.u16()));
  } catch (error) {
    if (error instanceof TruncatedError) return undefined;
    throw error;
  }
  return parts.every(({ length }) => length > 0) ? parts : undefined;
}
