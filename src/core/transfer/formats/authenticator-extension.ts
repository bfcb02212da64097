import * as v from 'valibot';
import { decodeHex } from '../../bytes/hex.ts';
import { err, ok, type Result } from '../../result.ts';
import { openCryptoJsText } from '../containers/crypto-js.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, isFields, looseFlag, looseText, own, shaped, textOf } from '../fields.ts';
import { parseInnerJson } from '../containers/json-text.ts';
import type { JsonReader, ReadOutcome } from '../reader.ts';
import { readSealedRows, type SealedRow } from '../containers/sealed-rows.ts';
import type { Session } from '../session.ts';
import { sitesOfUris } from '../sites-of-uris.ts';
import type { TransferError } from '../transfer-error.ts';
import { createExtensionKeys, type ExtensionKeys } from './authenticator-extension-keys.ts';

/** The Authenticator extension for browsers: an object of entries by their hash, each sealed for itself or not. */
export const authenticatorExtension: JsonReader = {
  format: 'authenticator-extension',
  recognises: (json) =>
    isFields(json) && Object.values(json).some((value) => isSealed(value) || isEntry(value)),
  read: readBackup,
};

function isSealed(value: unknown): boolean {
  return own(value, 'dataType') === 'EncOTPStorage';
}

function isEntry(value: unknown): boolean {
  return (
    typeof own(value, 'secret') === 'string' &&
    ['type', 'hash', 'index', 'account', 'issuer', 'dataType'].some((name) => own(value, name) !== undefined)
  );
}

async function readBackup(json: unknown, session: Session): Promise<ReadOutcome> {
  if (!isFields(json)) return err('damaged');
  const keys = createExtensionKeys(json, session);
  const rows = Object.values(json).filter((value) => isSealed(value) || isEntry(value));
  const entries = await readSealedRows(rows, (row) => readRow(row, keys));
  if (entries.ok) return ok({ entries: entries.value });
  return entries.error === 'wrong-passphrase' && keys.provesPassphrase() ? err('damaged') : entries;
}

async function readRow(row: unknown, keys: ExtensionKeys): Promise<Result<SealedRow, TransferError>> {
  if (!isSealed(row) && own(row, 'encrypted') !== true) return ok({ entry: entryOf(row), seal: 'none' });
  const opened = await (isSealed(row) ? openEntry(row, keys) : openSecret(row, keys));
  if (opened.ok) return ok({ entry: entryOf(opened.value), seal: 'opened' });
  if (opened.error !== 'wrong-passphrase') return opened;
  return ok({ entry: skip(textOf(own(row, 'issuer')), 'undecryptable'), seal: 'refused' });
}

/** The third version seals the entry as a whole. */
async function openEntry(row: unknown, keys: ExtensionKeys): Promise<Result<unknown, TransferError>> {
  const key = await keys.keyNamed(textOf(own(row, 'keyId')));
  if (!key.ok) return key;
  const text = openCryptoJsText(textOf(own(row, 'data')), key.value);
  const entry = text === undefined ? undefined : parseInnerJson(text);
  return isFields(entry) ? ok(entry) : err('wrong-passphrase');
}

/** The first two seal the secret alone. */
function openSecret(row: unknown, keys: ExtensionKeys): Result<unknown, TransferError> {
  const key = keys.secretsKey();
  if (!key.ok) return key;
  const secret = openCryptoJsText(textOf(own(row, 'secret')), key.value);
  return secret && isFields(row) ? ok({ ...row, secret }) : err('wrong-passphrase');
}

const entrySchema = v.object({
  type: looseText,
  issuer: looseText,
  account: looseText,
  secret: v.string(),
  algorithm: looseText,
  digits: anything,
  period: anything,
  counter: anything,
  pinned: looseFlag,
});

type ExtensionEntry = v.InferOutput<typeof entrySchema>;

/** Its enumeration, for files that have numbers. */
const TYPES: readonly string[] = ['', 'totp', 'hotp', 'battle', 'steam', 'hex', 'hhex'];

function entryOf(raw: unknown): Entry {
  const entry = shaped(entrySchema, raw);
  if (entry === undefined) return skip(textOf(own(raw, 'issuer')), 'unreadable');
  // The address of the site may stand behind the issuer.
  const [issuer = '', host = ''] = entry.issuer.split('::');
  const { account: accountName, algorithm, digits, period, counter, pinned } = entry;
  return {
    from: 'fields',
    issuer,
    accountName,
    algorithm,
    digits,
    period,
    counter,
    pinned,
    sites: sitesOfUris([host]),
    ...typeAndSecret(entry),
  };
}

/** Old entries say by a prefix of the secret what later ones say by their type. */
function typeAndSecret(entry: ExtensionEntry) {
  const [, prefix = '', secret = ''] = /^(?:(bliz|blz|stm)-)?(.*)$/is.exec(entry.secret.trim()) ?? [];
  const type = TYPE_OF_PREFIX.get(prefix.toLowerCase()) ?? typeNamed(entry.type);
  if (type === 'battle') return { type: 'totp', secret, digits: 8 };
  const isHex = type === 'hex' || type === 'hhex' || (type !== 'steam' && isOnlyHex(secret));
  const plainType = type === 'hex' ? 'totp' : type === 'hhex' ? 'hotp' : type;
  return { type: plainType, secret: isHex ? decodeHex(secret.replace(/\s+/g, '')) : secret };
}

const TYPE_OF_PREFIX: ReadonlyMap<string, string> = new Map([
  ['stm', 'steam'],
  ['blz', 'battle'],
  ['bliz', 'battle'],
]);

function typeNamed(type: string): string {
  return (TYPES[Number(type)] ?? type).toLowerCase() || 'totp';
}

/** Entries from before there was a type for it. */
function isOnlyHex(secret: string): boolean {
  return !/^[a-z2-7\s]+=*$/i.test(secret) && /^[0-9a-f\s]+$/i.test(secret);
}
