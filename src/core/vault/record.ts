// What a record holds: a description as JSON and one secret as raw bytes. The secret stays out of the JSON, so that
// it never becomes a string that the garbage collector keeps for an unknown time.
import * as v from 'valibot';
import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import type { Account } from './account.ts';
import { accountSchema } from './account-schema.ts';

/** The numbers are part of the stored format. 2 and 3 are kept for recovery sheets and passkeys. */
export const RECORD_TYPES = { account: 1 } as const;
export type RecordType = keyof typeof RECORD_TYPES;

export const RECORD_SCHEMA_VERSION = 1;

export interface AccountRecord {
  readonly type: 'account';
  readonly account: Account;
  /** 1 to 1024 bytes. */
  readonly secret: Bytes;
}

export type VaultRecord = AccountRecord;

/** Throws RangeError for a record that `decodeRecord` would refuse: what cannot be read back is never sealed. */
export function encodeRecord(record: VaultRecord): Bytes {
  const description = encodeUtf8(JSON.stringify(record.account));
  const bytes = new ByteWriter()
    .u32(description.length)
    .bytes(description)
    .u16(record.secret.length)
    .bytes(record.secret)
    .finish();
  if (decodeRecord(record.type, bytes) === undefined)
    throw new RangeError('a record that could not be read back');
  return bytes;
}

/** The record, or undefined where the bytes are not one: only a bug or a newer program can have sealed such bytes. */
export function decodeRecord(type: RecordType, bytes: Bytes): VaultRecord | undefined {
  try {
    const reader = new ByteReader(bytes);
    const description = decodeUtf8(reader.bytes(reader.u32()));
    const secret = reader.bytes(reader.u16());
    if (reader.remaining !== 0 || secret.length === 0) return undefined;
    const parsed = v.safeParse(accountSchema, JSON.parse(description ?? ''));
    return parsed.success ? { type, account: parsed.output, secret } : undefined;
  } catch (error) {
    if (error instanceof TruncatedError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
