// What a content script may say, and what it may be told. Content scripts run beside hostile pages: they describe what
// they see, and get one current code, for one origin, after one gesture in our own interface, and nothing else.
import { MAX_REPORT } from './page-report.ts';
import type { PasskeyBegun, PasskeyOutcome, PasskeyWaiting } from './passkey-protocol.ts';

/**
 * From a content script. `page` is its page as `page-report` writes it, empty for one without fields. `report`: what its
 * frame shows now. `code`: cash a ticket that the background gave it, for the page as it is at this moment; `focused` is
 * the index of the field that has the focus, -1 where none has.
 */
export type ContentRequest =
  | { readonly verb: 'autofill/report'; readonly page: string }
  | {
      readonly verb: 'autofill/code';
      readonly ticket: string;
      readonly page: string;
      readonly focused: number;
    }
  /** The user clicked a link to an account. */
  | { readonly verb: 'scan/link'; readonly link: string }
  /** From the bridge of the passkey provider; what the page asked is checked by `background/passkey-asks`. */
  | { readonly verb: 'passkeys/known' }
  | { readonly verb: 'passkeys/begin'; readonly ask: unknown }
  | { readonly verb: 'passkeys/outcome'; readonly id: string }
  | { readonly verb: 'passkeys/abort'; readonly id: string }
  | { readonly verb: 'passkeys/signal'; readonly signal: unknown }
  | { readonly verb: 'passkeys/wait'; readonly ask: unknown }
  | { readonly verb: 'passkeys/stop' }
  /** From the script that offers passkeys beside a field of the page that waits for one. */
  | { readonly verb: 'passkeys/offered' };

export interface ContentResponses {
  'autofill/report': OfferInvitation | null;
  'autofill/code': GivenCode;
  'scan/link': null;
  'passkeys/known': readonly string[] | null;
  'passkeys/begin': PasskeyBegun;
  'passkeys/outcome': PasskeyOutcome;
  'passkeys/abort': null;
  'passkeys/signal': null;
  'passkeys/wait': PasskeyWaiting;
  'passkeys/stop': null;
  /** How many rows its offer has; null where there is nothing to offer, or the user wants no offer on this site. */
  'passkeys/offered': number | null;
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

/** To a content script, addressed to one document. A look is answered with a `LookAnswer`. */
export type ContentCommand =
  | { readonly do: 'look' }
  | { readonly do: 'show-offer' }
  | { readonly do: 'close-offer' }
  | { readonly do: 'show-passkey-offer' }
  | { readonly do: 'close-passkey-offer' }
  | { readonly do: 'end-passkey-offer' }
  /** `isForeign`: the user agreed to fill a frame of another origin than the page around it. */
  | { readonly do: 'fill'; readonly ticket: string; readonly isForeign: boolean };

/** What a frame answers to a look: its page as a report is written, and signs that are no fields. */
export interface LookAnswer {
  readonly report: unknown;
  /** Which of the described fields has the focus; -1 where none has. */
  readonly focused: number;
  /** As the frame says: enough to ask the user, never enough to give. */
  readonly origin: string | undefined;
  /** A frame around this one is of another origin. */
  readonly isForeign: boolean;
  readonly wantsPasskey: boolean;
  /** The page marks a field as wrong, or says that something is. */
  readonly complains: boolean;
  /** Where the frames in it come from, as the page writes it. */
  readonly frames: readonly string[];
}

const MAX_LOOK_FRAMES = 20;

export type FillAnswer = 'filled' | 'refused' | 'no-field';

const TICKET = /^[0-9a-f]{32}$/;

/** By hand and not by a schema library: this file is part of the content script. */
export function decodeContentRequest(message: unknown): ContentRequest | undefined {
  const { verb, page, ticket, link, focused } = asRecord(message);
  if (verb === 'scan/link') return isLink(link) ? { verb, link } : undefined;
  if (typeof verb === 'string' && verb.startsWith('passkeys/')) return decodePasskeyCall(asRecord(message));
  if (typeof page !== 'string' || page.length > MAX_REPORT) return undefined;
  if (verb === 'autofill/report') return { verb, page };
  if (verb === 'autofill/code' && isTicket(ticket)) return { verb, ticket, page, focused: indexOf(focused) };
  return undefined;
}

function decodePasskeyCall({
  verb,
  ask,
  id,
  signal,
}: {
  readonly [name: string]: unknown;
}): ContentRequest | undefined {
  if (verb === 'passkeys/begin' || verb === 'passkeys/wait') return { verb, ask };
  if (verb === 'passkeys/known' || verb === 'passkeys/stop' || verb === 'passkeys/offered') return { verb };
  if (verb === 'passkeys/signal') return { verb, signal };
  if (verb !== 'passkeys/outcome' && verb !== 'passkeys/abort') return undefined;
  return isTicket(id) ? { verb, id } : undefined;
}

const PLAIN_COMMANDS = [
  'look',
  'show-offer',
  'close-offer',
  'show-passkey-offer',
  'close-passkey-offer',
  'end-passkey-offer',
] as const;

export function decodeContentCommand(message: unknown): ContentCommand | undefined {
  const { do: command, ticket, isForeign } = asRecord(message);
  const plain = PLAIN_COMMANDS.find((one) => one === command);
  if (plain !== undefined) return { do: plain };
  if (command === 'fill' && isTicket(ticket)) return { do: 'fill', ticket, isForeign: isForeign === true };
  return undefined;
}

/** A content script's answer comes from a process that a page may have taken over. */
export function decodeLookAnswer(message: unknown): LookAnswer {
  const { report, focused, origin, isForeign, wantsPasskey, complains, frames } = asRecord(message);
  return {
    report,
    focused: indexOf(focused),
    origin: typeof origin === 'string' ? origin : undefined,
    isForeign: isForeign === true,
    wantsPasskey: wantsPasskey === true,
    complains: complains === true,
    frames: Array.isArray(frames) ? frames.filter(isText).slice(0, MAX_LOOK_FRAMES) : [],
  };
}

/** The background's answer to a report; nothing to offer where it is anything else. */
export function decodeInvitation(reply: unknown): OfferInvitation | null {
  const { ok, value } = asRecord(reply);
  const { fields, rows } = asRecord(value);
  return ok === true && Array.isArray(fields) && typeof rows === 'number' ? { fields, rows } : null;
}

/** Of the answer to `passkeys/offered`. */
export function decodeRows(reply: unknown): number | undefined {
  const { ok, value } = asRecord(reply);
  return ok === true && typeof value === 'number' ? value : undefined;
}

export function isRefused(reply: unknown): boolean {
  return asRecord(reply)['ok'] !== true;
}

export function decodeFillAnswer(message: unknown): FillAnswer | undefined {
  return (['filled', 'refused', 'no-field'] as const).find((answer) => answer === message);
}

/** The longest that a key URI may be: core/key-uri/key-uri-account.ts, which is no part of the content script. */
const MAX_LINK = 8192;

function isLink(link: unknown): link is string {
  return typeof link === 'string' && link.length <= MAX_LINK && /^otpauth(?:-migration)?:/i.test(link);
}

function isTicket(ticket: unknown): ticket is string {
  return typeof ticket === 'string' && TICKET.test(ticket);
}

function indexOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : -1;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function asRecord(message: unknown): { readonly [name: string]: unknown } {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}
