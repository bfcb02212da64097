import type { KeyUriError } from '../core/key-uri/key-uri-error.ts';
import type { FailureCode } from '../messaging/failure.ts';
import { type TextKey, text } from './text.ts';

const FAILURES: { readonly [Code in FailureCode]: TextKey } = {
  'bad-request': 'failureBadRequest',
  'not-allowed': 'failureNotAllowed',
  'by-policy': 'failureByPolicy',
  locked: 'failureLocked',
  'no-vault': 'failureNoVault',
  'vault-exists': 'failureVaultExists',
  'wrong-passphrase': 'failureWrongPassphrase',
  'vault-damaged': 'failureVaultDamaged',
  'storage-full': 'failureStorageFull',
  'storage-unavailable': 'failureStorageUnavailable',
  conflict: 'failureConflict',
  'not-found': 'failureNotFound',
  'record-damaged': 'failureRecordDamaged',
  'read-only': 'failureReadOnly',
  'last-slot': 'failureLastSlot',
  'mirror-not-written': 'failureMirrorNotWritten',
  'mirror-keeps-old-secret': 'failureMirrorKeepsOldSecret',
  'backup-unknown': 'failureBackupUnknown',
  'backup-damaged': 'failureBackupDamaged',
  'backup-newer': 'failureBackupNewer',
  'backup-too-large': 'failureBackupTooLarge',
  'backup-wrong-passphrase': 'failureBackupWrongPassphrase',
  'backup-not-the-file': 'failureBackupNotTheFile',
  cancelled: 'failureCancelled',
  'changed-since': 'failureChangedSince',
  'no-randomness': 'failureNoRandomness',
  'page-unreachable': 'failurePageUnreachable',
  'no-field': 'failureNoField',
  'no-code-left': 'failureNoCodeLeft',
  'not-this-site': 'failureNotThisSite',
  'insecure-site': 'failureInsecureSite',
  'page-refused': 'failurePageRefused',
  internal: 'failureInternal',
};

const KEY_URI_ERRORS: { readonly [Code in KeyUriError]: TextKey } = {
  'not-otpauth': 'keyUriNotOtpauth',
  'unknown-type': 'keyUriUnknownType',
  'missing-secret': 'keyUriMissingSecret',
  'bad-secret': 'keyUriBadSecret',
  'bad-algorithm': 'keyUriBadAlgorithm',
  'bad-digits': 'keyUriBadDigits',
  'bad-period': 'keyUriBadPeriod',
  'bad-counter': 'keyUriBadCounter',
  'duplicate-parameter': 'keyUriDuplicateParameter',
  'too-long': 'keyUriTooLong',
  'bad-migration': 'keyUriBadMigration',
  'unsupported-version': 'keyUriUnsupportedVersion',
  'too-many-accounts': 'keyUriTooManyAccounts',
};

/** What happened, what is safe, what to do: one sentence a code. */
export function failureText(code: FailureCode): string {
  return text(FAILURES[code]);
}

export function keyUriErrorText(code: KeyUriError): string {
  return text(KEY_URI_ERRORS[code]);
}
