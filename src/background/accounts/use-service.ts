// What a use of a code leaves behind: nothing where it was in a private window. What was filled last in a tab is kept in the
// browser's memory only.
import type { Clock } from '../../core/vault/outside.ts';
import type { AccountsService } from './accounts-service.ts';

/** The last fill into a tab. */
export interface LastFill {
  readonly tabId: number;
  readonly origin: string;
  readonly at: number;
}

export interface UseStore {
  readLastFill(): Promise<LastFill | undefined>;
  writeLastFill(fill: LastFill): Promise<void>;
}

export interface UseServiceParts {
  readonly accounts: AccountsService;
  readonly store: UseStore;
  readonly isPrivate: (tabId: number) => Promise<boolean>;
  readonly clock: Clock;
}

/** As long as somebody needs to send a form, read that it was refused and open the popup. */
const REFUSAL_MS = 180_000;

export class UseService {
  readonly #parts: UseServiceParts;

  constructor(parts: UseServiceParts) {
    this.#parts = parts;
  }

  /** A code of this account was used in the tab; null where it is not known in which. */
  async note(accountId: string, tabId: number | null): Promise<void> {
    if (tabId !== null && (await this.#parts.isPrivate(tabId))) return;
    await this.#parts.accounts.markUsed(accountId);
  }

  async noteFill(tabId: number, origin: string): Promise<void> {
    if (await this.#parts.isPrivate(tabId)) return;
    await this.#parts.store.writeLastFill({ tabId, origin, at: this.#parts.clock.now() });
  }

  /** True where a page that complains about its code field got its code from us a moment ago. */
  async wasFilled(tabId: number, origin: string): Promise<boolean> {
    const fill = await this.#parts.store.readLastFill();
    const age = fill === undefined ? REFUSAL_MS : this.#parts.clock.now() - fill.at;
    return fill?.tabId === tabId && fill.origin === origin && age >= 0 && age < REFUSAL_MS;
  }
}
