// What the less common authenticators write in the clear.
import {
  base32Of,
  FIXTURE_ACCOUNTS as ALL,
  type FixtureAccount as Account,
} from '../../support/transfer-accounts.ts';
import { e, timed, withoutSteam } from './plain-parts.ts';

export function extensionEntry(account: Account, index: number) {
  // Half of its secrets came in hexadecimal.
  const isHex = index === 1 || index === 4;
  return {
    account: account.accountName,
    // A colon is fine; two of them are the address of the site.
    issuer: account === ALL[0] ? `${account.issuer}::login.example.com` : account.issuer,
    secret: isHex ? account.secret.toString('hex') : base32Of(account.secret),
    type: isHex ? (account.type === 'hotp' ? 'hhex' : 'hex') : account.type,
    counter: account.counter,
    period: account.period,
    digits: account.digits,
    algorithm: account.algorithm,
    pinned: account === ALL[0],
    encrypted: false,
    index,
    hash: `0000-${index}`,
    dataType: 'OTPStorage',
  };
}

export function extensionJson(): string {
  return JSON.stringify(
    Object.fromEntries(ALL.map((account, index) => [`0000-${index}`, extensionEntry(account, index)])),
  );
}

export function lastPassJson(): string {
  const accounts = timed.map((account) => ({
    accountID: 'a',
    issuerName: account.issuer,
    originalIssuerName: account.issuer,
    userName: account.accountName,
    originalUserName: account.accountName,
    pushNotification: false,
    secret: base32Of(account.secret),
    timeStep: account.period,
    digits: account.digits,
    creationTimestamp: 1_795_608_000_000,
    isFavorite: account === ALL[0],
    algorithm: account.algorithm,
    folderData: account === ALL[0] ? { folderId: 1, position: 0 } : null,
  }));
  return JSON.stringify({
    deviceId: 'd',
    deviceSecret: '',
    localDeviceId: 'l',
    deviceName: 'n',
    version: 3,
    accounts,
    folders: [{ id: 1, name: 'Port', isOpened: true }],
  });
}

export function raivoRows(): string {
  return JSON.stringify(
    withoutSteam.map((account) => ({
      issuer: account.issuer,
      account: account.accountName,
      secret: base32Of(account.secret),
      algorithm: account.algorithm,
      digits: String(account.digits),
      kind: account.type.toUpperCase(),
      timer: account.type === 'hotp' ? '0' : String(account.period),
      counter: String(account.counter),
      iconType: '',
      iconValue: '',
      pinned: account === ALL[0] ? 'true' : 'false',
    })),
  );
}

export function winAuthLines(): string {
  const line = (account: Account) => {
    const moving = account.type === 'hotp' ? `&counter=${account.counter}` : `&period=${account.period}`;
    return `otpauth://${account.type}/${e(account.issuer)}?secret=${base32Of(account.secret)}&digits=${account.digits}&algorithm=${account.algorithm}${moving}\r\n`;
  };
  return withoutSteam.map(line).join('');
}

export function duoJson(): string {
  const rows = ALL.filter(({ algorithm, digits }) => algorithm === 'SHA1' && digits === 6);
  return JSON.stringify([
    ...rows.map((account) => ({
      version: 1.0,
      accountType: 'OtpAccount',
      name: account.issuer,
      otpGenerator: {
        otpSecret: base32Of(account.secret),
        ...(account.type === 'hotp' ? { counter: account.counter } : {}),
      },
      pkey: 'p',
    })),
    { version: 1.0, accountType: 'DuoAccount', name: 'Pushes only', pkey: 'q' },
  ]);
}

export function steamFile(isFlat: boolean): string {
  const account = ALL.find(({ type }) => type === 'steam');
  const file = {
    steamid: '76561190000000000',
    shared_secret: account?.secret.toString('base64'),
    serial_number: '1234567890123456789',
    revocation_code: 'R12345',
    uri: 'otpauth://totp/Steam:sophia?secret=AAAA&issuer=Steam',
    server_time: '1795608000',
    account_name: account?.accountName,
    token_gid: '1a2b3c',
    identity_secret: 'bm90IG9mIGludGVyZXN0AAAA',
    secret_1: 'bm90IG9mIGludGVyZXN0AAAA',
    status: 1,
    steamguard_scheme: 2,
  };
  return JSON.stringify(isFlat ? file : { accounts: { '76561190000000000': file } });
}

export function totpAuthenticatorTokens() {
  return timed.map((account, index) => ({
    name: account.accountName,
    issuer: account.issuer,
    key:
      index === 0
        ? account.secret.toString('hex')
        : index === 1
          ? base32Of(account.secret)
          : account.secret.toString('base64'),
    base: [16, 32, 64][index],
    digits: String(account.digits),
    period: String(account.period),
    isFavorite: account === ALL[0],
  }));
}

export function authyToken(account: Account, secret: object) {
  return {
    accountType: 'authenticator',
    ...secret,
    digits: account.digits,
    logo: account.issuer,
    originalIssuer: account.issuer,
    originalName: `${account.issuer}:${account.accountName}`,
    name: `${account.issuer}: ${account.accountName}`,
    timestamp: 1_795_608_000,
    uniqueId: `1795608000${account.digits}`,
  };
}
