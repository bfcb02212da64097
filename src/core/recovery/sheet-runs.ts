// Cells of one shape that follow each other: what a sheet would be, if it is one.
import { MAX_SHEET_CODES, normaliseCode } from './normalise-code.ts';
import { type CodeShape, shapeOf } from './code-shape.ts';
import { type Cell, cellsOf } from './sheet-cells.ts';
import { looksRandom } from './random-look.ts';

export interface FoundCode {
  /** As the site writes it. */
  readonly text: string;
  /** Struck through, ticked, or called used. */
  readonly isUsed: boolean;
}

export interface Run {
  readonly codes: readonly FoundCode[];
  /** Codes in whose place the page only says that they are used. */
  readonly hidden: number;
  readonly shape: CodeShape;
  /** Of its first and last code. */
  readonly first: number;
  readonly last: number;
  /** Cells between its codes that are neither codes nor numbers, marks or buttons. */
  readonly strangers: readonly string[];
  /** Each line tells something else about its code: commits with their messages, errors with their meanings. */
  readonly isOfRecords: boolean;
}

/** Lines without a code between two codes of one sheet: number, date of use and button of each. */
const MAX_GAP = 4;
const MIN_RUN = 3;
/** Two are a state and a button. */
const LEAST_TEXTS = 3;

/** The runs of 3 to 24 distinct codes that can have come from a random generator. */
export function runsIn(lines: readonly string[]): readonly Run[] {
  const wide = cellsOf(lines, 'wide');
  const narrow = cellsOf(lines, 'narrow');
  // A code of five letters and five is no word, though it looks like two.
  const exact = [wide, narrow].flatMap((cells) => runsOf(cells, lines, (shape) => shape.exact));
  const words = runsOf(wide, lines, (shape) => shape.words);
  return [...exact.flatMap(splitColumns), ...words].filter(({ codes, shape }) => {
    const texts = codes.map(({ text }) => text);
    return codes.length >= MIN_RUN && codes.length <= MAX_SHEET_CODES && looksRandom(texts, shape);
  });
}

function runsOf(
  cells: readonly Cell[],
  lines: readonly string[],
  keyOf: (shape: CodeShape) => string | undefined,
): readonly Run[] {
  const open = new Map<string, Cell[]>();
  const closed: Cell[][] = [];
  for (const cell of cells) {
    const key = cell.shape && keyOf(cell.shape);
    if (key === undefined) continue;
    const run = open.get(key);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && isNear(before.line, cell.line, lines)) run.push(cell);
    else {
      if (run !== undefined) closed.push(run);
      open.set(key, [cell]);
    }
  }
  return [...closed, ...open.values()].map((run) => runFrom(run, cells));
}

function isNear(from: number, to: number, lines: readonly string[]): boolean {
  const between = lines.slice(from + 1, to).filter((line) => line.trim() !== '');
  return between.length <= MAX_GAP;
}

function runFrom(run: readonly Cell[], cells: readonly Cell[]): Run {
  const [start] = run;
  const first = start?.line ?? 0;
  const last = run.at(-1)?.line ?? 0;
  const inside = cells.filter(({ line }) => line >= first && line <= last);
  const own = new Set(run);
  const strangers = inside.filter(
    (cell) => !own.has(cell) && (cell.kind === 'other' || cell.kind === 'code'),
  );
  const hidden = inside.filter(
    ({ kind, line }) => kind === 'used' && !run.some((code) => code.line === line),
  );
  if (start?.shape === undefined) throw new RangeError('a run begins with a code');
  return {
    codes: distinctCodes(run.map(({ text, isUsed }) => ({ text, isUsed }))),
    hidden: hidden.length,
    shape: start.shape,
    first,
    last,
    // A button of the same name in every line says nothing.
    strangers: [...new Set(strangers.map(({ text }) => text))],
    isOfRecords: areRecords(run, strangers),
  };
}

/** "Code 1", "Code 2" and a day of use here and there are still no records. */
function areRecords(run: readonly Cell[], strangers: readonly Cell[]): boolean {
  const lines = new Set(run.map(({ line }) => line));
  const beside = strangers.filter(({ line }) => lines.has(line));
  const told = new Set(beside.map(({ line }) => line));
  const texts = new Set(beside.map(({ text }) => text.replace(/\d+/gu, '')));
  return texts.size >= LEAST_TEXTS && told.size * 2 > lines.size;
}

/** A page may hold its list twice, once for the printer. A code that is used in either place is used. */
export function distinctCodes(codes: readonly FoundCode[]): readonly FoundCode[] {
  const known = new Map<string, FoundCode>();
  for (const code of codes) {
    const key = normaliseCode(code.text);
    const before = known.get(key);
    known.set(key, { text: before?.text ?? code.text, isUsed: code.isUsed || before?.isUsed === true });
  }
  return [...known.values()];
}

/** "1234 5678 2345 6789" may be one code or two: offered as both, the words around decide. */
function splitColumns(run: Run): readonly Run[] {
  const { groups, separator } = run.shape;
  if (separator !== ' ' || groups.some((group) => group.length > 5)) return [run];
  const halves = [2, 3, 4].filter((columns) => groups.length % columns === 0);
  return [run, ...halves.flatMap((columns) => splitInto(run, columns) ?? [])];
}

function splitInto(run: Run, columns: number): Run | undefined {
  const parts = run.codes.flatMap(({ text, isUsed }) => {
    const groups = text.split(' ');
    const width = groups.length / columns;
    return Array.from({ length: columns }, (_none, at) => ({
      text: groups.slice(at * width, (at + 1) * width).join(' '),
      isUsed,
    }));
  });
  const shapes = parts.map(({ text }) => shapeOf(text));
  const [shape] = shapes;
  if (shape === undefined || shapes.some((other) => other?.exact !== shape.exact)) return undefined;
  return { ...run, codes: distinctCodes(parts), shape };
}
