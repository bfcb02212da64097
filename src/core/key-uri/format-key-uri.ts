import { encodeBase32 } from '../bytes/base32.ts';
import type { KeyUriAccount } from './key-uri-account.ts';
import { joinLabel } from './names.ts';

/**
 * The account as a key URI that the strictest reader takes: issuer in label and parameter, every parameter stated,
 * `%20` for a space. `parseKeyUri` gives the account back. A lone surrogate, which no URI can hold, becomes U+FFFD.
 */
export function formatKeyUri(account: KeyUriAccount): string {
  const { parameters, issuer } = account;
  const query: readonly (readonly [string, string | number])[] = [
    ['secret', encodeBase32(account.secret)],
    ...(issuer === '' ? [] : [['issuer', issuer] as const]),
    ['algorithm', parameters.algorithm],
    ['digits', parameters.digits],
    parameters.type === 'hotp' ? ['counter', parameters.counter] : ['period', parameters.period],
    ...account.unknownParameters,
  ];
  const pairs = query.map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  return `otpauth://${parameters.type}/${joinLabel(account, encode)}?${pairs.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
