/** The hash functions of RFC 6238 section 1.2, spelt as the key URI format spells them. */
export type HashAlgorithm = 'SHA1' | 'SHA256' | 'SHA512';

export interface TotpParameters {
  readonly type: 'totp';
  readonly algorithm: HashAlgorithm;
  readonly digits: number;
  /** Seconds. */
  readonly period: number;
}

export interface HotpParameters {
  readonly type: 'hotp';
  readonly algorithm: HashAlgorithm;
  readonly digits: number;
  /** The counter of the next code to show. */
  readonly counter: number;
}

/** Steam Guard fixes everything but the secret. */
export interface SteamParameters {
  readonly type: 'steam';
  readonly algorithm: 'SHA1';
  readonly digits: 5;
  readonly period: 30;
}

/** What two sides must agree on, besides the secret, to produce the same codes. */
export type OtpParameters = TotpParameters | HotpParameters | SteamParameters;

/** The parameters whose code follows from the time alone. */
export type TimeBasedParameters = TotpParameters | SteamParameters;

export const HASH_ALGORITHMS: readonly HashAlgorithm[] = ['SHA1', 'SHA256', 'SHA512'];

export const DEFAULT_ALGORITHM = 'SHA1';
export const DEFAULT_DIGITS = 6;
/** RFC 6238 section 5.2 recommends 30 seconds. */
export const DEFAULT_PERIOD = 30;

/** RFC 4226 section 5.3 asks for at least six digits; a truncated value has at most ten. */
export const MIN_DIGITS = 6;
export const MAX_DIGITS = 10;
export const MIN_PERIOD = 1;
export const MAX_PERIOD = 3600;
/** Counters are below 2^53, so that a number holds each exactly. */
export const MAX_COUNTER: number = Number.MAX_SAFE_INTEGER;
export const MIN_SECRET_BYTES = 1;
export const MAX_SECRET_BYTES = 1024;

export const STEAM_PARAMETERS: SteamParameters = { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 };

export function isDigits(value: number): boolean {
  return isWholeBetween(value, MIN_DIGITS, MAX_DIGITS);
}

export function isPeriod(value: number): boolean {
  return isWholeBetween(value, MIN_PERIOD, MAX_PERIOD);
}

export function isCounter(value: number): boolean {
  return isWholeBetween(value, 0, MAX_COUNTER);
}

export function isSecretLength(bytes: number): boolean {
  return isWholeBetween(bytes, MIN_SECRET_BYTES, MAX_SECRET_BYTES);
}

function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
