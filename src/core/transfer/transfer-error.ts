import { KEY_URI_ERRORS, type KeyUriError } from '../key-uri/key-uri-error.ts';

/** Why a file as a whole gives nothing; each has a sentence in the user interface. */
export const TRANSFER_ERRORS = [
  /** Encrypted, and no passphrase was given. */
  'needs-passphrase',
  /** The passphrase does not fit. Formats without a check of their own cannot tell it from damage everywhere. */
  'wrong-passphrase',
  /** Recognised, but cut off or changed. */
  'damaged',
  /** No format that is known here, or one that is known and cannot be read without its application. */
  'unsupported',
  /** A known format in a later version than is known. */
  'newer-version',
  /** More bytes, nesting or entries than any real export has. */
  'too-large',
  /** A key derivation that asks for more work than any application does. */
  'too-expensive',
  /** An honest key derivation that this machine has not the memory for. */
  'not-enough-memory',
  'cancelled',
] as const;

export type TransferError = (typeof TRANSFER_ERRORS)[number];

const ROW_ERRORS = [
  /** The row has not the shape of a row. */
  'unreadable',
  /** The rest of the file opens with the passphrase, this row does not. */
  'undecryptable',
  /** In the other application's bin. */
  'trashed',
  /** A QR code of a multi-part export that is not in the file. */
  'missing-batch',
] as const;

/** Why one row of a readable file gives no account. */
export type EntryError = KeyUriError | (typeof ROW_ERRORS)[number];

export const ENTRY_ERRORS: readonly EntryError[] = [...KEY_URI_ERRORS, ...ROW_ERRORS];
