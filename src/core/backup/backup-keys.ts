import type { Bytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { hkdfSha256 } from '../vault/keys/keys.ts';

export const FILE_KEY_LENGTH = 32;

/** The keys under the random file key; the vault key has no part in them. */
export interface BackupKeys {
  readonly headerMac: Bytes;
  readonly content: Bytes;
}

export function deriveBackupKeys(fileKey: Bytes, fileId: Bytes): BackupKeys {
  const derive = (purpose: string) =>
    hkdfSha256(fileKey, fileId, encodeUtf8(`tallystick/1/backup/${purpose}`), 32);
  return { headerMac: derive('header-mac'), content: derive('content') };
}
