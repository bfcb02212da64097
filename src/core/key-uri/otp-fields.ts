import { decodeBase32 } from '../bytes/base32.ts';
import type { Bytes } from '../bytes/bytes.ts';
import {
  DEFAULT_ALGORITHM,
  DEFAULT_DIGITS,
  DEFAULT_PERIOD,
  HASH_ALGORITHMS,
  type HashAlgorithm,
  isCounter,
  isDigits,
  isPeriod,
  isSecretLength,
  type OtpParameters,
  STEAM_PARAMETERS,
} from '../otp/otp-parameters.ts';
import { err, ok, type Result } from '../result.ts';
import type { KeyUriError } from './key-uri-error.ts';
import type { Query } from './query.ts';
import { decodePercent } from './uri-text.ts';

export type OtpType = OtpParameters['type'];

type Known = Query['known'];

/** The bytes of a secret as a URI holds it: base32, percent-encoded or with plus signs for spaces. */
export function readSecret(text: string): Result<Bytes, KeyUriError> {
  const base32 = decodePercent(text).replaceAll('+', ' ').trim();
  if (base32 === '') return err('missing-secret');
  const secret = decodeBase32(base32);
  return secret === undefined || !isSecretLength(secret.length) ? err('bad-secret') : ok(secret);
}

/** A parameter that is absent or empty has the format's default. What a type does not use is not looked at. */
export function readParameters(type: OtpType, known: Known): Result<OtpParameters, KeyUriError> {
  // Whatever a writer states beside Steam Guard, its codes are of one kind.
  if (type === 'steam') return ok(STEAM_PARAMETERS);
  const algorithm = readAlgorithm(known);
  if (algorithm === undefined) return err('bad-algorithm');
  const digits = readNumber(known.get('digits'), DEFAULT_DIGITS);
  if (!isDigits(digits)) return err('bad-digits');
  if (type === 'hotp') {
    // The format asks for a counter; Google Authenticator and FreeOTP start at zero without one.
    const counter = readNumber(known.get('counter'), 0);
    return isCounter(counter) ? ok({ type, algorithm, digits, counter }) : err('bad-counter');
  }
  const period = readNumber(known.get('period') || gluedPeriod(known), DEFAULT_PERIOD);
  return isPeriod(period) ? ok({ type, algorithm, digits, period }) : err('bad-period');
}

/** An early Ente wrote the period behind the issuer without a separator: `issuer=ACMEperiod=60`. */
const GLUED_PERIOD = /period=(\d+)$/;

export function withoutGluedPeriod(issuer: string): string {
  return issuer.replace(GLUED_PERIOD, '');
}

function gluedPeriod(known: Known): string | undefined {
  return GLUED_PERIOD.exec(known.get('issuer') ?? '')?.[1];
}

function readAlgorithm(known: Known): HashAlgorithm | undefined {
  const text = decodePercent(known.get('algorithm') ?? '').trim();
  return text === '' ? DEFAULT_ALGORITHM : algorithmNamed(text);
}

/** `SHA1`, also as `sha-1`, `HmacSHA1` and the like. */
export function algorithmNamed(text: string): HashAlgorithm | undefined {
  const name = text
    .toUpperCase()
    .replace(/[-_ +]/g, '')
    .replace(/^HMAC/, '');
  return HASH_ALGORITHMS.find((algorithm) => algorithm === name);
}

/** A whole number in decimal digits, NaN for anything else. */
function readNumber(raw: string | undefined, absent: number): number {
  const text = decodePercent(raw ?? '').trim();
  if (text === '') return absent;
  return /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}
