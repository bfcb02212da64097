/** - `low`: time to think of a new sheet. - `out`: one lost phone away from being locked out. */
export type CodesLevel = 'fine' | 'low' | 'out';

export interface CountedCodes {
  /** Missing where there is no sheet that counts. */
  readonly recoveryCodes?: { readonly left: number; readonly total: number } | undefined;
}

export function codesLevel({ recoveryCodes }: CountedCodes): CodesLevel {
  if (recoveryCodes === undefined || recoveryCodes.left > 3) return 'fine';
  return recoveryCodes.left > 1 ? 'low' : 'out';
}
