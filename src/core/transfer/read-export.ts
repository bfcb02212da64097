import type { Bytes } from '../bytes/bytes.ts';
import { err, ok, type Result } from '../result.ts';
import { accountOf, type Entry, nameOf } from './entry.ts';
import type { ExportFormat } from './export-format.ts';
import { MAX_ENTRIES, MAX_FILE_BYTES } from './limits.ts';
import type { TransferOutside } from './outside.ts';
import type { ImportedAccount, ParsedExport, SkippedRow } from './parsed-export.ts';
import type { Found } from './reader.ts';
import { createSession, type SessionOptions } from './session.ts';
import { sniff } from './sniff.ts';
import type { TransferError } from './transfer-error.ts';

export interface ReadOptions extends SessionOptions {
  /** Told before the passphrase is needed, so that it can be asked for by the application's name. */
  readonly onRecognised?: ((format: ExportFormat) => void) | undefined;
}

/**
 * The accounts in a file of another application. Its format is told from the bytes, never from the name; a row that
 * cannot be read is named with its reason and stops no other.
 */
export async function readExport(
  bytes: Bytes,
  options: ReadOptions,
  outside: TransferOutside,
): Promise<Result<ParsedExport, TransferError>> {
  if (bytes.length > MAX_FILE_BYTES) return err('too-large');
  const recognised = await sniff(bytes, outside);
  if (!recognised.ok) return recognised;
  options.onRecognised?.(recognised.value.format);
  if (options.signal?.aborted) return err('cancelled');
  const found = await recognised.value.read(createSession(options, outside));
  if (!found.ok) return found;
  const { entries, passkeys = [] } = found.value;
  if (Math.max(entries.length, passkeys.length) > MAX_ENTRIES) return err('too-large');
  return ok(parsed(recognised.value.format, found.value));
}

function parsed(format: ExportFormat, found: Found): ParsedExport {
  const accounts: ImportedAccount[] = [];
  const skipped: SkippedRow[] = [];
  for (const entry of found.entries) add(entry);
  return { format: found.format ?? format, accounts, skipped, passkeys: found.passkeys ?? [] };

  function add(entry: Entry): void {
    const account = accountOf(entry);
    if (account.ok) accounts.push(account.value);
    else skipped.push({ name: nameOf(entry), reason: account.error });
  }
}
