import type { Policy } from '../core/policy/policy.ts';
import type { ClockDifference } from '../core/clock/clock-difference.ts';
import type { ClockDoubt } from '../core/clock/clock-doubt.ts';
import type { Account } from '../core/vault/records/account.ts';
import type { KdfParameters } from '../core/vault/keys/kdf-parameters.ts';
import type { LockChoice } from '../core/vault/lock.ts';
import type { RunDecision, StartUp } from '../core/vault/start-up.ts';
import type { FillOutcome, PopupLook, Resemblance } from './fill-responses.ts';
import type { PageVerb } from './page-requests.ts';
import type { BackupComparisonView, BackupState, RestorePreview } from './backup-responses.ts';
import type { FirstScreen } from './prepared-screen.ts';
import type { PasskeyListResponses } from './passkey-list-responses.ts';
import type { PasskeyPromptResponses } from './passkey-prompt.ts';
import type { RecoveryResponses } from './recovery-responses.ts';
import type { ScanResponses } from './scan-requests.ts';
import type { TransferResponses } from './transfer-responses.ts';

/** A key slot, as a page needs it to derive the slot's secret and to name it. Public values only. */
export interface SlotView {
  readonly slotId: string;
  readonly kind: 'passphrase' | 'recovery-key' | 'passkey';
  readonly label: string;
  readonly createdAt: number;
  /** Base64. */
  readonly salt: string;
  /** Null unless it is a passphrase slot. */
  readonly kdf: KdfParameters | null;
  /** Hexadecimal; null unless it is a passkey slot. */
  readonly credentialId: string | null;
}

/** The states in which the copy in the mirror can be unlocked. */
export type StateWithCopy = 'emptied-with-copy' | 'unavailable-with-copy' | 'head-damaged-with-copy';

interface CopyView {
  readonly copySlots: readonly SlotView[];
  readonly copyWrittenAt: number;
}

export interface UnlockedStatus {
  readonly state: 'unlocked';
  /** Null where the user chose no time. */
  readonly lockAt: number | null;
  readonly decision: RunDecision;
  /** Accounts whose record was found damaged or missing. */
  readonly troubles: number;
}

export type VaultStatus =
  | UnlockedStatus
  | { readonly state: 'locked'; readonly slots: readonly SlotView[] }
  | ({ readonly state: 'two-vaults'; readonly slots: readonly SlotView[] } & CopyView)
  | ({ readonly state: StateWithCopy } & CopyView)
  | { readonly state: 'first-run' }
  | { readonly state: Exclude<StartUp, 'first-run' | 'locked' | 'two-vaults' | StateWithCopy> };

/** A row without its code. */
export interface AccountView {
  readonly id: string;
  readonly account: Account;
  readonly deletedAt: number | null;
  /** Of its sheets that count; missing where there is none. */
  readonly recoveryCodes?: { readonly left: number; readonly total: number } | undefined;
  /** When its temporary recovery code ends, or ended; missing where none is left. */
  readonly temporaryUntil?: number | undefined;
  /** True where the account belongs to the page in the tab that was asked about. */
  readonly onThisSite: boolean;
  /** The page could be taken for a site of this account, and is no site of any account. */
  readonly resembles?: Resemblance;
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

/** With the first screen as it is painted before the program of the popup is there, and what that program makes of it. */
export interface PopupList extends FirstScreen {
  readonly total: number;
  readonly rows: readonly AccountView[];
}

export interface PopupView {
  readonly status: VaultStatus;
  /** The tab in front of the window in which the popup was opened. */
  readonly tabId: number | null;
  readonly list: PopupList | null;
  readonly clock: ClockView;
  /** The tab is one of a private window: nothing about it is remembered. */
  readonly isPrivate: boolean;
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

/** Some accounts: how many, and the names of the first. */
export interface ChangedAccounts {
  readonly count: number;
  readonly first: readonly { readonly issuer: string; readonly accountName: string }[];
}

/** What one state changed. */
export interface HistoryView {
  readonly seq: number;
  readonly committedAt: number;
  readonly accounts: number;
  readonly added: ChangedAccounts;
  readonly edited: ChangedAccounts;
  readonly trashed: ChangedAccounts;
  readonly restored: ChangedAccounts;
  readonly removed: ChangedAccounts;
  readonly used: ChangedAccounts;
  /** Accounts whose recovery sheets changed, each under one of these. */
  readonly sheetsKept: ChangedAccounts;
  readonly sheetsTrashed: ChangedAccounts;
  readonly sheetsSpent: ChangedAccounts;
  readonly sheetsChanged: ChangedAccounts;
}

/** What was found when every record was compared with the index. */
export interface CheckView {
  readonly checked: number;
  readonly damaged: readonly { readonly id: string; readonly isGoodInMirror: boolean }[];
  readonly areHeadsGood: boolean;
}

export interface SetAsideView {
  readonly name: string;
  readonly records: number;
}

export interface Diagnostics {
  readonly version: string;
  readonly state: StartUp;
  readonly engine: string;
  readonly heads: readonly string[];
  readonly generation: number;
  readonly generations: readonly number[];
  readonly vaultId: string | null;
  readonly epoch: number | null;
  readonly seq: number | null;
  readonly anchorSeq: number | null;
  readonly records: number;
  readonly mirror: {
    readonly answer: string;
    readonly state: string;
    readonly held: string | null;
    readonly seq: number | null;
    readonly writtenAt: number | null;
    readonly records: number;
  };
  readonly marker: boolean;
  readonly storage: {
    readonly persisted: boolean | null;
    readonly usage: number | null;
    readonly quota: number | null;
  };
  readonly errors: readonly { readonly at: number; readonly what: string; readonly code: string }[];
}

export interface PageResponses
  extends TransferResponses,
    RecoveryResponses,
    PasskeyListResponses,
    PasskeyPromptResponses,
    ScanResponses {
  'popup/open': PopupView;
  'vault/status': VaultStatus;
  'vault/create': null;
  /** The first screen, for the popup. */
  'vault/unlock': PopupView | null;
  'vault/lock': null;
  'vault/start-fresh': null;
  'vault/erase': null;
  'slots/list': readonly SlotView[];
  'slots/check': null;
  'slots/change-passphrase': null;
  'slots/set-recovery-key': null;
  'slots/add-passkey': null;
  'slots/remove': null;
  /** The slots that did not come along. */
  'slots/rotate': readonly SlotView[];
  'storage/check': CheckView;
  'storage/repair-records': { readonly repaired: number; readonly left: number };
  'storage/repair-heads': null;
  'storage/take-copy': null;
  'storage/keep-database': null;
  'storage/keep-salvaged': null;
  'storage/raw': {
    readonly parts: readonly (readonly [string, string])[];
    readonly next: number | null;
  };
  'storage/set-aside': readonly SetAsideView[];
  'storage/bring-back': null;
  'storage/remove-set-aside': null;
  'history/list': readonly HistoryView[];
  'history/undo': { readonly lost: number };
  'trash/empty': { readonly removed: number };
  'diagnostics/read': Diagnostics;
  'accounts/list': readonly AccountView[];
  'accounts/preview': readonly AdditionPreview[];
  'accounts/add': { readonly ids: readonly string[] };
  'accounts/edit': null;
  /** `damaged`: those that could not be read, and were left as they are. */
  'accounts/many': { readonly changed: number; readonly damaged: number };
  'accounts/arrange': null;
  'accounts/trash': null;
  'accounts/restore': null;
  'accounts/erase': null;
  'backup/state': BackupState;
  /** The file in base64, and how many accounts could not be read and are not in it. */
  'backup/make': { readonly file: string; readonly unreadable: number };
  'backup/confirm': null;
  'backup/compare': BackupComparisonView;
  'backup/preview': RestorePreview;
  'backup/restore': { readonly restored: number };
  'codes/list': readonly CodeAnswer[];
  'codes/next': { readonly code: string };
  'codes/used': null;
  'autofill/look': PopupLook;
  'autofill/fill': FillOutcome;
  /** After unlocking: whether a fill that had to wait for it was done now. */
  'autofill/continue': { readonly filled: boolean };
  /** Only those that differ from what is usual. */
  /** The domain that "whole site" stands for at each of the origins; null where there is none to choose. */
  'sites/whole': readonly (string | null)[];
  'sites/choices': readonly SiteChoiceView[];
  'sites/choose': null;
  'clock/read': ClockView;
  'clock/check': ClockCheck;
  'clock/correct': null;
  /** Whether it will be taken off the clipboard again. */
  'clipboard/copied': { readonly clears: boolean };
  'policy/read': Policy;
  'settings/read': { readonly lock: LockChoice };
  'settings/lock': null;
}

/** `pattern`: the permission of one site. */
export interface SiteChoiceView {
  readonly pattern: string;
  readonly offers: boolean;
  readonly submits: boolean;
  readonly passkeys: boolean;
  /** Not there, although passkeys are kept for all sites. */
  readonly noPasskeys: boolean;
}

/** Events the background tells open pages; they carry nothing but their name. */
export const PAGE_EVENTS = ['locked', 'unlocked', 'changed'] as const;
export type PageEvent = (typeof PAGE_EVENTS)[number];

/** A verb without a response type does not compile. */
export type PageResponse<Verb extends PageVerb> = PageResponses[Verb];
