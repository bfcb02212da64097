import type { CodeMark } from '../core/recovery/code-mark.ts';
import type { Recognised } from '../core/recovery/recognise-sheet.ts';
import type { RecoverySheet, SheetSummary } from '../core/vault/records/recovery-sheet.ts';

/** A sheet without its codes. */
export interface SheetView extends SheetSummary {
  readonly id: string;
  readonly deletedAt: number | null;
  /** Null where the record is damaged or missing: its counts are still known. */
  readonly details: Omit<RecoverySheet, keyof SheetSummary | 'marks'> | null;
  readonly marks: readonly CodeMark[];
}

/** How the site's own figure compares with the marks. */
export type Reconciled =
  | { readonly outcome: 'agrees' }
  /** The fills that were not answered for yet are now: the site counts them as used, or as not used. */
  | { readonly outcome: 'settled'; readonly worked: boolean }
  /** Positive: so many were used elsewhere, and the user marks which. Negative: the site has more. */
  | { readonly outcome: 'differs'; readonly missing: number };

/** A code that was put into a page: whether it worked is still to be said. */
export interface RecoveryQuestion {
  readonly sheetId: string;
  readonly position: number;
  readonly accountId: string;
  /** When it was filled. */
  readonly at: number;
}

/** `unused`: it never reached the site, the user says. */
export const FILL_ANSWERS = ['used', 'refused', 'unused'] as const;
export type FillAnswered = (typeof FILL_ANSWERS)[number];

export interface PageSheet {
  readonly origin: string | null;
  readonly title: string;
  readonly found: Recognised;
  /** Each of these codes is on a sheet that is kept already. */
  readonly isKept: boolean;
}

export interface RecoveryResponses {
  'recovery/list': readonly SheetView[];
  'recovery/reveal': { readonly code: string };
  'recovery/keep': { readonly sheetId: string };
  'recovery/mark': null;
  'recovery/questions': readonly RecoveryQuestion[];
  'recovery/reconcile': Reconciled;
  'recovery/settle-replacement': null;
  'recovery/remove': null;
  'recovery/put-back': null;
  'recovery/export': { readonly codes: readonly string[] };
  'recovery/read-page': PageSheet;
}
