// Two copies of a sheet, or of one code on two sheets: what is spent in one is spent in the other.
import type { Bytes } from '../bytes/bytes.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { type CodeMark, mergeMarks } from './code-mark.ts';
import { normaliseCode } from './normalise-code.ts';

export interface MarkedCodes {
  readonly codes: readonly Bytes[];
  readonly marks: readonly CodeMark[];
}

/** The marks of `own`, each no less far than that of the same code on any of `others`. */
export function caughtUp(own: MarkedCodes, others: readonly MarkedCodes[]): readonly CodeMark[] {
  const known = new Map<string, CodeMark>();
  for (const { codes, marks } of others) {
    for (const [index, code] of codes.entries()) {
      const mark = marks[index];
      const key = textOf(code);
      const before = known.get(key);
      if (mark !== undefined) known.set(key, before === undefined ? mark : mergeMarks(before, mark));
    }
  }
  return own.marks.map((mark, index) => {
    const other = known.get(textOf(own.codes[index] ?? new Uint8Array(0)));
    return other === undefined ? mark : mergeMarks(mark, other);
  });
}

/** True where both hold the same codes, in whatever order. */
export function haveSameCodes(a: readonly Bytes[], b: readonly Bytes[]): boolean {
  const texts = new Set(a.map(textOf));
  return a.length === b.length && b.every((code) => texts.has(textOf(code)));
}

function textOf(code: Bytes): string {
  return normaliseCode(decodeUtf8(code) ?? '');
}
