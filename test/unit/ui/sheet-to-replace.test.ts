import { expect, test } from 'vitest';
import type { SheetView } from '../../../src/messaging/recovery-responses.ts';
import { sheetToReplace } from '../../../src/ui/sheet-to-replace.ts';

function sheet(id: string, createdAt: number, more: Partial<SheetView> = {}): SheetView {
  const details = {
    label: '',
    site: null,
    createdAt,
    source: 'typed',
    replaces: null,
    siteSays: null,
  } as const;
  const counts = { total: 8, left: 8, pending: 0, expiresAt: null, replacedAt: null };
  return { id, accountId: 'ada', deletedAt: null, ...counts, details, marks: [], ...more };
}

test('the latest sheet that still counts is the one to replace', () => {
  expect(sheetToReplace([sheet('old', 1), sheet('new', 2)], 'ada')).toBe('new');
  expect(sheetToReplace([sheet('old', 1), sheet('struck', 2, { replacedAt: 3 })], 'ada')).toBe('old');
});

test("an administrator's code, a sheet in the trash and that of another account are not replaced", () => {
  const others = [
    sheet('temporary', 3, { expiresAt: 9 }),
    sheet('trashed', 4, { deletedAt: 5 }),
    sheet('of bob', 6, { accountId: 'bob' }),
  ];
  expect(sheetToReplace(others, 'ada')).toBeNull();
  expect(sheetToReplace([...others, sheet('own', 1)], 'ada')).toBe('own');
});
