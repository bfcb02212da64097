import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountView } from '../../../src/messaging/page-responses.ts';
import { layOut, ROW_HEIGHT, visibleItems } from '../../../src/popup/virtual-rows.ts';

test('a list without accounts of this site has no headings', () => {
  const { items, height } = layOut(views(3, 0));
  expect(items.map(({ kind }) => kind)).toEqual(['row', 'row', 'row']);
  expect(height).toBe(3 * ROW_HEIGHT);
});

test('accounts of this site stand under a heading of their own', () => {
  expect(layOut(views(2, 1)).items.map(({ kind }) => kind)).toEqual([
    'heading',
    'row',
    'heading',
    'row',
    'row',
  ]);
});

test('every item that can be seen at any scroll position is drawn, and never many more', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(5), fc.nat(30_000), (others, here, scrollTop) => {
      const layout = layOut(views(others, here));
      const drawn = new Set(visibleItems(layout, scrollTop));
      const seen = layout.items.filter(({ top }) => top + ROW_HEIGHT > scrollTop && top < scrollTop + 600);
      expect(seen.every((item) => drawn.has(item))).toBe(true);
      expect(drawn.size).toBeLessThan(25);
    }),
  );
});

function views(others: number, here: number): readonly AccountView[] {
  return Array.from(
    { length: here + others },
    (_, index): AccountView => ({
      id: String(index),
      deletedAt: null,
      onThisSite: index < here,
      account: {
        issuer: `Service ${index}`,
        accountName: 'ada',
        parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
        sites: [],
        tags: [],
        pinned: false,
        createdAt: 0,
        firstUsedAt: null,
        recoveryCodesLeft: null,
        unknownParameters: [],
      },
    }),
  );
}
