import type { ContentSender } from '../../messaging/router.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { EnrolmentWatch } from './enrolment-watch.ts';
import type { ReadPage } from './page-reading.ts';

export interface PageSignsParts {
  readonly accounts: Pick<AccountsService, 'countOn'>;
  readonly enrolments: Pick<EnrolmentWatch, 'follow'>;
  readonly setBadge: (tabId: number, text: string) => Promise<void>;
}

/** What the icon says of a page of an allowed site: how many accounts there are for it, or that it offers a new one. */
export class PageSigns {
  readonly #parts: PageSignsParts;

  constructor(parts: PageSignsParts) {
    this.#parts = parts;
  }

  /** The page said what it shows; undefined for what no script of ours writes. */
  async follow(read: ReadPage | undefined, sender: ContentSender): Promise<void> {
    const { accounts, enrolments, setBadge } = this.#parts;
    // While locked it is not known whether there is an account: the badge then says nothing.
    const fitting = await accounts.countOn(sender.origin);
    await setBadge(sender.tabId, fitting === 0 ? '' : String(fitting));
    if (read !== undefined) await enrolments.follow(read, sender);
  }
}
