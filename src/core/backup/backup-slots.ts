// A backup's own key slots. They are laid out as the vault's (docs/vault-format.md, section 4), but derived with the
// file's id and the epoch 0 that no vault has: nothing of the one fits the other.
import { ByteReader } from '../bytes/byte-reader.ts';
import { type Bytes, equalBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { err, ok, type Result } from '../result.ts';
import type { NewPassphrase } from '../vault/head.ts';
import { isAcceptableKdf, KDF_OUTPUT_LENGTH, KDF_SALT_LENGTH } from '../vault/keys/kdf-parameters.ts';
import { hashOf } from '../vault/keys/keys.ts';
import type { Outside } from '../vault/outside.ts';
import { decodeSlot, type Slot, type SlotHeader, unwrapVaultKey, wrapVaultKey } from '../vault/keys/slot.ts';
import { freshRandom } from './fresh-random.ts';

export type NewBackupSlot =
  /** Its salt was drawn for this file alone: the vault's salt would give the vault's derived key. */
  | { readonly kind: 'passphrase'; readonly passphrase: NewPassphrase }
  /** `secret` is what `recoveryKeyBackupSecret` gives. */
  | { readonly kind: 'recovery-key'; readonly secret: Bytes };

/** Which slot opens the file, and the 32 bytes that Argon2id or the recovery key gave for it. */
export interface BackupUnlock {
  /** 32 hexadecimal digits. */
  readonly slotId: string;
  readonly secret: Bytes;
}

interface SlotPlace {
  readonly fileId: Bytes;
  readonly outside: Pick<Outside, 'aead' | 'random'>;
}

const NO_EPOCH = 0;
const CHECKSUM_LENGTH = 32;
const PASSPHRASE_KIND = 1;

/** Throws RangeError for a secret, salt or Argon2id that the reader would refuse. */
export function sealBackupSlot(
  fileKey: Bytes,
  slot: NewBackupSlot,
  createdAt: number,
  { fileId, outside }: SlotPlace,
): Promise<Slot> {
  const secret = slot.kind === 'passphrase' ? slot.passphrase.derivedKey : slot.secret;
  if (secret.length !== KDF_OUTPUT_LENGTH) throw new RangeError('the secret of a key slot has 32 bytes');
  const header: SlotHeader = {
    kind: slot.kind,
    slotId: freshRandom(outside.random, 16),
    createdAt,
    label: '',
    ...saltAndKdf(slot, outside),
    parameters: new Uint8Array(0),
  };
  return wrapVaultKey(fileKey, secret, header, { vaultId: fileId, epoch: NO_EPOCH, outside });
}

export async function openBackupSlot(
  slots: readonly Slot[],
  { slotId, secret }: BackupUnlock,
  { fileId, outside }: SlotPlace,
): Promise<Result<Bytes, 'no-such-slot' | 'wrong-secret' | 'damaged'>> {
  const slot = slots.find((candidate) => encodeHex(candidate.slotId) === slotId);
  if (slot === undefined) return err('no-such-slot');
  const opened = await unwrapVaultKey(slot, secret, { vaultId: fileId, epoch: NO_EPOCH, outside });
  return opened.ok ? ok(opened.vaultKey) : opened;
}

/** Throws TruncatedError for a slot that ends too early under a right checksum. */
export function readBackupSlot(bytes: Bytes): Result<Slot, 'damaged' | 'unacceptable-kdf'> {
  const slot = decodeSlot(bytes);
  if (slot !== undefined) return ok(slot);
  return asksForUnacceptableKdf(bytes) ? err('unacceptable-kdf') : err('damaged');
}

function saltAndKdf(slot: NewBackupSlot, { random }: SlotPlace['outside']): Pick<SlotHeader, 'salt' | 'kdf'> {
  if (slot.kind === 'recovery-key') return { salt: freshRandom(random, KDF_SALT_LENGTH), kdf: null };
  const { salt, kdf } = slot.passphrase;
  if (salt.length !== KDF_SALT_LENGTH || !isAcceptableKdf(kdf)) {
    throw new RangeError('a salt or an Argon2id that no reader accepts');
  }
  return { salt, kdf };
}

/** The user is told which: somebody who weakened or blew up the derivation is not a damaged disk. */
function asksForUnacceptableKdf(bytes: Bytes): boolean {
  const body = bytes.slice(0, -CHECKSUM_LENGTH);
  if (!equalBytes(hashOf(body), bytes.slice(-CHECKSUM_LENGTH))) return false;
  const reader = new ByteReader(body);
  if (reader.u8() !== PASSPHRASE_KIND) return false;
  reader.bytes(16 + 8);
  reader.bytes(reader.u8());
  return !isAcceptableKdf({
    memoryKib: reader.u32(),
    iterations: reader.u32(),
    parallelism: reader.u32(),
  });
}
