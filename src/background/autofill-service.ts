// Filling: which account may be given to which document, decided here, from what the browser says about the sender.
import { encodeHex } from '../core/bytes/hex.ts';
import { siteMatches } from '../core/sites/site.ts';
import type { Clock, Random } from '../core/vault/outside.ts';
import { decodeFillAnswer, type ContentResponses } from '../messaging/content-protocol.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { FillOutcome, PageWants } from '../messaging/page-responses.ts';
import type { ContentSender } from '../messaging/router.ts';
import type { AccountsService } from './accounts-service.ts';
import type { CodesService } from './codes-service.ts';
import { type FillTarget, isSentAsBefore, type ReadPage, readPage } from './page-reading.ts';

export interface ReachedFrame {
  readonly frameId: number;
  readonly documentId: string | undefined;
}

/** The page side of filling; platform implements it by the scripting and tabs interfaces. */
export interface PageReach {
  inject(tabId: number): Promise<readonly ReachedFrame[]>;
  send(tabId: number, frame: ReachedFrame, message: unknown): Promise<unknown>;
  originOf(tabId: number): Promise<string | null>;
}

interface Ticket {
  /** What became of it; decides what the user is told when the page says that it filled nothing. */
  fate: 'unused' | 'no-field' | 'sent-elsewhere' | 'refused' | 'cashed';
  readonly accountId: string;
  readonly tabId: number;
  readonly frame: ReachedFrame;
  /** What was to be filled when the ticket was made. */
  readonly target: FillTarget;
  readonly expiresAt: number;
}

interface SeenFrame extends ReachedFrame {
  readonly answer: ReadPage;
}

/** Between the user's click and the request for the code lie two messages: a ticket needs no longer life. */
const TICKET_LIFE_MS = 10_000;

export interface AutofillParts {
  readonly accounts: AccountsService;
  readonly codes: CodesService;
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
  async look(tabId: number): Promise<PageWants> {
    const frames = await this.#lookAtFrames(tabId);
    if (frames === undefined) return 'unreadable';
    return wantsOf(frames.map(({ answer }) => answer));
  }

  /**
   * Fills the code of one account, in any frame of the tab or in one alone; every failure is a `RequestFailure`
   * and nothing has left the vault then.
   */
  async fill(
    tabId: number,
    accountId: string,
    { onlyFrame }: { readonly onlyFrame?: number } = {},
  ): Promise<FillOutcome> {
    const waitUntil = await this.#parts.codes.waitsUntil(accountId);
    if (waitUntil !== undefined) return { filled: false, waitUntil };
    const frames = await this.#lookAtFrames(tabId);
    if (frames === undefined) throw new RequestFailure('page-unreachable');
    const frame = frames.find(
      ({ answer, frameId }) => answer.target !== undefined && (onlyFrame ?? frameId) === frameId,
    );
    if (frame?.answer.target === undefined) throw new RequestFailure('no-field');
    const [text, ticket] = this.#issueTicket({ accountId, tabId, frame, target: frame.answer.target });
    const answer = decodeFillAnswer(await this.#parts.reach.send(tabId, frame, { do: 'fill', ticket: text }));
    this.#tickets.delete(text);
    if (answer === 'no-field' || ticket.fate === 'no-field') throw new RequestFailure('no-field');
    if (ticket.fate === 'sent-elsewhere') throw new RequestFailure('page-refused');
    if (ticket.fate === 'refused') throw new RequestFailure('not-this-site');
    if (answer !== 'filled' || ticket.fate === 'unused') throw new RequestFailure('page-refused');
    // The code is in the field: that its first use could not be noted is no failure of the fill.
    await this.#parts.accounts.markUsed(accountId).catch(() => undefined);
    return { filled: true };
  }

  /**
   * One code for one ticket: the document must be the one that the ticket was made for, and its origin, as the browser
   * states it, must be a site of the account at this very moment; and its field must still be there.
   */
  async cash(
    ticketText: string,
    sender: ContentSender,
    page: unknown,
  ): Promise<ContentResponses['autofill/code']> {
    const ticket = this.#tickets.get(ticketText);
    this.#tickets.delete(ticketText);
    if (ticket === undefined || !isFor(ticket, sender) || this.#parts.clock.now() >= ticket.expiresAt) {
      throw new RequestFailure('not-allowed');
    }
    const target = readPage(page)?.target;
    ticket.fate = 'no-field';
    if (target === undefined) throw new RequestFailure('no-field');
    ticket.fate = 'sent-elsewhere';
    if (!isSentAsBefore(ticket.target, target)) throw new RequestFailure('page-refused');
    ticket.fate = 'refused';
    // A frame of another origin than the page around it may be anybody's advertisement.
    if (sender.topOrigin !== sender.origin) throw new RequestFailure('not-this-site');
    const accounts = await this.#parts.accounts.list(sender.origin);
    const account = accounts.find(({ id, deletedAt }) => id === ticket.accountId && deletedAt === null);
    if (account === undefined || !account.account.sites.some((site) => siteMatches(site, sender.origin))) {
      throw new RequestFailure('not-this-site');
    }
    ticket.fate = 'cashed';
    const submits = await this.#parts.submitsOn(sender.origin);
    return { code: await this.#parts.codes.forFilling(ticket.accountId), fields: target.fields, submits };
  }

  /** For the keyboard command: fills when there is exactly one account for the page; otherwise the popup decides. */
  async fillOnlyAccount(tabId: number): Promise<'filled' | 'ask'> {
    const origin = await this.#parts.reach.originOf(tabId);
    if (origin === null) return 'ask';
    const accounts = await this.#parts.accounts.list(origin);
    const [only, ...others] = accounts.filter(
      ({ onThisSite, deletedAt }) => onThisSite && deletedAt === null,
    );
    if (only === undefined || others.length > 0) return 'ask';
    const outcome = await this.fill(tabId, only.id);
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

  async #lookAtFrames(tabId: number): Promise<readonly SeenFrame[] | undefined> {
    const reached = await this.#parts.reach.inject(tabId);
    if (reached.length === 0) return undefined;
    const seen = await Promise.all(
      reached.map(async (frame) => {
        const answer = readPage(await this.#parts.reach.send(tabId, frame, { do: 'look' }));
        return answer === undefined ? [] : [{ ...frame, answer }];
      }),
    );
    // The page itself before the frames in it.
    return seen.flat().toSorted((a, b) => a.frameId - b.frameId);
  }

  #issueTicket(wanted: Pick<Ticket, 'accountId' | 'tabId' | 'frame' | 'target'>): [string, Ticket] {
    const now = this.#parts.clock.now();
    for (const [text, { expiresAt }] of this.#tickets) if (expiresAt <= now) this.#tickets.delete(text);
    const text = encodeHex(this.#parts.random.bytes(16));
    const ticket: Ticket = { ...wanted, fate: 'unused', expiresAt: now + TICKET_LIFE_MS };
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

/** A field that we can fill in any frame counts before one that we cannot. */
function wantsOf(answers: readonly ReadPage[]): PageWants {
  const roles = answers.flatMap((answer) => answer.roles);
  if (roles.includes('app-code')) return 'app-code';
  if (roles.includes('enrolment-confirmation') || roles.includes('enrolment-secret')) return 'enrolment';
  if (roles.includes('recovery-code')) return 'recovery-code';
  return roles.includes('delivered-code') ? 'delivered-code' : 'nothing';
}
