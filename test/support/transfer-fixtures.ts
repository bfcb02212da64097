import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExportFormat } from '../../src/core/transfer/export-format.ts';
import { FIXTURE_ACCOUNTS, FIXTURE_PASSPHRASE, type FixtureAccount } from './transfer-accounts.ts';

/** One file in test/exports and what is to be found in it. */
export interface Fixture {
  readonly file: string;
  readonly format: ExportFormat;
  readonly isSealed: boolean;
  readonly accounts: readonly FixtureAccount[];
  readonly skipped: readonly string[];
}

type Change = (account: FixtureAccount) => FixtureAccount;

const all = FIXTURE_ACCOUNTS;
const timed = all.filter(({ type }) => type === 'totp');
const withoutSteam = all.filter(({ type }) => type !== 'steam');
const withoutCounters = all.filter(({ type }) => type !== 'hotp');
const google = withoutSteam.filter(({ digits }) => digits !== 7).map(change({ period: 30 }));
const steam = all.filter(({ type }) => type === 'steam');

function change(to: Partial<FixtureAccount>): Change {
  return (account) => ({ ...account, ...to });
}

function fixture(
  file: string,
  accounts: readonly FixtureAccount[],
  skipped: readonly string[] = [],
): Fixture {
  const format = path.dirname(file) as ExportFormat;
  return { file, format, isSealed: false, accounts, skipped };
}

function sealed(file: string, accounts: readonly FixtureAccount[]): Fixture {
  return { ...fixture(file, accounts), isSealed: true };
}

/** WinAuth has one name an entry; where it holds a colon, it is issuer and account. */
const winAuth = withoutSteam.map((account) =>
  account.issuer.includes(':')
    ? { ...account, issuer: 'Kiosk', accountName: 'Süd' }
    : { ...account, accountName: '' },
);
const duo = all
  .filter(({ algorithm, digits }) => algorithm === 'SHA1' && digits === 6)
  .map((account) => ({ ...account, accountName: account.issuer, issuer: '' }));
/** Their applications know SHA-1 alone. */
const ofSha1 = timed.map(change({ algorithm: 'SHA1' }));
const bitwarden = withoutCounters.map((account) =>
  account.type === 'steam' ? { ...account, issuer: 'Steam' } : account,
);

export const FIXTURES: readonly Fixture[] = [
  fixture('otpauth/lines.txt', all),
  fixture('otpauth/windows.txt', all, ['line 1: not-otpauth']),
  fixture('google-migration/one.txt', google),
  fixture('google-migration/four-shuffled.txt', google),
  fixture(
    'google-migration/one-missing.txt',
    google.filter((_, index) => index !== 1),
    ['QR code 2 of 4: missing-batch'],
  ),
  fixture('aegis/plain.json', all),
  sealed('aegis/encrypted.json', all),
  fixture('2fas/plain-v2.2fas', timed),
  fixture('2fas/plain-v3.2fas', all),
  fixture('2fas/plain-v4.2fas', all),
  sealed('2fas/encrypted-v3.2fas', all),
  sealed('2fas/encrypted-v4.2fas', all),
  fixture('andotp/plain.json', all),
  fixture('andotp/old-plain.json', all),
  sealed('andotp/encrypted.json.aes', all),
  sealed('andotp/old-encrypted.json.aes', all),
  fixture('bitwarden/plain.json', bitwarden),
  fixture('bitwarden/attachments.zip', bitwarden),
  sealed('bitwarden/protected-pbkdf2.json', bitwarden),
  sealed('bitwarden/protected-argon2id.json', bitwarden),
  fixture('bitwarden-csv/plain.csv', timed),
  fixture('1password/plain.1pux', timed),
  fixture('1password/plain.csv', timed),
  fixture('ente/plain.txt', all),
  sealed('ente/encrypted-8-mib.txt', all),
  fixture('freeotp/tokens.xml', withoutSteam),
  fixture('freeotp-plus/plain.json', withoutSteam),
  sealed('freeotp-2/externalBackup.xml', withoutSteam),
  fixture('stratum/plain.authpro', all),
  sealed('stratum/strong.authpro', all),
  sealed('stratum/legacy.authpro', all),
  fixture('proton-authenticator/plain.json', withoutCounters),
  sealed('proton-authenticator/encrypted.json', withoutCounters),
  fixture('proton-pass/plain.zip', timed),
  fixture('proton-pass/plain.csv', timed),
  fixture('authenticator-extension/plain.json', all),
  sealed('authenticator-extension/encrypted-v1.json', all),
  sealed('authenticator-extension/encrypted-v2.json', all),
  sealed('authenticator-extension/encrypted-v3.json', all),
  fixture('lastpass-authenticator/plain.json', timed),
  fixture('raivo/plain.json', withoutSteam),
  sealed('raivo/encrypted.zip', withoutSteam),
  fixture('keepassxc-csv/plain.csv', timed),
  fixture('apple-passwords-csv/plain.csv', timed),
  fixture('keepass-xml/plain.xml', all, ['Old: trashed']),
  fixture('winauth/plain.zip', winAuth),
  sealed('winauth/aes.zip', winAuth),
  sealed('winauth/zipcrypto.zip', winAuth),
  fixture('duo/duokit.json', duo, ['Pushes only: missing-secret']),
  fixture('steam/accounts.json', steam),
  fixture('steam/76561190000000000.maFile', steam),
  fixture('totp-authenticator/default.encrypt', ofSha1),
  sealed('totp-authenticator/own.encrypt', ofSha1),
  fixture('totp-authenticator/preferences.xml', ofSha1),
  fixture('authy/plain.xml', ofSha1.map(change({ period: 30 }))),
  sealed('authy/encrypted.xml', ofSha1.map(change({ period: 30 }))),
];

export function fixtureBytes(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path.resolve(import.meta.dirname, '../exports', file)));
}

export function fixtureText(file: string): string {
  return Buffer.from(fixtureBytes(file)).toString('utf8');
}

export function passphraseOf({ isSealed }: Fixture): string | undefined {
  return isSealed ? FIXTURE_PASSPHRASE : undefined;
}
