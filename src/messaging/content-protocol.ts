// What a content script may say, and what it may be told. Content scripts run beside hostile pages: they describe what
// they see, and get one current code, for one origin, after one gesture in our own interface, and nothing else.
import { MAX_REPORT } from './page-report.ts';

/**
 * From a content script. `page` is its page as `page-report` writes it, empty for one without fields. `report`: what its
 * frame shows now. `code`: cash a ticket that the background gave it, for the page as it is at this moment.
 */
export type ContentRequest =
  | { readonly verb: 'autofill/report'; readonly page: string }
  | { readonly verb: 'autofill/code'; readonly ticket: string; readonly page: string };

export interface ContentResponses {
  'autofill/report': OfferInvitation | null;
  'autofill/code': GivenCode;
}

export interface GivenCode {
  readonly code: string;
  /** Which of the described fields are to hold the code, the boxes of a split code in order. */
  readonly fields: readonly number[];
  /** The user wants this site's form to be sent once it was filled. */
  readonly submits: boolean;
}

/** To show the offer beside these of the described fields, with room for so many accounts. */
export interface OfferInvitation {
  readonly fields: readonly number[];
  readonly rows: number;
}

/** To a content script, addressed to one document. A look is answered with the page, as a report is written. */
export type ContentCommand =
  | { readonly do: 'look' }
  | { readonly do: 'show-offer' }
  | { readonly do: 'close-offer' }
  | { readonly do: 'fill'; readonly ticket: string };

export type FillAnswer = 'filled' | 'refused' | 'no-field';

const TICKET = /^[0-9a-f]{32}$/;

/** By hand and not by a schema library: this file is part of the content script. */
export function decodeContentRequest(message: unknown): ContentRequest | undefined {
  const { verb, page, ticket } = asRecord(message);
  if (typeof page !== 'string' || page.length > MAX_REPORT) return undefined;
  if (verb === 'autofill/report') return { verb, page };
  if (verb === 'autofill/code' && isTicket(ticket)) return { verb, ticket, page };
  return undefined;
}

export function decodeContentCommand(message: unknown): ContentCommand | undefined {
  const { do: command, ticket } = asRecord(message);
  if (command === 'look' || command === 'show-offer' || command === 'close-offer') return { do: command };
  if (command === 'fill' && isTicket(ticket)) return { do: 'fill', ticket };
  return undefined;
}

/** The background's answer to a report; nothing to offer where it is anything else. */
export function decodeInvitation(reply: unknown): OfferInvitation | null {
  const { ok, value } = asRecord(reply);
  const { fields, rows } = asRecord(value);
  return ok === true && Array.isArray(fields) && typeof rows === 'number' ? { fields, rows } : null;
}

export function decodeFillAnswer(message: unknown): FillAnswer | undefined {
  return (['filled', 'refused', 'no-field'] as const).find((answer) => answer === message);
}

function isTicket(ticket: unknown): ticket is string {
  return typeof ticket === 'string' && TICKET.test(ticket);
}

function asRecord(message: unknown): { readonly [name: string]: unknown } {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}
