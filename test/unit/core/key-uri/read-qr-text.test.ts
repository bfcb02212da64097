import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { readQrText } from '../../../../src/core/key-uri/read-qr-text.ts';
import { anyText } from './any-account.ts';
import { migrationUri } from './migration-fixture.ts';

describe('the text of a QR code', () => {
  test('is an account where it is a key URI', () => {
    expect(readQrText('otpauth://totp/alice?secret=GE')).toMatchObject({
      value: { kind: 'account', account: { accountName: 'alice' } },
    });
  });

  test('is a batch where it is an export', () => {
    const uri = migrationUri({ entries: [{ secret: encodeUtf8('1'), name: 'alice' }] });
    expect(readQrText(` ${uri}`)).toMatchObject({
      value: { kind: 'migration', batch: { accounts: [{ accountName: 'alice' }] } },
    });
  });

  test('is neither where it is a web address', () => {
    expect(readQrText('https://example.com/')).toEqual({ ok: false, error: 'not-otpauth' });
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        readQrText(text);
      }),
    );
  });
});
