import {
  base32Of,
  FIXTURE_ACCOUNTS as ALL,
  type FixtureAccount as Account,
} from '../../support/transfer-accounts.ts';

export type Files = { readonly [path: string]: Buffer | string };

export const timed = ALL.filter(({ type }) => type === 'totp');
export const withoutSteam = ALL.filter(({ type }) => type !== 'steam');
export const e = encodeURIComponent;

export function keyUri(account: Account): string {
  const { issuer, accountName, type, algorithm, digits, period, counter } = account;
  const moving = type === 'hotp' ? `counter=${counter}` : `period=${period}`;
  const secret = base32Of(account.secret);
  return `otpauth://${type}/${e(issuer)}:${e(accountName)}?secret=${secret}&issuer=${e(issuer)}&algorithm=${algorithm}&digits=${digits}&${moving}`;
}

export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function preferences(strings: readonly (readonly [string, string])[]): string {
  const lines = strings
    .map(([name, text]) => `    <string name="${xml(name)}">${xml(text)}</string>\n`)
    .join('');
  return `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n    <int name="version" value="1" />\n${lines}</map>\n`;
}
