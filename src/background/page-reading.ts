// What a content script says of its page, read: the page describes, and is judged here, out of its reach.
import { detect, type FieldRole, type PageVerdict } from '../core/detection/detect.ts';
import { isInsecureOrigin } from '../core/sites/origin.ts';
import { decodeReport } from '../messaging/page-report.ts';

export interface ReadPage {
  readonly page: PageVerdict['page'];
  readonly roles: readonly FieldRole[];
  /** Where a current code would go. */
  readonly target: FillTarget | undefined;
  /** What the page shows, cut to a length. */
  readonly text: string;
}

export interface FillTarget {
  readonly role: FieldRole;
  /** Indexes into the fields as they were described, in order. */
  readonly fields: readonly number[];
  /** The origin that the form is sent to, empty where it is the page's own. */
  readonly sendsTo: string;
}

const FILLABLE: readonly FieldRole[] = ['app-code', 'enrolment-confirmation'];

/**
 * Undefined for what no content script of ours writes. An empty text is a page without fields. Of several fields for a
 * code, the one that has the focus is taken.
 */
export function readPage(report: unknown, focused = -1): ReadPage | undefined {
  if (report === '') return { page: 'none', roles: [], target: undefined, text: '' };
  const description = decodeReport(report);
  if (description === undefined) return undefined;
  const { page, detected } = detect(description);
  const fillable = detected.filter(({ role }) => FILLABLE.includes(role));
  const found = fillable.find(({ fields }) => fields.includes(focused)) ?? fillable[0];
  const target = found && {
    role: found.role,
    fields: found.fields,
    sendsTo: description.fields[found.fields[0] ?? -1]?.sendsTo ?? '',
  };
  return { page, roles: detected.map(({ role }) => role), target, text: description.text };
}

/**
 * A form that goes elsewhere than it did when the user chose to fill it, or to another origin in clear, gets no code. A
 * sign-in that has always been sent to another host of its owner is as it should be.
 */
export function isSentAsBefore(before: FillTarget, now: FillTarget): boolean {
  return before.sendsTo === now.sendsTo && !isInsecureOrigin(now.sendsTo);
}
