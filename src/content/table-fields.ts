import type { TextStream } from './text-stream.ts';

/** A code has at most eight boxes; a few more are left to the judge. */
const MOST_ALIKE = 12;

/**
 * The fields of tables and long lists: more than a dozen that differ in nothing but a number, in their markup and in the
 * words before them. None of them is a code, and to describe two hundred costs the page more than all the rest.
 */
export function tableFields({ fields, pieces }: TextStream): ReadonlySet<number> {
  const tables = new Set<number>();
  if (fields.length <= MOST_ALIKE) return tables;
  const alike = new Map<string, number[]>();
  for (const [index, { input, at }] of fields.entries()) {
    // One call into the browser for all attributes.
    const key = `${input.outerHTML}\n${pieces[at - 1]?.text ?? ''}`.replace(/\d+/g, '#');
    const same = alike.get(key);
    if (same) same.push(index);
    else alike.set(key, [index]);
  }
  for (const same of alike.values())
    if (same.length > MOST_ALIKE) for (const index of same) tables.add(index);
  return tables;
}
