// What the background says about a page and about filling it.
import type { LookAlike } from '../core/sites/look-alike.ts';
import type { FailureCode } from './failure.ts';

/** A stored origin, and how the page's address resembles it. */
export interface Resemblance {
  readonly kind: LookAlike;
  readonly origin: string;
}

/** What the page in a tab asks for, over all the frames that could be read. */
export type PageWants =
  | 'app-code'
  | 'delivered-code'
  | 'recovery-code'
  | 'enrolment'
  | 'passkey'
  | 'nothing'
  | 'unreadable';

/** Which of an account's codes is given: a current one, or the next of its recovery codes. */
export const FILLED_CODES = ['app-code', 'recovery-code'] as const;
export type FilledCode = (typeof FILLED_CODES)[number];

/** What the user has to agree to before a code is filled. */
export const FILL_CAUTIONS = ['frame', 'other-site', 'look-alike', 'insecure'] as const;
export type FillCaution = (typeof FILL_CAUTIONS)[number];

export interface FillQuestion {
  readonly pageOrigin: string;
  /** Where the code would go; another one than the page's for a field in a frame. */
  readonly fieldOrigin: string;
  readonly cautions: readonly FillCaution[];
  readonly resembles: Resemblance | null;
  /** Whether the page may become a site of the account. */
  readonly canRemember: boolean;
  /** The registrable domain that the page belongs to, where it may be remembered as a whole. */
  readonly wholeSite: string | null;
}

/**
 * Nothing is filled before `waitUntil` where the current code was filled already: sites accept each one once. Nothing is
 * filled either before the user has agreed to what is asked.
 */
export type FillOutcome =
  | { readonly filled: true }
  | { readonly filled: false; readonly waitUntil: number }
  | { readonly filled: false; readonly question: FillQuestion };

export interface PageLook {
  readonly wants: PageWants;
  /** The page asks again and complains, a moment after we filled its field: a wrong clock makes codes that are refused. */
  readonly isRefused: boolean;
  /** Of a frame of another origin, of which there is an account and which the user has not let us into. */
  readonly frameSite: string | null;
}

/** How a fill that was asked for outside of the popup ended where it did not fill: choosing, agreeing or waiting comes first. */
export type LeftToUser = 'choice' | 'question' | 'wait';

/** Why a fill by the command or the menu came to nothing. */
export type Unfilled = FailureCode | LeftToUser;

/** What the popup is told of the page it was opened on. */
export interface PopupLook extends PageLook {
  /** Passkeys of its site are kept: only then their list is asked for. */
  readonly hasPasskeys: boolean;
  /** Of those the ones by which its page would be signed in: it waits for a passkey. */
  readonly waitsFor: readonly string[];
  /** Of the fill for which the popup was opened, told once; null where it was opened by itself. */
  readonly unfilled: Unfilled | null;
}
