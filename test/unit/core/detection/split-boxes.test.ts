import { expect, test } from 'vitest';
import { findSplitBoxes } from '../../../../src/core/detection/split-boxes.ts';
import { boxes, field } from './page-builder.ts';

test.each([4, 5, 6, 7, 8])('%i equal one-character inputs in a row are one code', (count) => {
  expect(findSplitBoxes(boxes(count))).toEqual([Array.from({ length: count }, (_, at) => at)]);
});

test.each([2, 3, 9])('%i one-character inputs in a row are no code', (count) => {
  expect(findSplitBoxes(boxes(count))).toEqual([]);
});

test('boxes without maxlength are known by their shape', () => {
  expect(findSplitBoxes(boxes(6, { maxLength: -1, type: 'number' }))).toHaveLength(1);
});

test('a first box that takes six characters for a paste still belongs to its row', () => {
  const [first, ...rest] = boxes(6);
  expect(findSplitBoxes([{ ...first!, maxLength: 6 }, ...rest])).toEqual([[0, 1, 2, 3, 4, 5]]);
});

test('a hidden mirror field is no part of the row', () => {
  expect(findSplitBoxes([field({ visible: false }), ...boxes(6)])).toEqual([[1, 2, 3, 4, 5, 6]]);
});

test('a separator of punctuation keeps two halves together, a word parts them', () => {
  const [first, ...rest] = boxes(3);
  expect(findSplitBoxes([...boxes(3), { ...first!, before: '–' }, ...rest])).toHaveLength(1);
  expect(findSplitBoxes([...boxes(4), { ...boxes(1)[0]!, before: 'Backup code' }, ...boxes(3)])).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]);
});

test('wide text fields of one address form are no boxes', () => {
  expect(findSplitBoxes(Array.from({ length: 5 }, () => field({ name: 'line' })))).toEqual([]);
});
