import { asksForAddress, setsPassword } from './form-facts.ts';
import type { FieldFacts, View } from './field-facts.ts';

import { bitOf, type Concept, type Reading } from './word-index.ts';

/** Who issues the code a field asks for. */
export interface IssuerEvidence {
  readonly app: number;
  readonly delivered: number;
  readonly recovery: number;
}

interface Signal {
  readonly issuer: keyof IssuerEvidence;
  readonly weight: number;
  readonly holds: (facts: FieldFacts) => boolean;
}

const signal = (issuer: Signal['issuer'], weight: number, holds: Signal['holds']): Signal => ({
  issuer,
  weight,
  holds,
});

const says =
  (concept: Parameters<FieldFacts['says']>[0], ...views: readonly View[]) =>
  (facts: FieldFacts): boolean =>
    facts.says(concept, ...views);

const named =
  (...views: readonly View[]) =>
  (facts: FieldFacts): boolean =>
    facts.namesAuthenticator(...views);

/** The text between two fields is reported up to 250 characters. */
const NEAR_IS_CUT = 240;
const VIEWS_OF_CHANNEL = ['label', 'near', 'heading'] as const;
const FACTORS = ['authenticator', 'app', 'mfa'] as const;
const MASKED =
  /[*•]{2,}[*• ]*\S*\d{2,}|[*•]{2,}\S*@|@\S*[*•]{2,}|\d{1,3}[*•x]{3,}\d{2,}|ending (?:in|with|\d)/;
/** "The number ending in 17", as the languages of the lexicon say it (folded: no diacritics, no punctuation). */
const LAST_DIGITS = new RegExp(
  [
    ' (?:ende(?:t|nd) auf|endung|eindig(?:t|end) op|slut(?:ar|ter) pa) \\d', // de nl nordic
    ' (?:se )?(?:terminant par|terminad[oa] e[nm]|termina (?:en|em|con|in)) \\d', // fr es pt it
    ' konczacy sie (?:na|cyframi) \\d', // pl
    'канчива\\p{L}+ на \\d| закінчу\\p{L}+ на \\d', // ru uk
    '\\d ile biten ', // tr
    '(?:尾[号號]|尾数|末尾|末四位|下4桁|끝자리|뒷자리)\\p{L}{0,3} ?\\d', // cjk
    'מסתיי\\p{L}+ ב \\d', // he
    'نته\\p{L}+ (?:بـ?|بالرقم) ?\\d', // ar
    '\\d पर समाप्त', // hi
    ' (?:berakhiran|berakhir dengan|ket thuc bang) \\d', // id vi
  ].join('|'),
  'u',
);

/**
 * Near words outweigh far ones: a page for one kind of code links to the others ("use your authenticator app instead",
 * "resend by SMS"), and those links stand below the field.
 */
const SIGNALS: readonly Signal[] = [
  // Without any word about the issuer a second factor is the app's three times out of four in captured pages.
  signal('app', 1, () => true),
  signal('app', 8, named('name', 'label')),
  signal('app', 6, named('near')),
  signal('app', 4, named('heading')),
  signal('app', 3, named('lead', 'after')),
  signal('app', 2, named('scope', 'title', 'form')),
  signal('app', 1, named('page')),
  signal('app', 4, (facts) => facts.phrase('code', 'app', 'label', 'near')),
  signal('app', 2, (facts) => facts.phrase('code', 'app', 'heading', 'lead', 'after')),
  // "We've sent a code to your authenticator app": the page is wrong about the sending, not about the app.
  signal(
    'app',
    6,
    (facts) =>
      facts.says('sent', 'near') && facts.says('authenticator', 'near') && !facts.says('channel', 'near'),
  ),
  // "We texted you, since you cannot use your app": the line says first what was done.
  signal('delivered', 8, (facts) => facts.lines('near').some(isLedBySending)),
  signal('delivered', 10, wasSentBesideWays),
  signal('app', 2, says('mfa', 'name', 'label')),
  signal('app', 2, (facts) => facts.phrase('code', 'mfa', 'label', 'near')),
  signal('app', 1.5, says('mfa', 'heading', 'near', 'title', 'form')),

  signal('delivered', 8, (facts) => facts.phrase('code', 'channel', 'name')),
  signal('delivered', 6, says('sent', 'label', 'name')),
  signal('delivered', 6, says('sent', 'near')),
  signal('delivered', 4, says('sent', 'heading')),
  signal('delivered', 3, (facts) => facts.says('sent', 'lead') && !hasFieldBetween(facts)),
  signal('delivered', 1, says('sent', 'lead')),
  signal('delivered', 4, (facts) => facts.says('sent', 'after') || offersToSend(facts)),
  signal(
    'delivered',
    3,
    (facts) =>
      facts.phrase('fetch', 'code', 'near') &&
      !facts.namesAuthenticator('near') &&
      !facts.says('app', 'near'),
  ),
  signal('delivered', 2, says('sent', 'title', 'form')),
  // "Two-factor authentication. Code:" of the ASP.NET templates says in a hidden field alone which provider was chosen.
  signal('delivered', 5, (facts) => facts.says('channel', 'chosen') && !namesApp(facts, 'chosen')),
  signal('app', 5, (facts) => namesApp(facts, 'chosen') && !facts.says('channel', 'chosen')),
  signal('delivered', 2, (facts) => facts.says('sent', 'scope') && !facts.says('sent', 'after')),
  // name="app_otp"
  signal('app', 4, (facts) => facts.says('app', 'name')),
  signal('delivered', 1, (facts) => facts.phrase('code', 'sent', 'page')),
  signal(
    'delivered',
    4,
    (facts) => namesDestination(facts.folded('lead')) || namesDestination(facts.folded('label')),
  ),
  signal('delivered', 3, (facts) =>
    VIEWS_OF_CHANNEL.some((view) => facts.phraseInLine('code', 'channel', view) && !facts.says('app', view)),
  ),
  // "Confirm your phone number"
  signal(
    'delivered',
    3,
    (facts) => facts.phrase('proof', 'channel', 'heading', 'title') && !facts.says('app', 'heading', 'title'),
  ),

  // A form that sets a new password, or asks for the address as well, has sent the code there.
  signal('delivered', 3, setsPassword),
  signal('delivered', 2, asksForAddress),

  // App codes have six digits or more.
  signal('delivered', 3, ({ length }) => length >= 4 && length <= 5),

  // Links to the recovery page stand below app-code fields, so only words in and above the field count.
  signal('recovery', 20, (facts) => facts.says('recovery', 'name', 'label')),
  signal('recovery', 6, (facts) => facts.phrase('code', 'recovery', 'near')),
  // "Enter a recovery code if you cannot reach your authenticator app": what a sentence names first is asked for.
  signal('recovery', 12, (facts) => facts.phrase('code', 'recovery', 'near') && isLedByRecovery(facts)),
  signal('recovery', 4, (facts) => facts.says('recovery', 'heading')),
  signal('recovery', 3, (facts) => facts.says('recovery', 'form', 'title')),
];

/** A phone or an address that only its owner can complete. */
function namesDestination(folded: string): boolean {
  return MASKED.test(folded) || LAST_DIGITS.test(folded);
}

function namesApp(facts: FieldFacts, view: View): boolean {
  return facts.says('authenticator', view) || facts.says('app', view);
}

/** "code from your app or a recovery code": the app code comes first, in the sentence and for us. */
function takesEither(facts: FieldFacts): boolean {
  const isSaid = (view: View) =>
    facts.says('or', view) &&
    facts.says('recovery', view) &&
    FACTORS.some((concept) => facts.saysFirst(concept, 'recovery', view));
  return isSaid('label') || (isSaid('near') && !facts.says('recovery', 'name', 'label'));
}

/** The last line above that speaks of a code names a recovery code, and no factor before it. */
function isLedByRecovery(facts: FieldFacts): boolean {
  const line = facts.lines('near').findLast(({ concepts }) => (concepts & bitOf('code')) !== 0);
  const first = (concept: Concept) => line?.hits.find((hit) => (hit.concepts & bitOf(concept)) !== 0)?.start;
  const recovery = first('recovery');
  return (
    recovery !== undefined &&
    first('or') === undefined &&
    FACTORS.every((factor) => (first(factor) ?? Number.POSITIVE_INFINITY) > recovery)
  );
}

/** A line that names a message, and the user's generator only after it and as no alternative. */
function isLedBySending({ concepts, hits }: Reading): boolean {
  const first = (concept: Concept) =>
    hits.find((hit) => (hit.concepts & bitOf(concept)) !== 0)?.start ?? Number.POSITIVE_INFINITY;
  const app = Math.min(first('app'), first('authenticator'));
  return (
    (concepts & bitOf('channel')) !== 0 &&
    (concepts & bitOf('or')) === 0 &&
    app !== Number.POSITIVE_INFINITY &&
    first('sent') < app &&
    first('channel') < app
  );
}

/**
 * One line says where a code was sent, and what the lines beside it say of an app is that there is one: "Choose an
 * authenticator app or a text message", "Or use your authenticator app". "The code from your app" is more than that.
 */
function wasSentBesideWays(facts: FieldFacts): boolean {
  const has = ({ concepts }: Reading, ...any: readonly Concept[]) =>
    any.some((concept) => (concepts & bitOf(concept)) !== 0);
  const isOfApp = (line: Reading) => has(line, 'app', 'authenticator');
  const lines = facts.lines('near');
  const texts = facts.folded('near').split('|');
  return (
    lines.some(isOfApp) &&
    lines.every((line) => !isOfApp(line) || !has(line, 'code') || has(line, 'channel', 'sent', 'recovery')) &&
    lines.some((line, at) => !isOfApp(line) && has(line, 'sent') && namesReceiver(texts[at] ?? ''))
  );
}

/** A destination, masked or not. */
function namesReceiver(folded: string): boolean {
  return namesDestination(folded) || /\S@\S/.test(folded);
}

/** A button beside the field fetches the code. */
function offersToSend(facts: FieldFacts): boolean {
  return facts.phrase('fetch', 'code', 'after') && !facts.namesAuthenticator('after');
}

/** The words above may be about the field before this one. */
function hasFieldBetween({ field }: FieldFacts): boolean {
  return field.before.length < NEAR_IS_CUT && field.lead.length > field.before.length;
}

export function issuerEvidence(facts: FieldFacts): IssuerEvidence {
  const sums = { app: 0, delivered: 0, recovery: 0 };
  for (const { issuer, weight, holds } of SIGNALS) if (holds(facts)) sums[issuer] += weight;
  return takesEither(facts) ? { ...sums, recovery: 0 } : sums;
}
