import { expect, test } from 'vitest';
import { CODE_STATES, type CodeState, UNUSED } from '../../../../../src/core/recovery/code-mark.ts';
import { nextCodeOf, type OpenSheet } from '../../../../../src/core/vault/records/next-code.ts';

const NOW = 1_000_000;

function sheet(id: string, states: readonly CodeState[], more: Partial<OpenSheet['sheet']> = {}): OpenSheet {
  const marks = states.map((state) => ({ ...UNUSED, state }));
  return { id, sheet: { createdAt: 1, expiresAt: null, replacedAt: null, marks, ...more } };
}

test('the first unused code is given, and a copied one only when no other is left', () => {
  expect(nextCodeOf([sheet('a', ['used', 'copied', 'unused'])], NOW)).toEqual({ sheetId: 'a', position: 2 });
  expect(nextCodeOf([sheet('a', ['used', 'copied'])], NOW)).toEqual({ sheetId: 'a', position: 1 });
});

test('the oldest sheet is used up first', () => {
  const sheets = [sheet('new', ['unused'], { createdAt: 9 }), sheet('old', ['used', 'unused'])];
  expect(nextCodeOf(sheets, NOW)).toEqual({ sheetId: 'old', position: 1 });
  const copied = [sheet('new', ['unused'], { createdAt: 9 }), sheet('old', ['copied'])];
  expect(nextCodeOf(copied, NOW)?.sheetId).toBe('new');
});

test('a temporary code goes before all others until it ends', () => {
  const sheets = [
    sheet('lasting', ['unused']),
    sheet('day', ['unused'], { createdAt: 5, expiresAt: NOW + 1 }),
  ];
  expect(nextCodeOf(sheets, NOW)?.sheetId).toBe('day');
  expect(nextCodeOf(sheets, NOW + 1)?.sheetId).toBe('lasting');
});

test.each(CODE_STATES.filter((state) => state !== 'unused' && state !== 'copied'))(
  'a code that is %s is never given again',
  (state) => expect(nextCodeOf([sheet('a', [state, state])], NOW)).toBeUndefined(),
);

test('a sheet that was replaced gives nothing', () => {
  expect(nextCodeOf([sheet('a', ['unused'], { replacedAt: 5 })], NOW)).toBeUndefined();
});
