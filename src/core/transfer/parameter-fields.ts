import { algorithmNamed } from '../key-uri/otp-fields.ts';
import {
  DEFAULT_ALGORITHM,
  DEFAULT_DIGITS,
  DEFAULT_PERIOD,
  isCounter,
  isDigits,
  isPeriod,
  type OtpParameters,
  STEAM_PARAMETERS,
} from '../otp/otp-parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { textOf, wholeOf } from './fields.ts';
import type { EntryError } from './transfer-error.ts';

/** As found in the file: text, number or nothing. What is absent has the default of the key URI format. */
export interface ParameterFields {
  /** `totp`, `hotp`, `steam`, in any case; what else there is has no codes here. */
  readonly type: string;
  readonly algorithm?: unknown;
  readonly digits?: unknown;
  readonly period?: unknown;
  readonly counter?: unknown;
}

export function readParameterFields(fields: ParameterFields): Result<OtpParameters, EntryError> {
  const type = fields.type.trim().toLowerCase();
  if (type === 'steam') return ok(STEAM_PARAMETERS);
  if (type !== 'totp' && type !== 'hotp') return err('unknown-type');
  const name = textOf(fields.algorithm).trim();
  const algorithm = name === '' ? DEFAULT_ALGORITHM : algorithmNamed(name);
  if (algorithm === undefined) return err('bad-algorithm');
  const digits = wholeOrDefault(fields.digits, DEFAULT_DIGITS);
  if (!isDigits(digits)) return err('bad-digits');
  if (type === 'hotp') {
    const counter = wholeOf(fields.counter) ?? 0;
    return isCounter(counter) ? ok({ type, algorithm, digits, counter }) : err('bad-counter');
  }
  const period = wholeOrDefault(fields.period, DEFAULT_PERIOD);
  return isPeriod(period) ? ok({ type, algorithm, digits, period }) : err('bad-period');
}

/** Writers put zero where a field is not used; no code has zero digits or lasts zero seconds. */
function wholeOrDefault(value: unknown, standard: number): number {
  const whole = wholeOf(value);
  return whole === undefined || whole === 0 ? standard : whole;
}
