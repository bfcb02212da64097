// A key slot wraps the vault key under one secret of the user's, as LUKS does: adding or changing a slot never
// touches a record.
import { ByteReader, TruncatedError } from '../../bytes/byte-reader.ts';
import { ByteWriter } from '../../bytes/byte-writer.ts';
import { type Bytes, concatBytes, equalBytes } from '../../bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { isAcceptableKdf, KDF_SALT_LENGTH, type KdfParameters } from './kdf-parameters.ts';
import { deriveSlotKeys, hashOf, VAULT_KEY_LENGTH } from './keys.ts';
import type { Outside } from '../outside.ts';

const SLOT_KINDS = { passphrase: 1, 'recovery-key': 2, passkey: 3 } as const;
type SlotKind = keyof typeof SLOT_KINDS;

/** The public part of a slot: everything in it is bound to the wrapped key. */
export interface SlotHeader {
  readonly kind: SlotKind;
  /** 16 bytes. */
  readonly slotId: Bytes;
  readonly createdAt: number;
  readonly label: string;
  /** Null where the secret is already uniformly random (recovery key, PRF output). */
  readonly kdf: KdfParameters | null;
  /** 32 bytes: the Argon2id salt, or the PRF input of a passkey. */
  readonly salt: Bytes;
  /** The credential id of a passkey; empty otherwise. */
  readonly parameters: Bytes;
}

export interface Slot extends SlotHeader {
  readonly check: Bytes;
  readonly nonce: Bytes;
  readonly wrappedKey: Bytes;
}

export type UnwrapError = 'wrong-secret' | 'damaged';

const CHECKSUM_LENGTH = 32;
const WRAPPED_LENGTH = VAULT_KEY_LENGTH + 16;

/** Wraps the vault key; `secret` is the 32 bytes of Argon2id, of the recovery key or of the PRF. */
export async function wrapVaultKey(
  vaultKey: Bytes,
  secret: Bytes,
  header: SlotHeader,
  context: SlotContext,
): Promise<Slot> {
  const { keyEncryptionKey, check } = deriveSlotKeys(secret, context.vaultId, encodeSlotHeader(header));
  const nonce = context.outside.random.bytes(12);
  const associatedData = slotAssociatedData(header, context);
  const wrappedKey = await context.outside.aead.seal({
    key: keyEncryptionKey,
    nonce,
    associatedData,
    data: vaultKey,
  });
  return { ...header, check, nonce, wrappedKey };
}

/** A differing check value means another secret; a right one whose ciphertext does not open means damage. */
export async function unwrapVaultKey(
  slot: Slot,
  secret: Bytes,
  context: SlotContext,
): Promise<{ ok: true; vaultKey: Bytes } | { ok: false; error: UnwrapError }> {
  const { keyEncryptionKey, check } = deriveSlotKeys(secret, context.vaultId, encodeSlotHeader(slot));
  if (!equalBytes(check, slot.check)) return { ok: false, error: 'wrong-secret' };
  const vaultKey = await context.outside.aead.open({
    key: keyEncryptionKey,
    nonce: slot.nonce,
    associatedData: slotAssociatedData(slot, context),
    data: slot.wrappedKey,
  });
  return vaultKey ? { ok: true, vaultKey } : { ok: false, error: 'damaged' };
}

export interface SlotContext {
  readonly vaultId: Bytes;
  readonly epoch: number;
  readonly outside: Pick<Outside, 'aead' | 'random'>;
}

export function encodeSlot(slot: Slot): Bytes {
  const body = concatBytes(encodeSlotHeader(slot), slot.check, slot.nonce, slot.wrappedKey);
  return concatBytes(body, hashOf(body));
}

/** The slot, or undefined where its checksum or its fields are wrong: that slot is damaged, the others may serve. */
export function decodeSlot(bytes: Bytes): Slot | undefined {
  const body = bytes.slice(0, -CHECKSUM_LENGTH);
  if (!equalBytes(hashOf(body), bytes.slice(-CHECKSUM_LENGTH))) return undefined;
  try {
    return decodeBody(new ByteReader(body));
  } catch (error) {
    if (error instanceof TruncatedError) return undefined;
    throw error;
  }
}

function decodeBody(reader: ByteReader): Slot | undefined {
  const header = decodeSlotHeader(reader);
  if (header === undefined || reader.remaining !== 32 + 12 + WRAPPED_LENGTH) return undefined;
  return {
    ...header,
    check: reader.bytes(32),
    nonce: reader.bytes(12),
    wrappedKey: reader.bytes(WRAPPED_LENGTH),
  };
}

function encodeSlotHeader(header: SlotHeader): Bytes {
  const label = encodeUtf8(header.label);
  return new ByteWriter()
    .u8(SLOT_KINDS[header.kind])
    .bytes(header.slotId)
    .u64(header.createdAt)
    .u8(label.length)
    .bytes(label)
    .u32(header.kdf?.memoryKib ?? 0)
    .u32(header.kdf?.iterations ?? 0)
    .u32(header.kdf?.parallelism ?? 0)
    .bytes(header.salt)
    .u16(header.parameters.length)
    .bytes(header.parameters)
    .finish();
}

function decodeSlotHeader(reader: ByteReader): SlotHeader | undefined {
  const kind = slotKindOf(reader.u8());
  const slotId = reader.bytes(16);
  const createdAt = reader.u64();
  const label = decodeUtf8(reader.bytes(reader.u8()));
  const kdf = { memoryKib: reader.u32(), iterations: reader.u32(), parallelism: reader.u32() };
  const salt = reader.bytes(KDF_SALT_LENGTH);
  const parameters = reader.bytes(reader.u16());
  if (kind === undefined || label === undefined) return undefined;
  // A passphrase without a costly derivation would be a downgrade; a random secret with one is not ours.
  if (kind === 'passphrase' ? !isAcceptableKdf(kdf) : !isNoKdf(kdf)) return undefined;
  return { kind, slotId, createdAt, label, kdf: kind === 'passphrase' ? kdf : null, salt, parameters };
}

function isNoKdf({ memoryKib, iterations, parallelism }: KdfParameters): boolean {
  return memoryKib === 0 && iterations === 0 && parallelism === 0;
}

function slotKindOf(value: number): SlotKind | undefined {
  if (value === SLOT_KINDS.passphrase) return 'passphrase';
  if (value === SLOT_KINDS['recovery-key']) return 'recovery-key';
  return value === SLOT_KINDS.passkey ? 'passkey' : undefined;
}

function slotAssociatedData(header: SlotHeader, { vaultId, epoch }: SlotContext): Bytes {
  return new ByteWriter()
    .bytes(encodeUtf8('tallystick/1/wrap'))
    .bytes(vaultId)
    .u32(epoch)
    .bytes(encodeSlotHeader(header))
    .finish();
}
