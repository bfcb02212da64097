import * as v from 'valibot';

// The vocabulary of the schemas: what a field may be in the files of the world, where one writer puts a number and
// the next its digits. A value of another kind counts as absent; whether absence matters is decided later.

/** The text, digits of a number included; '' for anything else. */
export const looseText: v.GenericSchema<unknown, string> = loose(textOf);

/** Kept as it is; absent is undefined. */
export const anything: v.GenericSchema<unknown, unknown> = loose((value) => value ?? undefined);

/** The elements; none where there is no array. */
export const looseList: v.GenericSchema<unknown, readonly unknown[]> = loose(listOf);

/** True for `true`, 1 and "1" or "true". */
export const looseFlag: v.GenericSchema<unknown, boolean> = loose(
  (value) => value === true || value === 1 || /^(?:1|true)$/i.test(textOf(value)),
);

/** The texts among the elements. */
export const looseTexts: v.GenericSchema<unknown, readonly string[]> = loose((value) =>
  listOf(value).map(textOf).filter(Boolean),
);

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object that is no array; its names are read by `Object.hasOwn` or a schema, never through the prototype. */
export function isFields(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property of an object from a file; undefined where there is none, or no object. */
export function own(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A whole number of zero or more; undefined where absent; NaN for anything else. */
export function wholeOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
  const text = textOf(value).trim();
  return /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

/** The value as the schema has it; undefined where it has another shape. */
export function shaped<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? read.output : undefined;
}

function loose<Output>(read: (value: unknown) => Output): v.GenericSchema<unknown, Output> {
  return v.optional(v.pipe(v.unknown(), v.transform(read)), null) as v.GenericSchema<unknown, Output>;
}
