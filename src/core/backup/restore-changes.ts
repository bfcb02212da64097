// From a plan and what the user chose to the changes of one commit. Planning, choosing what is still offered and the
// commit belong under one hold of the writer's lock: a plan made before somebody else's change is no longer true.
import { encodeHex } from '../bytes/hex.ts';
import { err, ok, type Result } from '../result.ts';
import type { Account } from '../vault/records/account.ts';
import type { VaultChange } from '../vault/commit.ts';
import type { Outside } from '../vault/outside.ts';
import { addedBeside, replacedBy } from './account-difference.ts';
import { type CurrentVault, idsOf } from './current-vault.ts';
import { freshRandom } from './fresh-random.ts';
import type { RestoreChoice, RestoreItem, RestorePlan } from './restore-plan.ts';
import { passkeyRestoreChanges } from './restore-passkeys.ts';
import { sheetRestoreChanges } from './restore-sheets.ts';

/**
 * - `no-such-item`: a choice for a record that is not in the backup.
 * - `not-offered`: the vault has changed since the preview, or the choice was never possible.
 * - `chosen-twice`: two records would replace one account.
 */
export type RestoreError = 'no-such-item' | 'not-offered' | 'chosen-twice';

type Ports = Pick<Outside, 'random' | 'clock'>;

/**
 * What is not chosen is left. No counter is lowered, no recovery code comes back, no secret is overwritten, no account
 * is removed, and no id that was removed is used again.
 */
export function restoreChanges(
  { items, passkeys, content, vault }: RestorePlan,
  choices: ReadonlyMap<string, RestoreChoice>,
  ports: Ports,
): Result<readonly VaultChange[], RestoreError> {
  const refused = refusalOf([...items, ...passkeys], choices);
  if (refused !== undefined) return err(refused);
  const chosen = items.map((item) => ({ item, choice: choices.get(item.id) ?? 'leave' }));
  const replaced = [...items, ...passkeys]
    .filter(({ id }) => choices.get(id) === 'replace')
    .map(({ current }) => current?.entry.id);
  if (new Set(replaced).size !== replaced.length) return err('chosen-twice');
  const accountsBySecret = groupBySecret(vault);
  const takenIds = idsOf(vault);
  const accountIds = new Map<string, string>();
  const accounts = chosen.flatMap(({ item, choice }): VaultChange[] => {
    if (choice === 'leave') return [];
    if (choice === 'replace') {
      accountIds.set(item.id, item.current?.entry.id ?? item.id);
      return replacement(item);
    }
    const others = relatedTo(item, accountsBySecret);
    const id = takenIds.has(item.id) ? encodeHex(freshRandom(ports.random, 16)) : item.id;
    accountIds.set(item.id, id);
    return [addition(item, id, { others, now: ports.clock.now() })];
  });
  return ok([
    ...accounts,
    ...sheetRestoreChanges(content, vault, accountIds, ports.random),
    ...passkeyRestoreChanges(passkeys, choices, vault, { random: ports.random, now: ports.clock.now() }),
  ]);
}

function refusalOf(
  items: readonly Pick<RestoreItem, 'id' | 'offers'>[],
  choices: ReadonlyMap<string, RestoreChoice>,
): RestoreError | undefined {
  const offers = new Map(items.map((item) => [item.id, item.offers]));
  for (const [id, choice] of choices) {
    const offered = offers.get(id);
    if (offered === undefined) return 'no-such-item';
    if (!offered.includes(choice)) return 'not-offered';
  }
  return undefined;
}

function replacement({ backup, current }: RestoreItem): VaultChange[] {
  if (current === null) return [];
  const { id, deletedAt } = current.entry;
  // A record that cannot be read has lost its secret, not its description: the one in the index is the newer.
  const account =
    current.record === null
      ? { ...current.entry.account, ...movedOn(current.entry.account, backup.record.account) }
      : replacedBy(current.record.account, backup.record.account);
  const isTakenOut = current.record !== null && backup.deletedAt === null;
  return [
    { kind: 'put', id, record: { ...backup.record, account }, deletedAt: isTakenOut ? null : deletedAt },
  ];
}

/** What must not move back even where the vault's own description stays. */
function movedOn(current: Account, restored: Account): Pick<Account, 'parameters' | 'recoveryCodesLeft'> {
  const { parameters, recoveryCodesLeft } = replacedBy(current, restored);
  return { parameters, recoveryCodesLeft };
}

function addition(
  { backup: { record, deletedAt } }: RestoreItem,
  id: string,
  { others, now }: { readonly others: readonly Account[]; readonly now: number },
): VaultChange {
  const account = addedBeside(record.account, others);
  // Its time in the trash starts again: otherwise an old backup's trash would be emptied before anybody saw it.
  return { kind: 'put', id, record: { ...record, account }, deletedAt: deletedAt === null ? null : now };
}

/** Accounts of the vault whose codes this one may share; of one that cannot be read, nobody knows that it does not. */
function relatedTo(
  { kind, current, backup }: RestoreItem,
  accountsBySecret: ReadonlyMap<string, readonly Account[]>,
): readonly Account[] {
  const sharing = accountsBySecret.get(encodeHex(backup.record.secret)) ?? [];
  return kind === 'unreadable' && current !== null ? [...sharing, current.entry.account] : sharing;
}

function groupBySecret({ records }: CurrentVault): ReadonlyMap<string, readonly Account[]> {
  const groups = new Map<string, Account[]>();
  for (const { record } of records) {
    if (record === null) continue;
    const secret = encodeHex(record.secret);
    groups.set(secret, [...(groups.get(secret) ?? []), record.account]);
  }
  return groups;
}
