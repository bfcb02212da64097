import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withMoved } from '../../../../../src/core/vault/records/arrange.ts';

const groups = [['a', 'b', 'c'], ['d', 'e'], ['f']].map((ids) => ids.map((id) => ({ id })));

test.each([
  ['e', 'b', 'a e b c d f'],
  ['a', 'f', 'b c d e a f'],
  ['b', null, 'a c d e f b'],
  ['b', 'c', 'a b c d e f'],
  ['x', 'a', 'a b c d e f'],
  ['a', 'x', 'a b c d e f'],
  ['a', 'a', 'a b c d e f'],
])('moving %s before %s gives %s', (id, before, expected) => {
  expect(textOf(withMoved(groups, id, before))).toBe(expected);
});

test('groups outside of the two places are the very same', () => {
  const moved = withMoved(groups, 'e', 'd');
  expect(moved[0]).toBe(groups[0]);
  expect(moved[1]).not.toBe(groups[1]);
  expect(moved[2]).toBe(groups[2]);
});

test('any move keeps every item once and every group as long as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 6 }), fc.nat(30), fc.nat(30), (lengths, from, to) => {
      let next = 0;
      const made = lengths.map((length) => Array.from({ length }, () => ({ id: String(next++) })));
      const moved = withMoved(made, String(from), to > next ? null : String(to));
      expect(moved.map(({ length }) => length)).toEqual(lengths);
      expect(new Set(moved.flat().map(({ id }) => id)).size).toBe(next);
    }),
  );
});

function textOf(of: readonly (readonly { readonly id: string }[])[]): string {
  return of
    .flat()
    .map(({ id }) => id)
    .join(' ');
}
