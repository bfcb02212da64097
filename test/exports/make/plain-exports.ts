// What applications write in the clear, put together by hand from what is known of their formats.
import {
  base32Of,
  FIXTURE_ACCOUNTS as ALL,
  type FixtureAccount as Account,
} from '../../support/transfer-accounts.ts';
import {
  authyToken,
  duoJson,
  extensionJson,
  lastPassJson,
  raivoRows,
  steamFile,
  totpAuthenticatorTokens,
} from './other-authenticators.ts';
import { bitwardenItems, keePassFile } from './password-managers.ts';
import { appleCsv, bitwardenCsv, keePassXcCsv, onePasswordCsv, protonPassCsv } from './password-tables.ts';
import { e, type Files, keyUri, preferences, timed, withoutSteam } from './plain-parts.ts';

export function aegisDb() {
  const groups = [{ uuid: '3e1bd6a5-5a3f-4a52-8d4e-0d39b9d3a7f1', name: 'Port' }];
  const entries = ALL.map((account, index) => ({
    type: account.type,
    uuid: `00000000-0000-4000-8000-00000000000${index}`,
    name: account.accountName,
    issuer: account.issuer,
    note: index === 0 ? 'kept in the drawer' : '',
    favorite: index === 0,
    icon: null,
    groups: index === 0 ? [groups[0]?.uuid] : [],
    info: {
      secret: base32Of(account.secret),
      algo: account.algorithm,
      digits: account.digits,
      ...(account.type === 'hotp' ? { counter: account.counter } : { period: account.period }),
    },
  }));
  return { version: 3, entries, groups, icons_optimized: true };
}

export function twoFasServices(schema: number) {
  const known = schema === 2 ? timed : ALL;
  return known.map((account, position) => ({
    name: account.issuer,
    secret: base32Of(account.secret),
    updatedAt: 1_795_608_000_000 + position,
    otp: {
      ...(schema === 2
        ? {}
        : { link: keyUri(account), tokenType: account.type.toUpperCase(), source: 'Link' }),
      label: `${account.issuer}:${account.accountName}`,
      account: account.accountName,
      issuer: account.issuer,
      digits: account.digits,
      ...(account.type === 'hotp' ? { counter: account.counter } : { period: account.period }),
      algorithm: account.type === 'steam' ? null : account.algorithm,
    },
    order: { position },
    icon: { selected: 'Label', label: { text: 'HA', backgroundColor: 'Red' }, iconCollection: { id: 'x' } },
    groupId: position === 0 && schema > 2 ? 'g-1' : null,
  }));
}

export function twoFas(schema: number, more: object = {}): string {
  return JSON.stringify({
    services: twoFasServices(schema),
    groups: [{ id: 'g-1', name: 'Port', isExpanded: true, updatedAt: 0 }],
    updatedAt: 1_795_608_000_000,
    schemaVersion: schema,
    appVersionCode: 5_000_029,
    appVersionName: '5.4.9',
    appOrigin: 'android',
    ...more,
  });
}

export function andOtpRows(isOld: boolean) {
  return ALL.map((account) => ({
    secret: base32Of(account.secret),
    ...(isOld
      ? { label: `${account.issuer} - ${account.accountName}` }
      : { issuer: account.issuer, label: account.accountName }),
    digits: account.digits,
    type: account.type.toUpperCase(),
    algorithm: account.algorithm,
    ...(account.type === 'hotp' ? { counter: account.counter } : { period: account.period }),
    thumbnail: 'Default',
    last_used: 1_795_608_000_000,
    used_frequency: 3,
    tags: account === ALL[0] ? ['Port'] : [],
  }));
}

export function enteLines(): string {
  return ALL.map((account) => {
    const display = {
      pinned: account === ALL[0],
      trashed: false,
      lastUsedAt: 0,
      tapCount: 0,
      tags: account === ALL[0] ? ['Port'] : [],
      note: '',
      position: 0,
      iconSrc: '',
      iconID: '',
    };
    return `${keyUri(account)}&codeDisplay=${e(JSON.stringify(display))}`;
  }).join('\n');
}

export function freeOtpToken(account: Account, version: 1 | 2) {
  return {
    algo: account.algorithm,
    counter: account.type === 'hotp' ? account.counter - (version === 1 ? 1 : 0) : 0,
    digits: account.digits,
    issuerExt: account.issuer,
    ...(version === 1 ? { issuerInt: account.issuer } : {}),
    label: account.accountName,
    period: account.period,
    ...(version === 1 ? { secret: [...new Int8Array(account.secret)] } : {}),
    type: account.type === 'hotp' ? 'HOTP' : 'TOTP',
  };
}

export function stratumBackup(): string {
  const types = { hotp: 1, totp: 2, steam: 4 };
  const first = base32Of(ALL[0]?.secret ?? Buffer.alloc(0));
  return JSON.stringify({
    Authenticators: ALL.map((account) => ({
      Type: types[account.type],
      Icon: null,
      Issuer: account.issuer,
      Username: account.accountName,
      Secret: base32Of(account.secret),
      Pin: null,
      Algorithm: ['SHA1', 'SHA256', 'SHA512'].indexOf(account.algorithm),
      Digits: account.digits,
      Period: account.period,
      Counter: account.counter,
      CopyCount: 0,
      Ranking: 0,
    })),
    Categories: [{ Id: 'a1b2c3d4', Name: 'Port', Ranking: 0 }],
    AuthenticatorCategories: [{ CategoryId: 'a1b2c3d4', AuthenticatorSecret: first, Ranking: 0 }],
    CustomIcons: [],
  });
}

export function protonEntries(): string {
  const entries = ALL.filter(({ type }) => type !== 'hotp').map((account) => ({
    id: `id ${account.issuer}`,
    content:
      account.type === 'steam'
        ? { uri: `steam://${base32Of(account.secret)}`, entry_type: 'Steam', name: account.accountName }
        : { uri: keyUri(account), entry_type: 'Totp', name: account.accountName },
    note: null,
  }));
  return JSON.stringify({ version: 1, entries });
}

export const AUTHY_PREFERENCE = 'com.authy.storage.tokens.authenticator.key';

export function plainExports(): Files {
  const lines = ALL.map(keyUri);
  const tokens = withoutSteam.map((account) => freeOtpToken(account, 1));
  const authy = timed.map((account) => authyToken(account, { decryptedSecret: base32Of(account.secret) }));
  return {
    'otpauth/lines.txt': `${lines.join('\n')}\n`,
    'otpauth/windows.txt': `\ufeff# from my old phone\r\n\r\n${lines.join('\r\n')}`,
    'aegis/plain.json': JSON.stringify(
      { version: 1, header: { slots: null, params: null }, db: aegisDb() },
      null,
      4,
    ),
    '2fas/plain-v2.2fas': twoFas(2),
    '2fas/plain-v3.2fas': twoFas(3),
    '2fas/plain-v4.2fas': twoFas(4),
    'andotp/plain.json': JSON.stringify(andOtpRows(false)),
    'andotp/old-plain.json': JSON.stringify(andOtpRows(true)),
    'bitwarden/plain.json': JSON.stringify(bitwardenItems(), null, 2),
    'bitwarden-csv/plain.csv': bitwardenCsv(),
    'keepassxc-csv/plain.csv': keePassXcCsv(),
    'apple-passwords-csv/plain.csv': appleCsv(),
    '1password/plain.csv': onePasswordCsv(),
    'proton-pass/plain.csv': protonPassCsv(),
    'ente/plain.txt': enteLines(),
    'freeotp/tokens.xml': preferences([
      ...tokens.map((token) => [`${token.issuerExt}:${token.label}`, JSON.stringify(token)] as const),
      ['tokenOrder', '[]'],
    ]),
    'freeotp-plus/plain.json': JSON.stringify({ tokenOrder: tokens.map(({ label }) => label), tokens }),
    'stratum/plain.authpro': stratumBackup(),
    'proton-authenticator/plain.json': protonEntries(),
    'authenticator-extension/plain.json': extensionJson(),
    'lastpass-authenticator/plain.json': lastPassJson(),
    'raivo/plain.json': raivoRows(),
    'keepass-xml/plain.xml': keePassFile(),
    'duo/duokit.json': duoJson(),
    'steam/accounts.json': steamFile(false),
    'steam/76561190000000000.maFile': steamFile(true),
    'totp-authenticator/preferences.xml': preferences([
      ['STATIC_TOTP_CODES_LIST', JSON.stringify(totpAuthenticatorTokens())],
    ]),
    'authy/plain.xml': preferences([[AUTHY_PREFERENCE, JSON.stringify(authy)]]),
  };
}
