import { describe, expect, test, vi } from 'vitest';
import { createCodeGenerator } from '../../../../src/core/otp/code-generator.ts';
import { EXPORT_FORMATS } from '../../../../src/core/transfer/export-format.ts';
import type { ImportedAccount } from '../../../../src/core/transfer/parsed-export.ts';
import {
  FIXTURE_PASSPHRASE,
  FIXTURE_TIME_MS,
  type FixtureAccount,
  independentCode,
} from '../../../support/transfer-accounts.ts';
import { FIXTURES, fixtureBytes, fixtureText, passphraseOf } from '../../../support/transfer-fixtures.ts';
import { answer, forbiddenKdf, read } from '../../../support/transfer-outside.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

describe.each(FIXTURES)('$file', (fixture) => {
  const bytes = fixtureBytes(fixture.file);

  test('gives the accounts of its application, with the codes of an independent implementation', async () => {
    const result = await read(bytes, passphraseOf(fixture));
    expect(result).toMatchObject({ ok: true, value: { format: fixture.format } });
    if (!result.ok) return;
    expect(result.value.accounts.map(shownAccount)).toEqual(fixture.accounts.map(shownFixture));
    expect(result.value.skipped.map(({ name, reason }) => `${name}: ${reason}`)).toEqual(fixture.skipped);
  });

  test('says so when it needs a passphrase, without deriving anything', async () => {
    const result = await read(bytes, undefined, forbiddenKdf);
    expect(result.ok ? 'ok' : result.error).toBe(fixture.isSealed ? 'needs-passphrase' : 'ok');
  });
});

test.each(FIXTURES.filter(({ isSealed }) => isSealed))(
  '$file refuses a wrong passphrase',
  async ({ file }) => {
    expect(await answer(fixtureBytes(file), 'not it')).toBe('wrong-passphrase');
  },
);

test.each(['raivo/encrypted.zip', 'winauth/zipcrypto.zip', '2fas/encrypted-v4.2fas', 'authy/encrypted.xml'])(
  'an empty passphrase is a wrong one for %s, not a missing one',
  async (file) => {
    expect(await answer(fixtureBytes(file), '')).toBe('wrong-passphrase');
  },
);

test('every format has a file', () => {
  const covered = new Set(FIXTURES.map(({ format }) => format));
  expect([...covered].sort()).toEqual([...EXPORT_FORMATS].sort());
});

describe('what applications keep beside the codes comes along', () => {
  test.each([
    'aegis/encrypted.json',
    '2fas/plain-v4.2fas',
    'andotp/plain.json',
    'bitwarden/plain.json',
    'bitwarden-csv/plain.csv',
    '1password/plain.1pux',
    'ente/plain.txt',
    'stratum/strong.authpro',
    'proton-pass/plain.zip',
    'lastpass-authenticator/plain.json',
    'keepassxc-csv/plain.csv',
    'keepass-xml/plain.xml',
  ])('the folder, group or tag of %s', async (file) => {
    expect((await firstOf(file)).tags).toEqual(['Port']);
  });

  test.each([
    'aegis/plain.json',
    'bitwarden/plain.json',
    'bitwarden-csv/plain.csv',
    '1password/plain.1pux',
    'ente/encrypted-8-mib.txt',
    'proton-pass/plain.zip',
    'authenticator-extension/encrypted-v3.json',
    'lastpass-authenticator/plain.json',
    'raivo/plain.json',
  ])('that it was pinned in %s', async (file) => {
    expect((await firstOf(file)).pinned).toBe(true);
  });

  test.each([
    'bitwarden/protected-argon2id.json',
    'bitwarden-csv/plain.csv',
    '1password/plain.1pux',
    'proton-pass/plain.zip',
    'authenticator-extension/plain.json',
    'keepassxc-csv/plain.csv',
    'apple-passwords-csv/plain.csv',
    'keepass-xml/plain.xml',
  ])('the site in %s', async (file) => {
    expect((await firstOf(file)).sites).toEqual(['https://login.example.com']);
  });

  test('the note of Aegis', async () => {
    expect((await firstOf('aegis/plain.json')).notes).toBe('kept in the drawer');
  });

  test('the revocation code of Steam, as a recovery code', async () => {
    expect((await firstOf('steam/accounts.json')).recoveryCodes).toEqual(['R12345']);
  });

  test('the passkeys in Bitwarden, as they are', async () => {
    const result = await read(fixtureBytes('bitwarden/plain.json'));
    expect(result.ok && result.value.passkeys).toMatchObject([
      { name: 'Harbour', raw: { rpId: 'example.com' } },
    ]);
  });
});

describe('a file that went through other programs is the same file', () => {
  const plain = FIXTURES.filter(
    ({ file, format }) => /\.(json|2fas|txt|csv|xml|maFile)$/.test(file) && format !== 'freeotp-2',
  );

  test.each(plain)('$file with a byte-order mark, Windows line ends and blank lines', async (fixture) => {
    const text = fixtureText(fixture.file).replaceAll(/\r?\n/g, '\r\n');
    const result = await read(`\ufeff\r\n${text}\r\n\r\n`, passphraseOf(fixture));
    expect(result.ok && result.value.accounts.map(shownAccount)).toEqual(fixture.accounts.map(shownFixture));
  });

  test('a list of key URIs in UTF-16, as Windows calls Unicode', async () => {
    const text = Buffer.from(`\ufeff${fixtureText('otpauth/lines.txt')}`, 'utf16le');
    expect(await answer(text)).toBe('ok');
    expect(await answer(Buffer.from(text).swap16())).toBe('ok');
  });

  test('a field that no version had so far changes nothing', async () => {
    const json = JSON.parse(fixtureText('aegis/plain.json'));
    json.db.entries[0].invented = { by: ['a later', 'version'] };
    json.invented = true;
    expect(await answer(JSON.stringify(json))).toBe('ok');
  });
});

async function firstOf(file: string): Promise<ImportedAccount> {
  const result = await read(fixtureBytes(file), FIXTURE_PASSPHRASE);
  const [first] = result.ok ? result.value.accounts : [];
  if (first === undefined) throw new Error(`${file}: ${JSON.stringify(result)}`);
  return first;
}

function shownAccount({ issuer, accountName, secret, parameters }: ImportedAccount) {
  const generator = createCodeGenerator(secret, parameters);
  const code =
    parameters.type === 'hotp'
      ? generator.codeFor(parameters.counter)
      : generator.codeAt(FIXTURE_TIME_MS).code;
  return { issuer, accountName, secret: Buffer.from(secret).toString('hex'), ...parameters, code };
}

function shownFixture(account: FixtureAccount) {
  const { issuer, accountName, type, algorithm, digits, period, counter } = account;
  const moving = type === 'hotp' ? { counter } : { period };
  const secret = account.secret.toString('hex');
  return { issuer, accountName, secret, type, algorithm, digits, ...moving, code: independentCode(account) };
}
