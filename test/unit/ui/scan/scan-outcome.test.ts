import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTexts, textsOfParts } from '../../../../src/ui/scan/scan-outcome.ts';
import { migrationUri } from '../../core/key-uri/migration-fixture.ts';

const ONE = 'otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PXP&issuer=One';
const TWO = 'otpauth://totp/Two:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Two';

test('each text is an account or a reason, in the order of the page', () => {
  const outcome = readTexts([ONE, 'https://example.com/', TWO]);
  expect(outcome.accounts.map(({ issuer }) => issuer)).toEqual(['One', 'Two']);
  expect(outcome.refused.map(({ error }) => error)).toEqual(['not-otpauth']);
  expect(outcome.partial).toEqual([]);
});

describe('a code that is no account', () => {
  test('is told with what it holds, in one line and shortened', () => {
    const [wifi, long] = readTexts([
      'WIFI:S:home;\r\n\tP:x;;',
      `https://example.com/${'a'.repeat(100)}`,
    ]).refused;
    expect(wifi?.holds).toBe('WIFI:S:home; P:x;;');
    expect(long?.holds).toBe(`https://example.com/${'a'.repeat(40)}…`);
  });

  test('does not show what may be a secret', () => {
    const [refused] = readTexts(['otpauth://totp/One:ada?secret=JBSWY3DPEHPK3PX0']).refused;
    expect(refused).toEqual({ error: 'bad-secret', holds: undefined });
  });

  test('never shows more than sixty characters nor a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { holds } of readTexts([text]).refused) {
          expect([...(holds ?? '')].length).toBeLessThanOrEqual(61);
          expect(holds ?? '').not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});

describe('parts of an export', () => {
  const part = (batchIndex: number) =>
    migrationUri({
      entries: [
        {
          secret: new Uint8Array([batchIndex + 1]),
          name: `ada ${batchIndex}`,
          algorithm: 1,
          digits: 1,
          type: 2,
        },
      ],
      version: 1,
      batchSize: 3,
      batchIndex,
      batchId: 77,
    });

  test('are put together whichever comes first, and the missing ones are named', () => {
    const { accounts, partial } = readTexts([part(2), ONE, part(0)]);
    expect(accounts.map(({ accountName }) => accountName)).toEqual(['ada', 'ada 0', 'ada 2']);
    expect(partial.map(({ missingIndices }) => missingIndices)).toEqual([[1]]);
  });

  test('are kept for the next scan until all are there, and nothing else is', () => {
    expect(textsOfParts([part(2), ONE])).toEqual([part(2)]);
    expect(textsOfParts([part(2), ONE, part(0), part(1)])).toEqual([]);
    expect(textsOfParts([ONE])).toEqual([]);
  });
});
