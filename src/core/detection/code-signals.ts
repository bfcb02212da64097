import type { FieldFacts } from './field-facts.ts';

/** One piece of evidence that a field wants (or does not want) a code of some kind. */
interface Signal {
  readonly weight: number;
  readonly holds: (facts: FieldFacts) => boolean;
}

/** A field with this much evidence asks for a code. */
export const CODE_THRESHOLD = 5;

const signal = (weight: number, holds: Signal['holds']): Signal => ({ weight, holds });

const OWN = ['name', 'label'] as const;

/** Names the code fully: "verification code", "otp", "2fa code", "6-digit code". */
function namesCode(facts: FieldFacts, ...views: Parameters<FieldFacts['text']>[0][]): boolean {
  return (
    facts.says('otp', ...views) ||
    facts.phrase('code', 'proof', ...views) ||
    facts.phrase('code', 'mfa', ...views) ||
    facts.phrase('code', 'authenticator', ...views) ||
    facts.phrase('code', 'recovery', ...views)
  );
}

const namesOtherCode = (facts: FieldFacts): boolean => facts.says('otherCode', ...OWN);

/** Best evidence wins within a row: a page that repeats "verification code" five times asks for one. */
const EVIDENCE: readonly (readonly Signal[])[] = [
  [
    // On 26 % of real code pages and right about the shape in 99 of 100.
    signal(5, ({ field }) => /\bone-time-code\b/i.test(field.autocomplete)),
  ],
  [
    signal(5, (facts) => namesCode(facts, ...OWN) && !namesOtherCode(facts)),
    // name="twoFactor", label "2FA".
    signal(4, (facts) => facts.says('mfa', 'name', 'label')),
    signal(3, (facts) => namesCode(facts, 'hooks')),
    // name="code", label "Token": what every shop, map and game also calls its codes.
    signal(2.5, (facts) => facts.says('code', ...OWN)),
    signal(2, (facts) => facts.says('count', 'label')),
    signal(1.5, (facts) => facts.says('code', 'hooks')),
  ],
  [
    // Misses of today's fillers are context misses: the only evidence is the text above.
    signal(3, (facts) => namesCode(facts, 'near')),
    signal(3, (facts) => facts.says('code', 'near') && facts.says('authenticator', 'near')),
    signal(3, (facts) => facts.phrase('code', 'sent', 'near')),
    signal(2.5, (facts) => facts.phrase('code', 'app', 'near') || facts.says('count', 'near')),
    signal(2, (facts) => facts.says('code', 'near')),
  ],
  [
    signal(2.5, (facts) => namesCode(facts, 'heading') || facts.says('mfa', 'heading')),
    signal(2, (facts) => namesCode(facts, 'title', 'form') || facts.says('mfa', 'title', 'form')),
    signal(2, (facts) => facts.says('mfa', 'lead') || facts.says('authenticator', 'lead')),
    signal(1.5, (facts) => namesCode(facts, 'lead')),
  ],
  [
    // The hint below the field, or the button beside it: "Open the authentication app …", "Get code".
    signal(2, (facts) => facts.phrase('code', 'sent', 'after') || namesCode(facts, 'after')),
    signal(2, (facts) => facts.says('authenticator', 'after')),
    signal(1, (facts) => facts.says('proof', 'after')),
  ],
  [
    signal(2, ({ field }) => field.maxLength >= 4 && field.maxLength <= 8 && isNumeric(field)),
    signal(1.5, ({ field }) => /^[\s\d_•·○*x#–-]{4,11}$/i.test(field.placeholder.trim())),
    signal(1.5, ({ field }) => field.maxLength >= 4 && field.maxLength <= 8),
    signal(1, ({ field }) => isNumeric(field)),
  ],
  [
    // The only thing to type on a page about the second factor.
    signal(2, (facts) => isAlone(facts) && facts.says('mfa', 'title', 'heading', 'lead')),
    signal(1, (facts) => isAlone(facts) && facts.page.text.length < 1500),
  ],
];

/** Evidence against; all of it counts. */
const OBJECTIONS: readonly Signal[] = [
  // zip, coupon, gift, licence, invite … decide wherever they stand close to the field.
  signal(-8, (facts) => namesOtherCode(facts)),
  signal(-5, (facts) => facts.says('otherCode', 'near') && !namesCode(facts, ...OWN)),
  signal(-3, (facts) => facts.says('otherCode', 'heading', 'form', 'hooks') && !namesCode(facts, ...OWN)),
  // User name, search, amount … unless the same words name a code ("e-mail code", "phone verification code").
  signal(
    -6,
    (facts) =>
      facts.says('identity', ...OWN) && !namesCode(facts, ...OWN) && !facts.phrase('code', 'channel', ...OWN),
  ),
  signal(
    -4,
    (facts) =>
      facts.says('identity', 'near') && !facts.says('code', ...OWN, 'near') && !namesCode(facts, ...OWN),
  ),
  // The page says in the standard's words what the field is.
  signal(-8, ({ field }) =>
    /^(?:username|email|.*password|tel\b.*|postal-code|cc-.*|name|.*-name|street-address|address-.*|country.*|bday.*|organization.*|url|search|transaction-.*)$/i.test(
      field.autocomplete.trim().split(/\s+/).pop() ?? '',
    ),
  ),
  signal(-8, ({ field }) => field.type === 'email' || field.type === 'url'),
  signal(-4, ({ field }) => field.type === 'search'),
  // A password box is a password unless its own words or the words above say code (hardware OTPs do mask them).
  signal(
    -5,
    (facts) =>
      facts.field.type === 'password' && !namesCode(facts, ...OWN, 'near') && !facts.says('mfa', ...OWN),
  ),
  signal(-6, ({ field }) => field.maxLength >= 1 && field.maxLength <= 3),
  signal(-3, ({ field }) => field.maxLength > 64 && field.maxLength < 255),
  // Shown to be copied, not typed into.
  signal(-5, ({ field, page }) => !field.editable && page.fields.length === 1),
  // A captcha is also called "verification code" (in Chinese always).
  signal(-8, (facts) => facts.says('captcha', ...OWN, 'near', 'hooks')),
  signal(
    -5,
    (facts) =>
      facts.says('captcha', 'pictures', 'after') && !facts.says('otp', ...OWN) && !facts.says('mfa', ...OWN),
  ),
  signal(-7, (facts) => facts.says('checkout', 'scope')),
];

function isAboutSigningIn(facts: FieldFacts): boolean {
  return (
    facts.says('otp', ...OWN, 'lead') ||
    facts.says('mfa', ...OWN, 'lead', 'title') ||
    facts.says('authenticator', 'lead') ||
    namesCode(facts, 'near', 'heading')
  );
}

function isNumeric({ type, inputMode, pattern }: FieldFacts['field']): boolean {
  return (
    type === 'number' ||
    type === 'tel' ||
    /^(?:numeric|decimal|tel)$/.test(inputMode) ||
    /^\^?(?:\\d|\[0-9\s]*\])/.test(pattern)
  );
}

function isAlone({ page, field }: FieldFacts): boolean {
  return page.fields.every((other) => other === field || !other.visible);
}

/** The weight of all evidence; `isGroup` for the first box of a split code. */
export function codeEvidence(facts: FieldFacts, isGroup: boolean): number {
  // A date or a payment PIN comes in boxes as well.
  if (isGroup && facts.says('boxesElse', ...OWN, 'near', 'heading', 'form') && !isAboutSigningIn(facts))
    return 0;
  let sum = 0;
  for (const row of EVIDENCE) sum += row.find(({ holds }) => holds(facts))?.weight ?? 0;
  for (const { weight, holds } of OBJECTIONS) if (holds(facts)) sum += weight;
  return isGroup ? sum + 6 : sum;
}
