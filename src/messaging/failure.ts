/** All that crosses back when a request fails: a code, for which the page that asked has a sentence. */
export const FAILURE_CODES = [
  'bad-request',
  'not-allowed',
  'by-policy',
  'locked',
  'no-vault',
  'vault-exists',
  'wrong-passphrase',
  'vault-damaged',
  'storage-full',
  'storage-unavailable',
  'conflict',
  'not-found',
  'record-damaged',
  'read-only',
  'last-slot',
  'mirror-not-written',
  'mirror-keeps-old-secret',
  'backup-unknown',
  'backup-damaged',
  'backup-newer',
  'backup-too-large',
  'backup-wrong-passphrase',
  'backup-not-the-file',
  'cancelled',
  'changed-since',
  'no-randomness',
  'page-unreachable',
  'no-field',
  'no-code-left',
  'not-this-site',
  'insecure-site',
  'page-refused',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Thrown by a handler to answer with that code. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly code: FailureCode;

  constructor(code: FailureCode, options?: { cause: unknown }) {
    super(`the request failed: ${code}`, options);
    this.code = code;
  }
}

export function isFailureCode(value: unknown): value is FailureCode {
  return FAILURE_CODES.some((code) => code === value);
}
