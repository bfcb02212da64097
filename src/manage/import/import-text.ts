// A sentence for whatever an export, or a row of one, can be refused for; and what the applications are called.
import type { ExportFormat } from '../../core/transfer/export-format.ts';
import type { ImportKind } from '../../core/transfer/import-plan.ts';
import type { EntryError, TransferError } from '../../core/transfer/transfer-error.ts';
import { type TextKey, text } from '../../ui/text.ts';

const TRANSFER_ERROR_TEXT: { readonly [Code in TransferError]: TextKey } = {
  'needs-passphrase': 'importNeedsPassphrase',
  'wrong-passphrase': 'importWrongPassphrase',
  damaged: 'importDamaged',
  unsupported: 'importUnsupported',
  'newer-version': 'importNewerVersion',
  'too-large': 'importTooLarge',
  'too-expensive': 'importTooExpensive',
  'not-enough-memory': 'importNotEnoughMemory',
  cancelled: 'importCancelled',
};

const ENTRY_ERROR_TEXT: { readonly [Code in EntryError]: TextKey } = {
  'not-otpauth': 'entryNotOtpauth',
  'unknown-type': 'entryUnknownType',
  'missing-secret': 'entryMissingSecret',
  'bad-secret': 'entryBadSecret',
  'bad-algorithm': 'entryBadAlgorithm',
  'bad-digits': 'entryBadDigits',
  'bad-period': 'entryBadPeriod',
  'bad-counter': 'entryBadCounter',
  'duplicate-parameter': 'entryDuplicateParameter',
  'too-long': 'entryTooLong',
  'bad-migration': 'entryBadMigration',
  'unsupported-version': 'entryUnsupportedVersion',
  'too-many-accounts': 'entryTooManyAccounts',
  unreadable: 'entryUnreadable',
  undecryptable: 'entryUndecryptable',
  trashed: 'entryTrashed',
  'missing-batch': 'entryMissingBatch',
};

const KIND_TEXT: { readonly [Kind in ImportKind]: TextKey } = {
  new: 'importKindNew',
  same: 'importKindSame',
  repeated: 'importKindRepeated',
  'other-name': 'importKindOtherName',
  conflicting: 'importKindConflicting',
};

/** Names of products, the same in every language. */
const FORMAT_NAME: { readonly [Format in Exclude<ExportFormat, 'otpauth'>]: string } = {
  '1password': '1Password',
  '2fas': '2FAS',
  aegis: 'Aegis',
  andotp: 'andOTP',
  'apple-passwords-csv': 'Apple Passwords',
  'authenticator-extension': 'Authenticator Extension',
  authy: 'Authy',
  bitwarden: 'Bitwarden',
  'bitwarden-csv': 'Bitwarden (CSV)',
  duo: 'Duo Mobile',
  ente: 'Ente Auth',
  freeotp: 'FreeOTP',
  'freeotp-2': 'FreeOTP 2',
  'freeotp-plus': 'FreeOTP+',
  'google-migration': 'Google Authenticator',
  'keepass-xml': 'KeePass (XML)',
  'keepassxc-csv': 'KeePassXC (CSV)',
  'lastpass-authenticator': 'LastPass Authenticator',
  'proton-authenticator': 'Proton Authenticator',
  'proton-pass': 'Proton Pass',
  raivo: 'Raivo',
  steam: 'Steam',
  stratum: 'Stratum',
  'totp-authenticator': 'TOTP Authenticator',
  winauth: 'WinAuth',
};

export function transferErrorText(code: TransferError): string {
  return text(TRANSFER_ERROR_TEXT[code]);
}

export function entryErrorText(code: EntryError): string {
  return text(ENTRY_ERROR_TEXT[code]);
}

export function kindText(kind: ImportKind): string {
  return text(KIND_TEXT[kind]);
}

export function formatName(format: ExportFormat): string {
  return format === 'otpauth' ? text('importFormatLinks') : FORMAT_NAME[format];
}
