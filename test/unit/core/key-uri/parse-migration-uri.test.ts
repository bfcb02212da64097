import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../../src/core/bytes/base64.ts';
import { concatBytes } from '../../../../src/core/bytes/bytes.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { parseMigrationUri } from '../../../../src/core/key-uri/parse-migration-uri.ts';
import { type FixtureEntry, hex, migrationUri, writeMigration } from './migration-fixture.ts';

const SECRET = encodeUtf8('12345678901234567890');
const ENTRY: FixtureEntry = {
  secret: SECRET,
  name: 'alice',
  issuer: 'ACME',
  algorithm: 1,
  digits: 1,
  type: 2,
};
const TOTP = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 };

function read(...entries: readonly FixtureEntry[]) {
  const batch = parseMigrationUri(migrationUri({ entries, version: 1, batchSize: 1 }));
  if (!batch.ok) throw new Error(batch.error);
  return batch.value;
}

describe('a Google Authenticator export', () => {
  test('written byte by byte as its schema says is read', () => {
    const entry = hex(
      '0a0a 48656c6c6f21deadbeef', // 1: the secret, "Hello!" and four bytes
      '1211 4578616d706c653a616c69636540676f6f', // 2: the name, "Example:alice@goo"
      '1a07 4578616d706c65', // 3: the issuer, "Example"
      '2001 2801 3002', // 4: SHA-1, 5: six digits, 6: TOTP
    );
    const bytes = concatBytes(
      new Uint8Array([0x0a, entry.length]),
      entry,
      hex('1001 1801 2000', '28c7a0dd8ef8ffffffff01'), // 2 to 4: version, size, index, 5: a negative id
    );
    const batch = parseMigrationUri(migrationUri(bytes));
    expect(batch).toMatchObject({
      ok: true,
      value: {
        batchSize: 1,
        batchIndex: 0,
        accounts: [{ issuer: 'Example', accountName: 'alice@goo', parameters: TOTP }],
        skipped: [],
      },
    });
    expect(batch.ok && batch.value.batchId).toBeLessThan(0);
    expect(batch.ok && batch.value.accounts[0]?.secret).toEqual(hex('48656c6c6f21deadbeef'));
  });

  test.each([
    [{ algorithm: 0, digits: 0, type: 0 }, TOTP],
    [
      { algorithm: 2, digits: 2, type: 2 },
      { ...TOTP, algorithm: 'SHA256', digits: 8 },
    ],
    [
      { algorithm: 3, digits: 1, type: 1, counter: 5 },
      { type: 'hotp', algorithm: 'SHA512', digits: 6, counter: 5 },
    ],
    [
      { type: 1, counter: 2 ** 53 - 1 },
      { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 2 ** 53 - 1 },
    ],
    [{ type: 1 }, { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 0 }],
  ])('with the enumerations %j holds the parameters %j', (fields, parameters) => {
    expect(read({ secret: SECRET, name: 'a', ...fields }).accounts[0]?.parameters).toEqual(parameters);
  });

  test.each([
    ['ACME:alice', 'ACME', 'ACME', 'alice'],
    ['ACME: alice', 'ACME', 'ACME', 'alice'],
    ['acme:alice', 'ACME', 'ACME', 'alice'],
    ['ACME:ACME:alice', 'ACME', 'ACME', 'ACME:alice'],
    ['ACME:alice', '', 'ACME', 'alice'],
    ['alice', 'ACME', 'ACME', 'alice'],
    ['a+b%20c#d&e=f', 'x?y', 'x?y', 'a+b%20c#d&e=f'],
    ['アリス🔑', '日本', '日本', 'アリス🔑'],
    ['ali\0ce\n', 'AC\u007fME', 'ACME', 'alice'],
  ])('with the name %j and issuer %j is issuer %j, account %j', (name, issuer, ...expected) => {
    const [account] = read({ ...ENTRY, name, issuer }).accounts;
    expect([account?.issuer, account?.accountName]).toEqual(expected);
  });

  test('with names and secrets longer than 127 bytes is read', () => {
    const secret = new Uint8Array(200).fill(9);
    const name = 'é'.repeat(200);
    expect(read({ ...ENTRY, secret, name, issuer: '' }).accounts[0]).toMatchObject({
      secret,
      accountName: name,
    });
  });

  test.each([-1, -2_115_474_809, -(2 ** 31), 0, 2 ** 31 - 1])(
    'with the batch id %d has that id',
    (batchId) => {
      const batch = parseMigrationUri(migrationUri({ entries: [ENTRY], batchSize: 1, batchId }));
      expect(batch.ok && batch.value.batchId).toBe(batchId);
    },
  );

  test('with a negative batch id of five bytes has that id', () => {
    const bytes = concatBytes(writeMigration({ entries: [ENTRY] }), hex('28c7a0dd8e08'));
    const longer = concatBytes(writeMigration({ entries: [ENTRY] }), hex('28c7a0dd8ef8ffffffff01'));
    const [short, long] = [bytes, longer].map((data) => parseMigrationUri(migrationUri(data)));
    expect(short).toEqual(long);
    expect(short?.ok && short.value.batchId).toBeLessThan(0);
  });

  test('of several batches says which one this is', () => {
    const uri = migrationUri({ entries: [ENTRY], batchSize: 5, batchIndex: 4, batchId: -7 });
    expect(parseMigrationUri(uri)).toMatchObject({ value: { batchSize: 5, batchIndex: 4, batchId: -7 } });
  });

  test('with unknown fields, at top and in an entry, is read without them', () => {
    const entry = concatBytes(hex('0a0131 4203616263 4d00000000 510000000000000000'));
    const bytes = concatBytes(new Uint8Array([0x0a, entry.length]), entry, hex('1002 7a03616263'));
    expect(parseMigrationUri(migrationUri(bytes))).toMatchObject({
      value: { accounts: [{ secret: encodeUtf8('1') }] },
    });
  });

  test('is read in base64url, unescaped, with spaces for plus signs, and broken into lines', () => {
    const entries = [{ ...ENTRY, secret: new Uint8Array([0, 0, 0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff]) }];
    const uri = migrationUri({ entries });
    const base64 = encodeBase64(writeMigration({ entries }));
    expect(base64).toMatch(/[+].*[/]|[/].*[+]/);
    const expected = parseMigrationUri(uri);
    expect(expected.ok).toBe(true);
    for (const data of [
      base64,
      base64.replaceAll('+', ' '),
      base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
      `${base64.slice(0, 10)}\r\n${base64.slice(10)}`,
    ]) {
      expect(parseMigrationUri(`OTPAUTH-MIGRATION://offline?data=${data}`)).toEqual(expected);
    }
  });

  test('skips what it cannot hold by name and reason, and keeps the rest', () => {
    const batch = read(
      ENTRY,
      { ...ENTRY, name: 'md5', algorithm: 4 },
      { ...ENTRY, name: 'hash', algorithm: 9 },
      { ...ENTRY, name: 'digits', digits: 3 },
      { ...ENTRY, name: 'type', type: 3 },
      { ...ENTRY, name: 'counter', type: 1, counter: -1 },
      { ...ENTRY, name: 'large counter', type: 1, counter: 2 ** 53 },
      { name: 'no secret', issuer: 'ACME' },
      { ...ENTRY, name: 'long secret', secret: new Uint8Array(1025) },
      { ...ENTRY, name: 'n'.repeat(257), issuer: '' },
      { ...ENTRY, name: 'bob' },
    );
    expect(batch.accounts.map(({ accountName }) => accountName)).toEqual(['alice', 'bob']);
    expect(batch.skipped.map(({ accountName, reason }) => [accountName.slice(0, 13), reason])).toEqual([
      ['md5', 'bad-algorithm'],
      ['hash', 'bad-algorithm'],
      ['digits', 'bad-digits'],
      ['type', 'unknown-type'],
      ['counter', 'bad-counter'],
      ['large counter', 'bad-counter'],
      ['no secret', 'missing-secret'],
      ['long secret', 'bad-secret'],
      ['nnnnnnnnnnnnn', 'too-long'],
    ]);
  });

  test('skips an entry whose own bytes are damaged, with the name read so far', () => {
    const damaged = hex('0a0b 1203626f62 0a7f31323334');
    const bytes = concatBytes(damaged, writeMigration({ entries: [ENTRY] }));
    expect(parseMigrationUri(migrationUri(bytes))).toMatchObject({
      value: {
        accounts: [{ accountName: 'alice' }],
        skipped: [{ accountName: 'bob', reason: 'bad-migration' }],
      },
    });
  });
});

describe('an export is refused', () => {
  const whole = writeMigration({ entries: [ENTRY] });
  test.each([
    ['another scheme', 'otpauth://totp/a?secret=AA', 'not-otpauth'],
    ['no data', 'otpauth-migration://offline', 'bad-migration'],
    ['empty data', 'otpauth-migration://offline?data=', 'bad-migration'],
    ['data that is no base64', 'otpauth-migration://offline?data=!', 'bad-migration'],
    ['data given twice', `${migrationUri(whole)}&data=AA`, 'duplicate-parameter'],
    ['no entries', migrationUri({ entries: [], version: 1, batchSize: 1 }), 'bad-migration'],
    ['a later version', migrationUri({ entries: [ENTRY], version: 3 }), 'unsupported-version'],
    [
      'an index beyond the size',
      migrationUri({ entries: [ENTRY], batchSize: 2, batchIndex: 2 }),
      'bad-migration',
    ],
    ['a negative index', migrationUri({ entries: [ENTRY], batchSize: 2, batchIndex: -1 }), 'bad-migration'],
    ['a negative size', migrationUri({ entries: [ENTRY], batchSize: -1 }), 'bad-migration'],
    [
      'a size of two thousand million',
      migrationUri({ entries: [ENTRY], batchSize: 2 ** 31 - 1 }),
      'bad-migration',
    ],
    ['a length beyond the end', migrationUri(hex('0a7f0a0131')), 'bad-migration'],
    ['a length of 2^64 - 1', migrationUri(hex('0affffffffffffffffff01')), 'bad-migration'],
    ['a group', migrationUri(concatBytes(whole, hex('0b0c'))), 'bad-migration'],
    ['an entry that is a number', migrationUri(concatBytes(whole, hex('0801'))), 'bad-migration'],
    ['a version that is bytes', migrationUri(concatBytes(whole, hex('120101'))), 'bad-migration'],
    [
      'a number of eleven bytes',
      migrationUri(concatBytes(whole, hex('28ffffffffffffffffffff01'))),
      'bad-migration',
    ],
    ['the field number 0', migrationUri(concatBytes(whole, hex('0001'))), 'bad-migration'],
    [
      '501 entries',
      migrationUri({ entries: Array.from({ length: 501 }, () => ({ name: '' })) }),
      'too-many-accounts',
    ],
    ['a text of 131073 characters', `otpauth-migration://offline?data=${'A'.repeat(131_040)}`, 'too-long'],
  ])('as declared: %s', (_name, uri, error) => {
    expect(parseMigrationUri(uri)).toEqual({ ok: false, error });
  });

  test('when it is cut off anywhere', () => {
    const bytes = writeMigration({ entries: [ENTRY, ENTRY], version: 1, batchSize: 1, batchId: -5 });
    const boundaries = new Set<number>();
    for (let end = 1; end < bytes.length; end += 1) {
      const cut = parseMigrationUri(migrationUri(bytes.slice(0, end)));
      if (cut.ok) boundaries.add(end);
      else expect(cut.error).toBe('bad-migration');
    }
    // Only between two fields of the message is a shorter message whole: after either entry and each number.
    expect(boundaries.size).toBe(4);
  });
});
