/**
 * Why a file gives no backup.
 * - `not-a-backup`: another kind of file.
 * - `too-large`: above 64 MiB, or above 100 000 records and tombstones.
 * - `damaged`: cut short, grown or changed; nothing of it is used.
 * - `newer-format`: whole, and written by a program that knows more.
 * - `unacceptable-kdf`: asks for an Argon2id that is too weak or too costly; nothing was derived.
 * - `no-such-slot`: the slot that was chosen is not in this file.
 * - `wrong-secret`: the passphrase or recovery key is another one.
 * - `cancelled`: the caller's signal said so.
 */
export type BackupErrorCode =
  | 'not-a-backup'
  | 'too-large'
  | 'damaged'
  | 'newer-format'
  | 'unacceptable-kdf'
  | 'no-such-slot'
  | 'wrong-secret'
  | 'cancelled';
