import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { KEY_URI_ERRORS } from '../../../../src/core/key-uri/key-uri-error.ts';
import { parseKeyUri } from '../../../../src/core/key-uri/parse-key-uri.ts';
import accounts from '../../../vectors/key-uri/accounts.json' with { type: 'json' };
import refusals from '../../../vectors/key-uri/refusals.json' with { type: 'json' };
import { anyText } from './any-account.ts';

/** What takes longer has gone wrong in kind, however slow the machine: answers come within a few milliseconds. */
const HANG_MS = 10_000;

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a key URI is read', () => {
  test.each(accounts)('with $name', ({ uri, name: _name, secret, ...account }) => {
    expect(parseKeyUri(uri)).toEqual({ ok: true, value: { ...account, secret: encodeUtf8(secret) } });
  });

  test('with names and secret at their limits', () => {
    const name = 'n'.repeat(256);
    const uri = `otpauth://totp/${name}:${name}?issuer=${name}&secret=${'A'.repeat(1639)}`;
    const account = parseKeyUri(uri);
    expect(account).toMatchObject({ ok: true, value: { issuer: name, accountName: name } });
    expect(account.ok && account.value.secret.length).toBe(1024);
  });
});

describe('a text is refused', () => {
  test.each(refusals)('as $error: $name', ({ uri, error }) => {
    expect(parseKeyUri(uri)).toEqual({ ok: false, error });
  });
});

describe('hostile text', () => {
  const fragments = fc.array(
    fc.oneof(
      fc.constantFrom(
        'otpauth://',
        'totp/',
        'hotp/',
        'steam',
        '?',
        '&',
        '=',
        '%',
        ':',
        '+',
        '#',
        '%00',
        '%2B',
        ' ',
      ),
      fc.constantFrom(
        'secret=',
        'issuer=',
        'digits=',
        'period=',
        'counter=',
        'algorithm=',
        'encoder=',
        SECRET,
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 30 },
  );
  const hostile = fc.oneof(
    anyText,
    fragments.map((parts) => `otpauth://totp/${parts.join('')}`),
    fragments.map((parts) => `otpauth://hotp/a?secret=${SECRET}&${parts.join('')}`),
  );

  test('arbitrary text never throws, and gives an account within all limits or a declared error', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = parseKeyUri(text);
        if (!read.ok) {
          expect(KEY_URI_ERRORS).toContain(read.error);
          return;
        }
        const { issuer, accountName, secret, parameters } = read.value;
        expect(`${issuer}${accountName}`).not.toMatch(/\p{Cc}/u);
        expect(Math.max(issuer.length, accountName.length)).toBeLessThanOrEqual(256);
        expect(secret.length).toBeGreaterThan(0);
        expect(parameters.digits).toBeGreaterThanOrEqual(parameters.type === 'steam' ? 5 : 6);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['spaces', ' '],
    ['percent signs', '%'],
    ['percent escapes', '%41'],
    ['plus signs', '+'],
    ['colons', ':'],
    ['ampersands', '&'],
    ['parameters', 'a=b&'],
    ['slashes', '/'],
    ['question marks', '?'],
    ['word characters after question marks', '?a'],
    ['padding', '='],
    ['dashes', '-'],
  ])('8 kB of %s takes less than a tenth of a second', (_name, unit) => {
    const filler = unit.repeat(8000 / unit.length);
    const texts = [
      `otpauth://totp/${filler}?secret=${SECRET}`,
      `otpauth://totp/alice?secret=${filler}`,
      `otpauth://totp/alice?secret=${SECRET}&issuer=${filler}`,
      `otpauth://totp/alice?secret=${SECRET}&period=${filler}`,
      filler,
    ];
    const start = performance.now();
    for (const text of texts) parseKeyUri(text);
    expect(performance.now() - start).toBeLessThan(HANG_MS);
  });

  test('a text of megabytes is refused by its length', () => {
    const start = performance.now();
    expect(parseKeyUri(`otpauth://totp/alice?secret=${'A'.repeat(10_000_000)}`)).toEqual({
      ok: false,
      error: 'too-long',
    });
    expect(performance.now() - start).toBeLessThan(HANG_MS);
  });
});
