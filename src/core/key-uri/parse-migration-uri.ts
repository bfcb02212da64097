import { decodeBase64 } from '../bytes/base64.ts';
import {
  DEFAULT_PERIOD,
  type HashAlgorithm,
  isCounter,
  isSecretLength,
  type OtpParameters,
} from '../otp/otp-parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { type KeyUriAccount, MAX_NAME_LENGTH } from './key-uri-account.ts';
import type { KeyUriError } from './key-uri-error.ts';
import { type MigrationEntry, type MigrationPayload, readMigrationPayload } from './migration-payload.ts';
import { splitLabel } from './names.ts';
import { decodePercent } from './uri-text.ts';

/** One QR code of a Google Authenticator export. */
export interface MigrationBatch {
  /** The same in every batch of one export; a signed 32-bit number. */
  readonly batchId: number;
  readonly batchSize: number;
  /** From 0. */
  readonly batchIndex: number;
  readonly accounts: readonly KeyUriAccount[];
  readonly skipped: readonly SkippedEntry[];
}

/** An entry that gives no account, by name, so that the user knows what to enrol again. */
export interface SkippedEntry {
  readonly issuer: string;
  readonly accountName: string;
  readonly reason: KeyUriError;
}

/** In UTF-16 units: far beyond any QR code, for exports of many accounts that come as text. */
const MAX_MIGRATION_URI_LENGTH = 131_072;
/** Nobody holds up more QR codes, and what is missing is listed by index. */
const MAX_BATCHES = 500;
/** The later of the two versions Google Authenticator has written; it only adds fields. */
const LATEST_VERSION = 2;

const ALGORITHMS: readonly (HashAlgorithm | undefined)[] = ['SHA1', 'SHA1', 'SHA256', 'SHA512'];
const DIGITS: readonly (number | undefined)[] = [6, 6, 8];
const TYPES: readonly ('totp' | 'hotp' | undefined)[] = ['totp', 'hotp', 'totp'];

/** The accounts in one `otpauth-migration://offline?data=…` text; an entry that cannot be read stops no other. */
export function parseMigrationUri(text: string): Result<MigrationBatch, KeyUriError> {
  if (text.length > MAX_MIGRATION_URI_LENGTH) return err('too-long');
  const uri = text.trim().replace(/[\t\r\n]+/g, '');
  const found = /^otpauth-migration:\/\/[^?]*\??(.*)$/is.exec(uri);
  if (found === null) return err('not-otpauth');
  const data = (found[1] ?? '').split('&').flatMap((pair) => /^(?:amp;)?data=(.*)$/is.exec(pair)?.[1] ?? []);
  if (data.length > 1) return err('duplicate-parameter');
  // A plus sign is base64 here; whoever form-decoded the text has made a space of it.
  const bytes = decodeBase64(decodePercent(data[0] ?? '').replaceAll(' ', '+'));
  if (bytes === undefined || bytes.length === 0) return err('bad-migration');
  const payload = readMigrationPayload(bytes);
  return payload.ok ? batchOf(payload.value) : payload;
}

function batchOf(payload: MigrationPayload): Result<MigrationBatch, KeyUriError> {
  if (payload.version > LATEST_VERSION) return err('unsupported-version');
  // Other writers leave the batch fields out: one batch, then.
  const batchSize = payload.batchSize === 0 ? 1 : payload.batchSize;
  const { batchIndex, batchId, entries } = payload;
  const isInside = batchIndex >= 0 && batchIndex < batchSize && batchSize <= MAX_BATCHES;
  if (!isInside || entries.length === 0) return err('bad-migration');
  const accounts: KeyUriAccount[] = [];
  const skipped: SkippedEntry[] = [];
  for (const entry of entries) {
    const account = accountOf(entry);
    if (account.ok) accounts.push(account.value);
    else skipped.push({ ...namesOf(entry), reason: account.error });
  }
  return ok({ batchId, batchSize, batchIndex, accounts, skipped });
}

function accountOf(entry: MigrationEntry): Result<KeyUriAccount, KeyUriError> {
  if (entry.isDamaged) return err('bad-migration');
  if (entry.secret.length === 0) return err('missing-secret');
  if (!isSecretLength(entry.secret.length)) return err('bad-secret');
  const parameters = parametersOf(entry);
  if (!parameters.ok) return parameters;
  const names = namesOf(entry);
  if (Math.max(names.issuer.length, names.accountName.length) > MAX_NAME_LENGTH) return err('too-long');
  return ok({ ...names, secret: entry.secret, parameters: parameters.value, unknownParameters: [] });
}

/** The export carries no period: Google Authenticator knows only that of 30 seconds. */
function parametersOf(entry: MigrationEntry): Result<OtpParameters, KeyUriError> {
  const type = TYPES[entry.type];
  const algorithm = ALGORITHMS[entry.algorithm];
  const digits = DIGITS[entry.digits];
  if (type === undefined) return err('unknown-type');
  if (algorithm === undefined) return err('bad-algorithm');
  if (digits === undefined) return err('bad-digits');
  if (type === 'totp') return ok({ type, algorithm, digits, period: DEFAULT_PERIOD });
  return isCounter(entry.counter)
    ? ok({ type, algorithm, digits, counter: entry.counter })
    : err('bad-counter');
}

/** The name often repeats the issuer: `Issuer:account`. */
function namesOf(entry: MigrationEntry): Pick<SkippedEntry, 'issuer' | 'accountName'> {
  return splitLabel(entry.name, entry.issuer);
}
