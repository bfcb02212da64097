import { describe, expect, test, vi } from 'vitest';
import { FIXTURE_PASSPHRASE } from '../../../support/transfer-accounts.ts';
import { FIXTURES, fixtureBytes, fixtureText } from '../../../support/transfer-fixtures.ts';
import { answer, read } from '../../../support/transfer-outside.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

/** Each secret is sealed for itself, so damage in the middle costs one row. */
const ROW_BY_ROW = new Set(['authenticator-extension', 'authy', 'freeotp-2']);
const sealedAsAWhole = FIXTURES.filter(({ isSealed, format }) => isSealed && !ROW_BY_ROW.has(format));
const sealedByRows = FIXTURES.filter(({ isSealed, format }) => isSealed && ROW_BY_ROW.has(format));
/** A list of lines or a table that ends early is a shorter list. */
const SHORTER_IS_FINE = /\.(csv|txt)$/;
const containers = FIXTURES.filter(({ file }) => !SHORTER_IS_FINE.test(file) || file.startsWith('ente/enc'));

describe('a file that was cut off is damaged, under the right passphrase too', () => {
  test.each(containers)('$file', async ({ file }) => {
    const bytes = withoutLineEnd(fixtureBytes(file));
    for (const cut of [1, 7, 16, Math.floor(bytes.length / 3)]) {
      const outcome = await answer(bytes.subarray(0, -cut), FIXTURE_PASSPHRASE);
      expect([cut, outcome]).toEqual([cut, 'damaged']);
    }
  });

  test.each(containers)('$file, down to nothing, gives no account', async ({ file }) => {
    const bytes = fixtureBytes(file);
    for (const length of [0, 1, 2, 3, 4, 15, 16, 17, 28, 40]) {
      expect(await answer(bytes.subarray(0, length), FIXTURE_PASSPHRASE)).not.toBe('ok');
    }
  });
});

describe('a bit that changed in the sealed part is damage, not a wrong passphrase', () => {
  test.each(sealedAsAWhole)('$file', async ({ file }) => {
    expect(await answer(withChangedSeal(file), FIXTURE_PASSPHRASE)).toBe('damaged');
  });

  test.each(sealedByRows)('$file loses one row', async ({ file, accounts }) => {
    const result = await read(withChangedSeal(file), FIXTURE_PASSPHRASE);
    expect(result.ok && result.value.accounts).toHaveLength(accounts.length - 1);
    expect(result.ok && result.value.skipped).toMatchObject([{ reason: 'undecryptable' }]);
  });
});

describe('a later version than is known is told from damage', () => {
  test.each<[string, (json: Json) => void]>([
    ['aegis/plain.json', (json) => (json['version'] = 2)],
    ['aegis/plain.json', (json) => (json['db'].version = 4)],
    ['aegis/encrypted.json', (json) => (json['version'] = 2)],
    ['2fas/plain-v4.2fas', (json) => (json['schemaVersion'] = 5)],
    ['2fas/encrypted-v4.2fas', (json) => (json['schemaVersion'] = 5)],
    ['ente/encrypted-8-mib.txt', (json) => (json['version'] = 2)],
    ['proton-authenticator/plain.json', (json) => (json['version'] = 2)],
    ['proton-authenticator/encrypted.json', (json) => (json['version'] = 2)],
    ['lastpass-authenticator/plain.json', (json) => (json['version'] = 4)],
    ['bitwarden/protected-pbkdf2.json', (json) => (json['kdfType'] = 2)],
    ['authenticator-extension/encrypted-v3.json', (json) => (json['key-1'].version = 4)],
  ])('%s (%#)', async (file, change) => {
    const json = JSON.parse(fixtureText(file)) as Json;
    change(json);
    expect(await answer(JSON.stringify(json), FIXTURE_PASSPHRASE)).toBe('newer-version');
  });

  test('the QR codes of a later Google Authenticator', async () => {
    // Field 2, the version, is 9.
    const data = encodeURIComponent(
      Buffer.from([0x0a, 0x03, 0x0a, 0x01, 0x41, 0x10, 0x09]).toString('base64'),
    );
    expect(await answer(`otpauth-migration://offline?data=${data}`)).toBe('newer-version');
  });
});

describe('what only its own application can open, or is nothing of the kind, is unsupported', () => {
  test.each<[string, Uint8Array | string]>([
    [
      'an export of Bitwarden sealed under its account',
      '{"encrypted":true,"encKeyValidation_DO_NOT_EDIT":"2.x","data":"2.x"}',
    ],
    [
      'a vault of Aegis with a fingerprint alone',
      JSON.stringify({
        version: 1,
        header: { slots: [{ type: 2 }], params: { nonce: '00'.repeat(12), tag: '00'.repeat(16) } },
        db: 'AAAA',
      }),
    ],
    ['JSON of something else', '{"name":"tallystick","version":"1.0.0"}'],
    ['an empty list', '[]'],
    ['a text', 'Dear diary, nothing happened.'],
    ['a table', 'name,age\nMara,7\n'],
    ['HTML', '<html><body>otp</body></html>'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000001000000010008060000005c72a866', 'hex')],
    ['a database', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 7)])],
    ['a file of zeros', Buffer.alloc(4096)],
    ['nothing', ''],
  ])('%s', async (_, content) => {
    expect(await answer(content, FIXTURE_PASSPHRASE)).toBe('unsupported');
  });
});

test('the name of a file decides nothing: nobody is asked for it', () => {
  expect(read.length).toBeLessThan(4);
});

type Json = Record<string, ReturnType<typeof JSON.parse>>;

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
}

/** A change in the middle of the largest sealed piece, which is not the one that holds the keys. */
function withChangedSeal(file: string): Uint8Array {
  const bytes = fixtureBytes(file);
  const text = Buffer.from(bytes).toString('latin1');
  const pieces = [
    ...text.matchAll(/mCipherText[^[]{1,5}\[[-\d,]+|(?<!"enc":"[A-Za-z0-9+/]*)[A-Za-z0-9+/=]{60,}/g),
  ];
  const last = pieces.toSorted((a, b) => a[0].length - b[0].length).at(-1);
  const place = last === undefined ? bytes.length / 2 : last.index + last[0].length / 2;
  const middle = Math.floor(place);
  const byte = bytes[middle] ?? 0;
  // A digit for a digit where the bytes are written as numbers.
  bytes[middle] = last === undefined ? byte ^ 1 : byte === 0x31 ? 0x32 : 0x31;
  return bytes;
}
