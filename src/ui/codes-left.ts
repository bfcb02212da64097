import type { CodesLevel } from '../core/recovery/codes-level.ts';

/** The class of the note that says how many are left. */
export const LEVEL_CLASS: { readonly [Level in CodesLevel]: string } = {
  fine: 'row-note',
  low: 'row-note is-low',
  out: 'row-note is-bad',
};
