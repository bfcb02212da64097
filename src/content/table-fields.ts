import type { TextStream } from './text-stream.ts';

/** A code has at most eight boxes; a few more are left to the judge. */
const MOST_ALIKE = 12;
/** Only forms of data entry have more fields than this: of pages that ask for a code hardly one has a tenth of it. */
const CROWD = 48;
/** Lines between two fields that could be the label of the second. */
const LINES_BEFORE = 3;

/**
 * Roots of the words for a code, and of what else makes a difference to a form with one (passwords, addresses, cards), in
 * Latin letters; any other script passes. Far more than is a code field, and never less: the judge looks at what is left.
 */
const COULD_MATTER =
  /cod|kod|ot[pc]|token|jeton|\btan|[2mt]fa|pass|pin\b|aut(?!o[cf])|verif|digit|n?umber|si[fv]|cifr|cyfr|cijfer|chiffr|stellig|hanel|recov|backup|factor|faktor|mail|phone|type="tel|cc-|c[vs][vc]|labelledby|describedby|[^\0-\u024f]/i;

/**
 * The fields that are not described, since that costs the page more than all the rest: those of tables and long lists, and
 * in a crowd those that neither say nor are told anything that is said of codes.
 */
export function tableFields({ fields, pieces }: TextStream): ReadonlySet<number> {
  const tables = new Set<number>();
  if (fields.length <= MOST_ALIKE) return tables;
  // One call into the browser for all attributes of a field.
  const markups = fields.map(({ input }) => input.outerHTML);
  for (const same of alike(fields.map(({ at }, index) => `${markups[index]}\n${pieces[at - 1]?.text ?? ''}`)))
    if (same.length > MOST_ALIKE) for (const index of same) tables.add(index);
  if (fields.length <= CROWD) return tables;
  for (const [index, { at }] of fields.entries()) {
    const lines = linesOf(pieces, fields[index - 1]?.at ?? 0, at);
    if (!COULD_MATTER.test(markups[index] ?? '') && !COULD_MATTER.test(lines)) tables.add(index);
  }
  return tables;
}

/** The indexes of those that differ in nothing but a number: in their markup, and in the words before them. */
function alike(keys: readonly string[]): Iterable<readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, key] of keys.entries()) {
    const bare = key.replace(/\d+/g, '#');
    const same = found.get(bare);
    if (same) same.push(index);
    else found.set(bare, [index]);
  }
  return found.values();
}

/** What is written before the field since the one before it, and after it where that calls itself a label. */
function linesOf(pieces: TextStream['pieces'], from: number, at: number): string {
  const next = pieces[at];
  let lines = next?.owner.localName === 'label' ? next.text : '';
  for (let line = Math.max(at - LINES_BEFORE, from); line < at; line += 1)
    lines += `\n${pieces[line]?.text ?? ''}`;
  return lines;
}
