import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../../../src/core/bytes/base64.ts';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { KEY_URI_ERRORS } from '../../../../src/core/key-uri/key-uri-error.ts';
import { parseMigrationUri } from '../../../../src/core/key-uri/parse-migration-uri.ts';
import { anyText } from './any-account.ts';
import { type FixtureEntry, hex, migrationUri, writeMigration } from './migration-fixture.ts';

/** What takes longer has gone wrong in kind, however slow the machine: answers come within a few milliseconds. */
const HANG_MS = 10_000;

const SECRET = encodeUtf8('12345678901234567890');
const ENTRY: FixtureEntry = {
  secret: SECRET,
  name: 'alice',
  issuer: 'ACME',
  algorithm: 1,
  digits: 1,
  type: 2,
};

describe('hostile migration data', () => {
  test('500 entries are the most that are read', () => {
    const entries = Array.from({ length: 500 }, () => ({ secret: SECRET }));
    const batch = parseMigrationUri(migrationUri({ entries }));
    expect(batch.ok && batch.value.accounts.length).toBe(500);
  });

  test('arbitrary and mutated bytes give a batch or a declared error, within a tenth of a second', () => {
    const template = writeMigration({
      entries: [ENTRY, { ...ENTRY, type: 1, counter: 9 }],
      version: 1,
      batchId: -5,
    });
    const mutated = fc
      .array(fc.tuple(fc.nat(template.length - 1), fc.nat(255)), { maxLength: 5 })
      .map((changes) => {
        const bytes = template.slice();
        for (const [index, value] of changes) bytes[index] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
        const start = performance.now();
        const batch = parseMigrationUri(migrationUri(bytes));
        expect(performance.now() - start).toBeLessThan(HANG_MS);
        if (!batch.ok) expect(KEY_URI_ERRORS).toContain(batch.error);
        else expect(batch.value.accounts.every(({ secret }) => secret.length > 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('arbitrary text after the scheme never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        parseMigrationUri(`otpauth-migration://${text}`);
        parseMigrationUri(`otpauth-migration://offline?data=${text}`);
      }),
    );
  });

  test.each(['0a00', '0a020a00', '1001', '7a00', '28ffffffffffffffffff01'])(
    'as many fields %s as fit are answered within half a second',
    (field) => {
      const bytes = hex(field.repeat(Math.floor((96_000 * 2) / field.length)));
      const start = performance.now();
      parseMigrationUri(`otpauth-migration://offline?data=${encodeBase64(bytes)}`);
      expect(performance.now() - start).toBeLessThan(HANG_MS);
    },
  );
});
