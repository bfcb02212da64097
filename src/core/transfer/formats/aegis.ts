import * as v from 'valibot';
import { decodeBase64 } from '../../bytes/base64.ts';
import { type Bytes, concatBytes } from '../../bytes/bytes.ts';
import { decodeHex } from '../../bytes/hex.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { err, ok, type Result } from '../../result.ts';
import { openGcm } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, listOf, looseFlag, looseList, looseText, looseTexts, own, shaped } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { JsonReader, ReadOutcome } from '../reader.ts';
import type { Session } from '../session.ts';
import type { TransferError } from '../transfer-error.ts';

const LATEST_VERSION = 1;
const LATEST_DB_VERSION = 3;
const PASSWORD_SLOT = 1;
/** Each costs a key derivation; Aegis makes one for the password and one for the fingerprint. */
const MAX_SLOTS = 4;

const whole = v.pipe(v.number(), v.integer());
const hex = v.pipe(
  v.string(),
  v.transform((text) => decodeHex(text)),
  v.instance(Uint8Array<ArrayBuffer>),
);
const paramsSchema = v.object({ nonce: hex, tag: hex });
const slotSchema = v.object({
  key: hex,
  key_params: paramsSchema,
  n: whole,
  r: whole,
  p: whole,
  salt: hex,
});

/** Aegis: a vault in the clear, or sealed under a master key that each slot holds under a passphrase of its own. */
export const aegis: JsonReader = {
  format: 'aegis',
  recognises: (json) => own(json, 'db') !== undefined && own(json, 'header') !== undefined,
  async read(json, session) {
    const version = own(json, 'version');
    if (typeof version !== 'number') return err('damaged');
    if (version > LATEST_VERSION) return err('newer-version');
    const db = own(json, 'db');
    if (typeof db !== 'string') return readDb(db);
    const opened = await openDb(own(json, 'header'), db, session);
    return opened.ok ? readDb(opened.value) : opened;
  },
};

async function openDb(
  header: unknown,
  db: string,
  session: Session,
): Promise<Result<unknown, TransferError>> {
  const params = shaped(paramsSchema, own(header, 'params'));
  const data = decodeBase64(db.replace(/\s+/g, ''));
  if (params === undefined || data === undefined) return err('damaged');
  const masterKey = await openSlots(own(header, 'slots'), session);
  if (!masterKey.ok) return masterKey;
  const opened = openGcm({
    key: masterKey.value,
    nonce: params.nonce,
    data: concatBytes(data, params.tag),
  });
  const text = opened && decodeUtf8(opened);
  // The slot's own tag has proven the passphrase.
  return text === undefined ? err('damaged') : parseJsonText(text);
}

async function openSlots(value: unknown, session: Session): Promise<Result<Bytes, TransferError>> {
  const slots = listOf(value).filter((slot) => own(slot, 'type') === PASSWORD_SLOT);
  if (slots.length === 0) return err(listOf(value).length > 0 ? 'unsupported' : 'damaged');
  for (const raw of slots.slice(0, MAX_SLOTS)) {
    const slot = shaped(slotSchema, raw);
    if (slot === undefined) return err('damaged');
    const { n, r, p, salt } = slot;
    const key = await session.deriveKey(salt, { kind: 'scrypt', n, r, p, length: 32 });
    if (!key.ok) return key;
    const data = concatBytes(slot.key, slot.key_params.tag);
    const masterKey = openGcm({ key: key.value, nonce: slot.key_params.nonce, data });
    if (masterKey?.length === 32) return ok(masterKey);
  }
  return err('wrong-passphrase');
}

const dbSchema = v.object({ version: whole, entries: v.array(v.unknown()), groups: looseList });
const groupSchema = v.object({ uuid: v.string(), name: v.string() });
const entrySchema = v.object({
  type: looseText,
  name: looseText,
  issuer: looseText,
  note: looseText,
  favorite: looseFlag,
  /** A name each, in the first version. */
  group: looseText,
  groups: looseTexts,
  info: v.object({
    secret: v.string(),
    algo: looseText,
    digits: anything,
    period: anything,
    counter: anything,
  }),
});

function readDb(db: unknown): ReadOutcome {
  const version = own(db, 'version');
  if (typeof version === 'number' && version > LATEST_DB_VERSION) return err('newer-version');
  const vault = shaped(dbSchema, db);
  if (vault === undefined) return err('damaged');
  const groups = new Map(
    vault.groups.flatMap((raw) => {
      const group = shaped(groupSchema, raw);
      return group === undefined ? [] : [[group.uuid, group.name] as const];
    }),
  );
  return ok({ entries: vault.entries.map((raw) => entryOf(raw, groups)) });
}

function entryOf(raw: unknown, groups: ReadonlyMap<string, string>): Entry {
  const entry = shaped(entrySchema, raw);
  if (entry === undefined)
    return skip([own(raw, 'issuer'), own(raw, 'name')].filter(Boolean).join(': '), 'unreadable');
  const { algo: algorithm, ...info } = entry.info;
  return {
    from: 'fields',
    type: entry.type,
    issuer: entry.issuer,
    accountName: entry.name,
    ...info,
    algorithm,
    notes: entry.note,
    pinned: entry.favorite,
    tags: [...entry.groups.flatMap((id) => groups.get(id) ?? []), entry.group],
  };
}
