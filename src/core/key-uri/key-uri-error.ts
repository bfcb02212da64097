/** Why a text gives no account; each has a sentence in the user interface. */
export const KEY_URI_ERRORS = [
  /** Another scheme, or no URI at all. */
  'not-otpauth',
  /** A kind of account that has no codes here, such as mOTP or Yandex. */
  'unknown-type',
  'missing-secret',
  /** No base32, or longer than any secret in use. */
  'bad-secret',
  /** A hash function other than SHA-1, SHA-256 and SHA-512. */
  'bad-algorithm',
  'bad-digits',
  'bad-period',
  'bad-counter',
  /** A parameter that decides the codes is there twice: which one is meant is not ours to guess. */
  'duplicate-parameter',
  /** A text, issuer or account name beyond what a QR code or a sensible name holds. */
  'too-long',
  /** An export whose bytes are damaged, cut off, or none of Google Authenticator's. */
  'bad-migration',
  /** An export of a later version than is known. */
  'unsupported-version',
  'too-many-accounts',
] as const;

export type KeyUriError = (typeof KEY_URI_ERRORS)[number];
