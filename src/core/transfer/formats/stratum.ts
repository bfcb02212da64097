import * as v from 'valibot';
import type { Bytes } from '../../bytes/bytes.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok } from '../../result.ts';
import { looksLikeJson, openCbc, openCbcBlock, openGcmJson } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, looseList, looseText, own, shaped, textOf } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { BinaryReader, JsonReader, ReadOutcome } from '../reader.ts';
import type { Session } from '../session.ts';

const STRONG_HEADER = 'AUTHENTICATORPRO';
const LEGACY_HEADER = 'AuthenticatorPro';
const HEADER_LENGTH = 16;

/** Stratum, once Authenticator Pro, in the clear. */
export const stratum: JsonReader = {
  format: 'stratum',
  recognises: (json) => Array.isArray(own(json, 'Authenticators')),
  read: readBackup,
};

/** Its two sealed forms, told apart by the case of their first word. */
export const stratumEncrypted: BinaryReader = {
  format: 'stratum',
  recognises: (bytes) => [STRONG_HEADER, LEGACY_HEADER].includes(headerOf(bytes)),
  read: (bytes, session) => {
    const body = bytes.slice(HEADER_LENGTH);
    return headerOf(bytes) === STRONG_HEADER ? openStrong(body, session) : openLegacy(body, session);
  },
};

function headerOf(bytes: Bytes): string {
  return String.fromCharCode(...bytes.subarray(0, HEADER_LENGTH));
}

/** salt 16, nonce 12, ciphertext, tag 16. */
async function openStrong(body: Bytes, session: Session): Promise<ReadOutcome> {
  if (body.length < 16 + 12 + 16 + 2) return err('damaged');
  const job = { kind: 'argon2id', memoryKib: 64 * 1024, iterations: 3, parallelism: 4, length: 32 } as const;
  const key = await session.deriveKey(body.slice(0, 16), job);
  if (!key.ok) return key;
  const text = openGcmJson({ key: key.value, nonce: body.slice(16, 28), data: body.slice(28) });
  return text.ok ? readText(text.value) : text;
}

/** salt 20, iv 16, ciphertext; nothing but the padding and the JSON inside tells whether the passphrase was right. */
async function openLegacy(body: Bytes, session: Session): Promise<ReadOutcome> {
  const [salt, iv, data] = [body.slice(0, 20), body.slice(20, 36), body.slice(36)];
  if (data.length === 0) return err('damaged');
  const job = { kind: 'pbkdf2', hash: 'SHA-1', iterations: 64_000, length: 32 } as const;
  const key = await session.deriveKey(salt, job);
  if (!key.ok) return key;
  const opened = openCbc(key.value, iv, data);
  if (opened !== undefined && looksLikeJson(opened)) return readText(decodeUtf8(opened) ?? '');
  return err(firstBlockIsJson(key.value, iv, data) ? 'damaged' : 'wrong-passphrase');
}

/** CBC decrypts each block by itself: the first one is right under the right key, whatever is behind it. */
function firstBlockIsJson(key: Bytes, iv: Bytes, data: Bytes): boolean {
  const start = openCbcBlock(key, iv, data.slice(0, 16));
  return start !== undefined && looksLikeJson(start);
}

function readText(text: string): ReadOutcome {
  const json = parseJsonText(text);
  return json.ok ? readBackup(json.value) : json;
}

const TYPES: readonly string[] = ['', 'hotp', 'totp', 'motp', 'steam', 'yandex'];
const ALGORITHMS: readonly string[] = ['SHA1', 'SHA256', 'SHA512'];

const backupSchema = v.object({
  Authenticators: v.array(v.unknown()),
  Categories: looseList,
  AuthenticatorCategories: looseList,
});
const authenticatorSchema = v.object({
  Type: v.number(),
  Issuer: looseText,
  Username: looseText,
  Secret: v.string(),
  Algorithm: v.optional(v.number(), 0),
  Digits: anything,
  Period: anything,
  Counter: anything,
});

function readBackup(json: unknown): ReadOutcome {
  const backup = shaped(backupSchema, json);
  if (backup === undefined) return err('damaged');
  const names = new Map(
    backup.Categories.map((category) => [textOf(own(category, 'Id')), textOf(own(category, 'Name'))]),
  );
  const tags = new Map<string, string[]>();
  for (const binding of backup.AuthenticatorCategories) {
    const secret = textOf(own(binding, 'AuthenticatorSecret'));
    const name = names.get(textOf(own(binding, 'CategoryId')));
    if (name === undefined) continue;
    const known = tags.get(secret);
    if (known === undefined) tags.set(secret, [name]);
    else known.push(name);
  }
  return ok({ entries: backup.Authenticators.map((raw) => entryOf(raw, tags)) });
}

function entryOf(raw: unknown, tags: ReadonlyMap<string, readonly string[]>): Entry {
  const row = shaped(authenticatorSchema, raw);
  if (row === undefined) return skip(textOf(own(raw, 'Issuer')), 'unreadable');
  return {
    from: 'fields',
    type: TYPES[row.Type] ?? '',
    issuer: row.Issuer,
    accountName: row.Username,
    secret: row.Secret,
    algorithm: ALGORITHMS[row.Algorithm] ?? String(row.Algorithm),
    digits: row.Digits,
    period: row.Period,
    counter: row.Counter,
    tags: tags.get(row.Secret) ?? [],
  };
}
