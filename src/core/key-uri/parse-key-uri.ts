import { STEAM_PARAMETERS } from '../otp/otp-parameters.ts';
import { err, ok, type Result } from '../result.ts';
import { type KeyUriAccount, MAX_KEY_URI_LENGTH, MAX_NAME_LENGTH } from './key-uri-account.ts';
import type { KeyUriError } from './key-uri-error.ts';
import { type Names, splitLabel } from './names.ts';
import { type OtpType, readParameters, readSecret, withoutGluedPeriod } from './otp-fields.ts';
import { type Query, readQuery, splitQuery } from './query.ts';
import { decodePercent, decodeUriText } from './uri-text.ts';

/**
 * The account in a key URI (the Google Authenticator wiki's "Key Uri Format"), or in Bitwarden's `steam://SECRET`.
 * Forgiving of what the world writes, strict in the result: every field is within the limits of otp-parameters.
 */
export function parseKeyUri(text: string): Result<KeyUriAccount, KeyUriError> {
  if (text.length > MAX_KEY_URI_LENGTH) return err('too-long');
  // Line breaks and tabs are never part of a URI; mail programs put them into long ones.
  const uri = text.trim().replace(/[\t\r\n]+/g, '');
  const [, scheme = '', rest = ''] = /^([a-z-]+):\/\/(.*)$/is.exec(uri) ?? [];
  switch (scheme.toLowerCase()) {
    case 'otpauth':
      return parseOtpauth(rest);
    case 'steam':
      return parseSteam(rest);
    case 'motp':
      return err('unknown-type');
    default:
      return err('not-otpauth');
  }
}

function parseOtpauth(rest: string): Result<KeyUriAccount, KeyUriError> {
  const [host = ''] = /^[^/?#]*/.exec(rest) ?? [];
  const { label, query: queryText } = splitQuery(rest.slice(host.length));
  const query = readQuery(queryText);
  if (!query.ok) return query;
  const type = typeOf(host, query.value, label);
  if (type === undefined) return err('unknown-type');
  const secret = readSecret(query.value.known.get('secret') ?? '');
  if (!secret.ok) return secret;
  const parameters = readParameters(type, query.value.known);
  if (!parameters.ok) return parameters;
  const names = readNames(label, query.value);
  if (!names.ok) return names;
  return ok({
    ...names.value,
    secret: secret.value,
    parameters: parameters.value,
    unknownParameters: unknownOf(query.value, type),
  });
}

function parseSteam(text: string): Result<KeyUriAccount, KeyUriError> {
  const secret = readSecret(text.replace(/\/+$/, ''));
  if (!secret.ok) return secret;
  return ok({
    issuer: 'Steam',
    accountName: '',
    secret: secret.value,
    parameters: STEAM_PARAMETERS,
    unknownParameters: [],
  });
}

/**
 * `otpauth://steam/…` (Aegis, Ente), `otpauth://totp/…&encoder=steam` (KeePassXC) and a time-based account of five
 * digits that is named for Steam (WinAuth) are the same.
 */
function typeOf(host: string, query: Query, label: string): OtpType | undefined {
  switch (host.toLowerCase()) {
    case 'totp':
      return isSteamEncoder(query) || isSteamGuard(query, label) ? 'steam' : 'totp';
    case 'hotp':
      return 'hotp';
    case 'steam':
      return 'steam';
    default:
      return undefined;
  }
}

function isSteamEncoder({ known }: Query): boolean {
  return decodePercent(known.get('encoder') ?? '').toLowerCase() === 'steam';
}

/** Nothing else has five digits. */
function isSteamGuard({ known }: Query, label: string): boolean {
  const name = known.get('issuer') ?? label;
  return known.get('digits') === '5' && /^steam\b/i.test(decodeUriText(name));
}

function readNames(rawLabel: string, { known }: Query): Result<Names, 'too-long'> {
  const issuer = decodeUriText(withoutGluedPeriod(known.get('issuer') ?? ''));
  const names = splitLabel(decodeUriText(rawLabel), issuer);
  const isTooLong = names.issuer.length > MAX_NAME_LENGTH || names.accountName.length > MAX_NAME_LENGTH;
  return isTooLong ? err('too-long') : ok(names);
}

/** An encoder other than Steam's says how to show the code: not ours to act on, but to keep. */
function unknownOf(query: Query, type: OtpType): KeyUriAccount['unknownParameters'] {
  const encoder = query.known.get('encoder');
  if (encoder === undefined || type === 'steam') return query.unknown;
  return [...query.unknown, ['encoder', decodeUriText(encoder)]];
}
