// The offer beside a field, on sites that the user allowed: whether it is shown, what it says, and the fill that it leads
// to. It is told of accounts and never of a code; the code goes by a ticket, as with every other way to fill.
import { permissionPattern } from '../../core/sites/origin.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { ContentCommand, OfferInvitation } from '../../messaging/content-protocol.ts';
import type {
  OfferedAccount,
  OfferOutcome,
  OfferRequest,
  OfferView,
} from '../../messaging/offer-protocol.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { ContentSender, OfferSender } from '../../messaging/router.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { AutofillService } from './autofill-service.ts';
import type { ReadPage } from './page-reading.ts';
import type { RecoveryFillService } from './recovery-fill-service.ts';

/** What the user chose for one site, by its permission pattern. */
export interface SiteChoice {
  readonly offers: boolean;
  /** Its form is sent once a code was filled. */
  readonly submits: boolean;
  /** Its page may keep passkeys here, and sign in with them. */
  readonly passkeys: boolean;
  /** Not there, although passkeys are kept for all sites. */
  readonly noPasskeys: boolean;
}

export interface SiteChoices {
  read(): Promise<ReadonlyMap<string, SiteChoice>>;
  write(choices: ReadonlyMap<string, SiteChoice>): Promise<void>;
}

export interface OfferParts {
  readonly accounts: AccountsService;
  readonly autofill: AutofillService;
  readonly recovery: RecoveryFillService;
  readonly choices: SiteChoices;
  readonly tell: (tabId: number, command: ContentCommand) => Promise<unknown>;
  readonly openPopup: () => Promise<unknown>;
}

const DEFAULT_CHOICE: SiteChoice = { offers: true, submits: false, passkeys: false, noPasskeys: false };

/** More accounts of one site than this are scrolled to. */
const MAX_ROWS = 4;

export class OfferService {
  readonly #parts: OfferParts;
  #choosing: Promise<unknown> = Promise.resolve();

  constructor(parts: OfferParts) {
    this.#parts = parts;
  }

  /** What a page that reported itself is to show beside its field, if anything. */
  async invite({ target, recoveryTarget }: ReadPage, sender: ContentSender): Promise<OfferInvitation | null> {
    // In a frame of the page there is no room, and which page is around it would have to be proved again.
    if (sender.frameId !== 0 || sender.topOrigin !== sender.origin) return null;
    const isRecovery = target === undefined && recoveryTarget?.role === 'recovery-code';
    const wanted = isRecovery ? recoveryTarget : target;
    if (wanted === undefined || !(await this.choiceFor(sender.origin)).offers) return null;
    const rows = await this.#rowsFor(sender.origin, isRecovery);
    return rows === 0 ? null : { fields: wanted.fields, rows: Math.min(MAX_ROWS, rows) };
  }

  /**
   * The user allowed this site, so there was an account for it; which one is not told before it is unlocked. Whether it has
   * recovery codes is not known then, and nothing is promised.
   */
  async #rowsFor(origin: string, isRecovery: boolean): Promise<number> {
    const fitting = await this.#parts.accounts.fittingOn(origin);
    if (fitting === 'locked') return isRecovery ? 0 : 1;
    return isRecovery ? fitting.filter(hasRecoveryCodes).length : fitting.length;
  }

  /** The frame is shown once its page has asked: a page that keeps frames out keeps an empty one out too. */
  async open({ tabId, topOrigin }: OfferSender): Promise<OfferView> {
    const fitting = await this.#parts.accounts.fittingOn(topOrigin);
    const accounts = fitting === 'locked' ? [] : await this.#offered(fitting, tabId);
    const isEmpty = fitting !== 'locked' && accounts.length === 0;
    await this.#parts.tell(tabId, { do: isEmpty ? 'close-offer' : 'show-offer' });
    if (fitting === 'locked') return { state: 'locked' };
    return isEmpty ? { state: 'none' } : { state: 'ready', accounts };
  }

  async #offered(fitting: readonly AccountView[], tabId: number): Promise<readonly OfferedAccount[]> {
    const named = fitting.map(({ id, account: { issuer, accountName } }) => ({ id, issuer, accountName }));
    const withCodes = fitting.filter(hasRecoveryCodes);
    // Only where it makes a difference the page is asked once more what it wants.
    if (withCodes.length === 0 || !(await this.#parts.autofill.wantsRecovery(tabId))) {
      return named.map((account) => ({ ...account, gives: 'app-code', left: null, question: null }));
    }
    const questions = await this.#parts.recovery.questions();
    return withCodes.map((view) => {
      const { id, account } = view;
      const { issuer, accountName } = account;
      const asked = questions.find(({ accountId }) => accountId === id);
      const question = asked === undefined ? null : { sheetId: asked.sheetId, position: asked.position };
      const left = this.#parts.recovery.leftOf(view);
      return { id, issuer, accountName, gives: 'recovery-code', left, question };
    });
  }

  /** A click that the offer's own page has seen to be the user's, on something visible. */
  async fill(
    { accountId, gives }: OfferRequest & { readonly verb: 'offer/fill' },
    { tabId, topOrigin }: OfferSender,
  ): Promise<OfferOutcome> {
    await this.#mustFit(accountId, topOrigin);
    const outcome = await this.#parts.autofill.fill(tabId, accountId, { onlyFrame: 0, gives });
    if ('question' in outcome) {
      // A page without encryption: asked where no page can draw over the question.
      await this.#parts.openPopup();
      throw new RequestFailure('not-allowed');
    }
    if (outcome.filled) await this.#parts.tell(tabId, { do: 'close-offer' });
    return outcome;
  }

  /** Of a code of an account of this site, and only of one that is asked about. */
  async answer(
    { accountId, as, ...place }: OfferRequest & { readonly verb: 'offer/answer' },
    { topOrigin }: OfferSender,
  ): Promise<void> {
    await this.#mustFit(accountId, topOrigin);
    await this.#parts.recovery.answer(place, accountId, as);
  }

  async #mustFit(accountId: string, topOrigin: string): Promise<void> {
    const fitting = await this.#parts.accounts.fittingOn(topOrigin);
    if (fitting === 'locked') throw new RequestFailure('locked');
    if (!fitting.some(({ id }) => id === accountId)) throw new RequestFailure('not-this-site');
  }

  async unlock({ tabId }: OfferSender): Promise<void> {
    await this.#parts.autofill.rememberFill(tabId);
    await this.#parts.openPopup();
  }

  /** For this page, or for good on this site. */
  async dismiss(forGood: boolean, { tabId, topOrigin }: OfferSender): Promise<void> {
    const pattern = permissionPattern(topOrigin);
    if (forGood && pattern !== undefined) await this.choose(pattern, { offers: false });
    // What is beside a field there, whether for a code or for a passkey.
    await this.#parts.tell(tabId, { do: 'close-offer' });
    await this.#parts.tell(tabId, { do: 'end-passkey-offer' });
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

/** Kept with the account: one to give, or one to ask about. */
function hasRecoveryCodes({ recoveryCodes, temporaryUntil }: AccountView): boolean {
  return recoveryCodes !== undefined || temporaryUntil !== undefined;
}
