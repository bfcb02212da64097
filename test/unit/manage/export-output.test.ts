import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes/utf8.ts';
import { parseKeyUri } from '../../../src/core/key-uri/parse-key-uri.ts';
import { readExport } from '../../../src/core/transfer/read-export.ts';
import { type ExportWay, makeOutput } from '../../../src/manage/export/export-output.ts';
import type { ExportedAccountMessage } from '../../../src/messaging/transfer-responses.ts';
import { transferKdf } from '../../../src/platform/crypto/transfer-kdf.ts';
import { zipArchive } from '../../../src/platform/files/zip-archive.ts';

const OUTSIDE = { kdf: transferKdf, unzip: zipArchive };
const ACCOUNT: ExportedAccountMessage = {
  id: '0'.repeat(32),
  issuer: 'Example',
  accountName: 'ada',
  secret: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=',
  parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
  sites: [{ origin: 'https://example.com', match: 'origin' }],
  tags: ['work'],
  pinned: true,
  notes: 'the blue phone',
  recoveryCodes: ['R12345', 'aaaa-1111'],
  unknownParameters: [],
};

async function outputOf(way: ExportWay, passphrase: string | null = null, account = ACCOUNT) {
  const made = await makeOutput(way, [account], passphrase);
  if (!made.ok) throw new Error(made.error);
  return made.value;
}

test.each([
  ['aegis', 'aegis', 'a file passphrase'],
  ['aegis', 'aegis', null],
  ['2fas', '2fas', 'a file passphrase'],
  ['2fas', '2fas', null],
  ['otpauth', 'otpauth', null],
] as const)(
  'a file for %s is read as %s (passphrase: %s), with the same secret',
  async (way, format, passphrase) => {
    const made = await outputOf(way, passphrase);
    if (made.is !== 'file') throw new Error(made.is);
    const bytes = encodeUtf8(made.text);
    if (passphrase !== null) {
      expect(made.text).not.toContain('GEZDGNBV');
      expect(await readExport(bytes, { passphrase: 'another' }, OUTSIDE)).toEqual({
        ok: false,
        error: 'wrong-passphrase',
      });
    }
    const read = await readExport(bytes, { passphrase: passphrase ?? undefined }, OUTSIDE);
    if (!read.ok) throw new Error(read.error);
    expect(read.value.format).toBe(format);
    expect(read.value.accounts).toMatchObject([
      { issuer: 'Example', accountName: 'ada', secret: encodeUtf8('12345678901234567890') },
    ]);
  },
);

test('a QR code leaves out what would make it too fine to read', async () => {
  const account = { ...ACCOUNT, unknownParameters: [['image', 'x'.repeat(4000)] as [string, string]] };
  const made = await outputOf('qr', null, account);
  if (made.is !== 'codes') throw new Error(made.is);
  expect(parseKeyUri(made.codes[0]?.uri ?? '')).toMatchObject({
    ok: true,
    value: { issuer: 'Example', unknownParameters: [] },
  });
});

test('what Google Authenticator cannot keep is named', async () => {
  const account = {
    ...ACCOUNT,
    parameters: { type: 'steam', algorithm: 'SHA1', digits: 5, period: 30 } as const,
  };
  expect(await outputOf('google', null, account)).toEqual({
    is: 'codes',
    codes: [],
    leftOut: [{ name: 'Example: ada', reason: 'unknown-type' }],
  });
});

test('the recovery codes that are left go into the notes of a format that has no place for them', async () => {
  const made = await outputOf('aegis');
  if (made.is !== 'file') throw new Error(made.is);
  expect(made.text).toContain(JSON.stringify('the blue phone\nR12345\naaaa-1111'));
});

test('a sheet has the secret in groups that can be typed, the sites and the recovery codes', async () => {
  const made = await outputOf('sheet');
  expect(made).toMatchObject({
    is: 'sheet',
    entries: [
      {
        secret: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
        sites: ['https://example.com'],
        recoveryCodes: ['R12345', 'aaaa-1111'],
      },
    ],
  });
});
