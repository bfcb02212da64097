// A sealed envelope: the one form in which records, shards and roots are stored, mirrored and backed up.
// docs/vault-format.md draws it byte by byte.
import { ByteReader, TruncatedError } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import { type Bytes, concatBytes, equalBytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { hkdfSha256 } from './keys/keys.ts';
import type { Outside } from './outside.ts';
import { addPadding, removePadding } from './padding.ts';

export const ENVELOPE_HEADER_LENGTH = 84;
const MAGIC = 0x544c5931; // "TLY1"
const SALT_LENGTH = 32;
const TAG_LENGTH = 16;

const ENVELOPE_KINDS = { record: 1, root: 2, shard: 3 } as const;
type EnvelopeKind = keyof typeof ENVELOPE_KINDS;

/** What an envelope says it is, in clear, and what its ciphertext is bound to. */
export interface EnvelopeHeader {
  readonly kind: EnvelopeKind;
  /** The record type's number; 0 for roots and shards. */
  readonly recordType: number;
  /** Of the plaintext. */
  readonly schemaVersion: number;
  readonly vaultId: Bytes;
  readonly epoch: number;
  /** 16 bytes. */
  readonly id: Bytes;
  readonly version: number;
}

export type EnvelopeError = 'damaged' | 'unexpected' | 'newer-format';

/** Seals `plaintext` under a key that is used once: HKDF of the purpose's key with a fresh 32-byte salt. */
export async function sealEnvelope(
  purposeKey: Bytes,
  header: EnvelopeHeader,
  plaintext: Bytes,
  { aead, random }: Pick<Outside, 'aead' | 'random'>,
): Promise<Bytes> {
  const fields = encodeHeader(header);
  const salt = freshSalt(random.bytes(SALT_LENGTH));
  const associatedData = concatBytes(fields, salt);
  const { key, nonce } = deriveOnce(purposeKey, fields, salt);
  const ciphertext = await aead.seal({ key, nonce, associatedData, data: addPadding(plaintext) });
  return concatBytes(associatedData, ciphertext);
}

/**
 * The plaintext, if the envelope is whole and is the one expected: same kind, type, vault, epoch, id and version, and a
 * schema version that is not above the expected one (an older program that read newer content would drop what it does
 * not know at the next write). `newer-format` is decided before any key is used, so that an old program never calls a
 * new vault damaged.
 */
export async function openEnvelope(
  purposeKey: Bytes,
  expected: EnvelopeHeader,
  envelope: Bytes,
  { aead }: Pick<Outside, 'aead'>,
): Promise<{ ok: true; plaintext: Bytes; schemaVersion: number } | { ok: false; error: EnvelopeError }> {
  const header = readEnvelopeHeader(envelope);
  if (typeof header === 'string') return { ok: false, error: header };
  const fields = envelope.slice(0, ENVELOPE_HEADER_LENGTH - SALT_LENGTH);
  if (!equalBytes(fields, encodeHeader({ ...expected, schemaVersion: header.schemaVersion }))) {
    return { ok: false, error: 'unexpected' };
  }
  if (header.schemaVersion > expected.schemaVersion) return { ok: false, error: 'newer-format' };
  const associatedData = envelope.slice(0, ENVELOPE_HEADER_LENGTH);
  const { key, nonce } = deriveOnce(purposeKey, fields, associatedData.slice(fields.length));
  const padded = await aead.open({
    key,
    nonce,
    associatedData,
    data: envelope.slice(ENVELOPE_HEADER_LENGTH),
  });
  const plaintext = padded && removePadding(padded);
  return plaintext
    ? { ok: true, plaintext, schemaVersion: header.schemaVersion }
    : { ok: false, error: 'damaged' };
}

/** The clear header: nothing in it may be believed before the envelope was opened. */
export function readEnvelopeHeader(envelope: Bytes): EnvelopeHeader | 'damaged' | 'newer-format' {
  try {
    const reader = new ByteReader(envelope);
    // The last byte of the magic is the format version.
    const magic = reader.u32();
    if (magic !== MAGIC) return magic >>> 8 === MAGIC >>> 8 && magic > MAGIC ? 'newer-format' : 'damaged';
    const kind = kindOf(reader.u8());
    const recordType = reader.u8();
    const schemaVersion = reader.u16();
    const header = { recordType, schemaVersion, vaultId: reader.bytes(16), epoch: reader.u32() };
    const rest = { id: reader.bytes(16), version: reader.u64() };
    if (kind === undefined || reader.remaining < SALT_LENGTH + TAG_LENGTH) return 'damaged';
    return { kind, ...header, ...rest };
  } catch (error) {
    if (error instanceof TruncatedError) return 'damaged';
    throw error;
  }
}

function encodeHeader(header: EnvelopeHeader): Bytes {
  return new ByteWriter()
    .u32(MAGIC)
    .u8(ENVELOPE_KINDS[header.kind])
    .u8(header.recordType)
    .u16(header.schemaVersion)
    .bytes(header.vaultId)
    .u32(header.epoch)
    .bytes(header.id)
    .u64(header.version)
    .finish();
}

function kindOf(value: number): EnvelopeKind | undefined {
  if (value === ENVELOPE_KINDS.record) return 'record';
  if (value === ENVELOPE_KINDS.root) return 'root';
  return value === ENVELOPE_KINDS.shard ? 'shard' : undefined;
}

function deriveOnce(purposeKey: Bytes, fields: Bytes, salt: Bytes): { key: Bytes; nonce: Bytes } {
  const both = hkdfSha256(purposeKey, salt, concatBytes(encodeUtf8('tallystick/1/envelope'), fields), 44);
  return { key: both.slice(0, 32), nonce: both.slice(32) };
}

/** A random source that fails silently gives zeros; sealing with them would repeat a key (fault F28). */
function freshSalt(salt: Bytes): Bytes {
  if (salt.length !== SALT_LENGTH || salt.every((byte) => byte === 0)) {
    throw new RangeError('the random source returned no randomness');
  }
  return salt;
}
