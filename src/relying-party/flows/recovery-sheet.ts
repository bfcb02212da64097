import { hashRecoveryCode } from '../security/hash.ts';
import type { Site } from '../site.ts';
import { replaceRecoverySheet } from '../store/recovery-codes.ts';
import { keepSheetToSave } from '../store/sheets-to-save.ts';
import { factorsOf } from './factors.ts';
import { randomCode } from './random-code.ts';
import { record } from './record.ts';
import { type Account, isStillOpen } from './session.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Codes on their way to the page that shows them once, and what is stored of them. */
export interface PreparedSheet {
  readonly codes: readonly string[];
  /** Puts the sheet in place of the old one. Runs inside a transaction. */
  store(): void;
  /** Keeps it beside an enrolment instead, until the user says that the codes are saved. */
  keepFor(authenticatorId: number): void;
}

export async function prepareRecoverySheet(site: Site, userId: number): Promise<PreparedSheet> {
  const { pattern, count } = site.policy.recoveryCodes;
  const codes = Array.from({ length: count }, () => randomCode(site.random, pattern));
  const salt = site.random.bytes(16);
  const hashes = await Promise.all(
    codes.map((code) => hashRecoveryCode(normaliseRecoveryCode(code), salt, site.scryptCost)),
  );
  const createdAt = site.clock.now();
  return {
    codes,
    store: () => replaceRecoverySheet(site.database, { userId, salt, hashes, createdAt }),
    keepFor: (authenticatorId) =>
      keepSheetToSave(site.database, authenticatorId, { salt, hashes, createdAt }),
  };
}

/** A new sheet for a user who has a factor: the codes bring them back to it, they do not stand alone. */
export async function regenerateRecoveryCodes(
  site: Site,
  account: Account,
): Promise<Result<readonly string[], 'no-factor' | 'signed-out'>> {
  const { user, session } = account;
  if (factorsOf(site, user.id).count === 0) return err('no-factor');
  const sheet = await prepareRecoverySheet(site, user.id);
  return site.database.transaction(() => {
    if (!isStillOpen(site, session)) return err('signed-out');
    // Counted again: the last factor may have been removed while the codes were hashed.
    if (factorsOf(site, user.id).count === 0) return err('no-factor');
    sheet.store();
    record(site, 'recovery-codes-made', { userId: user.id, idHash: session.idHash });
    return ok(sheet.codes);
  });
}

/** One spelling for what people type from paper: case, dashes and spaces do not matter. */
export function normaliseRecoveryCode(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** True where `text` could be a code of this pattern. What cannot is told at once and costs no attempt. */
export function isRecoveryCodeShaped(text: string, pattern: string): boolean {
  return normaliseRecoveryCode(text).length === normaliseRecoveryCode(pattern).length;
}
