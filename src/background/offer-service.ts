// The offer beside a field, on sites that the user allowed: whether it is shown, what it says, and the fill that it leads
// to. It is told of accounts and never of a code; the code goes by a ticket, as with every other way to fill.
import { permissionPattern } from '../core/sites/origin.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { ContentCommand, OfferInvitation } from '../messaging/content-protocol.ts';
import type { OfferOutcome, OfferView } from '../messaging/offer-protocol.ts';
import type { ContentSender, OfferSender } from '../messaging/router.ts';
import type { AccountsService } from './accounts-service.ts';
import type { AutofillService } from './autofill-service.ts';
import type { ReadPage } from './page-reading.ts';

/** What the user chose for one site, by its permission pattern. */
export interface SiteChoice {
  readonly offers: boolean;
  /** Its form is sent once a code was filled. */
  readonly submits: boolean;
}

export interface SiteChoices {
  read(): Promise<ReadonlyMap<string, SiteChoice>>;
  write(choices: ReadonlyMap<string, SiteChoice>): Promise<void>;
}

export interface OfferParts {
  readonly accounts: AccountsService;
  readonly autofill: AutofillService;
  readonly choices: SiteChoices;
  readonly tell: (tabId: number, command: ContentCommand) => Promise<unknown>;
  readonly openPopup: () => Promise<void>;
}

const DEFAULT_CHOICE: SiteChoice = { offers: true, submits: false };

/** More accounts of one site than this are scrolled to. */
const MAX_ROWS = 4;

export class OfferService {
  readonly #parts: OfferParts;
  #choosing: Promise<unknown> = Promise.resolve();

  constructor(parts: OfferParts) {
    this.#parts = parts;
  }

  /** What a page that reported itself is to show beside its field, if anything. */
  async invite({ target }: ReadPage, sender: ContentSender): Promise<OfferInvitation | null> {
    const { accounts } = this.#parts;
    // In a frame of the page there is no room, and which page is around it would have to be proved again.
    if (target === undefined || sender.frameId !== 0 || sender.topOrigin !== sender.origin) return null;
    if (!(await this.choiceFor(sender.origin)).offers) return null;
    const fitting = await accounts.fittingOn(sender.origin);
    // The user allowed this site, so there was an account for it; which one is not told before it is unlocked.
    if (fitting === 'locked') return { fields: target.fields, rows: 1 };
    return fitting.length === 0 ? null : { fields: target.fields, rows: Math.min(MAX_ROWS, fitting.length) };
  }

  /** The frame is shown once its page has asked: a page that keeps frames out keeps an empty one out too. */
  async open({ tabId, topOrigin }: OfferSender): Promise<OfferView> {
    const fitting = await this.#parts.accounts.fittingOn(topOrigin);
    const isEmpty = fitting !== 'locked' && fitting.length === 0;
    await this.#parts.tell(tabId, { do: isEmpty ? 'close-offer' : 'show-offer' });
    if (fitting === 'locked') return { state: 'locked' };
    if (isEmpty) return { state: 'none' };
    const accounts = fitting.map(({ id, account: { issuer, accountName } }) => ({ id, issuer, accountName }));
    return { state: 'ready', accounts };
  }

  /** A click that the offer's own page has seen to be the user's, on something visible. */
  async fill(accountId: string, { tabId, topOrigin }: OfferSender): Promise<OfferOutcome> {
    const fitting = await this.#parts.accounts.fittingOn(topOrigin);
    if (fitting === 'locked') throw new RequestFailure('locked');
    if (!fitting.some(({ id }) => id === accountId)) throw new RequestFailure('not-this-site');
    const outcome = await this.#parts.autofill.fill(tabId, accountId, { onlyFrame: 0 });
    if (outcome.filled) await this.#parts.tell(tabId, { do: 'close-offer' });
    return outcome;
  }

  async unlock({ tabId }: OfferSender): Promise<void> {
    await this.#parts.autofill.rememberFill(tabId);
    await this.#parts.openPopup();
  }

  /** For this page, or for good on this site. */
  async dismiss(forGood: boolean, { tabId, topOrigin }: OfferSender): Promise<void> {
    const pattern = permissionPattern(topOrigin);
    if (forGood && pattern !== undefined) await this.choose(pattern, { offers: false });
    await this.#parts.tell(tabId, { do: 'close-offer' });
  }

  async choiceFor(origin: string): Promise<SiteChoice> {
    const choices = await this.#parts.choices.read();
    return choices.get(permissionPattern(origin) ?? '') ?? DEFAULT_CHOICE;
  }

  async choices(): Promise<readonly (SiteChoice & { readonly pattern: string })[]> {
    return [...(await this.#parts.choices.read())].map(([pattern, choice]) => ({ pattern, ...choice }));
  }

  /** One after another: each change keeps what the one before it chose. */
  choose(pattern: string, change: Partial<SiteChoice>): Promise<void> {
    const result = this.#choosing.then(async () => {
      const choices = new Map(await this.#parts.choices.read());
      choices.set(pattern, { ...(choices.get(pattern) ?? DEFAULT_CHOICE), ...change });
      await this.#parts.choices.write(choices);
    });
    this.#choosing = result.catch(() => undefined);
    return result;
  }
}
