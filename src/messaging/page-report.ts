// A described page as one text, for the way from a content script to the background. Both ends are here, so that they
// cannot drift apart; the content script takes only the first half along.
import type { FieldDescription, PageDescription } from '../core/detection/field-description.ts';

type Key<Value> = {
  [Name in keyof FieldDescription]: FieldDescription[Name] extends Value ? Name : never;
}[keyof FieldDescription];

/** The longest that each text may be: what `content/` cuts at, so that a longer one was not written by it. */
const TEXTS: Readonly<Record<Key<string>, number>> = {
  type: 20,
  name: 200,
  id: 200,
  hooks: 400,
  autocomplete: 200,
  inputMode: 200,
  pattern: 200,
  placeholder: 200,
  label: 300,
  described: 300,
  max: 200,
  path: 300,
  formHooks: 300,
  chosen: 200,
  sendsTo: 300,
  before: 250,
  after: 250,
  scope: 1500,
  lead: 500,
  heading: 250,
};
const NUMBERS = ['maxLength', 'size', 'width', 'height', 'form'] as const satisfies readonly Key<number>[];
const FLAGS = ['prefilled', 'visible', 'editable'] as const satisfies readonly Key<boolean>[];
const TEXT_KEYS = Object.keys(TEXTS) as readonly Key<string>[];

const PAGE_TEXTS = { title: 200, text: 4000, pictures: 2000 } as const;
const MAX_FIELDS = 400;
const MAX_NUMBER = 1e9;
/** Of the whole text. The largest pages of the evaluation corpus stay below a fifth of it. */
export const MAX_REPORT = 500_000;

/**
 * Equal texts are written once: fields of one form share their scope and most of what stands around them. Undefined where
 * the page has more to say than is ever read.
 */
export function encodeReport({ fields, title, text, pictures }: PageDescription): string | undefined {
  const table = new Map<string, number>();
  const indexOf = (value: string) => {
    const known = table.get(value);
    if (known !== undefined) return known;
    table.set(value, table.size);
    return table.size - 1;
  };
  const rows = fields.map((field) => [
    ...TEXT_KEYS.map((key) => indexOf(field[key].slice(0, TEXTS[key]))),
    ...NUMBERS.map((key) => (Number.isFinite(field[key]) ? field[key] : -1)),
    ...FLAGS.map((key) => Number(field[key])),
  ]);
  const report = JSON.stringify([title, text, pictures, [...table.keys()], rows]);
  return report.length <= MAX_REPORT ? report : undefined;
}

/** What a content script says of its page comes from a process that the page may have taken over. */
export function decodeReport(report: unknown): PageDescription | undefined {
  if (typeof report !== 'string' || report.length > MAX_REPORT) return undefined;
  const parts = asList(parse(report)) ?? [];
  const [title, text, pictures, table, rows] = parts;
  if (parts.length !== 5 || !isText(title, PAGE_TEXTS.title)) return undefined;
  if (!isText(text, PAGE_TEXTS.text) || !isText(pictures, PAGE_TEXTS.pictures)) return undefined;
  const fields = decodeFields(asList(rows), asList(table));
  return fields && { title, text, pictures, fields };
}

function decodeFields(
  rows: readonly unknown[] | undefined,
  table: readonly unknown[] | undefined,
): readonly FieldDescription[] | undefined {
  if (rows === undefined || table === undefined || rows.length > MAX_FIELDS) return undefined;
  const fields = rows.flatMap((row) => decodeField(row, table) ?? []);
  return fields.length === rows.length ? fields : undefined;
}

function decodeField(row: unknown, table: readonly unknown[]): FieldDescription | undefined {
  const cells = asList(row);
  if (cells?.length !== TEXT_KEYS.length + NUMBERS.length + FLAGS.length) return undefined;
  const numbersAt = TEXT_KEYS.length;
  const flagsAt = numbersAt + NUMBERS.length;
  const field: Record<string, unknown> = {};
  for (const [at, key] of TEXT_KEYS.entries()) {
    const index = cells[at];
    const text = typeof index === 'number' ? table[index] : undefined;
    if (!isText(text, TEXTS[key])) return undefined;
    field[key] = text;
  }
  for (const [at, key] of NUMBERS.entries()) {
    const number = cells[numbersAt + at];
    if (typeof number !== 'number' || !(Math.abs(number) <= MAX_NUMBER)) return undefined;
    field[key] = number;
  }
  for (const [at, key] of FLAGS.entries()) {
    const flag = cells[flagsAt + at];
    if (flag !== 0 && flag !== 1) return undefined;
    field[key] = flag === 1;
  }
  // Every property was set above: the lists of keys are those of the type.
  return field as unknown as FieldDescription;
}

function isText(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value.length <= limit;
}

function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
