import type { FieldFacts, View } from './field-facts.ts';
import {
  announcesAppCode,
  followsCaptchaField,
  hasCodeFieldBeside,
  hasPasswordBeside,
  isAlone,
  isCheckout,
  isNumeric,
  isPassword,
} from './form-facts.ts';
import { readWords } from './word-index.ts';

/** One piece of evidence that a field wants (or does not want) a code of some kind. */
interface Signal {
  readonly weight: number;
  readonly holds: (facts: FieldFacts) => boolean;
}

/** A field with this much evidence asks for a code. */
export const CODE_THRESHOLD = 5;

/** The first rows are about the field's own words and those next to it. */
const SELF_ROWS = 3;
const CROWD = 10;

const signal = (weight: number, holds: Signal['holds']): Signal => ({ weight, holds });

const OWN = ['name', 'label'] as const;

/** Names the code fully: "verification code", "otp", "2fa code", "6-digit code". */
function namesCode(facts: FieldFacts, ...views: View[]): boolean {
  return (
    facts.says('otp', ...views) ||
    facts.phrase('code', 'proof', ...views) ||
    facts.phrase('code', 'mfa', ...views) ||
    (facts.says('code', ...views) && facts.namesAuthenticator(...views)) ||
    facts.phrase('code', 'recovery', ...views)
  );
}

const SAID_OF_CODES = ['code', 'otp', 'mfa', 'proof', 'count'] as const;
const NAMED_CODE = / (?:(\p{L}{2,}) (?:codes?|token)|(\p{L}{4,}?)s?(?:code|kode?n?|koodi)) /u;
/** A text before the field that is no longer than a label is one. */
const MAX_LABEL = 40;
const PLAIN =
  /^(?:the|an|your|this|my|of|enter|type|insert|input|txt|text|form|field|current|digit|numeric|number|correct|valid|user|id|value|secret|pass|check|vpn|app|le|un|ce|votre|ton|den|der|dem|ein|einen|ihren|deinen|diesen|de|het|een|uw|je|od|za|ihr|dein|sie|geben|saisissez|and|generated|same|six|qr)$/;
const OTHER_AUTOCOMPLETE =
  /(?:^|\s)(?:username|email|.*password|tel(?:-.*)?|postal-code|cc-.*|name|.*-name|street-address|address-.*|country.*|bday.*|organization.*|url|search|transaction-.*)$/i;

/** Best evidence wins within a row: a page that repeats "verification code" five times asks for one. */
const EVIDENCE: readonly (readonly Signal[])[] = [
  [
    // On 26 % of real code pages and right about the shape in 99 of 100.
    signal(5, ({ field }) => /\bone-time-code\b/i.test(field.autocomplete)),
  ],
  [
    signal(5, (facts) => namesCode(facts, ...OWN)),
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
    signal(3, (facts) => facts.says('code', 'near') && facts.namesAuthenticator('near')),
    signal(3, (facts) => facts.says('code', 'near') && facts.says('sent', 'near')),
    signal(2.5, (facts) => facts.phrase('code', 'app', 'near') || facts.says('count', 'near')),
    signal(2, (facts) => facts.says('code', 'near')),
    signal(1, (facts) => facts.says('proof', 'near')),
  ],
  [
    signal(2.5, (facts) => namesCode(facts, 'heading') || facts.says('mfa', 'heading')),
    signal(2, (facts) => namesCode(facts, 'title', 'form') || facts.says('mfa', 'title', 'form')),
    signal(2, (facts) => facts.says('mfa', 'lead') || facts.namesAuthenticator('lead')),
    signal(1.5, (facts) => namesCode(facts, 'lead')),
    signal(1, (facts) => facts.says('sent', 'heading', 'lead')),
  ],
  [
    // The hint below the field, or the button beside it: "Open the authentication app …", "Get code".
    signal(2, (facts) => facts.phrase('code', 'sent', 'after') || namesCode(facts, 'after')),
    signal(2, (facts) => facts.namesAuthenticator('after')),
    signal(1, (facts) => facts.says('proof', 'after')),
  ],
  [
    signal(2, ({ field }) => field.maxLength >= 4 && field.maxLength <= 8 && isNumeric(field)),
    signal(1.5, ({ field }) => /^[\s\d_•·○*x#–-]{4,11}$/i.test(field.placeholder.trim())),
    signal(1.5, ({ field }) => field.maxLength >= 4 && field.maxLength <= 8),
    signal(1, ({ field }) => isNumeric(field)),
  ],
  [
    // "Type the code it shows", below a key that is handed over for an authenticator.
    signal(1.5, (facts) => facts.says('code', 'label', 'near') && handsOverKey(facts)),
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
  signal(-8, (facts) => facts.says('otherCode', ...OWN)),
  signal(
    -5,
    (facts) =>
      facts.says('otherCode', 'near') && !namesCode(facts, ...OWN) && !facts.phrase('code', 'sent', 'near'),
  ),
  // "Google verification code": proves to a search engine who owns a site.
  signal(-8, (facts) => facts.says('siteProof', ...OWN, 'near', 'lead', 'heading', 'title')),
  // "Code printed on the certificate": whoever holds the paper has it.
  signal(-8, (facts) => facts.says('printed', ...OWN)),
  signal(-8, (facts) => facts.says('printed', 'near', 'heading', 'title') && !isAboutSecondFactor(facts)),
  signal(-3, (facts) => facts.says('otherCode', 'heading') && !namesCode(facts, ...OWN)),
  // "Airport code", "class_code": an unknown first name makes it another code.
  signal(-3, (facts) => hasUnknownName(facts) && !asksForCode(facts) && !namesCode(facts, 'near')),
  // "Rejoindre une classe: code", "Localiza tu envío: código": nothing around it is about signing in.
  signal(-4, (facts) => !isAboutSigningInAtAll(facts)),
  // User name, search, amount … unless the same words name a code ("e-mail code", "phone verification code").
  signal(-6, (facts) => saysIdentity(facts) && !asksForCode(facts)),
  signal(
    -4,
    (facts) =>
      facts.says('identity', 'near') &&
      !facts.says('code', ...OWN, 'near') &&
      !facts.says('count', 'near') &&
      !asksForCode(facts),
  ),
  // What users read outweighs what developers call it: "New password" named passcode, "Phone number" named otp_phone.
  signal(
    -8,
    (facts) =>
      facts.says('identity', 'label') && !SAID_OF_CODES.some((concept) => facts.says(concept, 'label')),
  ),
  // "Mobile no. (a one-time password will be sent)": the code comes later.
  signal(
    -8,
    (facts) =>
      facts.says('identity', 'name') &&
      !facts.says('code', 'name') &&
      !facts.says('otp', 'name') &&
      facts.saysFirst('identity', 'otp', 'label') &&
      facts.saysFirst('identity', 'code', 'label'),
  ),
  // "Add your phone number. We will text you a code." with a button that sends it.
  signal(
    -4,
    (facts) => facts.saysFirst('identity', 'code', 'near') && facts.phrase('fetch', 'code', 'after'),
  ),
  // The page says in the standard's words what the field is.
  signal(-8, ({ field }) => OTHER_AUTOCOMPLETE.test(field.autocomplete.trim())),
  signal(-8, ({ field }) => field.type === 'email' || field.type === 'url'),
  signal(-4, ({ field }) => field.type === 'search'),
  // "you@example.com" as an example: an address, whatever the article above it is about.
  signal(-8, ({ field }) => /\S@\S/.test(field.placeholder)),
  // "Your name", "Reason": what its own words ask for is no code, whatever stands around it.
  signal(-2, isNamedOtherwise),
  // The code goes into the field that is named for it.
  signal(-3, (facts) => !SAID_OF_CODES.some((said) => facts.says(said, ...OWN)) && hasCodeFieldBeside(facts)),
  // A password box is a password unless its own words or the words above say code (hardware OTPs do mask them).
  signal(
    -5,
    (facts) =>
      isPassword(facts.field) &&
      !namesCode(facts, ...OWN, 'near') &&
      !facts.phrase('code', 'app', 'near') &&
      !facts.says('mfa', ...OWN),
  ),
  // "Password / OTP" takes the password.
  signal(-6, (facts) => isPassword(facts.field) && facts.saysApart('identity', 'otp', 'label')),
  signal(-6, ({ field }) => field.maxLength >= 2 && field.maxLength <= 3),
  // An example longer than any one-time code.
  signal(-3, ({ field }) => (field.placeholder.match(/\d/g) ?? []).length > 8),
  // No page fills in the code it asks for.
  signal(-3, ({ field }) => field.prefilled),
  // Shown to be copied, not typed into.
  signal(-8, ({ field }) => field.prefilled && !field.editable),
  signal(-5, ({ field, page }) => !field.editable && page.fields.length === 1),
  // A captcha is also called "verification code" (in Chinese always), and stands where the password is asked for.
  signal(-8, (facts) => facts.says('captcha', ...OWN)),
  // Where the field before takes the captcha, the picture between the two is that one's.
  signal(-8, (facts) => facts.says('captcha', 'near') && !followsCaptchaField(facts)),
  signal(-5, (facts) => facts.says('captcha', 'pictures', 'after', 'hooks') && !isAboutSecondFactor(facts)),
  // "Enter your password and the code from your app" stands above both fields.
  signal(-5, (facts) => hasPasswordBeside(facts) && !isAboutSecondFactor(facts) && !announcesAppCode(facts)),
  // The security code of a card.
  signal(
    -8,
    (facts) => facts.says('checkout', 'scope', 'near', 'after', 'name') && !isAboutSecondFactor(facts),
  ),
  signal(-8, (facts) => isCheckout(facts) && !isAboutSecondFactor(facts)),
];

const HANDED_OVER = ['lead', 'scope', 'pictures'] as const;

function handsOverKey(facts: FieldFacts): boolean {
  return (
    facts.says('scan', ...HANDED_OVER) &&
    (facts.namesAuthenticator('lead', 'page') || facts.says('mfa', 'heading'))
  );
}

/** It has a label, and neither that nor its name says anything that is said of codes. */
function isNamedOtherwise(facts: FieldFacts): boolean {
  return (
    /\p{L}{3}/u.test(facts.field.label) &&
    !SAID_OF_CODES.some((concept) => facts.says(concept, ...OWN, 'hooks')) &&
    !facts.namesAuthenticator(...OWN)
  );
}

/** The label outranks the name: "Code" named `secret` wants a code. */
function saysIdentity(facts: FieldFacts): boolean {
  if (facts.says('identity', 'label')) return true;
  // Gateways ask for the token code in a second `password` field, below a line that says so.
  const isSecondPassword = isPassword(facts.field) && facts.says('otp', 'near');
  return facts.says('identity', 'name') && !facts.says('code', 'label') && !isSecondPassword;
}

/** The field's own words, or the sentence before it, ask for a code that has to do with signing in. */
function asksForCode(facts: FieldFacts): boolean {
  return (
    namesCode(facts, ...OWN) ||
    facts.phrase('code', 'channel', ...OWN) ||
    facts.phrase('code', 'sent', ...OWN)
  );
}

/** The word before "code", or the one it is compounded with ("Kortingscode"), means nothing to us. */
function hasUnknownName(facts: FieldFacts): boolean {
  const views: readonly View[] = facts.field.before.length < MAX_LABEL ? [...OWN, 'near'] : OWN;
  return views.some((view) => {
    const found = NAMED_CODE.exec(facts.folded(view));
    const name = found?.[1] ?? found?.[2] ?? 'the';
    return !PLAIN.test(name) && readWords(` ${name} `).concepts === 0;
  });
}

/** Somebody names a second factor, not only a code. */
function isAboutSecondFactor(facts: FieldFacts): boolean {
  return (
    /\bone-time-code\b/i.test(facts.field.autocomplete) ||
    facts.says('otp', ...OWN, 'near') ||
    facts.says('mfa', ...OWN, 'near', 'heading', 'title') ||
    facts.namesAuthenticator(...OWN, 'near', 'heading', 'after') ||
    facts.phrase('code', 'sent', ...OWN, 'near', 'after') ||
    facts.phrase('code', 'fetch', 'near', 'after')
  );
}

const OF_SIGNING_IN = ['otp', 'mfa', 'proof', 'sent', 'authenticator', 'app', 'recovery', 'scan'] as const;

function isAboutSigningInAtAll(facts: FieldFacts): boolean {
  return (
    /\bone-time-code\b/i.test(facts.field.autocomplete) ||
    OF_SIGNING_IN.some((concept) => facts.says(concept, ...AROUND, 'scope'))
  );
}

/** The weight of all evidence; `isGroup` for the first box of a split code. */
export function codeEvidence(facts: FieldFacts, isGroup: boolean): number {
  if (isGroup && areBoxesElse(facts)) return 0;
  const self = (isGroup ? 4 : 0) + weigh(EVIDENCE.slice(0, SELF_ROWS), facts);
  // Where many fields compete for the words of a page, those that say nothing themselves are not read further.
  if (self === 0 && facts.page.fields.length > CROWD) return 0;
  const sum = self + weigh(EVIDENCE.slice(SELF_ROWS), facts) - (isGroup && isSilent(facts) ? 3 : 0);
  if (sum < CODE_THRESHOLD) return 0;
  return OBJECTIONS.reduce((left, { weight, holds }) => (holds(facts) ? left + weight : left), sum);
}

function weigh(rows: typeof EVIDENCE, facts: FieldFacts): number {
  return rows.reduce((sum, row) => sum + (row.find(({ holds }) => holds(facts))?.weight ?? 0), 0);
}

const AROUND = [...OWN, 'hooks', 'near', 'after', 'heading', 'lead', 'title', 'form'] as const;

/** "When were you born?" above eight boxes: nobody speaks of a code. */
function isSilent(facts: FieldFacts): boolean {
  return (
    /\p{L}/u.test(facts.field.lead) &&
    !SAID_OF_CODES.some((concept) => facts.says(concept, ...AROUND)) &&
    !facts.says('app', ...AROUND) &&
    !facts.says('sent', ...AROUND)
  );
}

/** A date or a payment PIN comes in boxes as well. */
function areBoxesElse(facts: FieldFacts): boolean {
  return facts.says('boxesElse', ...OWN, 'near', 'heading') && !isAboutSigningIn(facts);
}

function isAboutSigningIn(facts: FieldFacts): boolean {
  return (
    facts.says('otp', ...OWN, 'lead') ||
    facts.says('mfa', ...OWN, 'lead', 'title') ||
    facts.namesAuthenticator('lead') ||
    namesCode(facts, 'near', 'heading') ||
    // "We have sent a code to your phone number" says "number" too.
    facts.phrase('code', 'sent', 'near', 'lead') ||
    (facts.says('code', 'near') && facts.says('sent', 'near', 'lead', 'after'))
  );
}
