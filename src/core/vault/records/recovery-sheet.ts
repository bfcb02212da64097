// A sheet of recovery codes: its description, and what the index may know of it. The codes themselves are the secret of
// the record.
import * as v from 'valibot';
import type { Bytes } from '../../bytes/bytes.ts';
import { CODE_STATES, type CodeMark, isLeft } from '../../recovery/code-mark.ts';
import { MAX_KEPT_CODES } from '../../recovery/typed-codes.ts';
import { isOrigin } from '../../sites/origin.ts';
import { labelSchema } from './account-schema.ts';

export const SHEET_SOURCES = ['page', 'file', 'typed'] as const;

export interface RecoverySheet {
  readonly accountId: string;
  /** The accounts that it was with before this one, the latest first: where one took the other's place. Missing for none. */
  readonly formerAccountIds?: readonly string[] | undefined;
  readonly label: string;
  /** The origin of the page that showed it; null where it came from elsewhere. */
  readonly site: string | null;
  readonly createdAt: number;
  readonly source: (typeof SHEET_SOURCES)[number];
  /** For the temporary code of an administrator; null for a sheet that lasts. */
  readonly expiresAt: number | null;
  /** The sheet in whose place this one is to come; until the user confirms, that one is struck through. */
  readonly replaces: string | null;
  /** When another sheet was kept in its place. */
  readonly replacedAt: number | null;
  /** What the site itself said was left, and when the user read it there. */
  readonly siteSays: { readonly left: number; readonly at: number } | null;
  /** One a code, in the order of the sheet. */
  readonly marks: readonly CodeMark[];
}

export interface SheetRecord {
  readonly type: 'recovery-sheet';
  readonly sheet: RecoverySheet;
  /** UTF-8, as the site writes them; as many as marks. */
  readonly codes: readonly Bytes[];
}

/** All that the index knows of a sheet: counts and times. */
export interface SheetSummary {
  readonly accountId: string;
  readonly total: number;
  readonly left: number;
  /** Filled, and not said yet whether they worked. */
  readonly pending: number;
  readonly expiresAt: number | null;
  readonly replacedAt: number | null;
}

const timeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const idSchema = v.pipe(v.string(), v.length(32), v.hexadecimal());

const MAX_FORMER_ACCOUNTS = 16;

const markSchema: v.GenericSchema<CodeMark> = v.object({
  state: v.picklist(CODE_STATES),
  at: v.nullable(timeSchema),
  renewals: countSchema,
});

export const sheetSchema: v.GenericSchema<RecoverySheet> = v.object({
  accountId: idSchema,
  formerAccountIds: v.optional(v.pipe(v.array(idSchema), v.maxLength(MAX_FORMER_ACCOUNTS))),
  label: labelSchema,
  site: v.nullable(v.pipe(v.string(), v.check(isOrigin))),
  createdAt: timeSchema,
  source: v.picklist(SHEET_SOURCES),
  expiresAt: v.nullable(timeSchema),
  replaces: v.nullable(idSchema),
  replacedAt: v.nullable(timeSchema),
  siteSays: v.nullable(v.object({ left: countSchema, at: timeSchema })),
  marks: v.pipe(v.array(markSchema), v.minLength(1), v.maxLength(MAX_KEPT_CODES)),
});

export const sheetSummarySchema: v.GenericSchema<SheetSummary> = v.object({
  accountId: idSchema,
  total: countSchema,
  left: countSchema,
  pending: countSchema,
  expiresAt: v.nullable(timeSchema),
  replacedAt: v.nullable(timeSchema),
});

/** The sheet with another account; it remembers those that it was with. */
export function passedTo(sheet: RecoverySheet, accountId: string): RecoverySheet {
  const others = [sheet.accountId, ...(sheet.formerAccountIds ?? [])].filter((id) => id !== accountId);
  return { ...sheet, accountId, formerAccountIds: others.slice(0, MAX_FORMER_ACCOUNTS) };
}

/** The sheet where its accounts have other ids. */
export function withAccountIds(sheet: RecoverySheet, idOf: (id: string) => string): RecoverySheet {
  const { accountId, formerAccountIds } = sheet;
  return { ...sheet, accountId: idOf(accountId), formerAccountIds: formerAccountIds?.map(idOf) };
}

export function summaryOf({ accountId, marks, expiresAt, replacedAt }: RecoverySheet): SheetSummary {
  return {
    accountId,
    total: marks.length,
    left: marks.filter(isLeft).length,
    pending: marks.filter(({ state }) => state === 'filled').length,
    expiresAt,
    replacedAt,
  };
}

/** A sheet whose codes are counted: not replaced, and not a temporary code. */
export function isCounted({
  expiresAt,
  replacedAt,
}: Pick<SheetSummary, 'expiresAt' | 'replacedAt'>): boolean {
  return expiresAt === null && replacedAt === null;
}
