// Codes that a user typed, pasted or corrected by hand: one a line, taken as they are.
import { MAX_CODE_LENGTH, normaliseCode, tidyCode } from './normalise-code.ts';

/** More than any site gives, so that pasted novels are refused. */
export const MAX_KEPT_CODES = 64;

export interface TypedCodesProblem {
  readonly kind: 'none' | 'too-many' | 'too-long' | 'twice';
  /** From 1; 0 where it is about all lines. */
  readonly line: number;
}

export type TypedCodes =
  | { readonly ok: true; readonly codes: readonly string[] }
  | { readonly ok: false; readonly problem: TypedCodesProblem };

/** Empty lines are passed over. */
export function readTypedCodes(text: string): TypedCodes {
  const codes: string[] = [];
  const known = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    const code = tidyCode(line);
    if (code === '') continue;
    const plain = normaliseCode(code);
    if (code.length > MAX_CODE_LENGTH || plain === '') return refused('too-long', index + 1);
    if (known.has(plain)) return refused('twice', index + 1);
    known.add(plain);
    codes.push(code);
    if (codes.length > MAX_KEPT_CODES) return refused('too-many', 0);
  }
  return codes.length === 0 ? refused('none', 0) : { ok: true, codes };
}

function refused(kind: TypedCodesProblem['kind'], line: number): TypedCodes {
  return { ok: false, problem: { kind, line } };
}
