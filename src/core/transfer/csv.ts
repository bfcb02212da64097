import Papa from 'papaparse';
import { err, ok, type Result } from '../result.ts';
import { MAX_ENTRIES } from './limits.ts';

/** A row by the names of its columns, in lower case. */
export type CsvRow = ReadonlyMap<string, string>;

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** The columns that the first line names; undefined where it names fewer than two. */
export function csvColumns(text: string): readonly string[] | undefined {
  const { data } = Papa.parse(text, { preview: 1 });
  const columns = (data[0] ?? []).map((name) => name.trim().toLowerCase());
  return columns.length < 2 ? undefined : columns;
}

/** RFC 4180, with semicolons or tabs for commas and any line end. A quote that never ends makes the file damaged. */
export function parseCsv(text: string): Result<CsvTable, 'damaged' | 'too-large'> {
  const { data, errors } = Papa.parse(text, { skipEmptyLines: 'greedy', preview: MAX_ENTRIES + 2 });
  if (data.length > MAX_ENTRIES + 1) return err('too-large');
  if (errors.some(({ type }) => type === 'Quotes')) return err('damaged');
  const [header = [], ...lines] = data;
  const columns = header.map((name) => name.trim().toLowerCase());
  const rows = lines.map((line) => new Map(columns.map((name, index) => [name, line[index] ?? ''])));
  return ok({ columns, rows });
}
