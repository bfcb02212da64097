import { err, ok, type Result } from '../../result.ts';
import type { Entry } from '../entry.ts';
import type { TransferError } from '../transfer-error.ts';

/** A row of a file whose rows are sealed one by one, or not at all. */
export interface SealedRow {
  readonly entry: Entry;
  readonly seal: 'none' | 'opened' | 'refused';
}

/**
 * The entries of such rows. Where one opened, the passphrase is right and the others are damaged; where all refuse,
 * the passphrase is wrong, which no such file tells in another way.
 */
export async function readSealedRows(
  rows: readonly unknown[],
  read: (row: unknown) => Promise<Result<SealedRow, TransferError>>,
): Promise<Result<readonly Entry[], TransferError>> {
  const done: SealedRow[] = [];
  for (const row of rows) {
    const outcome = await read(row);
    if (!outcome.ok) return outcome;
    done.push(outcome.value);
  }
  const seals = new Set(done.map(({ seal }) => seal));
  if (seals.has('refused') && !seals.has('opened')) return err('wrong-passphrase');
  return ok(done.map(({ entry }) => entry));
}
