import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../../../../src/core/bytes/byte-writer.ts';
import { encodeUtf8 } from '../../../../../src/core/bytes/utf8.ts';
import { decodeRecord, encodeRecord } from '../../../../../src/core/vault/records/record.ts';
import { accountNamed, RFC_SECRET, recordNamed } from '../../../../support/vault/fixture.ts';
import { everyTruncation } from '../../../../support/vault/flips.ts';
import { anyAccount, anySecret } from '../any-account.ts';

function bytesOf(description: string, secret: Uint8Array = RFC_SECRET) {
  const text = encodeUtf8(description);
  return new ByteWriter().u32(text.length).bytes(text).u16(secret.length).bytes(secret).finish();
}

describe('a record', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(anyAccount, anySecret, (account, secret) => {
        const record = { type: 'account', account, secret } as const;
        expect(decodeRecord('account', encodeRecord(record))).toEqual(record);
      }),
    );
  });

  test('keeps the secret out of its description', () => {
    const text = new TextDecoder().decode(encodeRecord(recordNamed('alice')));
    expect(text.indexOf('12345678901234567890')).toBe(text.length - 20);
  });

  test('is refused at every shorter length, and with a byte too many', () => {
    const whole = encodeRecord(recordNamed('alice'));
    for (const cut of everyTruncation(whole)) expect(decodeRecord('account', cut)).toBeUndefined();
    expect(decodeRecord('account', new Uint8Array([...whole, 0]))).toBeUndefined();
  });

  test.each([
    ['no JSON', 'account'],
    ['no object', '7'],
    ['nothing', ''],
    ['an empty object', '{}'],
    ['a label too long', JSON.stringify(accountNamed('x'.repeat(257)))],
    [
      'a digit count that no code has',
      JSON.stringify(accountNamed('a')).replace('"digits":6', '"digits":11'),
    ],
    [
      'a site that is no origin',
      JSON.stringify(accountNamed('a')).replace('https://example.com', 'example.com'),
    ],
  ])('with %s for a description is refused', (_what, description) => {
    expect(decodeRecord('account', bytesOf(description))).toBeUndefined();
  });

  test('without a secret is refused, read or written', () => {
    const account = accountNamed('a');
    expect(decodeRecord('account', bytesOf(JSON.stringify(account), new Uint8Array(0)))).toBeUndefined();
    expect(() => encodeRecord({ type: 'account', account, secret: new Uint8Array(0) })).toThrow(RangeError);
  });

  test('that could not be read back is not written', () => {
    const counter = Number.MAX_SAFE_INTEGER + 1;
    const parameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter } as const;
    expect(() => encodeRecord(recordNamed('a', { parameters }))).toThrow(RangeError);
    expect(() => encodeRecord(recordNamed('a', { createdAt: -1 }))).toThrow(RangeError);
    expect(() => encodeRecord(recordNamed('a'.repeat(257)))).toThrow(RangeError);
  });

  test('is never read from arbitrary bytes, and they never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeRecord('account', new Uint8Array(bytes))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (description) => {
        expect(decodeRecord('account', bytesOf(description))).toBeUndefined();
      }),
    );
  });
});
