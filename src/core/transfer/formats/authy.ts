import * as v from 'valibot';
import { decodeBase64 } from '../../bytes/base64.ts';
import { decodeHex } from '../../bytes/hex.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { splitLabel } from '../../key-uri/names.ts';
import { err, ok, type Result } from '../../result.ts';
import { openCbc } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, listOf, looseText, own, shaped, textOf, wholeOf } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { JsonReader, ReadOutcome, XmlReader } from '../reader.ts';
import { readSealedRows, type SealedRow } from '../containers/sealed-rows.ts';
import type { Session } from '../session.ts';
import type { TransferError } from '../transfer-error.ts';
import { preferenceStrings } from '../containers/xml.ts';

const PREFERENCE = /^com\.authy\.storage\.tokens\.[a-z]+\.key$/;
const ITERATIONS = 1000;

/** Authy's preferences on Android: other sites' accounts, and those of its own service. */
export const authyPreferences: XmlReader = {
  format: 'authy',
  recognises: (root) => [...(preferenceStrings(root)?.keys() ?? [])].some((name) => PREFERENCE.test(name)),
  read(root, session) {
    const tokens: unknown[] = [];
    for (const [name, text] of preferenceStrings(root) ?? []) {
      if (!PREFERENCE.test(name)) continue;
      const list = parseJsonText(text);
      if (!list.ok) return list;
      if (!Array.isArray(list.value)) return err('damaged');
      for (const token of list.value as unknown[]) tokens.push(token);
    }
    return readTokens(tokens, session);
  },
};

export const authyTokens: JsonReader = {
  format: 'authy',
  recognises: (json) =>
    Array.isArray(json) &&
    json.some((row) =>
      ['decryptedSecret', 'encryptedSecret', 'secretSeed'].some((name) => own(row, name) !== undefined),
    ),
  read: (json, session) => readTokens(listOf(json), session),
};

const tokenSchema = v.object({
  name: looseText,
  originalName: looseText,
  originalIssuer: looseText,
  accountType: looseText,
  digits: anything,
  decryptedSecret: looseText,
  encryptedSecret: looseText,
  salt: looseText,
  key_derivation_iterations: anything,
  secretSeed: looseText,
});

type Token = v.InferOutput<typeof tokenSchema>;

async function readTokens(tokens: readonly unknown[], session: Session): Promise<ReadOutcome> {
  const entries = await readSealedRows(tokens, (raw) => readToken(raw, session));
  return entries.ok ? ok({ entries: entries.value }) : entries;
}

async function readToken(raw: unknown, session: Session): Promise<Result<SealedRow, TransferError>> {
  const token = shaped(tokenSchema, raw);
  if (token === undefined) return ok({ entry: skip(textOf(own(raw, 'name')), 'unreadable'), seal: 'none' });
  const isSealed = token.encryptedSecret !== '' && token.decryptedSecret === '';
  if (!isSealed) return ok({ entry: entryOf(token), seal: 'none' });
  const secret = await openSecret(token, session);
  if (secret.ok) return ok({ entry: entryOf({ ...token, decryptedSecret: secret.value }), seal: 'opened' });
  if (secret.error !== 'wrong-passphrase') return secret;
  return ok({ entry: skip(token.name, 'undecryptable'), seal: 'refused' });
}

/** Each secret has a salt of its own; nothing but its padding and alphabet tells whether the passphrase was right. */
async function openSecret(token: Token, session: Session): Promise<Result<string, TransferError>> {
  const data = decodeBase64(token.encryptedSecret.trim());
  if (data === undefined) return err('wrong-passphrase');
  const iterations = wholeOf(token.key_derivation_iterations) ?? ITERATIONS;
  const job = { kind: 'pbkdf2', hash: 'SHA-1', iterations, length: 32 } as const;
  // The salt is text, and used as such.
  const key = await session.deriveKey(encodeUtf8(token.salt), job);
  if (!key.ok) return key;
  const opened = openCbc(key.value, new Uint8Array(16), data);
  const text = opened && decodeUtf8(opened)?.trim();
  return text !== undefined && /^[a-z2-7\s=-]+$/i.test(text) ? ok(text) : err('wrong-passphrase');
}

function entryOf(token: Token): Entry {
  const names = namesOf(token);
  const { digits } = token;
  if (token.secretSeed !== '' && token.decryptedSecret === '') {
    // Authy's own service: hexadecimal, seven digits, ten seconds.
    const secret = decodeHex(token.secretSeed);
    return { from: 'fields', ...names, type: 'totp', secret, digits: digits ?? 7, period: 10 };
  }
  return { from: 'fields', ...names, type: 'totp', secret: token.decryptedSecret, digits };
}

/** `name` is what the user changed it to, most often still `Issuer: account`. */
function namesOf({ name, originalName, originalIssuer, accountType }: Token) {
  if (originalIssuer !== '') return splitLabel(name || originalName, originalIssuer);
  const split = splitLabel(name || originalName, '');
  const isKnownType = accountType !== '' && accountType !== 'authenticator';
  return split.issuer === '' && isKnownType ? { ...split, issuer: accountType } : split;
}
