import type { Account } from '../../core/vault/records/account.ts';
import type { Clock } from '../../core/vault/outside.ts';
import type { IndexEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { DecodedPageRequest } from '../../messaging/page-requests.ts';
import { type AccountPut, commitMoved } from './inherited-sheets.ts';
import type { VaultService } from '../vault/vault-service.ts';

type ManyChange = DecodedPageRequest<'accounts/many'>['change'];

/** What is done to several accounts at once: one commit, so that one undo takes it back. */
export class ManyAccountsService {
  readonly #vaults: VaultService;
  readonly #clock: Clock;

  constructor(vaults: VaultService, clock: Clock) {
    this.#vaults = vaults;
    this.#clock = clock;
  }

  /** All of those that can be read, or none; what is so already is left alone. */
  change(
    ids: readonly string[],
    change: ManyChange,
  ): Promise<{ readonly changed: number; readonly damaged: number }> {
    return this.#vaults.change(async (vault) => {
      const chosen = new Set(ids);
      const entries = (await vault.entries()).filter(({ id }) => chosen.has(id));
      if (entries.length === 0) throw new RequestFailure('not-found');
      const due = entries.flatMap((entry) => {
        const next = this.#next(entry, change);
        return next === undefined ? [] : [{ entry, next }];
      });
      const records = await vault.readRecords(due.map(({ entry }) => entry));
      const puts = due.flatMap(({ entry: { id }, next }, index): AccountPut[] => {
        const read = records[index];
        if (read?.ok !== true) return [];
        return [{ kind: 'put', id, ...next, record: { ...read.record, account: next.account } }];
      });
      const isMoved = change.kind === 'trash' || change.kind === 'restore';
      if (puts.length > 0) await (isMoved ? commitMoved(vault, puts) : vault.commit(puts));
      if (puts.length === 0 && due.length > 0) throw new RequestFailure('record-damaged');
      return { changed: puts.length, damaged: due.length - puts.length };
    });
  }

  /** Moves an account before another in the user's own order, or to its end. */
  arrange(id: string, before: string | null): Promise<void> {
    return this.#vaults.change(async (vault) => {
      const known = new Set((await vault.entries()).map((entry) => entry.id));
      if (!known.has(id) || (before !== null && !known.has(before))) throw new RequestFailure('not-found');
      if (id !== before) await vault.commit([{ kind: 'move', id, before }]);
    });
  }

  /** Undefined where the account is so already. */
  #next(
    { account, deletedAt }: IndexEntry,
    change: ManyChange,
  ): { readonly account: Account; readonly deletedAt: number | null } | undefined {
    switch (change.kind) {
      case 'trash':
        return deletedAt === null ? { account, deletedAt: this.#clock.now() } : undefined;
      case 'restore':
        return deletedAt === null ? undefined : { account, deletedAt: null };
      case 'pin':
        return account.pinned === change.pinned
          ? undefined
          : { account: { ...account, pinned: change.pinned }, deletedAt };
      case 'tag':
        return account.tags.includes(change.tag)
          ? undefined
          : { account: { ...account, tags: [...account.tags, change.tag] }, deletedAt };
      case 'untag':
        return account.tags.includes(change.tag)
          ? { account: { ...account, tags: account.tags.filter((tag) => tag !== change.tag) }, deletedAt }
          : undefined;
    }
  }
}
