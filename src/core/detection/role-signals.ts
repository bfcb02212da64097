import type { FieldFacts, View } from './field-facts.ts';

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

const MASKED = /[*•]{2,}\S*\d{2,}|[*•]{2,}\S*@|@\S*[*•]{2,}|\d{1,3}[*•x]{3,}\d{2,}|ending (?:in|with)/;

/**
 * Near words outweigh far ones: a page for one kind of code links to the others ("use your authenticator app instead",
 * "resend by SMS"), and those links stand below the field.
 */
const SIGNALS: readonly Signal[] = [
  // Without any word about the issuer a second factor is the app's three times out of four in captured pages.
  signal('app', 1, () => true),
  signal('app', 8, says('authenticator', 'name', 'label')),
  signal('app', 6, says('authenticator', 'near')),
  signal('app', 4, says('authenticator', 'heading')),
  signal('app', 3, says('authenticator', 'lead', 'after')),
  signal('app', 2, says('authenticator', 'scope', 'title', 'form')),
  signal('app', 1, says('authenticator', 'page')),
  signal('app', 4, (facts) => facts.phrase('code', 'app', 'label', 'near')),
  signal('app', 2, (facts) => facts.phrase('code', 'app', 'heading', 'lead', 'after')),
  signal('app', 2, says('mfa', 'name', 'label')),
  signal('app', 1.5, says('mfa', 'heading', 'near', 'title', 'form')),

  signal('delivered', 8, (facts) => facts.phrase('code', 'channel', 'name')),
  signal('delivered', 6, says('sent', 'label', 'name')),
  signal('delivered', 6, says('sent', 'near')),
  signal('delivered', 4, says('sent', 'heading')),
  signal('delivered', 3, says('sent', 'lead')),
  signal('delivered', 4, says('sent', 'after')),
  signal('delivered', 2, says('sent', 'title', 'scope', 'form')),
  signal('delivered', 1, (facts) => facts.phrase('code', 'sent', 'page')),
  signal('delivered', 4, (facts) => MASKED.test(facts.text('lead')) || MASKED.test(facts.text('label'))),
  signal('delivered', 3, (facts) => facts.phrase('code', 'channel', 'label', 'near', 'heading')),

  // Links to the recovery page stand below app-code fields, so only words in and above the field count.
  signal('recovery', 10, (facts) => facts.says('recovery', 'name', 'label')),
  signal('recovery', 6, (facts) => facts.phrase('code', 'recovery', 'near')),
  signal('recovery', 4, (facts) => facts.says('recovery', 'heading')),
  signal('recovery', 3, (facts) => facts.says('recovery', 'form', 'title')),
];

export function issuerEvidence(facts: FieldFacts): IssuerEvidence {
  const sums = { app: 0, delivered: 0, recovery: 0 };
  for (const { issuer, weight, holds } of SIGNALS) if (holds(facts)) sums[issuer] += weight;
  return sums;
}
