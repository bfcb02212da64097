import { expect, test } from 'vitest';
import { rowByKey } from '../../../src/ui/grid-keys.ts';

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 3, 2],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 8],
  ['PageDown', 7, 9],
  ['PageUp', 7, 2],
  ['PageUp', 3, 0],
  ['Home', 5, 0],
  ['End', 5, 9],
  ['a', 5, undefined],
] as const)('%s leads from row %i of ten to %s', (key, at, to) => {
  expect(rowByKey(key, { at, count: 10, page: 5 })).toBe(to);
});
