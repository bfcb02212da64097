import type { KeyUriAccount } from '../../key-uri/key-uri-account.ts';

/** What an export can say of an account of ours; formats leave out what they have no place for. */
export interface ExportedAccount extends KeyUriAccount {
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly notes: string;
}

/** The name by which an account is told that a format cannot say. */
export function nameOfExported({ issuer, accountName }: ExportedAccount): string {
  return [issuer, accountName].filter(Boolean).join(': ');
}
