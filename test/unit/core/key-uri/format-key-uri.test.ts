import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { formatKeyUri } from '../../../../src/core/key-uri/format-key-uri.ts';
import type { KeyUriAccount } from '../../../../src/core/key-uri/key-uri-account.ts';
import { parseKeyUri } from '../../../../src/core/key-uri/parse-key-uri.ts';
import { STEAM_PARAMETERS } from '../../../../src/core/otp/otp-parameters.ts';
import { anyAccount } from './any-account.ts';

const ACCOUNT: KeyUriAccount = {
  issuer: 'ACME Co',
  accountName: 'alice+work@example.com',
  secret: encodeUtf8('12345678901234567890'),
  parameters: { type: 'totp', algorithm: 'SHA256', digits: 8, period: 60 },
  unknownParameters: [['image', 'https://example.com/a b.png']],
};

describe('a formatted key URI', () => {
  test('states every parameter, encodes every reserved character and writes spaces as %20', () => {
    expect(formatKeyUri(ACCOUNT)).toBe(
      'otpauth://totp/ACME%20Co:alice%2Bwork%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
        '&issuer=ACME%20Co&algorithm=SHA256&digits=8&period=60&image=https%3A%2F%2Fexample.com%2Fa%20b.png',
    );
  });

  test('has a counter where the account has one', () => {
    const account: KeyUriAccount = {
      ...ACCOUNT,
      issuer: '',
      accountName: 'bob',
      parameters: { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 7 },
      unknownParameters: [],
    };
    expect(formatKeyUri(account)).toBe(
      'otpauth://hotp/bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&counter=7',
    );
  });

  test('names Steam as its type', () => {
    expect(formatKeyUri({ ...ACCOUNT, parameters: STEAM_PARAMETERS })).toMatch(/^otpauth:\/\/steam\//);
  });

  test('is read back as the same account, whatever the names hold', () => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        expect(parseKeyUri(formatKeyUri(account))).toEqual({ ok: true, value: account });
      }),
      { numRuns: 1000 },
    );
  });

  test('holds U+FFFD for a lone surrogate instead of failing', () => {
    const read = parseKeyUri(formatKeyUri({ ...ACCOUNT, accountName: 'a\ud800b' }));
    expect(read).toMatchObject({ ok: true, value: { accountName: 'a\ufffdb' } });
  });
});
