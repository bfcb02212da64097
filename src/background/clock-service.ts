// What time codes are made for, and what speaks against this computer's clock. The rules of the lock stay on the
// uncorrected clock: a correction must not move them.
import { agrees, differenceOf } from '../core/clock/clock-difference.ts';
import { doubtClock } from '../core/clock/clock-doubt.ts';
import { correctedTime } from '../core/clock/corrected-time.ts';
import { parseHttpDate } from '../core/clock/http-date.ts';
import type { LocalSettings } from '../core/vault/local-settings.ts';
import type { Clock } from '../core/vault/outside.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { ClockCheck, ClockView } from '../messaging/page-responses.ts';
import type { SettingsService } from './vault/settings-service.ts';
import type { VaultService } from './vault/vault-service.ts';

/** How a site answered; platform's `site-time` asks it. */
export type SiteAnswer =
  | {
      readonly kind: 'answered';
      readonly origin: string;
      readonly sentAt: number;
      readonly receivedAt: number;
      readonly date: string | null;
      readonly age: string | null;
    }
  | { readonly kind: 'redirected' | 'timeout' | 'unreachable' | 'no-page' };

export interface ClockServiceParts {
  readonly vaults: VaultService;
  readonly settings: SettingsService;
  readonly clock: Clock;
  readonly askSite: (tabId: number) => Promise<SiteAnswer>;
  /** The tab used last among those whose page the user let us see; null where there is none. */
  readonly lastSeenTab: () => Promise<number | null>;
}

export class ClockService {
  readonly #parts: ClockServiceParts;

  constructor(parts: ClockServiceParts) {
    this.#parts = parts;
  }

  async view(): Promise<ClockView> {
    return this.viewBeside(await this.#newestRecordAt());
  }

  /** As `view`, for who knows whether there is a vault open. */
  async viewBeside(newestRecordAt: number | null): Promise<ClockView> {
    return this.viewWith(await this.#parts.settings.read(), newestRecordAt);
  }

  /** As `view`, for who has the vault open and its settings at hand. */
  viewWith({ clockOffsetSeconds: offsetSeconds }: LocalSettings, newestRecordAt: number | null): ClockView {
    const now = this.#parts.clock.now();
    return { now, offsetSeconds, doubt: doubtClock({ now, offsetSeconds, newestRecordAt }) };
  }

  /** The time that codes follow under these settings. */
  codeTimeWith({ clockOffsetSeconds }: LocalSettings): number {
    return correctedTime(this.#parts.clock.now(), clockOffsetSeconds);
  }

  /** Compares with the site in the tab by one request. Called for a user who asked for it, and for nobody else. */
  async check(tabId: number | null): Promise<ClockCheck> {
    const asked = tabId ?? (await this.#parts.lastSeenTab());
    return asked === null ? { outcome: 'no-page' } : judge(await this.#parts.askSite(asked));
  }

  /** From now on codes are made for a time that much later than this computer's clock. */
  correct(offsetSeconds: number): Promise<void> {
    const { vaults, settings } = this.#parts;
    // A change like any other: the vault must be open, and open pages are told. It is not stored by a commit.
    return vaults.changeOpened(() => settings.change({ clockOffsetSeconds: offsetSeconds }));
  }

  async #newestRecordAt(): Promise<number | null> {
    try {
      return (await this.#parts.vaults.glance((vault) => vault.root())).committedAt;
    } catch (error) {
      if (error instanceof RequestFailure && error.code === 'locked') return null;
      throw error;
    }
  }
}

/** What codes follow: this computer's clock with the user's correction. */
export function createCodeClock(
  clock: Clock,
  settings: Pick<SettingsService, 'read'>,
): () => Promise<number> {
  return async () => correctedTime(clock.now(), (await settings.read()).clockOffsetSeconds);
}

function judge(answer: SiteAnswer): ClockCheck {
  if (answer.kind !== 'answered') return { outcome: answer.kind };
  const { origin, sentAt, receivedAt, date, age } = answer;
  const dateMs = date === null ? undefined : parseHttpDate(date);
  if (dateMs === undefined) return { outcome: 'no-date' };
  // A kept answer has the time at which it was made (RFC 9111 section 5.1).
  if (age !== null && Number(age) !== 0) return { outcome: 'kept-answer' };
  const difference = differenceOf({ sentAt, receivedAt, dateMs });
  if (difference === undefined) return { outcome: 'unreachable' };
  return { outcome: agrees(difference) ? 'same' : 'differs', origin, ...difference };
}
