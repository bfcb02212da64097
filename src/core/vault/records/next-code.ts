// Which recovery code is given next. A code that was put into a page is never given again, whatever became of it.
import { type CodeState, isLeft } from '../../recovery/code-mark.ts';
import type { RecoverySheet } from './recovery-sheet.ts';

/** A sheet of one account that is not in the trash. */
export interface OpenSheet {
  readonly id: string;
  readonly sheet: Pick<RecoverySheet, 'createdAt' | 'expiresAt' | 'replacedAt' | 'marks'>;
}

export interface CodePlace {
  readonly sheetId: string;
  readonly position: number;
}

/** A copied code may be a spent one, so it comes after all that nobody has touched. */
const GIVEN_IN_ORDER: readonly CodeState[] = ['unused', 'copied'];

/** A temporary code goes first, for it is worth nothing tomorrow; then the oldest sheet, from its top. */
export function nextCodeOf(sheets: readonly OpenSheet[], now: number): CodePlace | undefined {
  const open = sheets.filter(({ sheet }) => isOpen(sheet, now)).toSorted(byUrgency);
  for (const state of GIVEN_IN_ORDER) {
    for (const { id, sheet } of open) {
      const position = sheet.marks.findIndex((mark) => mark.state === state);
      if (position >= 0) return { sheetId: id, position };
    }
  }
  return undefined;
}

/** Codes that may still be given at this time. */
function isOpen(
  { expiresAt, replacedAt, marks }: Omit<OpenSheet['sheet'], 'createdAt'>,
  now: number,
): boolean {
  return replacedAt === null && (expiresAt === null || now < expiresAt) && marks.some(isLeft);
}

function byUrgency({ sheet: a }: OpenSheet, { sheet: b }: OpenSheet): number {
  return (a.expiresAt ?? Infinity) === (b.expiresAt ?? Infinity)
    ? a.createdAt - b.createdAt
    : (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity);
}
