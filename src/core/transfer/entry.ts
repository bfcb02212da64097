import { decodeBase32 } from '../bytes/base32.ts';
import type { Bytes } from '../bytes/bytes.ts';
import { type KeyUriAccount, MAX_KEY_URI_LENGTH, MAX_NAME_LENGTH } from '../key-uri/key-uri-account.ts';
import type { Names } from '../key-uri/names.ts';
import { parseKeyUri } from '../key-uri/parse-key-uri.ts';
import { cleanText, decodeUriText } from '../key-uri/uri-text.ts';
import { isSecretLength } from '../otp/otp-parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { wholeOf } from './fields.ts';
import { type ParameterFields, readParameterFields } from './parameter-fields.ts';
import type { ImportedAccount } from './parsed-export.ts';
import type { EntryError } from './transfer-error.ts';

/** What another application keeps beside the parameters of the codes. */
export type Extras = Omit<Partial<ImportedAccount>, keyof KeyUriAccount>;

/** One row of a foreign file, on its way to an account. */
export type Entry =
  | ({ readonly from: 'fields' } & EntryFields & Names & Extras)
  /** A key URI; the names stand in for those that it has not. */
  | ({ readonly from: 'uri'; readonly uri: string } & Partial<Names> & Extras)
  | ({ readonly from: 'account'; readonly account: KeyUriAccount } & Extras)
  | { readonly from: 'skip'; readonly name: string; readonly reason: EntryError };

export interface EntryFields extends ParameterFields {
  /** Bytes, or base32 as people write it; undefined where the file's own encoding of it is broken. */
  readonly secret: Bytes | string | undefined;
}

export function skip(name: string, reason: EntryError): Entry {
  return { from: 'skip', name, reason };
}

/** A field of one-time codes in a password manager: a key URI, `steam://SECRET`, or the secret alone. */
export function entryOfText(text: string, beside: Names & Extras): Entry {
  const trimmed = text.trim();
  return /^[a-z-]+:\/\//i.test(trimmed)
    ? { ...beside, from: 'uri', uri: trimmed }
    : { ...beside, from: 'fields', type: 'totp', secret: trimmed };
}

export function accountOf(entry: Entry): Result<ImportedAccount, EntryError> {
  switch (entry.from) {
    case 'skip':
      return err(entry.reason);
    case 'account':
      return ok(withExtras(entry.account, entry));
    case 'uri':
      return accountOfUri(entry);
    case 'fields':
      return accountOfFields(entry);
    default:
      return entry satisfies never;
  }
}

/** What the user knows the row by. */
export function nameOf(entry: Entry): string {
  if (entry.from === 'skip') return cleanText(entry.name).slice(0, MAX_NAME_LENGTH);
  const { issuer = '', accountName = '' } = namesIn(entry);
  const name = [issuer, accountName].map(cleanText).filter(Boolean).join(': ');
  return name.slice(0, MAX_NAME_LENGTH);
}

/** A URI that cannot be read may still have a label before its query; what has no query may be all secret. */
function namesIn(entry: Exclude<Entry, { from: 'skip' }>): Partial<Names> {
  if (entry.from === 'account') return entry.account;
  if (entry.from === 'fields' || entry.issuer || entry.accountName) return entry;
  return { accountName: labelOf(entry.uri) };
}

export function labelOf(uri: string): string {
  return decodeUriText(/^otpauth:\/\/[^/?]*\/([^?]*)\?/i.exec(uri.slice(0, MAX_KEY_URI_LENGTH))?.[1] ?? '');
}

function accountOfUri(entry: Entry & { from: 'uri' }): Result<ImportedAccount, EntryError> {
  const account = parseKeyUri(entry.uri);
  if (!account.ok) return account;
  const names = cleanNames({
    issuer: account.value.issuer || (entry.issuer ?? ''),
    accountName: account.value.accountName || (entry.accountName ?? ''),
  });
  return names.ok ? ok(withExtras({ ...account.value, ...names.value }, entry)) : names;
}

function accountOfFields(entry: Entry & { from: 'fields' }): Result<ImportedAccount, EntryError> {
  // First of all whether it has codes here: what is no base32 may be right for another type.
  const parameters = readParameterFields(isSteamGuard(entry) ? { type: 'steam' } : entry);
  if (!parameters.ok) return parameters;
  const secret = secretOf(entry.secret);
  if (!secret.ok) return secret;
  const names = cleanNames(entry);
  if (!names.ok) return names;
  const account = {
    ...names.value,
    secret: secret.value,
    parameters: parameters.value,
    unknownParameters: [],
  };
  return ok(withExtras(account, entry));
}

/** Where an application has no type for it: nothing else has five digits. */
function isSteamGuard({ type, digits, issuer }: EntryFields & Names): boolean {
  return type.toLowerCase() === 'totp' && wholeOf(digits) === 5 && /^steam\b/i.test(issuer);
}

function secretOf(secret: EntryFields['secret']): Result<Bytes, EntryError> {
  if (secret === undefined) return err('bad-secret');
  if (secret.length === 0 || (typeof secret === 'string' && secret.trim() === ''))
    return err('missing-secret');
  const bytes = typeof secret === 'string' ? decodeBase32(secret) : secret;
  return bytes !== undefined && isSecretLength(bytes.length) ? ok(bytes) : err('bad-secret');
}

function cleanNames(names: Names): Result<Names, 'too-long'> {
  const issuer = cleanText(names.issuer);
  const accountName = cleanText(names.accountName);
  const isTooLong = issuer.length > MAX_NAME_LENGTH || accountName.length > MAX_NAME_LENGTH;
  return isTooLong ? err('too-long') : ok({ issuer, accountName });
}

/** No more than an account keeps. */
const MAX_TAGS = 50;

function cleanTags(tags: readonly string[]): readonly string[] {
  const names = tags.slice(0, 4 * MAX_TAGS).map((tag) => cleanText(tag).slice(0, MAX_NAME_LENGTH));
  return [...new Set(names)].filter(Boolean).slice(0, MAX_TAGS);
}

function withExtras(account: KeyUriAccount, extras: Extras): ImportedAccount {
  return {
    ...account,
    tags: cleanTags(extras.tags ?? []),
    pinned: extras.pinned ?? false,
    notes: extras.notes ?? '',
    sites: extras.sites ?? [],
    recoveryCodes: extras.recoveryCodes ?? [],
  };
}
