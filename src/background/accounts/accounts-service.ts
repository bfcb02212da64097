import { equalBytes } from '../../core/bytes/bytes.ts';
import { encodeHex } from '../../core/bytes/hex.ts';
import { type Site, siteMatcher, siteMatches } from '../../core/sites/site.ts';
import type { Account } from '../../core/vault/records/account.ts';
import { MAX_SITES } from '../../core/vault/records/account-schema.ts';
import type { VaultChange } from '../../core/vault/commit.ts';
import type { Outside } from '../../core/vault/outside.ts';
import type { VaultRecord } from '../../core/vault/records/record.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { IndexEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { DecodedNewAccount, DecodedPageRequest } from '../../messaging/page-requests.ts';
import type { AccountView, AdditionPreview } from '../../messaging/page-responses.ts';
import { viewsOf } from './account-views.ts';
import { commitSheets } from './commit-sheets.ts';
import { commitMoved, inheritedSheets, sheetsPassedOn } from './inherited-sheets.ts';
import type { VaultService } from '../vault/vault-service.ts';

export class AccountsService {
  readonly #vaults: VaultService;
  readonly #outside: Outside;
  readonly #onUsed: (id: string) => Promise<void>;

  /** `onUsed` hears of every code that was copied or filled. */
  constructor(
    vaults: VaultService,
    outside: Outside,
    onUsed: (id: string) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#vaults = vaults;
    this.#outside = outside;
    this.#onUsed = onUsed;
  }

  /** All accounts in list order, the trash included. */
  list(pageOrigin: string | null): Promise<readonly AccountView[]> {
    return this.#vaults.read(async (vault) =>
      viewsOf(await vault.entries(), pageOrigin, await vault.sheets()),
    );
  }

  /** As `list`, for what nobody asked to be used: looking does not keep the vault open. Throws `RequestFailure` `locked`. */
  glanceAll(): Promise<readonly AccountView[]> {
    return this.#vaults.glance(async (vault) => viewsOf(await vault.entries(), null));
  }

  /** The accounts that belong to a page that reported itself. Does not count as using the vault. */
  async fittingOn(pageOrigin: string): Promise<readonly AccountView[] | 'locked'> {
    const fitting = await this.#fitting(pageOrigin);
    if (fitting === 'locked') return fitting;
    if (fitting.length === 0) return [];
    const sheets = await this.#glance((vault) => vault.sheets());
    return sheets === 'locked' ? sheets : viewsOf(fitting, pageOrigin, sheets);
  }

  /** How many these are; 0 while locked. */
  async countOn(pageOrigin: string): Promise<number> {
    const fitting = await this.#fitting(pageOrigin);
    return fitting === 'locked' ? 0 : fitting.length;
  }

  /** The sites of all accounts that are not in the trash. Does not count as using the vault. */
  async keptSites(): Promise<readonly Site[] | 'locked'> {
    const kept = await this.#glanceAtKept();
    return kept === 'locked' ? kept : kept.flatMap(({ account }) => account.sites);
  }

  async #fitting(pageOrigin: string): Promise<readonly IndexEntry[] | 'locked'> {
    const kept = await this.#glanceAtKept();
    const matches = siteMatcher(pageOrigin);
    return kept === 'locked' ? kept : kept.filter(({ account }) => account.sites.some(matches));
  }

  async #glanceAtKept(): Promise<readonly IndexEntry[] | 'locked'> {
    const entries = await this.#glance((vault) => vault.entries());
    return entries === 'locked' ? entries : entries.filter(({ deletedAt }) => deletedAt === null);
  }

  async #glance<Value>(look: (vault: Vault) => Promise<Value>): Promise<Value | 'locked'> {
    try {
      return await this.#vaults.glance(look);
    } catch (error) {
      if (error instanceof RequestFailure && error.code === 'locked') return 'locked';
      throw error;
    }
  }

  /** What adding each of these would mean; nothing is changed. */
  preview(accounts: readonly DecodedNewAccount[]): Promise<readonly AdditionPreview[]> {
    return this.#vaults.read(async (vault) => {
      const kept = (await vault.entries()).filter(({ deletedAt }) => deletedAt === null);
      return Promise.all(accounts.map((account) => compare(vault, kept, account)));
    });
  }

  /** Saves all or none. An account that is replaced goes to the trash, and by one only; nothing is overwritten. */
  add(additions: DecodedPageRequest<'accounts/add'>['additions']): Promise<readonly string[]> {
    return this.#vaults.change(async (vault) => {
      const replaced = additions.flatMap(({ replaces }) => (replaces === null ? [] : [replaces]));
      if (new Set(replaced).size !== replaced.length) throw new RequestFailure('changed-since');
      const ids = additions.map(() => encodeHex(this.#outside.random.bytes(16)));
      const heirs = new Map<string, string>();
      const changes = await Promise.all(
        additions.map(async ({ account, replaces }, index): Promise<readonly VaultChange[]> => {
          const id = ids[index] ?? '';
          const record = this.#newRecord(account);
          if (replaces === null) return [{ kind: 'put', id, record, deletedAt: null }];
          heirs.set(replaces, id);
          const away = await this.#toTrash(vault, replaces);
          return [
            away,
            { kind: 'put', id, record: arrangedAs(record, away.record.account), deletedAt: null },
          ];
        }),
      );
      // Beside thousands of accounts, one that replaces none must not wait for the list of all.
      if (heirs.size === 0) await vault.commit(changes.flat());
      else await commitSheets(vault, [...changes.flat(), ...(await inheritedSheets(vault, heirs))]);
      return ids;
    });
  }

  edit({ id, ...changes }: DecodedPageRequest<'accounts/edit'>): Promise<void> {
    const { tags, pinned, icon, parameters, keepsCounter, ...named } = changes;
    return this.#update(id, (account) => ({
      ...account,
      ...named,
      tags: tags ?? account.tags,
      pinned: pinned ?? account.pinned,
      icon: icon === undefined ? account.icon : (icon ?? undefined),
      parameters:
        keepsCounter === true && parameters?.type === 'hotp' && account.parameters.type === 'hotp'
          ? { ...parameters, counter: account.parameters.counter }
          : (parameters ?? account.parameters),
    }));
  }

  /** Makes a page that the user filled a site of the account. */
  learnSite(id: string, { origin, match }: Site): Promise<void> {
    return this.#update(id, (account) =>
      account.sites.length >= MAX_SITES || account.sites.some((site) => siteMatches(site, origin))
        ? account
        : { ...account, sites: [...account.sites, { origin, match }] },
    );
  }

  trash(id: string): Promise<void> {
    return this.#vaults.change(async (vault) => commitMoved(vault, [await this.#toTrash(vault, id)]));
  }

  restore(id: string): Promise<void> {
    return this.#vaults.change(async (vault) => {
      const { record } = await readRecord(vault, id);
      await commitMoved(vault, [{ kind: 'put', id, record, deletedAt: null }]);
    });
  }

  /**
   * Removes an account for good, from every past state too; only one that is in the trash. Its sheets go with it, unless
   * another account is there that they were with before.
   */
  erase(id: string): Promise<void> {
    return this.#vaults.change(async (vault) => {
      const entry = await vault.entry(id);
      if (entry === undefined || entry.deletedAt === null) throw new RequestFailure('not-found');
      const after = new Map((await vault.entries()).map((kept) => [kept.id, kept.deletedAt]));
      await commitSheets(vault, await sheetsPassedOn(vault, new Set([id]), { after, alsoTrash: true }));
      const sheets = (await vault.sheets()).filter(({ sheet }) => sheet.accountId === id);
      await vault.erase([entry, ...sheets].map((gone) => gone.id));
    });
  }

  /** Remembers that a code of this account was used; before that, an enrolment may never have been finished. */
  async markUsed(id: string): Promise<void> {
    await this.#onUsed(id);
    const known = await this.#vaults.read((vault) => vault.entry(id));
    if (known?.account.firstUsedAt !== null) return;
    await this.#vaults.change(async (vault) => {
      const { entry, record } = await readRecord(vault, id);
      const account = { ...record.account, firstUsedAt: this.#outside.clock.now() };
      const { deletedAt } = entry;
      await vault.commit([{ kind: 'put', id, record: { ...record, account }, deletedAt, isUse: true }]);
    });
  }

  #update(id: string, change: (account: Account) => Account): Promise<void> {
    return this.#vaults.change(async (vault) => {
      const { entry, record } = await readRecord(vault, id);
      const changed = { ...record, account: change(record.account) };
      await vault.commit([{ kind: 'put', id, record: changed, deletedAt: entry.deletedAt }]);
    });
  }

  async #toTrash(vault: Vault, id: string) {
    const { record } = await readRecord(vault, id);
    return { kind: 'put', id, record, deletedAt: this.#outside.clock.now() } as const;
  }

  #newRecord({ secret, ...fields }: DecodedNewAccount): VaultRecord {
    return {
      type: 'account',
      secret,
      account: {
        ...fields,
        tags: [],
        pinned: false,
        createdAt: this.#outside.clock.now(),
        firstUsedAt: null,
        recoveryCodesLeft: null,
      },
    };
  }
}

/**
 * What takes an account's place stays where the user has put that, under its tags, pinned and with its icon, and is asked
 * for by the same pages beside its own.
 */
function arrangedAs(record: VaultRecord, { tags, pinned, icon, sites: before }: Account): VaultRecord {
  const own = record.account.sites.filter(({ origin }) => !before.some((site) => siteMatches(site, origin)));
  const sites = [...before, ...own].slice(0, MAX_SITES);
  return { ...record, account: { ...record.account, sites, tags, pinned, icon } };
}

/** The entry and its record, or `not-found`, or `record-damaged`. */
export async function readRecord(
  vault: Vault,
  id: string,
): Promise<{ entry: IndexEntry; record: VaultRecord }> {
  const entry = await vault.entry(id);
  if (entry === undefined) throw new RequestFailure('not-found');
  const [read] = await vault.readRecords([entry]);
  if (!read?.ok) throw new RequestFailure('record-damaged');
  return { entry, record: read.record };
}

async function compare(
  vault: Vault,
  kept: readonly IndexEntry[],
  { issuer, accountName, secret, parameters }: DecodedNewAccount,
): Promise<AdditionPreview> {
  const named = kept.filter(
    ({ account }) => account.issuer === issuer && account.accountName === accountName,
  );
  const records = await vault.readRecords(named);
  const same = named.find((_entry, index) => {
    const read = records[index];
    return (
      read?.ok === true &&
      equalBytes(read.record.secret, secret) &&
      isSameKind(read.record.account, parameters)
    );
  });
  if (same !== undefined) return { kind: 'same', id: same.id };
  const conflicting = named[0];
  return conflicting ? { kind: 'conflict', id: conflicting.id } : { kind: 'new' };
}

/** Equal but for the counter, which moves with use. */
function isSameKind({ parameters }: Account, other: Account['parameters']): boolean {
  const withoutCounter = (value: Account['parameters']) => JSON.stringify({ ...value, counter: 0 });
  return withoutCounter(parameters) === withoutCounter(other);
}
