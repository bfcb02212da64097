// What a content script says of its page, read: the page describes, and is judged here, out of its reach.
import { detect, type DetectedField, type FieldRole, type PageVerdict } from '../../core/detection/detect.ts';
import type { FieldDescription } from '../../core/detection/field-description.ts';
import { isInsecureOrigin } from '../../core/sites/origin.ts';
import { decodeReport } from '../../messaging/page-report.ts';

export interface ReadPage {
  readonly page: PageVerdict['page'];
  readonly roles: readonly FieldRole[];
  /** Where a current code would go. */
  readonly target: FillTarget | undefined;
  /** Where a recovery code would go. */
  readonly recoveryTarget: FillTarget | undefined;
  /** What the page shows, cut to a length. */
  readonly text: string;
}

export interface FillTarget {
  readonly role: FieldRole;
  /** Indexes into the fields as they were described, in order. */
  readonly fields: readonly number[];
  /** The origin that the form is sent to, empty where it is the page's own. */
  readonly sendsTo: string;
  /** How many characters it takes; without end where the page sets none. */
  readonly room: number;
}

type Rank = (found: DetectedField) => number;

/** A code of the app goes where one is asked for, and nowhere else. */
const forAppCode: Rank = ({ role }) => (role === 'app-code' || role === 'enrolment-confirmation' ? 1 : 0);

/**
 * A recovery code goes where one is asked for. A field for a code of the app takes it where the user says so; many sites
 * have one field for both. Never a field for a code that was sent, nor one of a page that hands out a secret.
 */
const forRecoveryCode: Rank = ({ role, acceptsRecoveryCode }) => {
  if (role === 'recovery-code') return 3;
  return role === 'app-code' ? (acceptsRecoveryCode ? 2 : 1) : 0;
};

/**
 * Undefined for what no content script of ours writes. An empty text is a page without fields. Of several fields for a
 * code, the one that has the focus is taken.
 */
export function readPage(report: unknown, focused = -1): ReadPage | undefined {
  if (report === '')
    return { page: 'none', roles: [], target: undefined, recoveryTarget: undefined, text: '' };
  const description = decodeReport(report);
  if (description === undefined) return undefined;
  const { page, detected } = detect(description);
  const targetFor = (rank: Rank) => {
    const best = Math.max(...detected.map(rank), 1);
    const fillable = detected.filter((found) => rank(found) === best);
    const found = fillable.find(({ fields }) => fields.includes(focused)) ?? fillable[0];
    return found && targetOf(found, description.fields);
  };
  return {
    page,
    roles: detected.map(({ role }) => role),
    target: targetFor(forAppCode),
    recoveryTarget: targetFor(forRecoveryCode),
    text: description.text,
  };
}

function targetOf({ role, fields }: DetectedField, described: readonly FieldDescription[]): FillTarget {
  const { sendsTo = '', maxLength = -1 } = described[fields[0] ?? -1] ?? {};
  const isSplit = fields.length > 1;
  return { role, fields, sendsTo, room: isSplit ? fields.length : maxLength < 0 ? Infinity : maxLength };
}

/**
 * A form that goes elsewhere than it did when the user chose to fill it, or to another origin in clear, gets no code. A
 * sign-in that has always been sent to another host of its owner is as it should be.
 */
export function isSentAsBefore(before: FillTarget, now: FillTarget): boolean {
  return before.sendsTo === now.sendsTo && !isInsecureOrigin(now.sendsTo);
}
