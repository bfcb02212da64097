// Keeps the first screen of the popup ready in the browser's memory, for as long as the vault is open.
import { createCodeGenerator } from '../../core/otp/code-generator.ts';
import { timeStepAt } from '../../core/otp/time-step.ts';
import { correctedTime } from '../../core/clock/corrected-time.ts';
import { type Site, wholeSiteOf } from '../../core/sites/site.ts';
import { parseOrigin } from '../../core/sites/origin.ts';
import { entriesOf, sheetsOf } from '../../core/vault/records/history.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import type { Clock } from '../../core/vault/outside.ts';
import type { Usage } from '../../core/vault/records/usage.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { IndexEntry } from '../../core/vault/vault-index.ts';
import {
  FIRST_SCREEN,
  PREPARED_VERSION,
  type PreparedCodes,
  type PreparedScreen,
  siteHash,
} from '../../messaging/prepared-screen.ts';
import { createViewer, placedOn } from './account-views.ts';
import { inPopupOrder } from './popup-order.ts';
import { looksOf, searchHint, type Words } from './row-looks.ts';
import type { SettingsService } from '../vault/settings-service.ts';
import type { UsageService } from './usage-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

/** The first screen of a page without accounts, and the accounts that were used last, wherever they are used. */
const ROWS = 24;
/** As long as the vault stays open by itself, where the user chose nothing else. */
const AHEAD_MS = 15 * 60_000;
/** Of a short period fewer minutes are prepared. */
const MOST_CODES = 64;

export interface PreparedScreensParts {
  readonly store: {
    read(): Promise<unknown>;
    write(screen: PreparedScreen): Promise<void>;
    delete(): Promise<void>;
  };
  readonly vaults: VaultService;
  readonly usage: UsageService;
  readonly settings: SettingsService;
  readonly clock: Clock;
  readonly words: Words;
  /** Runs `work` after a moment. */
  readonly soon: (work: () => void) => void;
}

export class PreparedScreens {
  readonly #parts: PreparedScreensParts;
  #isScheduled = false;
  /** The worker before this one may have left one. */
  #mayBeThere = true;
  /** One that could not be taken away may be untrue. */
  #couldNotDrop = false;
  /** Counts what made a screen untrue. */
  #changes = 0;
  #hashed: { readonly of: readonly IndexEntry[]; readonly elsewhere: string } | undefined;

  constructor(parts: PreparedScreensParts) {
    this.#parts = parts;
  }

  /** A new one follows within a moment. That it fails costs the next popup time, and nothing else. */
  schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#parts.soon(() => {
      this.#isScheduled = false;
      this.write().catch(() => undefined);
    });
  }

  /** What it shows is about to change. */
  async drop(): Promise<void> {
    this.#changes += 1;
    if (!this.#mayBeThere) return;
    this.#mayBeThere = false;
    try {
      await this.#parts.store.delete();
    } catch (error) {
      this.#mayBeThere = true;
      this.#couldNotDrop = true;
      throw error;
    }
  }

  /** While the vault is unlocked; one that is good for a while longer is left alone. */
  async write(): Promise<void> {
    const { vaults, usage: usages, settings, store } = this.#parts;
    const changes = this.#changes;
    const [usage, settingsOf, kept] = await Promise.all([usages.read(), settings.reader(), store.read()]);
    const screen = await vaults.glance(async (vault, session) =>
      session.decision !== 'run' || this.#isGood(kept, session)
        ? undefined
        : this.#screenOf(vault, session, { usage, offsetSeconds: settingsOf(session).clockOffsetSeconds }),
    );
    if (screen === undefined) return;
    // In turn with locking: what was made before a lock is not written after it.
    await vaults.whileUnlocked(async () => {
      if (changes !== this.#changes) return;
      this.#mayBeThere = true;
      await store.write(screen);
      this.#couldNotDrop = false;
    });
  }

  /** What is there is true, or it would have been taken away; it is good while it lasts half as long as a new one would. */
  #isGood(kept: unknown, session: UnlockedSession): boolean {
    const { version, madeAt = Infinity, until = 0 } = (kept ?? {}) as Partial<PreparedScreen>;
    const now = this.#parts.clock.now();
    if (this.#couldNotDrop || version !== PREPARED_VERSION || now < madeAt) return false;
    return until - now >= (endOf(session, now) - now) / 2;
  }

  async #screenOf(
    vault: Vault,
    session: UnlockedSession,
    { usage, offsetSeconds }: { readonly usage: Usage; readonly offsetSeconds: number },
  ): Promise<PreparedScreen> {
    const state = await vault.state();
    const kept = entriesOf(state).filter(({ deletedAt }) => deletedAt === null);
    const ordered = inPopupOrder(placedOn(kept, null), usage);
    const shown = ordered.slice(0, ROWS);
    const others = ordered.slice(ROWS).map(({ entry }) => entry);
    const records = await vault.readRecords(shown.map(({ entry }) => entry));
    const madeAt = this.#parts.clock.now();
    const until = endOf(session, madeAt);
    const viewOf = createViewer(sheetsOf(state));
    const times = [madeAt, until].map((time) => correctedTime(time, offsetSeconds));
    const { words } = this.#parts;
    const rows = shown.map((placed, index) => {
      const codes = codesOf(records[index], times);
      return {
        looks: looksOf(viewOf(placed), codes.kind === 'unreadable', words),
        codes,
        sites: placed.account.sites.map(hashesOf).join(''),
      };
    });
    return {
      version: PREPARED_VERSION,
      madeAt,
      until,
      offsetSeconds,
      total: kept.length,
      hint: searchHint(kept.length, words),
      rows: rows.slice(0, FIRST_SCREEN),
      more: JSON.stringify(rows.slice(FIRST_SCREEN)),
      elsewhere: this.#elsewhere(others),
    };
  }

  /** Hashing ten thousand sites takes longer than all the rest. */
  #elsewhere(others: readonly IndexEntry[]): string {
    const known = this.#hashed;
    if (known?.of.length !== others.length || others.some((entry, index) => entry !== known.of[index])) {
      const hashes = new Set(others.flatMap(({ account }) => account.sites.map(hashesOf)));
      this.#hashed = { of: others, elsewhere: [...hashes].join('') };
    }
    return this.#hashed?.elsewhere ?? '';
  }
}

function endOf({ lockAt }: UnlockedSession, madeAt: number): number {
  return Math.min(lockAt ?? Infinity, madeAt + AHEAD_MS);
}

function codesOf(
  read: Awaited<ReturnType<Vault['readRecords']>>[number] | undefined,
  [from = 0, to = 0]: readonly number[],
): PreparedCodes {
  if (read?.ok !== true) return { kind: 'unreadable' };
  const { secret, account } = read.record;
  const { parameters } = account;
  if (parameters.type === 'hotp') return { kind: 'counter' };
  const { period } = parameters;
  const generator = createCodeGenerator(secret, parameters);
  const first = timeStepAt(from, period);
  // The last one is followed by another, which is shown as the next.
  const count = Math.min(timeStepAt(to, period) - first + 2, MOST_CODES);
  const codes = Array.from({ length: count }, (_, index) => generator.codeFor(first + index));
  return { kind: 'time', first, codes: codes.join(' ') };
}

/** What a page is known by that belongs to this site; a part of a whole site is known by its registrable domain. */
function hashesOf({ origin, match }: Site): string {
  const domain = match === 'site' ? wholeSiteOf(origin) : undefined;
  if (domain === undefined) return siteHash(origin);
  const port = parseOrigin(origin)?.port ?? '';
  const suffix = port === '' ? '' : `:${port}`;
  const origins = new Set([origin, `https://${domain}${suffix}`, `https://www.${domain}${suffix}`]);
  return [...origins, `*${domain}:${port}`].map(siteHash).join('');
}
