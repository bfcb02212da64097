// The sealed index: a root that names shards, shards that name records. It alone says which version of a record is
// the current one; without it a replayed old record would look as good as the new one.
import * as v from 'valibot';
import type { Bytes } from '../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import type { Account } from './records/account.ts';
import { accountSchema } from './records/account-schema.ts';
import { type PasskeyDescription, passkeySchema } from './records/passkey-record.ts';
import { type SheetSummary, sheetSummarySchema } from './records/recovery-sheet.ts';
import type { StoreKey } from './store.ts';

export const MAX_SHARD_ENTRIES = 64;
/** How many index states are kept with the envelopes that they name. */
export const HISTORY_LENGTH = 20;
export const INDEX_SCHEMA_VERSION = 1;
/** Of a shard that lists sheets: a program that knows none refuses it, since rewriting it would drop them. */
export const SHEETS_SCHEMA_VERSION = 2;
/** Of a shard that lists passkeys, for the same reason. */
export const PASSKEYS_SCHEMA_VERSION = 3;

interface ListedRecord {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly version: number;
  /** SHA-256 of the record's envelope, hexadecimal. */
  readonly hash: string;
  readonly updatedAt: number;
  /** When it was moved to the trash; null for an entry in use. */
  readonly deletedAt: number | null;
}

/** Of an account. */
export interface IndexEntry extends ListedRecord {
  readonly type: 'account';
  readonly account: Account;
}

/** Of a recovery sheet. One whose account is in the trash is there with it. */
export interface SheetEntry extends ListedRecord {
  readonly type: 'recovery-sheet';
  readonly sheet: SheetSummary;
}

/** Of a passkey. It belongs to no account: the site of one is told by its rp id. */
export interface PasskeyEntry extends ListedRecord {
  readonly type: 'passkey';
  readonly passkey: PasskeyDescription;
}

export type ListedEntry = IndexEntry | SheetEntry | PasskeyEntry;

export interface ShardReference {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of the shard's envelope, hexadecimal. */
  readonly hash: string;
  readonly count: number;
}

export interface IndexShard {
  readonly entries: readonly IndexEntry[];
  /** Missing where there is none. */
  readonly sheets?: readonly SheetEntry[] | undefined;
  /** Missing where there is none. */
  readonly passkeys?: readonly PasskeyEntry[] | undefined;
  /** Ids of records that were removed for good, so that a copy elsewhere cannot bring them back. */
  readonly tombstones: readonly { readonly id: string; readonly removedAt: number }[];
}

export interface IndexRoot {
  /** Grows by one with every commit. */
  readonly seq: number;
  readonly committedAt: number;
  /** The order of the shards, and of the entries in them, is the order of the list. */
  readonly shards: readonly ShardReference[];
  /** What the state before this one named and this one does not: deleted when that state leaves the history. */
  readonly superseded: readonly StoreKey[];
}

const hex = (length: number) => v.pipe(v.string(), v.length(length), v.hexadecimal());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const entrySchema: v.GenericSchema<IndexEntry> = v.object({
  id: hex(32),
  type: v.literal('account'),
  version: count,
  hash: hex(64),
  updatedAt: count,
  deletedAt: v.nullable(count),
  account: accountSchema,
});

const sheetEntrySchema: v.GenericSchema<SheetEntry> = v.object({
  id: hex(32),
  type: v.literal('recovery-sheet'),
  version: count,
  hash: hex(64),
  updatedAt: count,
  deletedAt: v.nullable(count),
  sheet: sheetSummarySchema,
});

const passkeyEntrySchema: v.GenericSchema<PasskeyEntry> = v.object({
  id: hex(32),
  type: v.literal('passkey'),
  version: count,
  hash: hex(64),
  updatedAt: count,
  deletedAt: v.nullable(count),
  passkey: passkeySchema,
});

const shardSchema: v.GenericSchema<IndexShard> = v.object({
  entries: v.array(entrySchema),
  sheets: v.optional(v.array(sheetEntrySchema)),
  passkeys: v.optional(v.array(passkeyEntrySchema)),
  tombstones: v.array(v.object({ id: hex(32), removedAt: count })),
});

const superseded = v.array(
  v.custom<StoreKey>((key) => typeof key === 'string' && /^(shard|record)\//.test(key)),
);

const rootSchema: v.GenericSchema<IndexRoot> = v.object({
  seq: count,
  committedAt: count,
  shards: v.array(v.object({ id: hex(32), version: count, hash: hex(64), count })),
  superseded,
});

const supersededSchema: v.GenericSchema<Pick<IndexRoot, 'superseded'>> = v.object({ superseded });

export function encodeIndexPart(part: IndexRoot | IndexShard): Bytes {
  return encodeUtf8(JSON.stringify(part));
}

export function decodeRoot(plaintext: Bytes): IndexRoot | undefined {
  return decodeJson(rootSchema, plaintext);
}

/** Of the root that follows the one which leaves the history: each save reads one, and does not look at its shards. */
export function decodeSuperseded(plaintext: Bytes): IndexRoot['superseded'] | undefined {
  return decodeJson(supersededSchema, plaintext)?.superseded;
}

export function decodeShard(plaintext: Bytes): IndexShard | undefined {
  return decodeJson(shardSchema, plaintext);
}

function decodeJson<Part>(schema: v.GenericSchema<Part>, plaintext: Bytes): Part | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(decodeUtf8(plaintext) ?? ''));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
