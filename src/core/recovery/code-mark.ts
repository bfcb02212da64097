// What became of one recovery code. Marks only move forward; where two copies of a sheet meet, the one that is further
// counts. Only the user takes a mark back, and that is a step forward too: it raises `renewals`, which counts before all.

export const CODE_STATES = ['unused', 'copied', 'filled', 'refused', 'used'] as const;
/**
 * - `copied`: it was on the clipboard; whether a site has seen it is not known.
 * - `filled`: put into a page; whether it worked is still to be said. Never offered again.
 * - `refused`: the user said that the site did not take it.
 */
export type CodeState = (typeof CODE_STATES)[number];

export interface CodeMark {
  readonly state: CodeState;
  /** When it came to be so; null while nothing happened. */
  readonly at: number | null;
  /** How often the user said that the code was not used after all. */
  readonly renewals: number;
}

export const UNUSED: CodeMark = { state: 'unused', at: null, renewals: 0 };

/** Forward only: a state that is not further than the present one changes nothing. */
export function advance(mark: CodeMark, state: CodeState, at: number): CodeMark {
  return rankOf(state) > rankOf(mark.state) ? { ...mark, state, at } : mark;
}

/** The user says that the code was not used. */
export function renew(mark: CodeMark, at: number): CodeMark {
  return mark.state === 'unused' ? mark : { state: 'unused', at, renewals: mark.renewals + 1 };
}

/** Of two copies of one mark the further one; whichever comes first, and however often. */
export function mergeMarks(a: CodeMark, b: CodeMark): CodeMark {
  const order = a.renewals - b.renewals || rankOf(a.state) - rankOf(b.state) || (b.at ?? 0) - (a.at ?? 0);
  return order >= 0 ? a : b;
}

/** Codes that may still open the account: those in a page or at a site are not counted on. */
export function isLeft({ state }: CodeMark): boolean {
  return state === 'unused' || state === 'copied';
}

function rankOf(state: CodeState): number {
  return CODE_STATES.indexOf(state);
}
