import type { Passkey } from './passkey.ts';

/**
 * The flag BS (WebAuthn Level 3, section 6.1.3): there is a copy of it outside of this browser. `lastBackupAt` is when the
 * last backup of this vault that was read back began to be made; null where there is none.
 */
export function isBackedUp(
  { createdAt, hasCopy }: Pick<Passkey, 'createdAt' | 'hasCopy'>,
  lastBackupAt: number | null,
): boolean {
  return hasCopy || (lastBackupAt !== null && lastBackupAt > createdAt);
}
