// The first screen of a worker that was stopped, without the whole index.
import type { Bytes } from '../../core/bytes/bytes.ts';
import { decodeBase64 } from '../../core/bytes/base64.ts';
import { decodeHex, encodeHex } from '../../core/bytes/hex.ts';
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import { siteMatcher } from '../../core/sites/site.ts';
import { hashOf } from '../../core/vault/keys/keys.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { type Outline, openOutline, outlineOf, sealOutline } from '../../core/vault/outline.ts';
import type { Usage } from '../../core/vault/records/usage.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { IndexEntry, SheetEntry } from '../../core/vault/vault-index.ts';
import { FIRST_SCREEN } from '../../messaging/prepared-screen.ts';
import { resemblanceFinder } from '../fill/fill-policy.ts';
import type { UsageService } from './usage-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

export interface OutlineServiceParts {
  readonly store: {
    read(): Promise<Bytes | undefined>;
    write(sealed: Bytes, mark: string): Promise<void>;
    /** What `write` was told last. */
    readMark(): Promise<unknown>;
  };
  readonly vaults: VaultService;
  readonly usage: UsageService;
  readonly outside: Outside;
  /** Runs `work` after a moment. */
  readonly soon: (work: () => void) => void;
}

/** Of the accounts those that may stand on the first screen, in list order but for those of the site, which come first. */
export interface Candidates {
  readonly entries: readonly IndexEntry[];
  readonly total: number;
  readonly committedAt: number;
  readonly sheets: readonly SheetEntry[];
}

interface Sought {
  readonly vault: Vault;
  readonly session: UnlockedSession;
  readonly usage: Usage;
  readonly pageOrigin: string | null;
}

export class OutlineService {
  readonly #parts: OutlineServiceParts;
  #isScheduled = false;

  constructor(parts: OutlineServiceParts) {
    this.#parts = parts;
  }

  /** Two steps, so that the store and the session are asked at the same time. Undefined where the whole index is needed. */
  async reader(): Promise<(sought: Sought) => Promise<Candidates | undefined>> {
    const { store, vaults } = this.#parts;
    // Half a megabyte at ten thousand accounts, and no use where the index is open.
    const sealed = vaults.hasIndex ? undefined : await store.read().catch(() => undefined);
    return (sought) => this.#find(sealed, sought).catch(() => undefined);
  }

  /** These accounts, in any order. Undefined where the whole index is needed, or is open. */
  async entriesNamed(
    ids: readonly string[],
    { vault, session }: Pick<Sought, 'vault' | 'session'>,
  ): Promise<readonly IndexEntry[] | undefined> {
    if (ids.length === 0) return [];
    if (vault.isOpened) return undefined;
    const sealed = await this.#parts.store.read().catch(() => undefined);
    const outline = await this.#current(sealed, { vault, session }).catch(() => undefined);
    const wanted = new Set(ids);
    const entries = outline?.entries.filter(({ id }) => wanted.has(id));
    return entries?.length === wanted.size ? entries : undefined;
  }

  /** The outline follows within a moment. That it fails costs the next worker time, and nothing else. */
  schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#parts.soon(() => {
      this.#isScheduled = false;
      this.write().catch(() => undefined);
    });
  }

  /** While the vault is unlocked; an outline that is current is left alone. */
  async write(): Promise<void> {
    const { vaults, usage: usages, store, outside } = this.#parts;
    const usage = await usages.read();
    await vaults.glance(async (vault, session) => {
      const owner = ownerOf(session);
      if (owner === undefined || session.decision !== 'run') return;
      const state = await vault.state();
      const latest = await vault.latestRoot();
      if (latest?.seq !== state.root.seq) return;
      // The hash of an envelope tells the vault and its keys apart; the key itself must not outlive a lock here.
      const mark = encodeHex(hashOf(encodeUtf8(JSON.stringify([latest.hash, [...usage.keys()]]))));
      // A worker that was started for one popup finds what the one before it left.
      if (mark === (await store.readMark())) return;
      const options = { rootHash: latest.hash, usage, rows: FIRST_SCREEN };
      await store.write(await sealOutline(outlineOf(state, options), owner, outside), mark);
    });
  }

  /** Undefined where it is of another state than the one that is stored, or none. */
  async #current(
    sealed: Bytes | undefined,
    { vault, session }: Pick<Sought, 'vault' | 'session'>,
  ): Promise<Outline | undefined> {
    const owner = ownerOf(session);
    if (owner === undefined || session.decision !== 'run' || sealed === undefined) return undefined;
    const [outline, latest] = await Promise.all([
      openOutline(sealed, owner, this.#parts.outside.aead),
      vault.latestRoot(),
    ]);
    return outline?.rootHash === latest?.hash ? outline : undefined;
  }

  async #find(sealed: Bytes | undefined, sought: Sought): Promise<Candidates | undefined> {
    const { vault, usage, pageOrigin } = sought;
    const outline = await this.#current(sealed, sought);
    if (outline === undefined) return undefined;
    const known = new Set(outline.used);
    if ([...usage.keys()].some((id) => !known.has(id))) return undefined;
    const near = await entriesNear(pageOrigin, outline, vault);
    if (near === undefined) return undefined;
    const nearIds = new Set(near.map(({ id }) => id));
    return {
      entries: [...near, ...outline.entries.filter(({ id }) => !nearIds.has(id))],
      total: outline.total,
      committedAt: outline.committedAt,
      sheets: outline.sheets,
    };
  }
}

/** Those of the site, or else those whose site the page resembles: all of the shards that have one. Undefined where one is damaged. */
async function entriesNear(
  pageOrigin: string | null,
  { sites, shards }: Outline,
  vault: Vault,
): Promise<readonly IndexEntry[] | undefined> {
  if (pageOrigin === null) return [];
  const matches = siteMatcher(pageOrigin);
  const own = shardsWhere(sites, matches);
  const find = resemblanceFinder(pageOrigin);
  const isNear =
    own.length > 0 ? matches : (site: Parameters<typeof matches>[0]) => find([site]) !== undefined;
  const numbers = own.length > 0 ? own : shardsWhere(sites, isNear);
  const opened = await vault.shardsOf(numbers.flatMap((number) => shards[number] ?? []));
  return opened
    ?.flatMap(({ entries }) => entries)
    .filter(({ deletedAt, account }) => deletedAt === null && account.sites.some(isNear));
}

function shardsWhere(
  sites: Outline['sites'],
  isNear: (site: { readonly origin: string; readonly match: Outline['sites'][number][1] }) => boolean,
): readonly number[] {
  const near = sites.flatMap(([origin, match, shard]) => (isNear({ origin, match }) ? shard : []));
  return [...new Set(near)];
}

function ownerOf({ vaultKey, vaultId }: UnlockedSession) {
  const owner = { vaultKey: decodeBase64(vaultKey), vaultId: decodeHex(vaultId) };
  return owner.vaultKey && owner.vaultId && { vaultKey: owner.vaultKey, vaultId: owner.vaultId };
}
