import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concatBytes, equalBytes } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';

export const VAULT_KEY_LENGTH = 32;
export const MAC_LENGTH = 32;

/** The keys under the vault key: one a purpose, so that a ciphertext of one kind never opens as another. */
export interface VaultKeys {
  readonly vaultId: Bytes;
  readonly epoch: number;
  readonly root: Bytes;
  readonly shard: Bytes;
  readonly record: Bytes;
  readonly headerMac: Bytes;
  readonly anchorMac: Bytes;
}

export function deriveVaultKeys(vaultKey: Bytes, vaultId: Bytes, epoch: number): VaultKeys {
  const derive = (purpose: string) =>
    hkdfSha256(vaultKey, vaultId, encodeUtf8(`tallystick/1/${purpose}/${epoch}`), 32);
  return {
    vaultId,
    epoch,
    root: derive('root'),
    shard: derive('shard'),
    record: derive('record'),
    headerMac: derive('header-mac'),
    anchorMac: derive('anchor-mac'),
  };
}

/**
 * From the secret of a slot (32 bytes: Argon2id output, recovery key or PRF output) its key-encryption key, and a
 * check value that tells a wrong secret from damage. The check value also commits to the key, which AES-GCM does not.
 */
export function deriveSlotKeys(
  secret: Bytes,
  vaultId: Bytes,
  slotHeader: Bytes,
): { readonly keyEncryptionKey: Bytes; readonly check: Bytes } {
  const info = concatBytes(encodeUtf8('tallystick/1/slot'), slotHeader);
  const both = hkdfSha256(secret, vaultId, info, 64);
  return { keyEncryptionKey: both.slice(0, 32), check: both.slice(32) };
}

export function hkdfSha256(keyMaterial: Bytes, salt: Bytes, info: Bytes, length: number): Bytes {
  return new Uint8Array(hkdf(sha256, keyMaterial, salt, info, length));
}

export function macOf(key: Bytes, message: Bytes): Bytes {
  return new Uint8Array(hmac(sha256, key, message));
}

export function isMacOf(mac: Bytes, key: Bytes, message: Bytes): boolean {
  return equalBytes(mac, macOf(key, message));
}

export function hashOf(bytes: Uint8Array): Bytes {
  return new Uint8Array(sha256(bytes));
}
