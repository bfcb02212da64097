import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { EXPORT_FORMATS } from '../../../../src/core/transfer/export-format.ts';
import { readExport } from '../../../../src/core/transfer/read-export.ts';
import { ENTRY_ERRORS, TRANSFER_ERRORS } from '../../../../src/core/transfer/transfer-error.ts';
import { zipArchive } from '../../../../src/platform/files/zip-archive.ts';
import { FIXTURES, fixtureBytes } from '../../../support/transfer-fixtures.ts';
import { forbiddenKdf, read } from '../../../support/transfer-outside.ts';

vi.setConfig({ testTimeout: 60_000 });

const refusingKdf = { derive: () => Promise.resolve({ ok: false, error: 'not-enough-memory' } as const) };

async function expectDeclared(content: Uint8Array | string): Promise<void> {
  const result = await read(content, 'x', refusingKdf);
  if (!result.ok) {
    expect(TRANSFER_ERRORS).toContain(result.error);
    return;
  }
  expect(EXPORT_FORMATS).toContain(result.value.format);
  for (const { reason } of result.value.skipped) expect(ENTRY_ERRORS).toContain(reason);
}

/** Words that readers look for, so that what is arbitrary gets somewhere. */
const WORDS =
  'db header version entries services schemaVersion items encrypted data otp info secret label ' +
  'issuer type kind timer tokens tokenOrder accounts folders login totp Authenticators Categories ' +
  'kdfParams encryptedData salt content uri vaults key shared_secret otpGenerator base ' +
  'encryptedSecret dataType keyId slots params __proto__';
const word = fc.constantFrom(...WORDS.split(' '));
const leaf = fc.oneof(
  fc.constantFrom(
    'totp',
    'HOTP',
    'steam',
    'JBSWY3DPEHPK3PXP',
    'EncOTPStorage',
    'Key',
    'AAAA',
    true,
    false,
    null,
    1,
    3,
  ),
  fc.double(),
  fc.string({ maxLength: 10 }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 6 }),
  ),
}));

describe('whatever a file holds, the answer is a declared one', () => {
  test('for any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), expectDeclared));
  });

  test('for any text', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), expectDeclared));
  });

  test('for any JSON of the words that formats have', async () => {
    await fc.assert(
      fc.asyncProperty(tree, (value) => expectDeclared(JSON.stringify(value))),
      { numRuns: 600 },
    );
  });

  test('for any bytes behind the mark of a binary format', async () => {
    const mark = fc.constantFrom(
      'aced0005',
      '41555448454e54494341544f5250524f',
      '504b0304',
      '504b0506',
      'fffe',
      'efbbbf7b',
    );
    await fc.assert(
      fc.asyncProperty(mark, fc.uint8Array({ maxLength: 300 }), (start, rest) =>
        expectDeclared(Buffer.concat([Buffer.from(start, 'hex'), rest])),
      ),
      { numRuns: 500 },
    );
  });

  test('for any lines of URI schemes', async () => {
    const scheme = fc.constantFrom(
      'otpauth://totp/',
      'otpauth://hotp/',
      'otpauth-migration://offline?data=',
      'steam://',
      'motp://',
    );
    const line = fc
      .tuple(scheme, fc.string({ unit: fc.constantFrom(...'aA2?&=%:#+,"@/ sectidgl') }))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), (lines) => expectDeclared(lines.join('\n'))),
    );
  });
});

describe('reading an export', () => {
  test.each(FIXTURES)('$file is recognised before a passphrase is asked for', async ({ file, format }) => {
    const seen: string[] = [];
    const options = { onRecognised: (found: string) => void seen.push(found) };
    await readExport(fixtureBytes(file), options, { kdf: forbiddenKdf, unzip: zipArchive });
    // What is in a list of lines is known when they are read.
    expect(seen).toEqual([format === 'google-migration' || file === 'ente/plain.txt' ? 'otpauth' : format]);
  });

  test('stops before the rows when it was cancelled', async () => {
    const options = { signal: { aborted: true } };
    const outside = { kdf: forbiddenKdf, unzip: zipArchive };
    expect(await readExport(fixtureBytes('aegis/plain.json'), options, outside)).toEqual({
      ok: false,
      error: 'cancelled',
    });
  });
});
