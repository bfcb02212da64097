import { permissionPattern } from '../../core/sites/origin.ts';

export interface BadgeServiceParts {
  /** The tabs whose page the browser lets us see. */
  readonly webTabs: () => Promise<readonly { readonly tabId: number; readonly origin: string }[]>;
  readonly allowedPatterns: () => Promise<readonly string[]>;
  /** 0 while the vault is locked. */
  readonly countOn: (origin: string) => Promise<number>;
  readonly show: (tabId: number, text: string) => Promise<void>;
}

/** How many accounts there are for the page, over the icon; only on sites that the user allowed. */
export class BadgeService {
  readonly #parts: BadgeServiceParts;

  constructor(parts: BadgeServiceParts) {
    this.#parts = parts;
  }

  /** A page of an allowed site said that it is there. */
  async showFor(tabId: number, origin: string): Promise<void> {
    const count = await this.#parts.countOn(origin);
    await this.#parts.show(tabId, count === 0 ? '' : String(count));
  }

  /** After a change, a lock or an unlock: a locked vault does not say what it holds. */
  async refresh(): Promise<void> {
    const { webTabs, allowedPatterns } = this.#parts;
    const [tabs, allowed] = await Promise.all([webTabs(), allowedPatterns()]);
    const ours = tabs.filter(({ origin }) => allowed.includes(permissionPattern(origin) ?? ''));
    await Promise.all(ours.map(({ tabId, origin }) => this.showFor(tabId, origin)));
  }
}
