import type { FieldRole } from '../../src/core/detection/detect.ts';
import type { InspectedFrame } from './inspect-pages.ts';

/** One page of the evaluation corpus, as its labels say. */
export interface CorpusLabel {
  readonly file: string;
  readonly kind: string;
  readonly fields: readonly { readonly selector: string; readonly role: string; readonly kind: string }[];
}

/** Counts over a corpus. "Shape" asks only for a one-time code of any issuer; "strict" for this account's app code. */
export type Tally = ReturnType<typeof newTally>;

export function newTally() {
  return {
    shape: { right: 0, wrong: 0, missed: 0 },
    strict: { right: 0, wrong: 0, missed: 0 },
    appPages: { exact: 0, of: 0 },
    splitPages: { exact: 0, of: 0 },
    pagesWithWrongField: { count: 0, of: 0 },
    recoveryFields: { givenAppCode: 0, found: 0, of: 0 },
    deliveredPages: { givenAppCode: 0, of: 0 },
    enrolmentFields: { found: 0, of: 0 },
  };
}

interface Seen {
  readonly selector: string;
  readonly role: FieldRole | undefined;
  readonly label: CorpusLabel['fields'][number] | undefined;
}

const getsAppCode = ({ role }: Seen) => role === 'app-code' || role === 'enrolment-confirmation';
const wantsCode = ({ label }: Seen) => label?.role === 'otp' || label?.role === 'otp-digit';
const wantsAppCode = (seen: Seen) => wantsCode(seen) && seen.label?.kind === 'totp';
// Nobody knows who issues these, or the code of the account just scanned is right though no account exists yet.
const isLeftOut = ({ label }: Seen) => label?.kind === 'unknown_otp' || label?.kind === 'enroll';

/** Adds a page's visible fields; returns a line for each that is not as labelled. */
export function tallyPage(tally: Tally, label: CorpusLabel, frames: readonly InspectedFrame[]): string[] {
  const fields = visibleFields(label, frames).filter((seen) => seen.label?.role !== 'ignore');
  for (const seen of fields) {
    tallyShape(tally, seen);
    tallyStrict(tally, seen);
    tallyByKind(tally, seen);
  }
  const strict = fields.filter((seen) => !isLeftOut(seen));
  const wrong = strict.filter((seen) => getsAppCode(seen) && !wantsAppCode(seen));
  tally.pagesWithWrongField.of += 1;
  if (wrong.length > 0) tally.pagesWithWrongField.count += 1;
  const wanted = strict.filter(wantsAppCode);
  if (wanted.length > 0) {
    tally.appPages.of += 1;
    if (wrong.length === 0 && wanted.every(({ role }) => role === 'app-code')) tally.appPages.exact += 1;
  }
  const delivered = fields.filter((seen) => wantsCode(seen) && seen.label?.kind === 'sms_or_email_otp');
  if (label.kind === 'sms_or_email_otp' && delivered.length > 0) {
    tally.deliveredPages.of += 1;
    if (delivered.some(getsAppCode)) tally.deliveredPages.givenAppCode += 1;
  }
  const remarks = fields.filter(isUnexpected).map(({ selector, role, label: named }) => {
    return `${selector}: said ${role ?? 'nothing'}, labelled ${named ? `${named.role} (${named.kind})` : 'nothing'}`;
  });
  return [...remarks, ...tallySplit(tally, fields, frames)];
}

function visibleFields(label: CorpusLabel, frames: readonly InspectedFrame[]): Seen[] {
  return frames.flatMap(({ description, selectors, verdict, resolved, prefix }) =>
    description.fields.flatMap((field, at): Seen[] => {
      if (!field.visible) return [];
      const selector = selectors[at] ?? '';
      const role = verdict.detected.find(({ fields }) => fields.includes(at))?.role;
      const named = label.fields.find((_, index) => resolved[index]?.includes(selector));
      return [{ selector: prefix + selector, role, label: named }];
    }),
  );
}

function tallyShape({ shape }: Tally, seen: Seen): void {
  const said = getsAppCode(seen) || seen.role === 'delivered-code';
  if (said && wantsCode(seen)) shape.right += 1;
  else if (said) shape.wrong += 1;
  else if (wantsCode(seen)) shape.missed += 1;
}

function tallyStrict({ strict }: Tally, seen: Seen): void {
  if (isLeftOut(seen)) return;
  if (wantsAppCode(seen)) {
    if (seen.role === 'app-code') strict.right += 1;
    else strict.missed += 1;
  } else if (getsAppCode(seen)) strict.wrong += 1;
}

function tallyByKind({ recoveryFields, enrolmentFields }: Tally, seen: Seen): void {
  if (seen.label?.kind === 'recovery') {
    recoveryFields.of += 1;
    if (getsAppCode(seen)) recoveryFields.givenAppCode += 1;
    if (seen.role === 'recovery-code') recoveryFields.found += 1;
  }
  if (seen.label?.kind === 'enroll') {
    enrolmentFields.of += 1;
    if (seen.role === 'enrolment-confirmation') enrolmentFields.found += 1;
  }
}

function tallySplit(
  { splitPages }: Tally,
  fields: readonly Seen[],
  frames: readonly InspectedFrame[],
): string[] {
  const digits = fields.filter(({ label }) => label?.role === 'otp-digit');
  if (digits.length === 0) return [];
  splitPages.of += 1;
  const groups = frames.flatMap(({ verdict, selectors, prefix }) =>
    verdict.detected.map((thing) => thing.fields.map((at) => prefix + (selectors[at] ?? '')).join('\n')),
  );
  const grouped = groups.filter((group) => group.includes('\n')).join('\n');
  if (grouped === digits.map(({ selector }) => selector).join('\n')) splitPages.exact += 1;
  else
    return [
      `split boxes: ${digits.length} labelled, groups of ${groups.map((group) => group.split('\n').length).join(' and ')}`,
    ];
  return [];
}

function isUnexpected(seen: Seen): boolean {
  const { role, label } = seen;
  if (!label) return role !== undefined && role !== 'enrolment-secret';
  const expected: Readonly<Record<string, readonly (string | undefined)[]>> = {
    totp: ['app-code'],
    sms_or_email_otp: ['delivered-code'],
    recovery: ['recovery-code'],
    enroll: ['enrolment-confirmation'],
    unknown_otp: ['app-code', 'delivered-code'],
  };
  return !(expected[label.kind] ?? [undefined]).includes(role);
}

export function printTally(tally: Tally): void {
  const { shape, strict, appPages, splitPages, pagesWithWrongField, recoveryFields, deliveredPages } = tally;
  const f1 = ({ right, wrong, missed }: Tally['shape']) =>
    ((2 * right) / (2 * right + wrong + missed)).toFixed(3);
  console.log(`shape F1 ${f1(shape)} (${shape.wrong} wrong, ${shape.missed} missed)`);
  const precision = (strict.right / (strict.right + strict.wrong)).toFixed(3);
  const recall = (strict.right / (strict.right + strict.missed)).toFixed(3);
  console.log(`strict F1 ${f1(strict)}, precision ${precision}, recall ${recall}`);
  console.log(`app-code pages exact ${appPages.exact} of ${appPages.of}`);
  console.log(`pages with a wrong field ${pagesWithWrongField.count} of ${pagesWithWrongField.of}`);
  console.log(`split-box pages exact ${splitPages.exact} of ${splitPages.of}`);
  console.log(
    `recovery fields given an app code ${recoveryFields.givenAppCode} of ${recoveryFields.of}, found ${recoveryFields.found}`,
  );
  console.log(
    `delivered-code pages given an app code ${deliveredPages.givenAppCode} of ${deliveredPages.of}`,
  );
  console.log(`enrolment fields found ${tally.enrolmentFields.found} of ${tally.enrolmentFields.of}`);
}
