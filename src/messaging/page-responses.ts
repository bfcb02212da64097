import type { ClockDifference } from '../core/clock/clock-difference.ts';
import type { ClockDoubt } from '../core/clock/clock-doubt.ts';
import type { Account } from '../core/vault/account.ts';
import type { KdfParameters } from '../core/vault/kdf-parameters.ts';
import type { LockChoice } from '../core/vault/lock.ts';
import type { StartUp } from '../core/vault/start-up.ts';
import type { PageVerb } from './page-requests.ts';

/** A passphrase slot, as the page needs it to derive the key. Public values only. */
export interface PassphraseSlotView {
  readonly slotId: string;
  /** Base64. */
  readonly salt: string;
  readonly kdf: KdfParameters;
}

export type VaultStatus =
  /** `lockAt` is null where the user chose no time. */
  | { readonly state: 'unlocked'; readonly lockAt: number | null }
  | { readonly state: 'locked'; readonly slot: PassphraseSlotView }
  | { readonly state: Exclude<StartUp, 'locked'> };

/** A row without its code. */
export interface AccountView {
  readonly id: string;
  readonly account: Account;
  readonly deletedAt: number | null;
  /** True where the account belongs to the page in the tab that was asked about. */
  readonly onThisSite: boolean;
}

export type CodeAnswer =
  | {
      readonly id: string;
      readonly kind: 'time';
      readonly code: string;
      readonly nextCode: string;
      readonly expiresAt: number;
    }
  /** A counter-based account: its code is made when asked for, because each costs a counter. */
  | { readonly id: string; readonly kind: 'counter' }
  | { readonly id: string; readonly kind: 'unreadable' };

export interface PopupList {
  /** Of the page in the tab; null for pages that are no web sites. */
  readonly origin: string | null;
  readonly total: number;
  /** The first screen. */
  readonly rows: readonly AccountView[];
  readonly codes: readonly CodeAnswer[];
}

export interface PopupView {
  readonly status: VaultStatus;
  /** The tab in front of the window in which the popup was opened. */
  readonly tabId: number | null;
  readonly list: PopupList | null;
  readonly clock: ClockView;
}

export interface ClockView {
  /** What this computer's clock says, in ms since the epoch. */
  readonly now: number;
  /** Added to it before a code is made. */
  readonly offsetSeconds: number;
  readonly doubt: ClockDoubt | null;
}

/** How this computer's clock compares with that of a site. `same` and `differs` are as sure as `uncertaintySeconds` says. */
export type ClockCheck =
  | (ClockDifference & { readonly outcome: 'same' | 'differs'; readonly origin: string })
  | {
      readonly outcome:
        | 'no-page'
        | 'no-date'
        /** From a store between us and the site, with the time at which it was put there. */
        | 'kept-answer'
        | 'redirected'
        | 'timeout'
        | 'unreachable';
    };

/** - `same`: this very account is kept already. - `conflict`: same issuer and name with another secret. */
export type AdditionPreview =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly id: string }
  | { readonly kind: 'conflict'; readonly id: string };

/** What the page in a tab asks for, over all the frames that could be read. */
export type PageWants =
  | 'app-code'
  | 'delivered-code'
  | 'recovery-code'
  | 'enrolment'
  | 'nothing'
  | 'unreadable';

/** Nothing is filled before `waitUntil` where the current code was filled already: sites accept each one once. */
export type FillOutcome = { readonly filled: true } | { readonly filled: false; readonly waitUntil: number };

export interface PageResponses {
  'popup/open': PopupView;
  'vault/status': VaultStatus;
  'vault/create': null;
  'vault/unlock': null;
  'vault/lock': null;
  'accounts/list': readonly AccountView[];
  'accounts/preview': readonly AdditionPreview[];
  'accounts/add': { readonly ids: readonly string[] };
  'accounts/edit': null;
  'accounts/trash': null;
  'accounts/restore': null;
  'accounts/erase': null;
  'codes/list': readonly CodeAnswer[];
  'codes/next': { readonly code: string };
  'codes/used': null;
  'autofill/look': { readonly wants: PageWants };
  'autofill/fill': FillOutcome;
  /** After unlocking: whether a fill that had to wait for it was done now. */
  'autofill/continue': { readonly filled: boolean };
  'clock/read': ClockView;
  'clock/check': ClockCheck;
  'clock/correct': null;
  /** Whether it will be taken off the clipboard again. */
  'clipboard/copied': { readonly clears: boolean };
  'settings/read': { readonly lock: LockChoice };
  'settings/lock': null;
}

/** Events the background tells open pages; they carry nothing but their name. */
export const PAGE_EVENTS = ['locked', 'unlocked', 'changed'] as const;
export type PageEvent = (typeof PAGE_EVENTS)[number];

/** A verb without a response type does not compile. */
export type PageResponse<Verb extends PageVerb> = PageResponses[Verb];
