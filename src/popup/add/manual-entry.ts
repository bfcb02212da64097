import type { KeyUriAccount } from '../../core/key-uri/key-uri-account.ts';
import type { KeyUriError } from '../../core/key-uri/key-uri-error.ts';
import { parseKeyUri } from '../../core/key-uri/parse-key-uri.ts';
import type { HashAlgorithm, OtpParameters } from '../../core/otp/otp-parameters.ts';
import type { Result } from '../../core/result.ts';

/** The form as it was typed; numbers are still text. */
export interface ManualEntry {
  readonly issuer: string;
  readonly accountName: string;
  /** Base32, or a whole otpauth URI. */
  readonly secret: string;
  readonly type: OtpParameters['type'];
  readonly algorithm: HashAlgorithm;
  readonly digits: string;
  readonly period: string;
  readonly counter: string;
  readonly isForThisSite: boolean;
}

export const EMPTY_ENTRY: ManualEntry = {
  issuer: '',
  accountName: '',
  secret: '',
  type: 'totp',
  algorithm: 'SHA1',
  digits: '6',
  period: '30',
  counter: '0',
  isForThisSite: true,
};

/** The same rules as for a scanned code: what was typed is put into a key URI and read by the one parser. */
export function accountFromManual(entry: ManualEntry): Result<KeyUriAccount, KeyUriError | 'needs-name'> {
  const parsed = parseKeyUri(isUri(entry.secret) ? entry.secret.trim() : keyUriOf(entry));
  if (!parsed.ok) return parsed;
  const issuer = entry.issuer.trim() || parsed.value.issuer;
  const accountName = entry.accountName.trim() || parsed.value.accountName;
  if (issuer === '' && accountName === '') return { ok: false, error: 'needs-name' };
  return { ok: true, value: { ...parsed.value, issuer, accountName } };
}

function isUri(secret: string): boolean {
  return /^\s*[a-z-]+:\/\//i.test(secret);
}

function keyUriOf({ type, secret, algorithm, digits, period, counter }: ManualEntry): string {
  const parameters = new URLSearchParams({ secret: secret.replace(/\s/g, '') });
  if (type !== 'steam') {
    parameters.set('algorithm', algorithm);
    parameters.set('digits', digits);
  }
  if (type === 'totp') parameters.set('period', period);
  if (type === 'hotp') parameters.set('counter', counter);
  return `otpauth://${type}/?${parameters.toString()}`;
}
