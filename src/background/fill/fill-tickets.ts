// A ticket stands for one gesture of the user: one code of one account, for one document, for ten seconds.
import { encodeHex } from '../../core/bytes/hex.ts';
import type { Clock, Random } from '../../core/vault/outside.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { FillCaution, FilledCode } from '../../messaging/fill-responses.ts';
import type { ContentSender } from '../../messaging/router.ts';
import type { FieldPlace } from './fill-policy.ts';
import type { ReachedFrame } from './page-frames.ts';
import type { FillTarget } from './page-reading.ts';

interface WantedFill {
  readonly accountId: string;
  readonly gives: FilledCode;
  readonly tabId: number;
  readonly frame: ReachedFrame;
  /** What was to be filled when the ticket was made. */
  readonly target: FillTarget;
  /** Where the field was said to be when the user clicked, and what the user agreed to there. */
  readonly place: FieldPlace;
  readonly agreed: readonly FillCaution[];
}

export interface Ticket extends WantedFill {
  /** What became of it; decides what the user is told when the page says that it filled nothing. */
  fate: 'unused' | 'no-field' | 'sent-elsewhere' | 'refused' | 'cashed';
  /** Why it was good for a code and got none. */
  problem: Error | undefined;
  readonly expiresAt: number;
}

/** Between the user's click and the request for the code lie two messages: a ticket needs no longer life. */
export const TICKET_LIFE_MS = 10_000;

export class FillTickets {
  readonly #random: Random;
  readonly #clock: Clock;
  /** Losing them with the worker is safe: the fill is refused and the user clicks again. */
  readonly #tickets = new Map<string, Ticket>();

  constructor(random: Random, clock: Clock) {
    this.#random = random;
    this.#clock = clock;
  }

  issue(wanted: WantedFill): [string, Ticket] {
    const now = this.#clock.now();
    for (const [text, { expiresAt }] of this.#tickets) if (expiresAt <= now) this.#tickets.delete(text);
    const text = encodeHex(this.#random.bytes(16));
    const ticket: Ticket = { ...wanted, fate: 'unused', problem: undefined, expiresAt: now + TICKET_LIFE_MS };
    this.#tickets.set(text, ticket);
    return [text, ticket];
  }

  /** Good for one time, whoever comes with it; `not-allowed` for who is not the document that it was made for. */
  take(text: string, sender: ContentSender): Ticket {
    const ticket = this.#tickets.get(text);
    this.drop(text);
    if (ticket === undefined || !isFor(ticket, sender) || this.isExpired(ticket)) {
      throw new RequestFailure('not-allowed');
    }
    return ticket;
  }

  isExpired({ expiresAt }: Ticket): boolean {
    return this.#clock.now() >= expiresAt;
  }

  drop(text: string): void {
    this.#tickets.delete(text);
  }
}

function isFor({ tabId, frame }: Ticket, sender: ContentSender): boolean {
  return (
    tabId === sender.tabId &&
    frame.frameId === sender.frameId &&
    (frame.documentId === undefined || frame.documentId === sender.documentId)
  );
}
