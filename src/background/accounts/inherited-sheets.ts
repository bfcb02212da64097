// An account that is replaced by a new secret leaves its recovery codes to the one that takes its place: with the old one
// they would be erased with the trash.
import type { VaultChange } from '../../core/vault/commit.ts';
import type { Vault } from '../../core/vault/vault.ts';

/**
 * The changes that make the sheets of replaced accounts those of their heirs; by ids, the old one first. A sheet that
 * cannot be read stays where it is.
 */
export async function inheritedSheets(
  vault: Vault,
  heirs: ReadonlyMap<string, string>,
): Promise<readonly VaultChange[]> {
  if (heirs.size === 0) return [];
  const entries = (await vault.sheets()).filter(({ sheet }) => heirs.has(sheet.accountId));
  const read = await vault.readSheets(entries);
  return entries.flatMap(({ id, deletedAt, sheet }, index): readonly VaultChange[] => {
    const found = read[index];
    const accountId = heirs.get(sheet.accountId);
    if (found?.ok !== true || accountId === undefined) return [];
    const record = { ...found.record, sheet: { ...found.record.sheet, accountId } };
    return [{ kind: 'put', id, record, deletedAt }];
  });
}
