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
  'autofill/report': null;
  /** `fields`: which of the described fields are to hold the code, the boxes of a split code in order. */
  'autofill/code': { readonly code: string; readonly fields: readonly number[] };
}

/** To a content script, addressed to one document. A look is answered with the page, as a report is written. */
export type ContentCommand = { readonly do: 'look' } | { readonly do: 'fill'; readonly ticket: string };

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
  if (command === 'look') return { do: 'look' };
  if (command === 'fill' && isTicket(ticket)) return { do: 'fill', ticket };
  return undefined;
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
