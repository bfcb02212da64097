import Papa from 'papaparse';
import { err, ok, type Result } from '../../result.ts';
import { MAX_ENTRIES } from '../limits.ts';

/** A row by the names of its columns, in lower case. */
export type CsvRow = ReadonlyMap<string, string>;

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Each row is read by every column. */
const MAX_COLUMNS = 100;
const DELIMITERS = [',', ';', '\t'] as const;

/** The columns that the first line names; undefined where it names fewer than two. */
export function csvColumns(text: string): readonly string[] | undefined {
  const [line = ''] = /^[^\r\n]*/.exec(text) ?? [];
  const { data } = Papa.parse(line, { delimiter: delimiterOf(line), preview: 1 });
  const columns = (data[0] ?? []).map((name) => name.trim().toLowerCase());
  return columns.length < 2 ? undefined : columns;
}

/** RFC 4180, with semicolons or tabs for commas and any line end. A quote that never ends makes the file damaged. */
export function parseCsv(text: string): Result<CsvTable, 'damaged' | 'too-large'> {
  const [line = ''] = /^[^\r\n]*/.exec(text) ?? [];
  const delimiter = delimiterOf(line);
  // papaparse keeps an object for every stray quote: a gigabyte of them for twenty megabytes of quotes.
  if (!hasGoodQuotes(text, delimiter)) return err('damaged');
  const { data } = Papa.parse(text, { delimiter, skipEmptyLines: 'greedy', preview: MAX_ENTRIES + 2 });
  const [header = [], ...lines] = data;
  if (lines.length > MAX_ENTRIES || header.length > MAX_COLUMNS) return err('too-large');
  const columns = header.map((name) => name.trim().toLowerCase());
  const rows = lines.map((cells) => new Map(columns.map((name, index) => [name, cells[index] ?? ''])));
  return ok({ columns, rows });
}

function delimiterOf(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Whether every quote that opens a cell also closes it, as RFC 4180 has it. */
function hasGoodQuotes(text: string, delimiter: string): boolean {
  const isEnd = (character: string) => character === delimiter || character === '\r' || character === '\n';
  let isStart = true;
  for (let index = 0; index < text.length; index += 1) {
    if (isStart && text.charAt(index) === '"') {
      index = closingQuote(text, index);
      const next = text.charAt(index + 1);
      if (index === -1 || (next !== '' && !isEnd(next))) return false;
    }
    isStart = isEnd(text.charAt(index));
  }
  return true;
}

/** The place of the quote that ends a cell: a doubled one stands for itself. -1 where there is none. */
function closingQuote(text: string, opening: number): number {
  let quote = text.indexOf('"', opening + 1);
  while (quote !== -1 && text.charAt(quote + 1) === '"') quote = text.indexOf('"', quote + 2);
  return quote;
}
