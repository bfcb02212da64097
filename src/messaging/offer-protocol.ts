// What the in-page offer may ask. It is a page of ours in a frame of a site: the site can show it, move it and cover it,
// but neither read it nor speak for it. It names an account that it was told of, and learns no code.
import type { FilledCode } from './fill-responses.ts';
import type { FillAnswered } from './recovery-responses.ts';

export type OfferRequest =
  | { readonly verb: 'offer/open' }
  /** `gives`: what the button said that was clicked. */
  | { readonly verb: 'offer/fill'; readonly accountId: string; readonly gives: FilledCode }
  /** Whether a recovery code worked that was filled before. */
  | {
      readonly verb: 'offer/answer';
      readonly accountId: string;
      readonly sheetId: string;
      readonly position: number;
      readonly as: FillAnswered;
    }
  | { readonly verb: 'offer/unlock' }
  | { readonly verb: 'offer/dismiss'; readonly forGood: boolean }
  /** From the offer of a page that waits for a passkey. */
  | { readonly verb: 'offer/passkeys' }
  /** The one to sign in with; null to unlock the vault first. */
  | { readonly verb: 'offer/passkey'; readonly passkeyId: string | null };

export interface OfferResponses {
  'offer/open': OfferView;
  'offer/fill': OfferOutcome;
  'offer/answer': null;
  'offer/unlock': null;
  'offer/dismiss': null;
  'offer/passkeys': PasskeyOfferView;
  'offer/passkey': null;
}

/** While the vault is locked nobody is named, and whether there is a passkey at all is not certain. */
export type PasskeyOfferView =
  | { readonly state: 'locked' }
  | { readonly state: 'ready'; readonly passkeys: readonly OfferedPasskey[] };

export interface OfferedPasskey {
  readonly id: string;
  readonly name: string;
}

export type OfferView =
  | { readonly state: 'locked' }
  | { readonly state: 'none' }
  | { readonly state: 'ready'; readonly accounts: readonly OfferedAccount[] };

export interface OfferedAccount {
  readonly id: string;
  readonly issuer: string;
  readonly accountName: string;
  readonly gives: FilledCode;
  /** Recovery codes that may still be given; null where the page asks for none. */
  readonly left: number | null;
  /** Of a recovery code that was filled before: did it work? */
  readonly question: { readonly sheetId: string; readonly position: number } | null;
}

/** `waitUntil`, ms since the epoch: the site has had the current code already. */
export type OfferOutcome = { readonly filled: true } | { readonly filled: false; readonly waitUntil: number };

const ID = /^[0-9a-f]{32}$/;
const MOST_CODES = 200;

export function decodeOfferRequest(message: unknown): OfferRequest | undefined {
  const given = (typeof message === 'object' && message !== null ? { ...message } : {}) as Given;
  const { verb, accountId, forGood } = given;
  if (verb === 'offer/open' || verb === 'offer/unlock' || verb === 'offer/passkeys') return { verb };
  if (verb === 'offer/passkey') return decodePick(given);
  if (verb === 'offer/dismiss' && typeof forGood === 'boolean') return { verb, forGood };
  if (!isId(accountId)) return undefined;
  if (verb === 'offer/fill') return decodeFill(accountId, given);
  return verb === 'offer/answer' ? decodeAnswer(accountId, given) : undefined;
}

interface Given {
  readonly [name: string]: unknown;
}

function decodePick({ passkeyId }: Given): OfferRequest | undefined {
  return passkeyId === null || isId(passkeyId) ? { verb: 'offer/passkey', passkeyId } : undefined;
}

function decodeFill(accountId: string, { gives }: Given): OfferRequest | undefined {
  if (gives !== 'app-code' && gives !== 'recovery-code') return undefined;
  return { verb: 'offer/fill', accountId, gives };
}

function decodeAnswer(accountId: string, { sheetId, position, as }: Given): OfferRequest | undefined {
  if (as !== 'used' && as !== 'refused' && as !== 'unused') return undefined;
  const isPlace = isId(sheetId) && typeof position === 'number' && Number.isInteger(position);
  if (!isPlace || position < 0 || position >= MOST_CODES) return undefined;
  return { verb: 'offer/answer', accountId, sheetId, position, as };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}
