import type { Bytes } from '../../core/bytes/bytes.ts';
import { concatBytes } from '../../core/bytes/bytes.ts';
import type { Database } from './database.ts';
import type { NewRecoverySheet } from './recovery-codes.ts';

/** scrypt's output, which is what a code is stored as. */
const HASH_BYTES = 32;

/** Keeps a sheet beside the enrolment whose codes the user has yet to save; it is good for nothing until then. */
export function keepSheetToSave(
  database: Database,
  authenticatorId: number,
  sheet: Omit<NewRecoverySheet, 'userId'>,
): void {
  database.run(
    `INSERT OR REPLACE INTO sheets_to_save (authenticator_id, salt, hashes, created_at) VALUES (?, ?, ?, ?)`,
    authenticatorId,
    sheet.salt,
    concatBytes(...sheet.hashes),
    sheet.createdAt,
  );
}

/** The sheet beside the enrolment, which is gone by asking. */
export function takeSheetToSave(
  database: Database,
  authenticatorId: number,
): Omit<NewRecoverySheet, 'userId'> | undefined {
  const row = database.first(
    `DELETE FROM sheets_to_save WHERE authenticator_id = ? RETURNING salt, hashes, created_at AS createdAt`,
    authenticatorId,
  ) as { readonly salt: Bytes; readonly hashes: Bytes; readonly createdAt: number } | undefined;
  if (!row) return undefined;
  const { salt, hashes, createdAt } = row;
  const count = hashes.length / HASH_BYTES;
  const parts = Array.from({ length: count }, (_, index) =>
    hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  return { salt, hashes: parts, createdAt };
}
