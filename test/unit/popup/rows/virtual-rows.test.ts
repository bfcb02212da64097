import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountView } from '../../../../src/messaging/page-responses.ts';
import { layOut, ROW_HEIGHT, visibleItems } from '../../../../src/popup/rows/virtual-rows.ts';

const css = readFileSync(new URL('../../../../src/popup/first-screen.css', import.meta.url), 'utf8');
const HEIGHT = { heading: 28, row: ROW_HEIGHT } as const;
/** What the bar leaves of the popup. */
const LIST_HEIGHT = heightOf('body') - heightOf('.bar');

function heightOf(selector: string): number {
  const [, rule = ''] = css.split(`\n${selector} {`);
  return Number(/^ {2}height: (\d+)px;/m.exec(rule.split('}')[0] ?? '')?.[1]);
}

test('a list without accounts of this site has no headings', () => {
  const layout = layOut(views(3, 0));
  expect(visibleItems(layout, 0, 0).map(({ kind }) => kind)).toEqual(['row', 'row', 'row']);
  expect(layout.height).toBe(3 * ROW_HEIGHT);
});

test('accounts of this site stand under a heading of their own', () => {
  const items = visibleItems(layOut(views(2, 1)), 0, 0);
  expect(items.map(({ kind, top }) => `${kind} ${top}`)).toEqual([
    'heading 0',
    'row 28',
    'heading 84',
    'row 112',
    'row 168',
  ]);
});

test('every item that can be seen at any scroll position is drawn where it stands, and never many more', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(5), fc.nat(30_000), fc.nat(5), (others, here, scrollTop, overscan) => {
      const layout = layOut(views(others, here));
      const all = everyItem(layout.rows);
      const last = all.at(-1);
      expect(layout.height).toBe(last === undefined ? 0 : last.top + ROW_HEIGHT);
      const drawn = visibleItems(layout, scrollTop, overscan).map(({ kind, top }) => `${kind} ${top}`);
      const beyond = overscan * ROW_HEIGHT;
      // No list is scrolled further than to its end, whatever it was before it became shorter.
      const at = Math.min(scrollTop, Math.max(0, layout.height - LIST_HEIGHT));
      const seen = all.filter(
        ({ kind, top }) => top + HEIGHT[kind] > at - beyond && top < at + LIST_HEIGHT + beyond,
      );
      expect(seen.length > 0).toBe(all.length > 0);
      expect(drawn).toEqual(expect.arrayContaining(seen.map(({ kind, top }) => `${kind} ${top}`)));
      expect(all.map(({ kind, top }) => `${kind} ${top}`)).toEqual(expect.arrayContaining(drawn));
      // Two headings, and the rows that are cut off by the two edges.
      expect(drawn.length).toBeLessThan(LIST_HEIGHT / ROW_HEIGHT + 2 * overscan + 4);
    }),
  );
});

interface Item {
  readonly kind: 'heading' | 'row';
  readonly top: number;
}

/** One below the other, as they are read. */
function everyItem(rows: readonly AccountView[]): readonly Item[] {
  const items: Item[] = [];
  let top = 0;
  for (const [index, { onThisSite }] of rows.entries()) {
    if (rows[0]?.onThisSite === true && rows[index - 1]?.onThisSite !== onThisSite) {
      items.push({ kind: 'heading', top });
      top += 28;
    }
    items.push({ kind: 'row', top });
    top += ROW_HEIGHT;
  }
  return items;
}

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
