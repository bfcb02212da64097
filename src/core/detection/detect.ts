import { CODE_THRESHOLD, codeEvidence } from './code-signals.ts';
import type { PageDescription } from './field-description.ts';
import { FieldFacts, PageFacts } from './field-facts.ts';
import { issuerEvidence } from './role-signals.ts';
import { findSplitBoxes } from './split-boxes.ts';

/** What a field asks for. */
export type FieldRole =
  | 'app-code'
  | 'delivered-code'
  | 'recovery-code'
  | 'enrolment-confirmation'
  | 'enrolment-secret';

/** One thing to fill: a field, or the boxes of a split code in order. */
export interface DetectedField {
  /** Indexes into `page.fields`. */
  readonly fields: readonly number[];
  readonly role: FieldRole;
  /** The same field also takes a recovery code ("code from your app or a recovery code"). */
  readonly acceptsRecoveryCode: boolean;
  /** 0 to 1. */
  readonly score: number;
}

export interface PageVerdict {
  readonly page: 'challenge' | 'delivered' | 'enrolment' | 'recovery' | 'none';
  readonly detected: readonly DetectedField[];
}

/** Which fields of a page ask for which code. Pure and total: the same description always gives the same verdict. */
export function detect(page: PageDescription): PageVerdict {
  const shared = new PageFacts(page);
  const groups = findSplitBoxes(page.fields);
  const boxes = new Set(groups.flat());
  const singles = page.fields.flatMap((field, index) =>
    field.visible && !boxes.has(index) ? [[index]] : [],
  );
  const detected = [...groups, ...singles]
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .flatMap((fields) => judge(fields, shared));
  return { page: pageKind(detected), detected };
}

function judge(fields: readonly number[], shared: PageFacts): DetectedField[] {
  const field = shared.page.fields[fields[0] ?? -1];
  if (!field) return [];
  const last = shared.page.fields[fields.at(-1) ?? -1];
  const facts = new FieldFacts(
    last && last !== field ? { ...field, after: last.after } : field,
    shared,
    fields.length,
  );
  const evidence = codeEvidence(facts, fields.length > 1);
  if (evidence < CODE_THRESHOLD) return isHandedSecret(facts) ? [handedSecret(fields)] : [];
  const role = roleOf(facts);
  const acceptsRecoveryCode =
    role === 'recovery-code' ||
    (role === 'app-code' &&
      facts.phrase('code', 'recovery', 'label', 'near', 'after') &&
      facts.says('or', 'label', 'near', 'after'));
  const score = Math.round(100 / (1 + Math.exp((CODE_THRESHOLD - 1.5 - evidence) / 2))) / 100;
  return [{ fields, role, acceptsRecoveryCode, score }];
}

function roleOf(facts: FieldFacts): FieldRole {
  const { app, delivered, recovery } = issuerEvidence(facts);
  if (recovery > app && recovery > delivered) return 'recovery-code';
  if (delivered > app) return 'delivered-code';
  return isEnrolment(facts) ? 'enrolment-confirmation' : 'app-code';
}

/** The key of a new account, shown to be copied: recognised so that nothing is ever put there. */
function isHandedSecret(facts: FieldFacts): boolean {
  const { prefilled, editable } = facts.field;
  return (
    (prefilled || !editable) &&
    (facts.says('scan', 'label', 'name') || facts.says('secret', 'label', 'name', 'near')) &&
    (facts.says('mfa', 'page', 'title') || facts.namesAuthenticator('page'))
  );
}

function handedSecret(fields: readonly number[]): DetectedField {
  return { fields, role: 'enrolment-secret', acceptsRecoveryCode: false, score: 0.9 };
}

/** The page hands over a secret (QR code, key to type) for this very field's code. */
function isEnrolment(facts: FieldFacts): boolean {
  return (
    (facts.says('scan', 'lead', 'scope', 'page', 'pictures') || showsSecret(facts)) &&
    (facts.namesAuthenticator('page', 'name') || facts.says('mfa', 'page', 'title'))
  );
}

/** "Enter this key in the app: …": without a picture, in a field to be copied from. */
function showsSecret(facts: FieldFacts): boolean {
  return (
    facts.says('secret', 'lead', 'scope') &&
    facts.page.fields.some(({ visible, editable, prefilled }) => visible && prefilled && !editable)
  );
}

const KIND_OF_ROLE = {
  'app-code': 'challenge',
  'delivered-code': 'delivered',
  'recovery-code': 'recovery',
  'enrolment-confirmation': 'enrolment',
  'enrolment-secret': 'enrolment',
} as const;

const ORDER = ['enrolment', 'challenge', 'recovery', 'delivered'] as const;

function pageKind(detected: readonly DetectedField[]): PageVerdict['page'] {
  const kinds = new Set(detected.map(({ role }) => KIND_OF_ROLE[role]));
  return ORDER.find((kind) => kinds.has(kind)) ?? 'none';
}
