import * as v from 'valibot';
import { decodeBase64 } from '../../bytes/base64.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok } from '../../result.ts';
import { openGcmJson } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { looseText, own, shaped, textOf } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { JsonReader, ReadOutcome } from '../reader.ts';

const LATEST_VERSION = 1;
const ASSOCIATED_DATA = 'proton.authenticator.export.v1';

/** Proton Authenticator, in the clear or sealed as a whole. */
export const protonAuthenticator: JsonReader = {
  format: 'proton-authenticator',
  recognises: (json) => isPlain(json) || isSealed(json),
  async read(json, session) {
    const version = own(json, 'version');
    if (typeof version === 'number' && version > LATEST_VERSION) return err('newer-version');
    if (isPlain(json)) return readEntries(json);
    const salt = decodeBase64(textOf(own(json, 'salt')));
    const content = decodeBase64(textOf(own(json, 'content')));
    if (salt === undefined || content === undefined || content.length < 12 + 16 + 2) return err('damaged');
    const job = {
      kind: 'argon2id',
      memoryKib: 19 * 1024,
      iterations: 2,
      parallelism: 1,
      length: 32,
    } as const;
    const key = await session.deriveKey(salt, job);
    if (!key.ok) return key;
    const text = openGcmJson({
      key: key.value,
      nonce: content.slice(0, 12),
      associatedData: encodeUtf8(ASSOCIATED_DATA),
      data: content.slice(12),
    });
    if (!text.ok) return text;
    const opened = parseJsonText(text.value);
    return opened.ok ? readEntries(opened.value) : opened;
  },
};

function isPlain(json: unknown): boolean {
  const entries = own(json, 'entries');
  return (
    Array.isArray(entries) &&
    (entries.length === 0 || entries.some((entry) => own(entry, 'content') !== undefined))
  );
}

function isSealed(json: unknown): boolean {
  return (
    own(json, 'version') !== undefined &&
    typeof own(json, 'salt') === 'string' &&
    typeof own(json, 'content') === 'string'
  );
}

const entrySchema = v.object({
  content: v.object({ uri: v.string(), entry_type: looseText, name: looseText }),
  note: looseText,
});

function readEntries(json: unknown): ReadOutcome {
  const version = own(json, 'version');
  if (typeof version === 'number' && version > LATEST_VERSION) return err('newer-version');
  const entries = own(json, 'entries');
  return Array.isArray(entries) ? ok({ entries: entries.map(entryOf) }) : err('damaged');
}

function entryOf(raw: unknown): Entry {
  const entry = shaped(entrySchema, raw);
  if (entry === undefined) return skip(textOf(own(own(raw, 'content'), 'name')), 'unreadable');
  const { uri, name } = entry.content;
  return { from: 'uri', uri, accountName: name, notes: entry.note };
}
