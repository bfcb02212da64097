// Lines that a user typed or pasted, where no sheet was recognised: freed of what only orders them, one code each.
import { MAX_CODE_LENGTH, normaliseCode, tidyCode } from './normalise-code.ts';
import { type CodeShape, shapeOf } from './code-shape.ts';
import { type Cell, cellsOf, HEADING, plainLine } from './sheet-cells.ts';
import { hintsOf } from './sheet-lexicon.ts';
import { distinctCodes, type FoundCode } from './sheet-runs.ts';

export interface TypedSheet {
  /** Each once; one that is used in either place is used. */
  readonly codes: readonly FoundCode[];
  /** What is no code: headings, sentences, what is far too long. */
  readonly leftOut: readonly LeftOut[];
}

interface LeftOut {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

interface ReadLine extends LeftOut {
  readonly codes: readonly FoundCode[];
}

const WORD = /^[\p{L}\p{M}]{2,}[.,:;!?]?$/u;

/** Empty lines and rules are passed over. To read again what was read changes nothing. */
export function readTypedSheet(text: string): TypedSheet {
  const given = text.replaceAll('\r', '').split('\n');
  const cells = cellsOf(given, 'wide');
  const lines = given.flatMap((line, index) => {
    const own = cells.filter((cell) => cell.line === index);
    return normaliseCode(line) === ''
      ? []
      : [{ line: index + 1, text: line.trim(), codes: codesOf(line, own) }];
  });
  const shapes = lines.flatMap(({ codes }) => codes.map((code) => shapeOf(code.text)));
  const isTaken = ({ codes }: ReadLine) =>
    codes.length > 0 && codes.every((code) => !isProse(code.text, shapes));
  return {
    codes: distinctCodes(lines.filter(isTaken).flatMap(({ codes }) => codes)),
    leftOut: lines.filter((line) => !isTaken(line)).map(({ line, text: said }) => ({ line, text: said })),
  };
}

/** The codes of its columns; where something else is among them, all of the line is one, as it is written. */
function codesOf(line: string, cells: readonly Cell[]): readonly FoundCode[] {
  const codes = cells.filter(({ kind }) => kind === 'code').map(({ text, isUsed }) => ({ text, isUsed }));
  const hasOther = cells.some(({ kind }) => kind === 'other');
  if (line.startsWith(HEADING) || (codes.length === 0 && !hasOther)) return [];
  if (!hasOther) return codes;
  const { text, isUsed } = plainLine(line);
  const code = tidyCode(text);
  return code.length > MAX_CODE_LENGTH || normaliseCode(code) === '' ? [] : [{ text: code, isUsed }];
}

/** Words, few of them numbers, unless another line is built alike: groups of letters, or the words of a word list. */
function isProse(text: string, shapes: readonly (CodeShape | undefined)[]): boolean {
  const { isRecovery, points } = hintsOf(text);
  const words = text.split(' ');
  if (isRecovery || text.endsWith(':') || (points > 0 && words.length > 3)) return true;
  const own = shapeOf(text);
  if (words.length < 2 || (own !== undefined && /\d/u.test(text))) return false;
  if (own === undefined) return words.filter((word) => WORD.test(word)).length > 1;
  if (shapes.length === 1) return own.words === undefined && text !== text.toUpperCase();
  const alike = shapes.filter(
    (other) => other !== undefined && (other.exact === own.exact || (own.words ?? '') === other.words),
  );
  return alike.length < 2;
}
