// Text into cells: what stands alone in a column, an item or a line, freed of its number, its label and its mark.
import { tidyCode } from './normalise-code.ts';
import { saysUsed, saysUsedFirst } from './sheet-lexicon.ts';
import { type CodeShape, shapeOf } from './code-shape.ts';

/** Around what is struck through; the reader of pages writes it, and so do people in text files. */
export const STRUCK = '~~';
/** Begins the line of a heading. */
export const HEADING = '# ';

export interface Cell {
  readonly line: number;
  readonly kind: 'code' | 'used' | 'filler' | 'other';
  readonly text: string;
  readonly shape: CodeShape | undefined;
  readonly isUsed: boolean;
}

/** - `wide`: a single space is part of a code. - `narrow`: it separates two. */
export type Reading = 'wide' | 'narrow';

const COLUMNS = /\t|\s{2,}|[|¦;,•·]/u;
/** Spaces behind a number, a bullet or a mark separate nothing. */
const NUMBERING =
  /^(?:[([#]\s*)?\d{1,2}\s*[.):\]]\s*|^#\d{1,2}\s+|^(?:no|nr|n°|№)\.?\s*\d{1,2}\s*[.):]?\s+/iu;
const BULLET = /^(?:[•·▪◦●○■□☐*>–—]\s*|[-+]\s+|\[\s?\]\s*)+/u;
const TICKED = /^(?:\[x\]|[☑✓✔✗✘✅❌])\s*/iu;
const LABEL = /^[\p{L}\p{M}][\p{L}\p{M}\s'’-]{0,30}\s?\d{0,2}\s*[:：=]\s*/u;
const QUOTES = /^["'“”„«»‹›`<([{]+|["'“”„«»‹›`>)\]}.]+$/gu;

export function cellsOf(lines: readonly string[], reading: Reading): readonly Cell[] {
  const columns = lines.map((line) => (line.startsWith(HEADING) ? [] : columnsOf(line)));
  const isNumbered = countsUp(columns.flat());
  return columns.flatMap((parts, index) =>
    cellsOfLine(
      parts.map((part) => (isNumbered ? part.replace(BARE_NUMBER, '') : part)),
      index,
      reading,
    ),
  );
}

function columnsOf(line: string): readonly string[] {
  return withoutNumbering(line)
    .split(COLUMNS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const BARE_NUMBER = /^\d{1,2} (?=\S)/u;

/** "1 ABCD-EFGH" numbers its codes without a dot: seen where the numbers are 1, 2, 3 and so on, in any order. */
function countsUp(parts: readonly string[]): boolean {
  const numbers = parts.filter((part) => BARE_NUMBER.test(part)).map((part) => Number.parseInt(part, 10));
  const different = new Set(numbers);
  return numbers.length >= 3 && different.size === numbers.length && Math.max(...numbers) === numbers.length;
}

function cellsOfLine(parts: readonly string[], index: number, reading: Reading): readonly Cell[] {
  const cells = parts.flatMap((part) => partsOf(part, reading)).map((part) => cellOf(part, index));
  // "used" in a column of its own is about the code before it.
  return cells.map((cell, at) =>
    cell.kind === 'code' && cells[at + 1]?.kind === 'used' ? { ...cell, isUsed: true } : cell,
  );
}

/** The number of a line is taken off before columns are cut: "1.  ABCD" is one cell. */
function withoutNumbering(line: string): string {
  return line.trim().replace(BULLET, '').replace(NUMBERING, '');
}

/** A remark in words stays in one piece, codes do not. */
function partsOf(part: string, reading: Reading): readonly string[] {
  if (reading === 'wide') return [part];
  const tokens = part.split(/\s+/u);
  const kinds = tokens.map((token) => cellOf(token, 0).kind);
  const areCodes = kinds.filter((kind) => kind === 'code').length;
  // A long word in a sentence is as long as many a code.
  const isProse = kinds.filter((kind) => kind === 'other').length > areCodes + 1;
  return areCodes > 0 && tokens.length > 1 && !isProse ? narrowParts(tokens) : [part];
}

/** Between two codes, what is no code is put together again: "used on 3 May". */
function narrowParts(tokens: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let isOpen = false;
  for (const token of tokens) {
    const isCode = cellOf(token, 0).kind === 'code';
    if (isCode || !isOpen) parts.push(token);
    else parts.push(`${parts.pop() ?? ''} ${token}`);
    isOpen = !isCode;
  }
  return parts;
}

function cellOf(part: string, line: number): Cell {
  const isStruck = part.includes(STRUCK);
  const bare = part.replaceAll(STRUCK, '').trim().replace(BULLET, '');
  const isTicked = TICKED.test(bare);
  const named = bare.replace(TICKED, '').replace(NUMBERING, '').replace(LABEL, '');
  const before = beforeUsed(named);
  const isRemarked = before !== undefined && codeIn(before) !== undefined;
  const code = codeIn(isRemarked ? before : named);
  if (code !== undefined) {
    return { line, kind: 'code', ...code, isUsed: isStruck || isTicked || isRemarked };
  }
  const kind = saysUsed(bare) ? 'used' : isFiller(bare) ? 'filler' : 'other';
  return { line, kind, text: bare, shape: undefined, isUsed: false };
}

const BEFORE_REMARK = /\s+[–—-]\s+|\s*[([（［]\s*|\s+/gu;

/** What stands before a remark that says "used": "AB12 CD34" of "AB12 CD34 used". */
function beforeUsed(text: string): string | undefined {
  if (!saysUsed(text)) return undefined;
  const splits = [...text.matchAll(BEFORE_REMARK)].map(({ index, 0: between }) => ({
    before: text.slice(0, index),
    remark: text.slice(index + between.length),
  }));
  const remarked = splits.filter(
    ({ before, remark }) => before !== '' && /^[\p{L}✓✔✗✘]/u.test(remark) && saysUsed(remark),
  );
  return (remarked.find(({ remark }) => saysUsedFirst(remark)) ?? remarked[0])?.before;
}

/** A line as one text, whatever it is, freed of its number and its marks. */
export function plainLine(line: string): { readonly text: string; readonly isUsed: boolean } {
  const bare = withoutNumbering(line.replaceAll(STRUCK, ''));
  const named = bare.replace(TICKED, '').replace(NUMBERING, '');
  const before = beforeUsed(named);
  const isUsed = before !== undefined || named !== bare || line.includes(STRUCK);
  return { text: before ?? named, isUsed };
}

function codeIn(text: string): { readonly text: string; readonly shape: CodeShape } | undefined {
  const tidy = tidyCode(text.trim().replace(QUOTES, '').trim());
  const shape = shapeOf(tidy);
  return shape && { text: tidy, shape };
}

/** Numbers of lines, marks, buttons and dates of use: they may stand between codes. */
function isFiller(text: string): boolean {
  if (/^[\p{P}\p{S}\d\s]{1,3}$/u.test(text) || /^(?:https?:|www\.)/iu.test(text)) return true;
  return /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?|never|copy|copied|code|available|unused|active|new|valid|frei|offen|ungenutzt|nicht verwendet|kopieren|copier|copiar|copia|kopiëren|disponible|non utilisé|sin usar|no usado|disponibile|beschikbaar|—|–|-)$/iu.test(
    text.trim(),
  );
}
