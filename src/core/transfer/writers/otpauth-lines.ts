import { formatKeyUri } from '../../key-uri/format-key-uri.ts';
import type { ExportedAccount } from './exported-account.ts';

/** One key URI a line, which every authenticator can read in one way or another. Tags and notes have no place in it. */
export function writeOtpauthLines(accounts: readonly ExportedAccount[]): string {
  return accounts.map((account) => `${formatKeyUri(account)}\n`).join('');
}
