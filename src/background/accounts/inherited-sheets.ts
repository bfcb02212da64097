// An account that is replaced by a new secret leaves its recovery codes to the one that takes its place: with the old one
// they would be erased with the trash. Where the new secret was never taken by the site the codes go back the same way: a
// sheet remembers the accounts that it was with, and is never hidden or erased with one while another of them is there.
import type { VaultChange } from '../../core/vault/commit.ts';
import type { VaultRecord } from '../../core/vault/records/record.ts';
import { passedTo, type SheetRecord } from '../../core/vault/records/recovery-sheet.ts';
import type { Vault } from '../../core/vault/vault.ts';
import { commitSheets } from './commit-sheets.ts';

type Put = Extract<VaultChange, { readonly kind: 'put' }>;
type SheetPut = Put & { readonly record: SheetRecord };
export type AccountPut = Put & { readonly record: VaultRecord };

/**
 * The changes that make the sheets of replaced accounts those of their heirs; by ids, the old one first. A sheet that
 * cannot be read stays where it is.
 */
export async function inheritedSheets(
  vault: Vault,
  heirs: ReadonlyMap<string, string>,
): Promise<readonly SheetPut[]> {
  return passed(await sheetsOf(vault, (accountId) => heirs.has(accountId)), heirs);
}

/**
 * The changes by which all sheets of the accounts that leave go to an account that one of them was with before: to the
 * latest that is in use, otherwise, where `alsoTrash`, to the latest in the trash. `after`: of each account that stays,
 * the time when it was put in the trash.
 */
export async function sheetsPassedOn(
  vault: Vault,
  leaving: ReadonlySet<string>,
  { after, alsoTrash }: { readonly after: ReadonlyMap<string, number | null>; readonly alsoTrash: boolean },
): Promise<readonly SheetPut[]> {
  const read = await sheetsOf(vault, (accountId) => leaving.has(accountId));
  const heirs = new Map<string, string>();
  for (const accountId of new Set(read.map(({ record }) => record.sheet.accountId))) {
    const former = read
      .filter(({ record }) => record.sheet.accountId === accountId)
      .flatMap(({ record }) => record.sheet.formerAccountIds ?? [])
      .filter((id) => !leaving.has(id) && after.has(id));
    const heir = former.find((id) => after.get(id) === null) ?? (alsoTrash ? former[0] : undefined);
    if (heir !== undefined) heirs.set(accountId, heir);
  }
  return passed(read, heirs);
}

/** One commit that puts accounts into the trash, or takes them out; their sheets go to the one that is in use. */
export async function commitMoved(vault: Vault, puts: readonly AccountPut[]): Promise<void> {
  const after = new Map((await vault.entries()).map(({ id, deletedAt }) => [id, deletedAt]));
  for (const { id, deletedAt } of puts) after.set(id, deletedAt);
  const trashed = new Set([...after].flatMap(([id, deletedAt]) => (deletedAt === null ? [] : [id])));
  const sheets = await sheetsPassedOn(vault, trashed, { after, alsoTrash: false });
  // Without sheets no account's count changes, and none need be looked at.
  if (sheets.length === 0) await vault.commit(puts);
  else await commitSheets(vault, [...puts, ...sheets]);
}

/** Each with the account that is named for its present one, if any is. */
function passed(sheets: readonly SheetPut[], heirs: ReadonlyMap<string, string>): readonly SheetPut[] {
  return sheets.flatMap((put) => {
    const heir = heirs.get(put.record.sheet.accountId);
    if (heir === undefined) return [];
    return [{ ...put, record: { ...put.record, sheet: passedTo(put.record.sheet, heir) } }];
  });
}

async function sheetsOf(vault: Vault, isMeant: (accountId: string) => boolean): Promise<readonly SheetPut[]> {
  const entries = (await vault.sheets()).filter(({ sheet }) => isMeant(sheet.accountId));
  const read = await vault.readSheets(entries);
  return entries.flatMap(({ id, deletedAt }, index): readonly SheetPut[] => {
    const found = read[index];
    return found?.ok === true ? [{ kind: 'put', id, record: found.record, deletedAt }] : [];
  });
}
