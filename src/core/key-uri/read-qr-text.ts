import { ok, type Result } from '../result.ts';
import type { KeyUriAccount } from './key-uri-account.ts';
import type { KeyUriError } from './key-uri-error.ts';
import { parseKeyUri } from './parse-key-uri.ts';
import { type MigrationBatch, parseMigrationUri } from './parse-migration-uri.ts';

/** What a scanned or pasted text holds: one account, or one batch of an export. */
export type QrContent =
  | { readonly kind: 'account'; readonly account: KeyUriAccount }
  | { readonly kind: 'migration'; readonly batch: MigrationBatch };

export function readQrText(text: string): Result<QrContent, KeyUriError> {
  if (/^\s*otpauth-migration:/i.test(text)) {
    const batch = parseMigrationUri(text);
    return batch.ok ? ok({ kind: 'migration', batch: batch.value }) : batch;
  }
  const account = parseKeyUri(text);
  return account.ok ? ok({ kind: 'account', account: account.value }) : account;
}
