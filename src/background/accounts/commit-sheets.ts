import type { CommitOptions, VaultChange } from '../../core/vault/commit.ts';
import { withTrueCounts } from '../../core/vault/records/sheet-changes.ts';
import type { Vault } from '../../core/vault/vault.ts';

/** One commit in which the accounts say how many codes their sheets have left. The caller holds the writer's lock. */
export async function commitSheets(
  vault: Vault,
  changes: readonly VaultChange[],
  onSealed?: CommitOptions['onSealed'],
): Promise<void> {
  if (changes.length === 0) return;
  const [entries, sheets] = await Promise.all([vault.entries(), vault.sheets()]);
  const completed = await withTrueCounts(changes, {
    entries,
    sheets,
    readAccount: async (entry) => {
      const [read] = await vault.readRecords([entry]);
      return read?.ok === true ? read.record : undefined;
    },
  });
  await vault.commit(completed, onSealed);
}
