import * as v from 'valibot';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../../bytes/bytes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { splitLabel, type Names } from '../../key-uri/names.ts';
import { err, ok } from '../../result.ts';
import { openGcmJson } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, listOf, looseText, looseTexts, own, shaped, textOf } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { BinaryReader, JsonReader, ReadOutcome } from '../reader.ts';

export const andOtp: JsonReader = {
  format: 'andotp',
  recognises: (json) =>
    Array.isArray(json) &&
    json.some((row) => own(row, 'secret') !== undefined && own(row, 'label') !== undefined),
  read: (json) => ok({ entries: listOf(json).map(entryOf) }),
};

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
/** Nonce and tag of the old format around `[]`. */
const SHORTEST = NONCE_LENGTH + 2 + TAG_LENGTH;
/** andOTP draws between 140 000 and 160 000; an old file begins with a random nonce that is rarely in this range. */
const FEWEST_ITERATIONS = 1000;
const MOST_ITERATIONS = 10_000_000;

/**
 * andOTP's backups have no mark: the newer begin with the number of iterations, the older with the nonce. So a file is
 * taken for one when nothing else claims it, no known kind of file begins like it, and it looks random throughout.
 */
export const andOtpEncrypted: BinaryReader = {
  format: 'andotp',
  recognises: (bytes) => bytes.length >= SHORTEST && !hasForeignMark(bytes) && looksRandom(bytes),
  async read(bytes, session) {
    if (session.passphrase === undefined) return err('needs-passphrase');
    const iterations = new ByteReader(bytes).u32();
    if (iterations >= FEWEST_ITERATIONS && iterations <= MOST_ITERATIONS) {
      const salt = bytes.slice(4, 16);
      const key = await session.deriveKey(salt, { kind: 'pbkdf2', hash: 'SHA-1', iterations, length: 32 });
      if (!key.ok) return key;
      const text = openGcmJson({ key: key.value, nonce: bytes.slice(16, 28), data: bytes.slice(28) });
      if (text.ok) return readRows(text.value);
      if (text.error === 'damaged') return text;
    }
    return readOld(bytes, session.passphrase);
  },
};

function readOld(bytes: Bytes, passphrase: string): ReadOutcome {
  const key = new Uint8Array(sha256(encodeUtf8(passphrase)));
  const nonce = bytes.slice(0, NONCE_LENGTH);
  const text = openGcmJson({ key, nonce, data: bytes.slice(NONCE_LENGTH) });
  return text.ok ? readRows(text.value) : text;
}

function readRows(text: string): ReadOutcome {
  const rows = parseJsonText(text);
  if (!rows.ok) return rows;
  return Array.isArray(rows.value) ? ok({ entries: rows.value.map(entryOf) }) : err('damaged');
}

const rowSchema = v.object({
  type: looseText,
  secret: v.string(),
  issuer: v.optional(looseText),
  label: looseText,
  algorithm: looseText,
  digits: anything,
  period: anything,
  counter: anything,
  tags: looseTexts,
});

function entryOf(raw: unknown): Entry {
  const row = shaped(rowSchema, raw);
  if (row === undefined) return skip(textOf(own(raw, 'label')), 'unreadable');
  return { from: 'fields', ...row, ...namesOf(row.label, row.issuer) };
}

/** Before it knew issuers, andOTP wrote `Issuer - account` or the label of the key URI. */
function namesOf(label: string, issuer: string | undefined): Names {
  if (issuer) return splitLabel(label, issuer);
  const [, before, after] = /^(.*?) - (.*)$/s.exec(label) ?? [];
  if (before === undefined || after === undefined) return splitLabel(label, '');
  return { issuer: before, accountName: after };
}

/** The first bytes of what people drop by mistake: pictures, documents, archives, databases, programs. */
const FOREIGN_MARKS: readonly string[] = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'RIFF',
  '%PDF',
  'SQLite format 3',
  '\x1f\x8b',
  '7z\xbc\xaf',
  'Rar!',
  'BZh',
  '\xfd7zXZ',
  '\x7fELF',
  'MZ',
  '\xca\xfe\xba\xbe',
  '\x03\xd9\xa2\x9a',
  'bplist',
  '\x00\x00\x00\x14ftyp',
  '\x00\x00\x00\x18ftyp',
  '\x00\x00\x00\x20ftyp',
  '\x99\x01',
  '\x85\x02',
];

function hasForeignMark(bytes: Bytes): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  return FOREIGN_MARKS.some((mark) => start.startsWith(mark));
}

/** Ciphertext has all byte values about equally often: of its set bits, half, within six standard deviations. */
function looksRandom(bytes: Bytes): boolean {
  const sample = bytes.subarray(4, 4096);
  let ones = 0;
  for (const byte of sample) for (let bit = byte; bit !== 0; bit &= bit - 1) ones += 1;
  const bits = sample.length * 8;
  return Math.abs(ones - bits / 2) <= 3 * Math.sqrt(bits);
}
