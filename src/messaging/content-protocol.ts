// What a content script may say, and what it may be told. Content scripts run beside hostile pages: they get one
// current code, for one origin, after one gesture in our own interface, and nothing else.
import type { PageVerdict } from '../core/detection/detect.ts';

/** From a content script. `report`: what its frame asks for. `code`: cash a ticket that the background gave it. */
export type ContentRequest =
  | { readonly verb: 'autofill/report'; readonly page: PageVerdict['page'] }
  | { readonly verb: 'autofill/code'; readonly ticket: string };

export interface ContentResponses {
  'autofill/report': null;
  'autofill/code': { readonly code: string };
}

/** To a content script, addressed to one document. */
export type ContentCommand =
  | { readonly do: 'look' }
  /** `isForeign`: the user agreed to fill a frame of another origin than the page around it. */
  | { readonly do: 'fill'; readonly ticket: string; readonly isForeign: boolean };

export interface LookAnswer {
  readonly page: PageVerdict['page'];
  readonly roles: readonly PageVerdict['detected'][number]['role'][];
  /** As the frame says: enough to ask the user, never enough to give. */
  readonly origin: string | undefined;
  /** A frame around this one is of another origin. */
  readonly isForeign: boolean;
  readonly wantsPasskey: boolean;
  /** The page marks its code field as wrong, or says that something is. */
  readonly complains: boolean;
  /** Where the frames in it come from, as the page writes it. */
  readonly frames: readonly string[];
  /** What the page shows, at most `MAX_LOOK_TEXT` characters: to tell whose sign-in it is. */
  readonly text: string;
}

const MAX_LOOK_TEXT = 4000;
const MAX_LOOK_FRAMES = 20;

export type FillAnswer = 'filled' | 'refused' | 'no-field';

const TICKET = /^[0-9a-f]{32}$/;
const PAGES: readonly PageVerdict['page'][] = ['challenge', 'delivered', 'enrolment', 'recovery', 'none'];

/** By hand and not by a schema library: this file is part of the content script. */
export function decodeContentRequest(message: unknown): ContentRequest | undefined {
  const { verb, page, ticket } = asRecord(message);
  if (verb === 'autofill/report') {
    const known = PAGES.find((candidate) => candidate === page);
    return known && { verb, page: known };
  }
  if (verb === 'autofill/code' && typeof ticket === 'string' && TICKET.test(ticket)) return { verb, ticket };
  return undefined;
}

export function decodeContentCommand(message: unknown): ContentCommand | undefined {
  const { do: command, ticket, isForeign } = asRecord(message);
  if (command === 'look') return { do: 'look' };
  if (command !== 'fill' || typeof ticket !== 'string' || !TICKET.test(ticket)) return undefined;
  return { do: 'fill', ticket, isForeign: isForeign === true };
}

/** A content script's answer comes from a process that a page may have taken over. */
export function decodeLookAnswer(message: unknown): LookAnswer | undefined {
  const { page, roles, origin, text, frames, ...answer } = asRecord(message);
  const known = PAGES.find((candidate) => candidate === page);
  if (known === undefined || !Array.isArray(roles)) return undefined;
  return {
    page: known,
    roles: roles.filter((role) => ROLES.includes(role)),
    origin: typeof origin === 'string' ? origin : undefined,
    isForeign: answer['isForeign'] === true,
    wantsPasskey: answer['wantsPasskey'] === true,
    complains: answer['complains'] === true,
    frames: Array.isArray(frames) ? frames.filter(isText).slice(0, MAX_LOOK_FRAMES) : [],
    text: typeof text === 'string' ? text.slice(0, MAX_LOOK_TEXT) : '',
  };
}

export function decodeFillAnswer(message: unknown): FillAnswer | undefined {
  return (['filled', 'refused', 'no-field'] as const).find((answer) => answer === message);
}

const ROLES: readonly LookAnswer['roles'][number][] = [
  'app-code',
  'delivered-code',
  'recovery-code',
  'enrolment-confirmation',
  'enrolment-secret',
];

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function asRecord(message: unknown): { readonly [name: string]: unknown } {
  return typeof message === 'object' && message !== null ? { ...message } : {};
}
