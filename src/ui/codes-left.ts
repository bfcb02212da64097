import type { AccountView } from '../messaging/page-responses.ts';

/** - `low`: time to think of a new sheet. - `out`: one lost phone away from being locked out. */
export type CodesLevel = 'fine' | 'low' | 'out';

export function codesLevel({ recoveryCodes }: Pick<AccountView, 'recoveryCodes'>): CodesLevel {
  if (recoveryCodes === undefined || recoveryCodes.left > 3) return 'fine';
  return recoveryCodes.left > 1 ? 'low' : 'out';
}

/** The class of the note that says how many are left. */
export const LEVEL_CLASS: { readonly [Level in CodesLevel]: string } = {
  fine: 'row-note',
  low: 'row-note is-low',
  out: 'row-note is-bad',
};
