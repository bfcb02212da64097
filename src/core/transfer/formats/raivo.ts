import * as v from 'valibot';
import { err, ok } from '../../result.ts';
import { type Entry, skip } from '../entry.ts';
import { looseFlag, looseText, own, shaped, textOf } from '../fields.ts';
import type { ArchiveReader, JsonReader } from '../reader.ts';
import { isNamed, readArchiveJson } from '../containers/read-archive-json.ts';

const FILE = 'raivo-otp-export.json';

/** Raivo OTP's list, every value a text, as it is in the archive. */
export const raivo: JsonReader = {
  format: 'raivo',
  recognises: (json) =>
    Array.isArray(json) &&
    json.some((row) => own(row, 'kind') !== undefined && own(row, 'timer') !== undefined),
  read: (json) => (Array.isArray(json) ? ok({ entries: json.map(entryOf) }) : err('damaged')),
};

/** A zip with WinZip's AES. */
export const raivoArchive: ArchiveReader = {
  format: 'raivo',
  recognises: (entries) => entries.some((entry) => isNamed(entry, FILE)),
  async read(entries, session) {
    const json = await readArchiveJson(entries, FILE, session);
    return json.ok ? raivo.read(json.value, session) : json;
  },
};

const rowSchema = v.object({
  issuer: looseText,
  account: looseText,
  secret: v.string(),
  algorithm: looseText,
  digits: looseText,
  kind: looseText,
  timer: looseText,
  counter: looseText,
  pinned: looseFlag,
});

function entryOf(raw: unknown): Entry {
  const row = shaped(rowSchema, raw);
  if (row === undefined) return skip(textOf(own(raw, 'issuer')), 'unreadable');
  const { account: accountName, kind: type, timer: period, ...rest } = row;
  return { from: 'fields', ...rest, type, accountName, period };
}
