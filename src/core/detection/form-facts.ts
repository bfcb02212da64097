import type { FieldDescription } from './field-description.ts';
import type { FieldFacts } from './field-facts.ts';
import { bitOf, readWords } from './word-index.ts';
import { foldIdentifier, foldText } from './words.ts';

/** The other visible fields of the same form. */
function fieldsBeside({ field, page }: FieldFacts): readonly FieldDescription[] {
  return page.fields.filter((other) => other !== field && other.visible && other.form === field.form);
}

/** A password in one field; boxes of a masked code are not meant. */
export function isPassword({ type, maxLength }: FieldDescription): boolean {
  return type === 'password' && maxLength !== 1;
}

/** The form signs in: it asks for a password that exists. */
export function hasPasswordBeside(facts: FieldFacts): boolean {
  return fieldsBeside(facts).some(isPassword) && !setsPassword(facts);
}

/** The form gives the account a new password. */
export function setsPassword(facts: FieldFacts): boolean {
  const fresh = fieldsBeside(facts).filter(
    (other) => isPassword(other) && !/current/.test(other.autocomplete),
  );
  return fresh.length > 1 || fresh.some(({ autocomplete }) => autocomplete.includes('new-password'));
}

/** A phone or e-mail field beside the code and no password: the pair "number, code" of sign-in by message. */
export function asksForAddress(facts: FieldFacts): boolean {
  const beside = fieldsBeside(facts);
  return beside.some(isAddress) && !beside.some(isPassword);
}

function isAddress({ type, autocomplete, name, id }: FieldDescription): boolean {
  return (
    type === 'email' || /^(?:tel|email)/.test(autocomplete) || /phone|mobile|email/i.test(`${name} ${id}`)
  );
}

/** Another field of the form says in so many words that it takes the one-time code. */
export function hasCodeFieldBeside(facts: FieldFacts): boolean {
  return fieldsBeside(facts).some(
    ({ autocomplete, name, id }) =>
      /\bone-time-code\b/i.test(autocomplete) ||
      /(?:^|[^a-z])(?:t?otp|[2mt]fa)(?:[^a-z]|$)/i.test(`${name} ${id}`),
  );
}

/** One line above, before both fields: "Enter your password and the code from your app". */
export function announcesAppCode(facts: FieldFacts): boolean {
  const all = bitOf('identity') | bitOf('code');
  const app = bitOf('app') | bitOf('authenticator');
  return (
    facts.namesAuthenticator('lead') ||
    facts.lines('lead').some(({ concepts }) => (concepts & all) === all && (concepts & app) !== 0)
  );
}

/** The field before this one says itself that it takes the captcha. */
export function followsCaptchaField({ field, page }: FieldFacts): boolean {
  const before = page.fields.slice(0, Math.max(0, page.fields.indexOf(field)));
  const last = before.findLast(({ visible }) => visible);
  if (!last) return false;
  const own = [foldText(`${last.label}\n${last.placeholder}`), foldIdentifier(`${last.name} ${last.id}`)];
  return own.some((words) => (readWords(words).concepts & bitOf('captcha')) !== 0);
}

/** A field of the page asks for a card. */
export function isCheckout({ page }: FieldFacts): boolean {
  return page.fields.some(
    ({ autocomplete, name, id }) =>
      /\bcc-(?:number|csc|exp)/.test(autocomplete) || /cvv|cvc|card_?-?num/i.test(`${name} ${id}`),
  );
}

export function isNumeric({ type, inputMode, pattern }: FieldDescription): boolean {
  return (
    type === 'number' ||
    type === 'tel' ||
    /^(?:numeric|decimal|tel)$/.test(inputMode) ||
    /^\^?(?:\\d|\[0-9\s]*\])/.test(pattern)
  );
}

/** Nothing else on the page can be typed into. */
export function isAlone({ page, field }: FieldFacts): boolean {
  return page.fields.every((other) => other === field || !other.visible);
}
