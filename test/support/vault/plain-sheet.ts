import type { CodeMark } from '../../../src/core/recovery/code-mark.ts';
import type { RecoverySheet } from '../../../src/core/vault/records/recovery-sheet.ts';
import { START } from './outside.ts';

export const UNUSED: CodeMark = { state: 'unused', at: null, renewals: 0 };
export const USED: CodeMark = { state: 'used', at: START, renewals: 0 };

/** A sheet that was typed and has one unused code, but for what is said otherwise. */
export function plainSheet(accountId: string, more: Partial<RecoverySheet> = {}): RecoverySheet {
  return {
    accountId,
    label: '',
    site: null,
    source: 'typed',
    createdAt: START,
    replaces: null,
    siteSays: null,
    marks: [UNUSED],
    expiresAt: null,
    replacedAt: null,
    ...more,
  };
}
