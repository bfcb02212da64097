import * as v from 'valibot';
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64 } from '../../bytes/base64.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { decodeHex } from '../../bytes/hex.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';
import { looksLikeJson, openCbc, openCbcBlock } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, isFields, looseFlag, looseText, own, shaped, textOf } from '../fields.ts';
import { parseInnerJson, parseJsonText } from '../containers/json-text.ts';
import type { JsonReader, ReadOutcome, TextReader, XmlReader } from '../reader.ts';
import { preferenceStrings } from '../containers/xml.ts';

/** What the application itself uses where its user chose no passphrase. */
const DEFAULT_PASSPHRASE = 'TotpAuthenticator';
const PREFERENCE = 'STATIC_TOTP_CODES_LIST';
const IV: Bytes = new Uint8Array(16);
/** In base64. Four blocks: less holds no account. */
const SHORTEST = 88;

/** TOTP Authenticator's backup: base64 of AES-256-CBC under the hash of the passphrase. */
export const totpAuthenticator: TextReader = {
  format: 'totp-authenticator',
  recognises: (text) => text.length >= SHORTEST && /^[A-Za-z0-9+/]{60}[A-Za-z0-9+/\r\n]*={0,2}$/.test(text),
  read(text, { passphrase }) {
    const data = decodeBase64(text.replace(/\s+/g, ''));
    if (data === undefined || data.length % 16 !== 0) return err('damaged');
    const given = openBackup(data, passphrase ?? DEFAULT_PASSPHRASE);
    if (given.ok || given.error === 'damaged') return given.ok ? readText(given.value) : given;
    const standard = openBackup(data, DEFAULT_PASSPHRASE);
    if (standard.ok) return readText(standard.value);
    return err(passphrase === undefined ? 'needs-passphrase' : 'wrong-passphrase');
  },
};

export const totpAuthenticatorPreferences: XmlReader = {
  format: 'totp-authenticator',
  recognises: (root) => preferenceStrings(root)?.has(PREFERENCE) === true,
  read(root) {
    const tokens = parseJsonText(preferenceStrings(root)?.get(PREFERENCE) ?? '');
    return tokens.ok ? readTokens(tokens.value) : tokens;
  },
};

export const totpAuthenticatorTokens: JsonReader = {
  format: 'totp-authenticator',
  recognises: (json) =>
    Array.isArray(json) &&
    json.some((row) => own(row, 'base') !== undefined && own(row, 'key') !== undefined),
  read: readTokens,
};

function openBackup(data: Bytes, passphrase: string): Result<string, 'wrong-passphrase' | 'damaged'> {
  const key = new Uint8Array(sha256(encodeUtf8(passphrase)));
  const opened = openCbc(key, IV, data);
  const text = opened && looksLikeJson(opened) ? decodeUtf8(opened) : undefined;
  if (text !== undefined) return ok(text);
  const start = openCbcBlock(key, IV, data.slice(0, 16));
  return err(start !== undefined && looksLikeJson(start) ? 'damaged' : 'wrong-passphrase');
}

/** An object whose first name, oddly, is the list as JSON. */
function readText(text: string): ReadOutcome {
  const json = parseJsonText(text);
  if (!json.ok) return json;
  const [name = ''] = isFields(json.value) ? Object.keys(json.value) : [];
  const tokens = Array.isArray(json.value) ? json.value : parseInnerJson(name);
  return readTokens(tokens);
}

function readTokens(tokens: unknown): ReadOutcome {
  if (!Array.isArray(tokens)) return err('damaged');
  return ok({
    entries: tokens.map((token) => entryOf(typeof token === 'string' ? parseInnerJson(token) : token)),
  });
}

const tokenSchema = v.object({
  name: looseText,
  issuer: looseText,
  key: v.string(),
  base: looseText,
  digits: anything,
  period: anything,
  isFavorite: looseFlag,
});

function entryOf(raw: unknown): Entry {
  const token = shaped(tokenSchema, raw);
  if (token === undefined) return skip(textOf(own(raw, 'issuer')), 'unreadable');
  const { name: accountName, issuer, digits, period, isFavorite: pinned } = token;
  return {
    from: 'fields',
    type: 'totp',
    issuer,
    accountName,
    secret: secretOf(token),
    digits,
    period,
    pinned,
  };
}

function secretOf({
  key,
  base,
}: {
  readonly key: string;
  readonly base: string;
}): Bytes | string | undefined {
  if (base === '16') return decodeHex(key.replace(/\s+/g, ''));
  if (base === '64') return decodeBase64(key.trim());
  return base === '32' ? key : undefined;
}
