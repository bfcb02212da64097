// Filling: which account may be given to which document, decided here, from what the browser says about the sender.
import { encodeHex } from '../core/bytes/hex.ts';
import { isOrigin } from '../core/sites/origin.ts';
import { siteMatches, wholeSiteOf } from '../core/sites/site.ts';
import type { Clock, Random } from '../core/vault/outside.ts';
import { type ContentResponses, decodeFillAnswer } from '../messaging/content-protocol.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { FillCaution, FillOutcome, FillQuestion, PageLook } from '../messaging/fill-responses.ts';
import type { AccountView } from '../messaging/page-responses.ts';
import type { ContentSender } from '../messaging/router.ts';
import type { AccountsService } from './accounts-service.ts';
import type { CodesService } from './codes-service.ts';
import { type Agreement, type FieldPlace, isAgreed, judgeFill } from './fill-policy.ts';
import {
  type FrameWish,
  frameToFill,
  isFillable,
  lookAtPage,
  type PageReach,
  type ReachedFrame,
  type SeenFrame,
  type SeenPage,
  wantsOf,
} from './page-frames.ts';
import { type FillTarget, isSentAsBefore, readPage } from './page-reading.ts';
import { namesOnPage } from './page-order.ts';
import type { UseService } from './use-service.ts';

interface Ticket {
  /** What became of it; decides what the user is told when the page says that it filled nothing. */
  fate: 'unused' | 'no-field' | 'sent-elsewhere' | 'refused' | 'cashed';
  readonly accountId: string;
  readonly tabId: number;
  readonly frame: ReachedFrame;
  /** What was to be filled when the ticket was made. */
  readonly target: FillTarget;
  /** Where the field was said to be when the user clicked, and what the user agreed to there. */
  readonly place: FieldPlace;
  readonly agreed: readonly FillCaution[];
  readonly expiresAt: number;
}

interface FillWish extends FrameWish {
  readonly agreed?: Agreement;
}

interface Choice {
  readonly frame: SeenFrame;
  readonly target: FillTarget;
  readonly place: FieldPlace;
  readonly question: FillQuestion;
}

/** Between the user's click and the request for the code lie two messages: a ticket needs no longer life. */
const TICKET_LIFE_MS = 10_000;

export interface AutofillParts {
  readonly accounts: AccountsService;
  readonly codes: CodesService;
  readonly uses: UseService;
  readonly reach: PageReach;
  readonly pending: PendingFills;
  /** Whether the user wants the form of this site to be sent after filling. */
  readonly submitsOn: (origin: string) => Promise<boolean>;
  readonly random: Random;
  readonly clock: Clock;
}

/** A fill that waits for the vault to be unlocked; kept outside of the worker, which may stop meanwhile. */
export interface PendingFills {
  read(): Promise<PendingFill | undefined>;
  write(pending: PendingFill): Promise<void>;
  delete(): Promise<void>;
}

export interface PendingFill {
  readonly tabId: number;
  /** Of the page that was asked to be filled: it may have gone elsewhere while the passphrase was typed. */
  readonly origin: string;
  readonly expiresAt: number;
}

/** Long enough to type a passphrase, too short to surprise somebody later. */
const PENDING_LIFE_MS = 120_000;

export class AutofillService {
  readonly #parts: AutofillParts;
  /** Losing them with the worker is safe: the fill is refused and the user clicks again. */
  readonly #tickets = new Map<string, Ticket>();

  constructor(parts: AutofillParts) {
    this.#parts = parts;
  }

  /** What the page in the tab asks for. The caller's gesture gave activeTab. */
  async look(tabId: number): Promise<PageLook> {
    const page = await lookAtPage(this.#parts.reach, tabId);
    if (page === undefined) return { wants: 'unreadable', isRefused: false, frameSite: null };
    const frames = [...page.own, ...(await this.#storedFrames(page))];
    const complains = page.own.some((frame) => isFillable(frame) && frame.answer.complains);
    const isRefused = complains && (await this.#parts.uses.wasFilled(tabId, page.origin));
    const wants = wantsOf(frames);
    return { wants, isRefused, frameSite: wants === 'nothing' ? await this.#closedFrame(page) : null };
  }

  /** Which of these accounts of the page in the tab are named on it. */
  async namedOnPage(
    tabId: number,
    views: readonly Pick<AccountView, 'id' | 'account'>[],
  ): Promise<ReadonlySet<string>> {
    const page = await lookAtPage(this.#parts.reach, tabId);
    return namesOnPage(views, page?.own.map(({ answer }) => answer.text).join('\n') ?? '');
  }

  /**
   * Fills the code of one account, or says what the user has to wait for or agree to; every failure is a
   * `RequestFailure` and nothing has left the vault then.
   */
  async fill(tabId: number, accountId: string, wish: FillWish = {}): Promise<FillOutcome> {
    const waitUntil = await this.#parts.codes.waitsUntil(accountId);
    if (waitUntil !== undefined) return { filled: false, waitUntil };
    const choice = await this.#choose(tabId, accountId, wish);
    if (!isAgreed(choice.question, wish.agreed)) return { filled: false, question: choice.question };
    await this.#give(tabId, accountId, choice);
    // The code is in the field: that its use could not be noted is no failure of the fill.
    await this.#noteFill(tabId, accountId, choice, wish.agreed).catch(() => undefined);
    return { filled: true };
  }

  async #choose(tabId: number, accountId: string, wish: FillWish): Promise<Choice> {
    const page = await lookAtPage(this.#parts.reach, tabId);
    if (page === undefined) throw new RequestFailure('page-unreachable');
    const account = await this.#accountFor(accountId, page.origin);
    const ofAccount = (frame: SeenFrame) =>
      account.account.sites.some((site) => siteMatches(site, frame.origin));
    const frame = frameToFill(page, wish, account.onThisSite, ofAccount);
    if (frame?.answer.target === undefined) throw new RequestFailure('no-field');
    const { target } = frame.answer;
    const place = { pageOrigin: page.origin, fieldOrigin: frame.origin };
    const judged = judgeFill(account.account.sites, place, account.isKnownPage);
    if (judged.kind === 'refused') throw new RequestFailure(judged.why);
    const { cautions, resembles = null } = judged;
    const canRemember =
      cautions.includes('other-site') && resembles === null && !(await this.#parts.reach.isPrivate(tabId));
    const wholeSite = canRemember ? (wholeSiteOf(page.origin) ?? null) : null;
    return { frame, target, place, question: { ...place, cautions, resembles, canRemember, wholeSite } };
  }

  async #give(tabId: number, accountId: string, choice: Choice): Promise<void> {
    const [text, ticket] = this.#issueTicket(accountId, tabId, choice);
    const isForeign = choice.place.fieldOrigin !== choice.place.pageOrigin;
    const answer = decodeFillAnswer(
      await this.#parts.reach.send(tabId, choice.frame, { do: 'fill', ticket: text, isForeign }),
    );
    this.#tickets.delete(text);
    if (answer === 'no-field' || ticket.fate === 'no-field') throw new RequestFailure('no-field');
    if (ticket.fate === 'sent-elsewhere') throw new RequestFailure('page-refused');
    if (ticket.fate === 'refused') throw new RequestFailure('not-this-site');
    if (answer !== 'filled' || ticket.fate === 'unused') throw new RequestFailure('page-refused');
  }

  async #noteFill(
    tabId: number,
    accountId: string,
    { place, question }: Choice,
    agreed: Agreement,
  ): Promise<void> {
    await this.#parts.uses.noteFill(tabId, place.pageOrigin);
    await this.#parts.uses.note(accountId, tabId);
    const match = agreed?.remember ?? null;
    if (match !== null && question.canRemember)
      await this.#parts.accounts.learnSite(accountId, { origin: place.pageOrigin, match });
  }

  /**
   * One code for one ticket: the document must be the one that the ticket was made for, and its origin, as the browser
   * states it, must be the one that was judged, and still be judged so at this very moment; and its field must still be there.
   */
  async cash(
    ticketText: string,
    sender: ContentSender,
    page: unknown,
    focused = -1,
  ): Promise<ContentResponses['autofill/code']> {
    const ticket = this.#tickets.get(ticketText);
    this.#tickets.delete(ticketText);
    if (ticket === undefined || !isFor(ticket, sender) || this.#parts.clock.now() >= ticket.expiresAt) {
      throw new RequestFailure('not-allowed');
    }
    const target = readPage(page, focused)?.target;
    ticket.fate = 'no-field';
    if (target === undefined) throw new RequestFailure('no-field');
    ticket.fate = 'sent-elsewhere';
    if (!isSentAsBefore(ticket.target, target)) throw new RequestFailure('page-refused');
    ticket.fate = 'refused';
    const { accountId, place, agreed } = ticket;
    if (sender.origin !== place.fieldOrigin || sender.topOrigin !== place.pageOrigin) {
      throw new RequestFailure('not-this-site');
    }
    const account = await this.#accountFor(accountId, place.pageOrigin);
    const judged = judgeFill(account.account.sites, place, account.isKnownPage);
    if (judged.kind === 'refused' || judged.cautions.some((caution) => !agreed.includes(caution))) {
      throw new RequestFailure('not-this-site');
    }
    ticket.fate = 'cashed';
    const submits = await this.#parts.submitsOn(sender.origin);
    return { code: await this.#parts.codes.forFilling(accountId), fields: target.fields, submits };
  }

  /** For the keyboard command: fills when there is exactly one account for the page; otherwise the popup decides. */
  async fillOnlyAccount(tabId: number, frameFirst?: number): Promise<'filled' | 'ask'> {
    const origin = await this.#parts.reach.originOf(tabId);
    if (origin === null) return 'ask';
    const accounts = await this.#parts.accounts.list(origin);
    const [only, ...others] = accounts.filter(
      ({ onThisSite, deletedAt }) => onThisSite && deletedAt === null,
    );
    if (only === undefined || others.length > 0) return 'ask';
    const outcome = await this.fill(tabId, only.id, { frameFirst });
    return outcome.filled ? 'filled' : 'ask';
  }

  /** Remembers that the user asked to fill this tab while the vault was locked. */
  async rememberFill(tabId: number): Promise<void> {
    const origin = await this.#parts.reach.originOf(tabId);
    if (origin === null) return;
    const expiresAt = this.#parts.clock.now() + PENDING_LIFE_MS;
    await this.#parts.pending.write({ tabId, origin, expiresAt });
  }

  /** Goes on with it. False where there is none, or where the user has to choose. */
  async continueFill(tabId: number): Promise<boolean> {
    const pending = await this.#parts.pending.read();
    await this.#parts.pending.delete();
    if (pending?.tabId !== tabId || this.#parts.clock.now() >= pending.expiresAt) return false;
    if ((await this.#parts.reach.originOf(tabId)) !== pending.origin) return false;
    return (await this.fillOnlyAccount(tabId)) === 'filled';
  }

  /** Of the frames of other origins, those of which there is an account; what others ask for is their own affair. */
  async #storedFrames({ foreign }: SeenPage): Promise<readonly SeenFrame[]> {
    const known = await Promise.all(foreign.map(({ origin }) => this.#parts.accounts.countOn(origin)));
    return foreign.filter((_frame, index) => (known[index] ?? 0) > 0);
  }

  /** The page's gesture opens none of the frames of other origins: the browser asks for each site by itself. */
  async #closedFrame({ own, foreign }: SeenPage): Promise<string | null> {
    const isReached = (origin: string) => foreign.some((frame) => frame.origin === origin);
    for (const origin of new Set(own.flatMap(({ answer }) => answer.frames))) {
      if (isOrigin(origin) && !isReached(origin) && (await this.#parts.accounts.countOn(origin)) > 0)
        return origin;
    }
    return null;
  }

  async #accountFor(
    id: string,
    pageOrigin: string,
  ): Promise<AccountView & { readonly isKnownPage: boolean }> {
    const kept = (await this.#parts.accounts.list(pageOrigin)).filter(({ deletedAt }) => deletedAt === null);
    const account = kept.find((view) => view.id === id);
    // One that went to the trash a moment ago belongs to no site any more.
    if (account === undefined) throw new RequestFailure('not-this-site');
    return { ...account, isKnownPage: kept.some(({ onThisSite }) => onThisSite) };
  }

  #issueTicket(
    accountId: string,
    tabId: number,
    { frame, target, place, question }: Choice,
  ): [string, Ticket] {
    const now = this.#parts.clock.now();
    for (const [text, { expiresAt }] of this.#tickets) if (expiresAt <= now) this.#tickets.delete(text);
    const text = encodeHex(this.#parts.random.bytes(16));
    const ticket: Ticket = {
      fate: 'unused',
      accountId,
      tabId,
      frame: { frameId: frame.frameId, documentId: frame.documentId },
      target,
      place,
      // Asked for only once all of them were agreed to.
      agreed: question.cautions,
      expiresAt: now + TICKET_LIFE_MS,
    };
    this.#tickets.set(text, ticket);
    return [text, ticket];
  }
}

function isFor({ tabId, frame }: Ticket, sender: ContentSender): boolean {
  return (
    tabId === sender.tabId &&
    frame.frameId === sender.frameId &&
    (frame.documentId === undefined || frame.documentId === sender.documentId)
  );
}
