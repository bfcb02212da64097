// Filling: which account may be given to which document, decided here, from what the browser says about the sender.
import { isOrigin } from '../../core/sites/origin.ts';
import { siteMatches, wholeSiteOf } from '../../core/sites/site.ts';
import { type ContentResponses, decodeFillAnswer } from '../../messaging/content-protocol.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type {
  FilledCode,
  FillOutcome,
  FillQuestion,
  LeftToUser,
  PageLook,
} from '../../messaging/fill-responses.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { ContentSender } from '../../messaging/router.ts';
import { inTime } from '../../platform/deadline.ts';
import type { AutofillParts } from './autofill-parts.ts';
import { type Agreement, type FieldPlace, isAgreed, judgeFillOf } from './fill-policy.ts';
import { FillTickets, type Ticket, TICKET_LIFE_MS } from './fill-tickets.ts';
import {
  type FrameWish,
  frameToFill,
  lookAtPage,
  type SeenFrame,
  type SeenPage,
  targetIn,
  wantsOf,
} from './page-frames.ts';
import { type FillTarget, isSentAsBefore, type ReadPage, readPage } from './page-reading.ts';
import { namesOnPage } from './page-order.ts';

interface FillWish extends FrameWish {
  readonly agreed?: Agreement;
}

interface Choice {
  readonly gives: FilledCode;
  readonly frame: SeenFrame;
  readonly target: FillTarget;
  readonly place: FieldPlace;
  readonly question: FillQuestion;
}

/** Longer than a ticket lives: a code that is made in its last moment is still on its way into the page then. */
const FILL_MS = TICKET_LIFE_MS + 5_000;

/** Long enough to type a passphrase, too short to surprise somebody later. */
const PENDING_LIFE_MS = 120_000;

export class AutofillService {
  readonly #parts: AutofillParts;
  readonly #tickets: FillTickets;

  constructor(parts: AutofillParts) {
    this.#parts = parts;
    this.#tickets = new FillTickets(parts.random, parts.clock);
  }

  /** What the page in the tab asks for. The caller's gesture gave activeTab. */
  async look(tabId: number): Promise<PageLook> {
    const page = await lookAtPage(this.#parts.reach, tabId);
    if (page === undefined) return { wants: 'unreadable', isRefused: false, frameSite: null };
    const frames = [...page.own, ...(await this.#storedFrames(page))];
    const complains = page.own.some((frame) => targetIn(frame) !== undefined && frame.answer.complains);
    const isRefused = complains && (await this.#parts.uses.wasFilled(tabId, page.origin));
    const wants = wantsOf(frames);
    return { wants, isRefused, frameSite: wants === 'nothing' ? await this.#closedFrame(page) : null };
  }

  /** Whether the page itself asks for a recovery code, and for no code of the app. */
  async wantsRecovery(tabId: number): Promise<boolean> {
    const page = await lookAtPage(this.#parts.reach, tabId);
    const answer = page?.own.find(({ frameId }) => frameId === 0)?.answer;
    return answer?.target === undefined && answer?.recoveryTarget?.role === 'recovery-code';
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
    const isCurrent = wish.gives !== 'recovery-code';
    const waitUntil = isCurrent ? await this.#parts.codes.waitsUntil(accountId) : undefined;
    if (waitUntil !== undefined) return { filled: false, waitUntil };
    const choice = await this.#choose(tabId, accountId, wish);
    if (!isAgreed(choice.question, wish.agreed)) return { filled: false, question: choice.question };
    try {
      await this.#give(tabId, accountId, choice);
    } catch (error) {
      // Of two fills at once the other one came first and has spent the code: not the page has refused it.
      const until = isCurrent ? await this.#spentUntil(accountId, error) : undefined;
      if (until === undefined) throw error;
      return { filled: false, waitUntil: until };
    }
    // The code is in the field: that its use could not be noted is no failure of the fill. What is known of a recovery
    // code is its mark, and that is all.
    if (isCurrent) await this.#noteFill(tabId, accountId, choice, wish.agreed).catch(() => undefined);
    return { filled: true };
  }

  async #spentUntil(accountId: string, error: unknown): Promise<number | undefined> {
    if (!(error instanceof RequestFailure) || error.code !== 'conflict') return undefined;
    return this.#parts.codes.waitsUntil(accountId);
  }

  async #choose(tabId: number, accountId: string, wish: FillWish): Promise<Choice> {
    const page = await lookAtPage(this.#parts.reach, tabId);
    if (page === undefined) throw new RequestFailure('page-unreachable');
    const account = await this.#accountFor(accountId, page.origin);
    const ofAccount = (frame: SeenFrame) =>
      account.account.sites.some((site) => siteMatches(site, frame.origin));
    const { gives = 'app-code' } = wish;
    const { frame, target } = mustFind(frameToFill(page, wish, account.onThisSite, ofAccount), gives);
    if (gives === 'recovery-code') await this.#checkRecovery(accountId, target, wish);
    const place = { pageOrigin: page.origin, fieldOrigin: frame.origin };
    const judged = judgeFillOf(account, place, gives);
    if (judged.kind === 'refused') throw new RequestFailure(judged.why);
    const { cautions, resembles = null } = judged;
    const canRemember =
      cautions.includes('other-site') && resembles === null && !(await this.#parts.reach.isPrivate(tabId));
    const wholeSite = canRemember ? (wholeSiteOf(page.origin) ?? null) : null;
    return {
      gives,
      frame,
      target,
      place,
      question: { ...place, cautions, resembles, canRemember, wholeSite },
    };
  }

  async #give(tabId: number, accountId: string, choice: Choice): Promise<void> {
    const { frame, target, place, gives, question } = choice;
    const [text, ticket] = this.#tickets.issue({
      accountId,
      gives,
      tabId,
      frame: { frameId: frame.frameId, documentId: frame.documentId },
      target,
      place,
      // Asked for only once all of them were agreed to.
      agreed: question.cautions,
    });
    const isForeign = choice.place.fieldOrigin !== choice.place.pageOrigin;
    const command = { do: 'fill', ticket: text, isForeign };
    const answer = decodeFillAnswer(
      await inTime(this.#parts.reach.send(tabId, choice.frame, command), undefined, FILL_MS),
    );
    this.#tickets.drop(text);
    if (ticket.problem !== undefined) throw ticket.problem;
    if (answer === 'no-field' || ticket.fate === 'no-field') throw new RequestFailure('no-field');
    if (ticket.fate === 'sent-elsewhere') throw new RequestFailure('page-refused');
    if (ticket.fate === 'refused') throw new RequestFailure('not-this-site');
    // It has the code: one that says nothing more may have been sent and left by it, and has refused nothing.
    if (answer === 'refused' || ticket.fate !== 'cashed') throw new RequestFailure('page-refused');
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
    const ticket = this.#tickets.take(ticketText, sender);
    ticket.fate = 'no-field';
    const target = targetNow(ticket, readPage(page, focused));
    ticket.fate = 'sent-elsewhere';
    if (!isSentAsBefore(ticket.target, target)) throw new RequestFailure('page-refused');
    ticket.fate = 'refused';
    const { accountId, place, agreed } = ticket;
    if (sender.origin !== place.fieldOrigin || sender.topOrigin !== place.pageOrigin) {
      throw new RequestFailure('not-this-site');
    }
    const account = await this.#accountFor(accountId, place.pageOrigin);
    const judged = judgeFillOf(account, place, ticket.gives);
    if (judged.kind === 'refused' || judged.cautions.some((caution) => !agreed.includes(caution))) {
      throw new RequestFailure('not-this-site');
    }
    try {
      const submits = await this.#submits(ticket);
      // All of this took its time: a code that is made too late would come after the user was told that there is none.
      if (this.#tickets.isExpired(ticket)) throw new RequestFailure('page-refused');
      ticket.fate = 'cashed';
      return { code: await this.#codeFor(ticket, target.room), submits, fields: target.fields };
    } catch (error) {
      ticket.problem = error instanceof Error ? error : new RequestFailure('internal');
      throw error;
    }
  }

  /** A recovery code is sent by the user's own hand: a form that goes off by itself leaves no time to see what it was given. */
  async #submits({ gives, place }: Ticket): Promise<boolean> {
    return gives !== 'recovery-code' && (await this.#parts.submitsOn(place.fieldOrigin));
  }

  #codeFor({ gives, accountId }: Ticket, room: number): Promise<string> {
    const { recovery, codes } = this.#parts;
    return gives === 'recovery-code' ? recovery.spend(accountId, room) : codes.forFilling(accountId);
  }

  /**
   * For the keyboard command: fills when there is exactly one account for the page, and nothing to ask or to wait for;
   * otherwise the popup goes on.
   */
  async fillOnlyAccount(tabId: number, frameFirst?: number): Promise<'filled' | LeftToUser> {
    const origin = await this.#parts.reach.originOf(tabId);
    if (origin === null) return 'choice';
    const accounts = await this.#parts.accounts.list(origin);
    const [only, ...others] = accounts.filter(
      ({ onThisSite, deletedAt }) => onThisSite && deletedAt === null,
    );
    if (only === undefined || others.length > 0) return 'choice';
    const outcome = await this.fill(tabId, only.id, { frameFirst });
    if (outcome.filled) return 'filled';
    return 'question' in outcome ? 'question' : 'wait';
  }

  /** Remembers that the user asked to fill this tab while the vault was locked. */
  async rememberFill(tabId: number): Promise<void> {
    const origin = await this.#parts.reach.originOf(tabId);
    if (origin === null) return;
    const expiresAt = this.#parts.clock.now() + PENDING_LIFE_MS;
    await this.#parts.pending.write({ tabId, origin, expiresAt });
  }

  /** Goes on with it, if there is one. */
  async continueFill(tabId: number): Promise<'filled' | 'nothing' | LeftToUser> {
    const pending = await this.#parts.pending.read();
    await this.#parts.pending.delete();
    if (pending?.tabId !== tabId || this.#parts.clock.now() >= pending.expiresAt) return 'nothing';
    if ((await this.#parts.reach.originOf(tabId)) !== pending.origin) return 'nothing';
    return this.fillOnlyAccount(tabId);
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

  /** Before anything is asked or marked. The offer stands beside fields for recovery codes only; the popup knows more. */
  #checkRecovery(accountId: string, { role, room }: FillTarget, { onlyFrame }: FillWish): Promise<void> {
    if (onlyFrame !== undefined && role !== 'recovery-code') throw new RequestFailure('no-field');
    return this.#parts.recovery.check(accountId, room);
  }
}

function mustFind(frame: SeenFrame | undefined, gives: FilledCode): Pick<Choice, 'frame' | 'target'> {
  const target = frame && targetIn(frame, gives);
  if (frame === undefined || target === undefined) throw new RequestFailure('no-field');
  return { frame, target };
}

/** A page that asked for a recovery code and now asks for something else gets none. */
function targetNow({ gives, target }: Ticket, read: ReadPage | undefined): FillTarget {
  const isRecovery = gives === 'recovery-code';
  const now = isRecovery ? read?.recoveryTarget : read?.target;
  if (now === undefined || (isRecovery && now.role !== target.role)) throw new RequestFailure('no-field');
  return now;
}
