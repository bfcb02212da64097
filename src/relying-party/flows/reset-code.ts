import { hashToken } from '../security/tokens.ts';
import { normaliseRecoveryCode } from './recovery-sheet.ts';

/** 150 bits: long enough for a plain hash, and told from every other code by its length. */
export const RESET_CODE_PATTERN = 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX';

export function hashResetCode(code: string): string {
  return hashToken(normaliseRecoveryCode(code));
}
