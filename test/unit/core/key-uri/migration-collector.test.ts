import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../../../src/core/bytes/utf8.ts';
import { collectBatches } from '../../../../src/core/key-uri/migration-collector.ts';
import type { MigrationBatch } from '../../../../src/core/key-uri/parse-migration-uri.ts';

function batch(
  batchIndex: number,
  over: Partial<MigrationBatch> = {},
  name = `account ${batchIndex}`,
): MigrationBatch {
  return {
    batchId: -7,
    batchSize: 5,
    batchIndex,
    accounts: [
      {
        issuer: '',
        accountName: name,
        secret: encodeUtf8(name),
        parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
        unknownParameters: [],
      },
    ],
    skipped: [{ issuer: '', accountName: `skipped ${batchIndex}`, reason: 'bad-algorithm' }],
    ...over,
  };
}

describe('scanned batches', () => {
  test('nothing scanned is no export', () => {
    expect(collectBatches([])).toEqual([]);
  });

  test('two of five are told with the indices still missing', () => {
    const [collector] = collectBatches([batch(3), batch(1)]);
    expect(collector).toMatchObject({
      scanned: 2,
      batchSize: 5,
      missingIndices: [0, 2, 4],
      isComplete: false,
    });
  });

  test('a batch scanned twice counts once', () => {
    expect(collectBatches([batch(1), batch(1), batch(1)])).toMatchObject([{ scanned: 1 }]);
  });

  test('in any order they give the whole export in its own order', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
    fc.assert(
      fc.property(order, (indices) => {
        const [collector] = collectBatches(indices.map((index) => batch(index)));
        expect(collector?.isComplete).toBe(true);
        expect(collector?.missingIndices).toEqual([]);
        expect(collector?.accounts.map(({ accountName }) => accountName)).toEqual(
          [0, 1, 2, 3, 4].map((index) => `account ${index}`),
        );
        expect(collector?.skipped).toHaveLength(5);
      }),
    );
  });

  test('of two exports are kept apart', () => {
    const collectors = collectBatches([batch(0), batch(0, { batchId: 8 }), batch(1)]);
    expect(collectors.map(({ batchId, scanned }) => [batchId, scanned])).toEqual([
      [-7, 2],
      [8, 1],
    ]);
  });

  test('of two exports with one id, as other writers make them, are both kept', () => {
    const single = { batchId: 0, batchSize: 1 };
    const collectors = collectBatches([
      batch(0, single, 'alice'),
      batch(0, single, 'bob'),
      batch(0, single, 'bob'),
    ]);
    expect(collectors.map(({ accounts }) => accounts[0]?.accountName)).toEqual(['alice', 'bob']);
  });
});
