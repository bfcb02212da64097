import type { CommitOptions, VaultChange } from '../../core/vault/commit.ts';
import { withTrueCounts } from '../../core/vault/records/sheet-changes.ts';
import type { Vault } from '../../core/vault/vault.ts';

/** The same changes, and the accounts say how many codes their sheets have left. The caller holds the writer's lock. */
export async function withCounts(
  vault: Vault,
  changes: readonly VaultChange[],
): Promise<readonly VaultChange[]> {
  const [entries, sheets] = await Promise.all([vault.entries(), vault.sheets()]);
  return withTrueCounts(changes, {
    entries,
    sheets,
    readAccount: async (entry) => {
      const [read] = await vault.readRecords([entry]);
      return read?.ok === true ? read.record : undefined;
    },
  });
}

/** `withCounts` in one commit; none where there is no change. */
export async function commitSheets(
  vault: Vault,
  changes: readonly VaultChange[],
  onSealed?: CommitOptions['onSealed'],
): Promise<void> {
  if (changes.length === 0) return;
  await vault.commit(await withCounts(vault, changes), onSealed);
}
