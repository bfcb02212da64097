// Codes as another application or a user gives them: one a line, taken as they are.
import { MAX_CODE_LENGTH, normaliseCode, tidyCode } from './normalise-code.ts';

/** More than any site gives, so that pasted novels are refused. */
export const MAX_KEPT_CODES = 64;

/** Empty lines are passed over. None at all where a line is no code, is there twice, or where they are too many. */
export function readTypedCodes(text: string): readonly string[] {
  const codes = text
    .split('\n')
    .map(tidyCode)
    .filter((code) => code !== '');
  const plain = new Set(codes.map(normaliseCode));
  const isGood =
    plain.size === codes.length &&
    !plain.has('') &&
    codes.length <= MAX_KEPT_CODES &&
    codes.every(({ length }) => length <= MAX_CODE_LENGTH);
  return isGood ? codes : [];
}
